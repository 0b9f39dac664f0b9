import * as vscode from 'vscode';
import type { Facts, ModelFact } from '../analysis/facts/facts';
import { modelLens } from '../analysis/lenses/model-lens';
import { commands } from './commands';
import { pythonDocuments, type Documents, type View } from './documents';
import { say, texts } from './messages';
import { keyOf } from './model-key';
import { isOn, onSettingsChanged } from './settings';

type LensKind = 'summary' | 'compare' | 'add';

/** One entry of a model's row; its text is written when VS Code resolves it. */
class ModelLens extends vscode.CodeLens {
  constructor(
    range: vscode.Range,
    readonly kind: LensKind,
    readonly uri: string,
    readonly facts: Facts,
    readonly model: ModelFact,
  ) {
    super(range);
  }
}

/** One row a model, on the line where its name is bound. */
export function registerCodeLenses(documents: Documents): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const provider: vscode.CodeLensProvider<vscode.CodeLens> = {
    onDidChangeCodeLenses: changed.event,
    provideCodeLenses(document) {
      const view = isOn('lenses.enabled', document.uri) ? documents.view(document) : null;
      if (view === null) return [];
      const { facts } = view.analysis;
      return view.models.flatMap((model) => {
        const range = view.range(model.nameSpan);
        const kinds: LensKind[] =
          model.mechanisms.length === 0 && isMadeHere(view, model)
            ? ['summary', 'compare', 'add']
            : ['summary', 'compare'];
        return kinds.map((kind) => new ModelLens(range, kind, document.uri.toString(), facts, model));
      });
    },
    resolveCodeLens(lens) {
      if (lens instanceof ModelLens) lens.command = commandOf(lens);
      return lens;
    },
  };
  return vscode.Disposable.from(
    changed,
    onSettingsChanged(() => changed.fire()),
    documents.onDidLearn(() => changed.fire()),
    vscode.languages.registerCodeLensProvider(pythonDocuments, provider),
  );
}

/** Whether all of a model is in this file, where an edit can reach it. */
function isMadeHere({ analysis }: View, { span, layers }: ModelFact): boolean {
  return [span, ...layers.map((layer) => layer.span)].every((one) => analysis.place(one).source === null);
}

function commandOf({ kind, uri, facts, model }: ModelLens): vscode.Command {
  // An entry without a command is plain text.
  if (kind === 'summary') return { title: say(modelLens(facts, model)), command: '' };
  const key = keyOf(uri, facts, model);
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
