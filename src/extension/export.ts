import * as vscode from 'vscode';
import { exported, exportKinds, exportNames } from '../lab/exports';
import { unpackedResult } from '../lab/packed';
import { commands } from './commands';
import type { Lab } from './lab';
import { locale, say, texts } from './messages';
import { openText } from './places';

/** The command that opens what can be taken out of a comparison, the one in front or else the last, as an untitled document. */
export function registerExport(lab: Lab): vscode.Disposable {
  return vscode.commands.registerCommand(commands.export, async () => {
    const kept = await lab.lastKept();
    if (kept === null) return void vscode.window.showInformationMessage(say(texts.noComparison));
    const { key, last } = kept;
    const result = unpackedResult(last);
    const source = vscode.workspace.asRelativePath(vscode.Uri.parse(key.uri));
    const items = exportKinds.map((kind) => ({ label: say(exportNames[kind]), what: kind }));
    const picked = await vscode.window.showQuickPick(items, {
      title: say(texts.exportTitle, { model: key.name }),
      placeHolder: say(texts.pickExport),
    });
    const out = picked && exported(picked.what, { plan: result.plan, result, source }, locale());
    if (!out) return;
    await openText(out);
  });
}
