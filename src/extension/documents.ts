import * as vscode from 'vscode';
import { analyzeProgram, type Analysis, type Finding } from '../analysis/analyze';
import type { Facts } from '../analysis/facts/facts';
import { openDocument, type OpenDocument } from '../analysis/document';
import { contains, touches, type Span, type TextEdit } from '../analysis/text/span';
import { analysisOptions, excluded, onSettingsChanged } from './settings';
import { SpanTracker } from './span-tracker';

/** The documents the providers speak for. */
export const pythonDocuments: vscode.DocumentSelector = { language: 'python' };

/** Cells alone lack the cells before them; the others are not the reader's code. */
const foreignSchemes = new Set(['vscode-notebook-cell', 'git', 'output', 'vscode-scm', 'comment']);

const pauseBeforePublishing = 120;

/** What is known of a document as it is now. */
export interface View {
  /** The text that the spans below are about. */
  readonly text: string;
  readonly facts: Facts;
  readonly findings: readonly Finding[];
  /** False when a part of the text could not be analysed. */
  readonly complete: boolean;
  /** False while a statement is being typed: then the last good results stay, where they stand now. */
  readonly current: boolean;
  /** Where a span stands in the document now; null when its text is gone. */
  range(span: Span): vscode.Range | null;
  /** Edits of `text` for the document as it is now; null when typing has reached into their places. */
  edits(edits: readonly TextEdit[]): vscode.TextEdit[] | null;
}

/** Results of the last text in which no statement was half typed, and the edits since. */
interface Settled {
  readonly text: string;
  readonly analysis: Analysis;
  /** Of the analysis, and those kept in statements that were left broken. */
  readonly findings: readonly Finding[];
  readonly tracker: SpanTracker;
}

/** A document that is open: parsed along with its edits, analysed once a version at most, and not before somebody asks. */
class Session {
  private parsed: OpenDocument | null = null;
  private lastEdits: readonly TextEdit[] = [];
  private analysedVersion: number | null = null;
  private settled: Settled | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly document: vscode.TextDocument,
    private readonly publish: (document: vscode.TextDocument) => void,
  ) {
    this.publishAfter(0);
  }

  change(changes: readonly vscode.TextDocumentContentChangeEvent[]): void {
    if (changes.length === 0) return;
    this.lastEdits = changes.map(({ rangeOffset, rangeLength, text }) => ({
      span: { start: rangeOffset, end: rangeOffset + rangeLength },
      newText: text,
    }));
    this.settled?.tracker.add(this.lastEdits);
    this.parsed?.update(this.lastEdits, this.document.getText());
    this.publishAfter(pauseBeforePublishing);
  }

  /** Forgets the results: the settings have changed. */
  reset(): void {
    this.settled = null;
    this.publishAfter(0);
  }

  view(): View {
    if (this.settled === null || this.analysedVersion !== this.document.version) {
      this.settled = this.analyse(this.settled);
      this.analysedVersion = this.document.version;
    }
    return viewOf(this.settled, this.document);
  }

  dispose(): void {
    clearTimeout(this.timer);
  }

  private analyse(before: Settled | null): Settled {
    this.parsed ??= openDocument(this.document.getText());
    const { program, text } = this.parsed;
    if (before !== null && isBeingTyped(program.broken, this.lastEdits)) return before;
    const analysis = analyzeProgram(program, text, analysisOptions(this.document.uri));
    const kept = before === null ? [] : keptFindings(before, analysis.broken);
    return { text, analysis, findings: [...analysis.findings, ...kept], tracker: new SpanTracker() };
  }

  private publishAfter(milliseconds: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.publish(this.document), milliseconds);
  }
}

/** Whether the last change fell into a broken statement. */
function isBeingTyped(broken: readonly Span[], edits: readonly TextEdit[]): boolean {
  let shift = 0;
  return [...edits]
    .sort((a, b) => a.span.start - b.span.start)
    .some(({ span, newText }) => {
      const inserted = { start: span.start + shift, end: span.start + shift + newText.length };
      shift += newText.length - (span.end - span.start);
      return broken.some((statement) => touches(statement, inserted));
    });
}

/** Earlier findings in statements that are broken now, where they stand now. Their fixes are for a text that is gone. */
function keptFindings({ findings, tracker }: Settled, broken: readonly Span[]): Finding[] {
  return findings.flatMap((finding) => {
    const span = tracker.now(finding.span);
    if (span === null || !broken.some((statement) => contains(statement, span))) return [];
    const related = finding.related.flatMap((evidence) => {
      const at = tracker.now(evidence.span);
      return at === null ? [] : [{ ...evidence, span: at }];
    });
    return [{ ...finding, span, related, fixes: [], model: null }];
  });
}

function viewOf({ text, analysis, findings, tracker }: Settled, document: vscode.TextDocument): View {
  const rangeOf = ({ start, end }: Span) =>
    new vscode.Range(document.positionAt(start), document.positionAt(end));
  return {
    text,
    facts: analysis.facts,
    findings,
    complete: analysis.complete,
    current: tracker.isEmpty,
    range: (span) => {
      const now = tracker.now(span);
      return now === null ? null : rangeOf(now);
    },
    edits: (edits) => {
      const moved = edits.flatMap(({ span, newText }) => {
        const now = tracker.untouched(span) ? tracker.now(span) : null;
        return now === null ? [] : [new vscode.TextEdit(rangeOf(now), newText)];
      });
      return moved.length === edits.length ? moved : null;
    },
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
