import * as vscode from 'vscode';
import { rules } from '../analysis/rules/index';
import { commands } from './commands';
import { say, texts } from './messages';
import { rulePage } from './rule-pages';

/** The command that opens a rule's page: of the rule it is given, else of one the reader picks. */
export function registerShowRule(extensionUri: vscode.Uri): vscode.Disposable {
  return vscode.commands.registerCommand(commands.showRule, async (given?: unknown) => {
    const id = typeof given === 'string' ? given : await pickRule();
    if (id === undefined) return;
    if (!rules.some((rule) => rule.id === id)) {
      void vscode.window.showInformationMessage(say(texts.noSuchRule, { rule: id }));
      return;
    }
    await vscode.commands.executeCommand('markdown.showPreview', rulePage(extensionUri, id));
  });
}

async function pickRule(): Promise<string | undefined> {
  const items = rules.map((rule) => ({ label: rule.id, detail: say(rule.title) }));
  const picked = await vscode.window.showQuickPick(items, {
    placeHolder: say(texts.pickRule),
    matchOnDetail: true,
  });
  return picked?.label;
}
