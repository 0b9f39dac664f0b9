import * as vscode from 'vscode';
import { analyzeProgram, type Finding } from '../analysis/analyze';
import { openDocument } from '../analysis/document';
import { message, type Message } from '../analysis/text/localized';
import type { Span } from '../analysis/text/span';
import { commands } from './commands';
import { toDiagnostic } from './diagnostics';
import type { Documents } from './documents';
import { countFiles, countFindings, say, texts } from './messages';
import { rangesIn } from './places';
import { analysisOptions, excluded } from './settings';

/** What a check of the workspace has come to. */
interface Outcome {
  files: number;
  findings: number;
  readonly unreadable: string[];
}

/**
 * The command that checks every Python file of the workspace. Findings of files that are not open are
 * shown until the file is opened, changed or deleted; open files show theirs all the time.
 */
export function registerCheckWorkspace(documents: Documents, extensionId: string): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('reglens-workspace');
  const watcher = vscode.workspace.createFileSystemWatcher('**/*.py', true);
  const drop = (uri: vscode.Uri) => collection.delete(uri);
  return vscode.Disposable.from(
    collection,
    watcher,
    watcher.onDidChange(drop),
    watcher.onDidDelete(drop),
    documents.onDidPublish((document) => drop(document.uri)),
    vscode.commands.registerCommand(commands.checkWorkspace, async () => {
      const { outcome, cancelled } = await vscode.window.withProgress(
        {
          location: vscode.ProgressLocation.Notification,
          title: say(texts.checking),
          cancellable: true,
        },
        (progress, token) => check(documents, extensionId, collection, progress, token),
      );
      void close(outcome, cancelled);
    }),
  );
}

async function check(
  documents: Documents,
  extensionId: string,
  collection: vscode.DiagnosticCollection,
  progress: vscode.Progress<{ message?: string; increment?: number }>,
  token: vscode.CancellationToken,
): Promise<{ outcome: Outcome; cancelled: boolean }> {
  collection.clear();
  const outcome: Outcome = { files: 0, findings: 0, unreadable: [] };
  const uris = await pythonFiles(token);
  for (const [index, uri] of uris.entries()) {
    if (token.isCancellationRequested) return { outcome, cancelled: true };
    progress.report({
      message: say(texts.checkingFile, { done: index + 1, total: uris.length }),
      increment: 100 / uris.length,
    });
    try {
      const diagnostics = await checkFile(uri, documents, extensionId);
      if (!documents.has(uri)) collection.set(uri, diagnostics);
      outcome.files++;
      outcome.findings += diagnostics.length;
    } catch {
      outcome.unreadable.push(vscode.workspace.asRelativePath(uri));
    }
  }
  return { outcome, cancelled: false };
}

async function pythonFiles(token: vscode.CancellationToken): Promise<vscode.Uri[]> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const found = await Promise.all(
    folders.map((folder) => {
      const globs = excluded(folder.uri);
      const exclude = globs.length === 0 ? null : `{${globs.join(',')}}`;
      return vscode.workspace.findFiles(
        new vscode.RelativePattern(folder, '**/*.py'),
        exclude === null ? null : new vscode.RelativePattern(folder, exclude),
        undefined,
        token,
      );
    }),
  );
  return found.flat().sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function checkFile(
  uri: vscode.Uri,
  documents: Documents,
  extensionId: string,
): Promise<vscode.Diagnostic[]> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  const view = open === undefined ? null : documents.view(open);
  if (view !== null) return toDiagnostics(view.analysis.findings, uri, extensionId, view.range);
  const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  const { program } = openDocument(text);
  const analyse = () =>
    analyzeProgram(program, text, analysisOptions(uri), documents.project.around(uri, new Set()));
  let { findings } = analyse();
  // What it imports is read, and what that imports, one step at a time.
  for (let step = 0; step < deepestImport && (await documents.project.settled()); step++) {
    ({ findings } = analyse());
  }
  return toDiagnostics(findings, uri, extensionId, rangesIn(text));
}

const deepestImport = 32;

function toDiagnostics(
  findings: readonly Finding[],
  uri: vscode.Uri,
  extensionId: string,
  place: (span: Span) => vscode.Range,
): vscode.Diagnostic[] {
  return findings.map((finding) => toDiagnostic(finding, uri, extensionId, place));
}

async function close({ files, findings, unreadable }: Outcome, cancelled: boolean): Promise<void> {
  const counts = { findings: countFindings(findings), files: countFiles(files) };
  let closing: Message = message(cancelled ? texts.checkStopped : texts.checked, counts);
  if (unreadable.length > 0) {
    const names = unreadable.slice(0, 3).join(', ') + (unreadable.length > 3 ? ', …' : '');
    closing = message(texts.unreadable, { message: closing, n: unreadable.length, names });
  }
  const show = say(texts.showProblems);
  const choice = await vscode.window.showInformationMessage(say(closing), ...(findings > 0 ? [show] : []));
  if (choice === show) await vscode.commands.executeCommand('workbench.actions.view.problems');
}
