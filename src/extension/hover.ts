import * as vscode from 'vscode';
import { ledger } from '../analysis/lenses/ledger';
import { commands } from './commands';
import { pythonDocuments, type Documents } from './documents';
import { locale, say, texts } from './messages';
import { modelMentions } from './model-at';
import { keyOf } from './model-key';

/** The ledger of a model's layers and penalties, where the code names the model. */
export function registerHover(documents: Documents): vscode.Disposable {
  return vscode.languages.registerHoverProvider(pythonDocuments, {
    provideHover(document, position) {
      const view = documents.view(document);
      if (view === null) return null;
      const { facts } = view.analysis;
      for (const { model, span } of modelMentions(facts, view.text)) {
        const range = view.range(span);
        if (!range.contains(position)) continue;
        const text = new vscode.MarkdownString(spaced(ledger(facts, model, locale())));
        text.isTrusted = { enabledCommands: [commands.compare] };
        const args = encodeURIComponent(JSON.stringify([keyOf(document.uri.toString(), facts, model)]));
        text.appendMarkdown(`\n\n[${say(texts.compareLink)}](command:${commands.compare}?${args})`);
        return new vscode.Hover(text, range);
      }
      return null;
    },
  });
}

/** VS Code sets the cells of a table close together: gives each row's some air. */
function spaced(table: string): string {
  return table.replace(/^\| (?!---).*$/gm, (row) => row.replaceAll(' | ', ' &nbsp;&nbsp; | '));
}
