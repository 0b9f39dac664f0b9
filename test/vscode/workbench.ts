import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../src/extension/main';
import { driver } from './driver';

/** What RegLens finds in the seed program. */
export const seedFindings = [
  '14 error loss-object-arithmetic',
  '14 warning logits-mismatch',
  '14 warning losses-before-build',
];

/** The copy of examples/ that VS Code is open on. */
export function workspaceUri(...segments: string[]): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder);
  return vscode.Uri.joinPath(folder.uri, ...segments);
}

/** RegLens, activated. */
export async function extension(): Promise<vscode.Extension<ExtensionApi>> {
  const found = vscode.extensions.getExtension<ExtensionApi>('reglens.reglens');
  assert.ok(found);
  await found.activate();
  return found;
}

/** The text of a file of the workspace. */
export async function readText(uri: vscode.Uri): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

/** Writes a file into the workspace. */
export async function write(name: string, text: string): Promise<vscode.Uri> {
  const uri = workspaceUri(name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

/** Writes a file into the workspace and opens it alone. */
export async function openNew(name: string, text: string): Promise<vscode.TextEditor> {
  await closeAll();
  return open(await write(name, text));
}

/** Opens a file as the explorer does: closing its editor then closes the document too. */
export async function open(uri: vscode.Uri): Promise<vscode.TextEditor> {
  const isActive = () => vscode.window.activeTextEditor?.document.uri.toString() === uri.toString();
  await vscode.commands.executeCommand('vscode.open', uri, {
    viewColumn: vscode.ViewColumn.One,
    preview: false,
  });
  await until(vscode.window.onDidChangeActiveTextEditor, isActive, () => `${uri.path} is not open`);
  const editor = vscode.window.activeTextEditor;
  assert.ok(editor);
  return editor;
}

/** The seed program under a name of its own. */
export async function openSeed(name: string): Promise<vscode.TextEditor> {
  return openNew(name, await readText(workspaceUri('seed.py')));
}

/** Closes every editor and panel, throwing away what was typed. */
export async function closeAll(): Promise<void> {
  for (const document of vscode.workspace.textDocuments) {
    if (document.isDirty && !document.isClosed) {
      await vscode.window.showTextDocument(document);
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    }
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  await vscode.commands.executeCommand('notifications.clearAll');
}

/** After each test: a picture if it failed, and an empty window. */
export async function tidyUp(this: Mocha.Context): Promise<void> {
  if (this.currentTest?.state === 'failed') {
    await driver.screenshot(`failed ${this.currentTest.fullTitle()}`.replace(/\W+/g, '-'));
  }
  await driver.press('Escape');
  await closeAll();
}

/** A finding as a test compares it: `14 error loss-object-arithmetic`, lines from 1. */
export function described(uri: vscode.Uri): string[] {
  return findings(uri)
    .map(({ range, severity, code }) => {
      const id = typeof code === 'object' ? code.value : code;
      return `${range.start.line + 1} ${severityNames[severity]} ${id}`;
    })
    .sort();
}

const severityNames = ['error', 'warning', 'information', 'hint'];

/** What RegLens says about a file. */
export function findings(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'reglens');
}

/** Waits until a file's findings are these. */
export function untilFindings(uri: vscode.Uri, expected: readonly string[]): Promise<void> {
  const sorted = [...expected].sort().join('\n');
  return until(
    vscode.languages.onDidChangeDiagnostics,
    () => described(uri).join('\n') === sorted,
    () => `findings:\n${described(uri).join('\n')}\nexpected:\n${sorted}`,
  );
}

/** Makes a change and waits until its text has arrived and the findings of that text are published. */
export async function published(
  document: vscode.TextDocument,
  change: () => Promise<unknown>,
  arrived: (text: string) => boolean,
): Promise<void> {
  let pending = false;
  const changes = vscode.workspace.onDidChangeTextDocument((event) => {
    if (event.document === document && event.contentChanges.length > 0) pending = true;
  });
  const publications = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
    if (uris.some((uri) => uri.toString() === document.uri.toString())) pending = false;
  });
  try {
    await change();
    await untilText(document, arrived);
    await until(
      vscode.languages.onDidChangeDiagnostics,
      () => !pending,
      () => 'nothing was published',
    );
  } finally {
    changes.dispose();
    publications.dispose();
  }
}

/** Waits for an event after which `holds` is true; it may hold already. */
export function until<T>(
  event: vscode.Event<T>,
  holds: () => boolean,
  complaint: () => string,
  milliseconds = 15_000,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => finish(new Error(complaint())), milliseconds);
    const subscription = event(() => holds() && finish());
    const finish = (error?: Error) => {
      clearTimeout(timer);
      subscription.dispose();
      if (error) reject(error);
      else resolve();
    };
    if (holds()) finish();
  });
}

/** Waits until a document's text passes. */
export function untilText(document: vscode.TextDocument, holds: (text: string) => boolean): Promise<void> {
  return until(
    vscode.workspace.onDidChangeTextDocument,
    () => holds(document.getText()),
    () => `text:\n${document.getText()}`,
  );
}

/** Puts the cursor before the `n`th occurrence of a text, by the keyboard. */
export async function putCursor(editor: vscode.TextEditor, text: string, n = 0): Promise<void> {
  let at = -1;
  for (let k = 0; k <= n; k++) at = editor.document.getText().indexOf(text, at + 1);
  assert.notEqual(at, -1, `${text} is not in the file`);
  await goTo(editor, editor.document.positionAt(at));
}

/** Puts the cursor somewhere, by the keyboard. */
export async function goTo(editor: vscode.TextEditor, position: vscode.Position): Promise<void> {
  await open(editor.document.uri);
  await driver.press('Control+g');
  await driver.waitFor('.quick-input-widget input');
  await driver.type(`${position.line + 1}:${position.character + 1}`);
  await driver.press('Enter');
  await until(
    vscode.window.onDidChangeTextEditorSelection,
    () => vscode.window.activeTextEditor?.selection.active.isEqual(position) === true,
    () => `the cursor is not at ${position.line + 1}:${position.character + 1}`,
  );
  await driver.waitFor('.quick-input-widget', 'hidden');
  await driver.waitFor('.editor-instance .monaco-editor.focused');
}

/** Runs a command from the palette, typed as a person would. */
export async function fromPalette(title: string): Promise<void> {
  await driver.press('F1');
  await driver.waitFor('.quick-input-widget input');
  await driver.type(title);
  await driver.waitForText('.quick-input-list .monaco-list-row.focused', new RegExp(title));
  await driver.press('Enter');
}

/** Opens the light bulb's menu and gives back its entries. */
export async function quickFixMenu(): Promise<string[]> {
  const entry = '.action-widget .monaco-list-row:has-text("Ignore")';
  // VS Code drops the key when the text or the cursor changes while it asks for the fixes; a person presses again.
  for (let tries = 0; tries < 5; tries++) {
    await driver.press('Control+.');
    const opened = await driver.waitFor(entry, 'visible', 5_000).then(
      () => true,
      () => false,
    );
    if (opened) break;
    await driver.press('Escape');
  }
  await driver.waitFor(entry);
  return driver.texts('.action-widget .monaco-list-row.action');
}

/** Chooses an entry of the light bulb's menu that is open. */
export async function choose(entry: string): Promise<void> {
  await driver.click(`.action-widget .monaco-list-row.action:has-text(${JSON.stringify(entry)})`);
}

/** The lens entries on screen, in reading order. */
export function lensTexts(): Promise<string[]> {
  return driver.texts('.codelens-decoration');
}
