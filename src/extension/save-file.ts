import * as vscode from 'vscode';
import type { ToExtension } from '../protocol/messages';
import { fill, say, texts } from './messages';

/** Asks where a file of the page is to be written, and writes it. Nothing happens where the reader cancels. */
export async function saveFile({ name, content }: Extract<ToExtension, { type: 'save' }>): Promise<void> {
  const extension = name.slice(name.lastIndexOf('.') + 1);
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const target = await vscode.window.showSaveDialog({
    defaultUri: folder && vscode.Uri.joinPath(folder, name),
    filters: { [extension.toUpperCase()]: [extension] },
  });
  if (!target) return;
  try {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content);
    await vscode.workspace.fs.writeFile(target, bytes);
  } catch (error) {
    void vscode.window.showErrorMessage(say(fill(texts.notSaved, { reason: String(error) })));
  }
}
