import * as vscode from 'vscode';
import { isDataFile } from '../lab/data/own/file-names';
import type { ToPage } from '../protocol/messages';
import { fill, say, texts } from './messages';

export type DataFile = Extract<ToPage, { type: 'data-file' | 'no-data-file' }>;

/** Larger files would fill the page's memory. */
const largest = 200_000_000;
const mostOffered = 500;
const endings = ['csv', 'tsv', 'json', 'jsonl', 'npz'];

/** The address of a data file that the reader picks, of the workspace or any other; null when they leave the list. */
export async function pickDataFile(): Promise<vscode.Uri | null> {
  const found = await vscode.workspace.findFiles(
    `**/*.{${endings.join(',')}}`,
    '**/{node_modules,.venv,venv}/**',
    mostOffered,
  );
  const items = found
    .map((uri) => ({ label: vscode.workspace.asRelativePath(uri), uri }))
    .sort((one, other) => one.label.localeCompare(other.label));
  const browse = { label: say(texts.browseData), uri: null };
  const picked = await vscode.window.showQuickPick<{ label: string; uri: vscode.Uri | null }>(
    [...items, browse],
    { title: say(texts.pickData) },
  );
  if (picked === undefined) return null;
  return picked.uri ?? browseForFile();
}

async function browseForFile(): Promise<vscode.Uri | null> {
  const filters = { [say(texts.dataFiles)]: endings };
  const chosen = await vscode.window.showOpenDialog({ filters, title: say(texts.pickData) });
  return chosen?.[0] ?? null;
}

/** A file that the reader has picked, under the name that a plan gives it. */
export function dataFileAt(uri: vscode.Uri): Promise<DataFile> {
  return readDataFile(uri, nameOf(uri));
}

/** The file that a plan names, as `dataFileAt` has named it. */
export async function dataFileNamed(file: string, model: vscode.Uri): Promise<DataFile> {
  for (const uri of isDataFile(file) ? placesOf(file, model) : []) {
    const exists = await vscode.workspace.fs.stat(uri).then(
      () => true,
      () => false,
    );
    if (exists) return readDataFile(uri, file);
  }
  return { type: 'no-data-file', file, reason: texts.dataGone };
}

/** As plans name a file: by its place in the workspace, else by its address. */
function nameOf(uri: vscode.Uri): string {
  return vscode.workspace.getWorkspaceFolder(uri) ? vscode.workspace.asRelativePath(uri) : uri.toString();
}

function placesOf(file: string, model: vscode.Uri): vscode.Uri[] {
  if (/^[\w-]{2,}:\//.test(file)) return [vscode.Uri.parse(file)];
  const folders = vscode.workspace.workspaceFolders ?? [];
  return [
    ...folders.flatMap(({ uri, name }) => [
      vscode.Uri.joinPath(uri, file),
      ...(file.startsWith(`${name}/`) ? [vscode.Uri.joinPath(uri, file.slice(name.length + 1))] : []),
    ]),
    vscode.Uri.joinPath(model, '..', file),
  ];
}

async function readDataFile(uri: vscode.Uri, file: string): Promise<DataFile> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > largest) return { type: 'no-data-file', file, reason: texts.dataTooLarge };
    // On the desktop it is node's Buffer, which VS Code would hand to the page as JSON.
    const bytes = new Uint8Array(await vscode.workspace.fs.readFile(uri));
    return { type: 'data-file', file, bytes };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { type: 'no-data-file', file, reason: fill(texts.dataUnread, { reason }) };
  }
}
