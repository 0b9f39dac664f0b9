import * as vscode from 'vscode';
import type { LossesReadFact } from '../analysis/facts/facts';
import { lossesHint } from '../analysis/lenses/losses-hint';
import { pythonDocuments, type Documents } from './documents';
import { say, texts } from './messages';
import { isOn, onSettingsChanged } from './settings';

class LossesHint extends vscode.InlayHint {
  constructor(
    position: vscode.Position,
    label: string,
    readonly read: LossesReadFact,
  ) {
    super(position, label);
    this.paddingLeft = true;
  }
}

/** What is in the list, behind each read of `losses` where that is known. */
export function registerInlayHints(documents: Documents): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const provider: vscode.InlayHintsProvider = {
    onDidChangeInlayHints: changed.event,
    provideInlayHints(document, visible) {
      const view = isOn('hints.enabled', document.uri) ? documents.view(document) : null;
      if (view === null) return [];
      const { facts, place } = view.analysis;
      return facts.lossesReads.flatMap((read) => {
        if (place(read.span).source !== null) return [];
        const label = lossesHint(facts, read);
        const { end } = view.range(read.span);
        return label === null || !visible.contains(end) ? [] : [new LossesHint(end, say(label), read)];
      });
    },
    resolveInlayHint(hint) {
      if (hint instanceof LossesHint) {
        hint.tooltip = new vscode.MarkdownString(
          say(texts.hintTooltip, { read: `${hint.read.modelText}.losses` }),
        );
      }
      return hint;
    },
  };
  return vscode.Disposable.from(
    changed,
    onSettingsChanged(() => changed.fire()),
    documents.onDidLearn(() => changed.fire()),
    vscode.languages.registerInlayHintsProvider(pythonDocuments, provider),
  );
}
