import * as vscode from 'vscode';
import type { SourceLink } from '../protocol/messages';
import type { ModelKey } from './model-key';

/** The document of a model; null when it cannot be opened. */
export async function openDocument(key: ModelKey): Promise<vscode.TextDocument | null> {
  try {
    return await vscode.workspace.openTextDocument(vscode.Uri.parse(key.uri));
  } catch {
    return null;
  }
}

/** Puts the cursor at a place in the code. */
export async function goTo({ uri, line, column }: SourceLink): Promise<void> {
  const at = new vscode.Position(line - 1, column - 1);
  const editor = await show(vscode.Uri.parse(uri), new vscode.Range(at, at), false);
  editor.selection = new vscode.Selection(at, at);
}

/** Shows a place in the code in the group where the file is already, else in the first one. */
export async function show(
  uri: vscode.Uri,
  range: vscode.Range,
  preserveFocus: boolean,
): Promise<vscode.TextEditor> {
  const visible = vscode.window.visibleTextEditors.find(
    ({ document }) => document.uri.toString() === uri.toString(),
  );
  const editor = await vscode.window.showTextDocument(uri, {
    viewColumn: visible?.viewColumn ?? vscode.ViewColumn.One,
    preserveFocus,
  });
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  return editor;
}
