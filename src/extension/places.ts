import * as vscode from 'vscode';
import { LineIndex } from '../analysis/text/line-index';
import type { Place } from '../analysis/text/sources';
import type { Span } from '../analysis/text/span';
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

/** Whether the file of a model was there and is not any more; false for what is no file of a file system. */
export async function isDeleted({ uri }: ModelKey): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(vscode.Uri.parse(uri));
    return false;
  } catch (error) {
    return error instanceof vscode.FileSystemError && error.code === 'FileNotFound';
  }
}

/** Tells when the file of a model, or a folder that it is in, is made or deleted. */
export function watchFile(
  { uri }: ModelKey,
  { created, deleted }: { created(): void; deleted(): void },
): vscode.Disposable {
  const file = vscode.Uri.parse(uri);
  // The file's own name would be read as a pattern.
  const pattern = new vscode.RelativePattern(vscode.Uri.joinPath(file, '..'), '*');
  const watcher = vscode.workspace.createFileSystemWatcher(pattern, false, true, false);
  const ofFile = (tell: () => void) => (other: vscode.Uri) => void (other.toString() === uri && tell());
  return vscode.Disposable.from(
    watcher,
    watcher.onDidCreate(ofFile(created)),
    watcher.onDidDelete(ofFile(deleted)),
    // A folder that is deleted in VS Code takes its files along without a word about each.
    vscode.workspace.onDidDeleteFiles(({ files }) => {
      if (files.some((folder) => uri.startsWith(`${folder.toString()}/`))) deleted();
    }),
  );
}

/** A place that an analysis tells of: in the file itself or in one that it imports. */
export function locationOf(
  uri: vscode.Uri,
  { source, span }: Place,
  own: (span: Span) => vscode.Range,
): vscode.Location {
  return source === null
    ? new vscode.Location(uri, own(span))
    : new vscode.Location(uri.with({ path: source.path }), rangesIn(source.text)(span));
}

/** Ranges in a text that is not open as a document. */
export function rangesIn(text: string): (span: Span) => vscode.Range {
  const lines = new LineIndex(text);
  const position = (offset: number) => {
    const { line, column } = lines.position(offset);
    return new vscode.Position(line - 1, column - 1);
  };
  return ({ start, end }) => new vscode.Range(position(start), position(end));
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

/** Shows a text that is no file yet, in the group where the code is. VS Code asks where to keep it. */
export async function openText({ text, language }: { text: string; language: string }): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ content: text, language });
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.One });
}
