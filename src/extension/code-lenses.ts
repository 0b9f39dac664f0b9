import * as vscode from 'vscode';
import type { ModelFact } from '../analysis/facts/facts';
import { modelLens } from '../analysis/lenses/model-lens';
import { message } from '../analysis/text/localized';
import { askedOf } from '../lab/asked';
import { commands } from './commands';
import { comparisonOf } from './comparison';
import { pythonDocuments, type Documents, type View } from './documents';
import type { Kept, KeptComparisons } from './kept-comparisons';
import { say, texts } from './messages';
import { keyOf } from './model-key';
import { outcomeText } from './outcome-text';
import { isOn, onSettingsChanged } from './settings';

type LensKind = 'summary' | 'compare' | 'add' | 'outcome';

/** One entry of a model's row; its text is written when VS Code resolves it. */
class ModelLens extends vscode.CodeLens {
  constructor(
    range: vscode.Range,
    readonly kind: LensKind,
    readonly uri: vscode.Uri,
    readonly view: View,
    readonly model: ModelFact,
  ) {
    super(range);
  }
}

/** One row a model, on the line where its name is bound. */
export function registerCodeLenses(documents: Documents, kept: KeptComparisons): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const provider: vscode.CodeLensProvider<vscode.CodeLens> = {
    onDidChangeCodeLenses: changed.event,
    provideCodeLenses(document) {
      const view = isOn('lenses.enabled', document.uri) ? documents.view(document) : null;
      if (view === null) return [];
      const { facts } = view.analysis;
      return view.models.flatMap((model) => {
        const range = view.range(model.nameSpan);
        const comparison = kept.of(keyOf(document.uri.toString(), facts, model));
        const kinds: LensKind[] = [
          'summary',
          'compare',
          ...(model.mechanisms.length === 0 && isMadeHere(view, model) ? (['add'] as const) : []),
          ...(comparison && outcomeText(comparison.last.result) ? (['outcome'] as const) : []),
        ];
        return kinds.map((kind) => new ModelLens(range, kind, document.uri, view, model));
      });
    },
    resolveCodeLens(lens) {
      if (lens instanceof ModelLens) lens.command = commandOf(lens, kept);
      return lens;
    },
  };
  return vscode.Disposable.from(
    changed,
    onSettingsChanged(() => changed.fire()),
    documents.onDidLearn(() => changed.fire()),
    kept.onDidChange(() => changed.fire()),
    vscode.languages.registerCodeLensProvider(pythonDocuments, provider),
  );
}

/** Whether all of a model is in this file, where an edit can reach it. */
function isMadeHere({ analysis }: View, { span, layers }: ModelFact): boolean {
  return [span, ...layers.map((layer) => layer.span)].every((one) => analysis.place(one).source === null);
}

function commandOf({ kind, uri, view, model }: ModelLens, comparisons: KeptComparisons): vscode.Command {
  const { facts } = view.analysis;
  // An entry without a command is plain text.
  if (kind === 'summary') return { title: say(modelLens(facts, model)), command: '' };
  const key = keyOf(uri.toString(), facts, model);
  if (kind === 'outcome') {
    const kept = comparisons.of(key);
    return {
      title: kept ? outcomeTitle(kept, isAsCompared(kept, uri, view, model)) : '',
      tooltip: say(texts.lensOutcomeTooltip, { model: model.name }),
      command: commands.openLastComparison,
      arguments: [key],
    };
  }
  if (kind === 'add') {
    return {
      title: say(texts.lensAdd),
      tooltip: say(texts.lensAddTooltip, { model: model.name }),
      command: commands.addPenalty,
      arguments: [key],
    };
  }
  const penalized = model.layers.some((layer) => layer.penalties.length > 0);
  return {
    title: say(penalized ? texts.lensCompare : texts.lensCompareSuggested),
    tooltip: say(texts.lensCompareTooltip, { model: model.name }),
    command: commands.compare,
    arguments: [key],
  };
}

function outcomeTitle({ last }: Kept, asCompared: boolean): string {
  const outcome = outcomeText(last.result);
  if (!outcome) return '';
  return say(asCompared ? outcome : message(texts.outcomeEarlier, { outcome }));
}

/** Whether the code still says the model that was compared. */
function isAsCompared({ asFound }: Kept, uri: vscode.Uri, view: View, model: ModelFact): boolean {
  const { plan } = comparisonOf(uri, view, model, askedOf(asFound), asFound.model.inputShape);
  return JSON.stringify(plan) === JSON.stringify(asFound);
}
