import * as vscode from 'vscode';
import { analyzeProgram, type Analysis } from '../analysis/analyze';
import { openDocument, type Document } from '../analysis/document';
import { touches, type Span, type TextEdit } from '../analysis/text/span';
import { analysisOptions, excluded, onSettingsChanged } from './settings';

/** The documents the providers speak for. */
export const pythonDocuments: vscode.DocumentSelector = { language: 'python' };

/** Cells alone lack the cells before them; the others are not the reader's code. */
const foreignSchemes = new Set(['vscode-notebook-cell', 'git', 'output', 'vscode-scm', 'comment']);

const pauseBeforePublishing = 120;

/** What is known of a document as it is now; where a statement is half typed, of that statement as it last was good. */
export interface View {
  readonly text: string;
  readonly analysis: Analysis;
  /** Where a span stands in the document. */
  range(span: Span): vscode.Range;
  /** Edits for the document; null when one falls into a half-typed statement, whose text is no longer what was analysed. */
  edits(edits: readonly TextEdit[]): vscode.TextEdit[] | null;
}

/** A document that is open: parsed along with its edits, analysed once a version at most, and not before somebody asks. */
class Session {
  private parsed: Document | null = null;
  private known: { readonly version: number; readonly view: View } | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** How long the last analysis took: a file that is slow to analyse waits longer for the next. */
  private milliseconds = 0;

  constructor(
    private readonly document: vscode.TextDocument,
    private readonly publish: (document: vscode.TextDocument) => void,
  ) {
    this.publishAfter(0);
  }

  change(changes: readonly vscode.TextDocumentContentChangeEvent[]): void {
    if (changes.length === 0) return;
    const edits = changes.map(({ rangeOffset, rangeLength, text }) => ({
      span: { start: rangeOffset, end: rangeOffset + rangeLength },
      newText: text,
    }));
    this.parsed?.update(edits, this.document.getText());
    this.publishAfter(Math.max(pauseBeforePublishing, this.milliseconds));
  }

  /** Forgets the results: the settings have changed. */
  reset(): void {
    this.known = null;
    this.publishAfter(0);
  }

  view(): View {
    const { version } = this.document;
    if (this.known?.version !== version) this.known = { version, view: this.analyse() };
    return this.known.view;
  }

  dispose(): void {
    clearTimeout(this.timer);
  }

  private analyse(): View {
    const started = performance.now();
    this.parsed ??= openDocument(this.document.getText());
    const { program, text } = this.parsed;
    const analysis = analyzeProgram(program, text, analysisOptions(this.document.uri));
    this.milliseconds = performance.now() - started;
    return viewOf(this.document, text, analysis);
  }

  private publishAfter(milliseconds: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.publish(this.document), milliseconds);
  }
}

function viewOf(document: vscode.TextDocument, text: string, analysis: Analysis): View {
  const range = ({ start, end }: Span) =>
    new vscode.Range(document.positionAt(start), document.positionAt(end));
  return {
    text,
    analysis,
    range,
    edits: (edits) =>
      edits.some(({ span }) => analysis.broken.some((statement) => touches(statement, span)))
        ? null
        : edits.map(({ span, newText }) => new vscode.TextEdit(range(span), newText)),
  };
}

/** The open documents and what is known of them. Analysis happens on demand, never at start. */
export class Documents implements vscode.Disposable {
  private readonly sessions = new Map<vscode.TextDocument, Session>();
  private readonly published = new vscode.EventEmitter<vscode.TextDocument>();
  private readonly forgotten = new vscode.EventEmitter<vscode.TextDocument>();
  private readonly disposables: vscode.Disposable[];

  /** A document has new results: typing paused, it was opened, or settings changed. */
  readonly onDidPublish = this.published.event;
  /** A document was closed or is excluded now. */
  readonly onDidForget = this.forgotten.event;

  constructor() {
    this.disposables = [
      this.published,
      this.forgotten,
      vscode.workspace.onDidOpenTextDocument((document) => this.open(document)),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) =>
        this.sessions.get(document)?.change(contentChanges),
      ),
      vscode.workspace.onDidCloseTextDocument((document) => this.close(document)),
      onSettingsChanged(() => this.refresh()),
    ];
    for (const document of vscode.workspace.textDocuments) this.open(document);
  }

  /** What is known of the document as it is now, or null when it is none of ours. */
  view(document: vscode.TextDocument): View | null {
    return this.sessions.get(document)?.view() ?? null;
  }

  /** Whether a document with this address is open and looked at. */
  has(uri: vscode.Uri): boolean {
    return [...this.sessions.keys()].some((document) => document.uri.toString() === uri.toString());
  }

  dispose(): void {
    for (const session of this.sessions.values()) session.dispose();
    this.sessions.clear();
    for (const disposable of this.disposables) disposable.dispose();
  }

  private open(document: vscode.TextDocument): void {
    if (this.sessions.has(document) || !isLookedAt(document)) return;
    this.sessions.set(document, new Session(document, (changed) => this.published.fire(changed)));
  }

  private close(document: vscode.TextDocument): void {
    const session = this.sessions.get(document);
    if (session === undefined) return;
    session.dispose();
    this.sessions.delete(document);
    this.forgotten.fire(document);
  }

  private refresh(): void {
    for (const [document, session] of this.sessions) {
      if (isLookedAt(document)) session.reset();
      else this.close(document);
    }
    for (const document of vscode.workspace.textDocuments) this.open(document);
  }
}

function isLookedAt(document: vscode.TextDocument): boolean {
  return (
    document.languageId === 'python' &&
    !foreignSchemes.has(document.uri.scheme) &&
    !excluded(document.uri).some((glob) => matches(document, glob))
  );
}

function matches(document: vscode.TextDocument, glob: string): boolean {
  const folder = vscode.workspace.getWorkspaceFolder(document.uri);
  const pattern = folder === undefined ? glob : new vscode.RelativePattern(folder, glob);
  return vscode.languages.match({ pattern }, document) > 0;
}
