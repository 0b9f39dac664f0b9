import * as vscode from 'vscode';
import { analyzeProgram, type Analysis, type Finding } from '../analysis/analyze';
import type { Facts, ModelFact } from '../analysis/facts/facts';
import type { ProjectFile } from '../analysis/project';
import type { Surroundings } from '../analysis/surroundings';
import { openDocument, type Document } from '../analysis/document';
import { touches, type Span, type TextEdit } from '../analysis/text/span';
import { previewScheme } from './commands';
import { Project } from './project';
import { analysisOptions, excluded, onSettingsChanged } from './settings';
import { steadyFindings } from './steady-findings';

/** The documents the providers speak for. */
export const pythonDocuments: vscode.DocumentSelector = { language: 'python' };

/** Cells alone lack the cells before them; the others are not the reader's code. */
const foreignSchemes = new Set([
  'vscode-notebook-cell',
  'git',
  'output',
  'vscode-scm',
  'comment',
  previewScheme,
]);

const pauseBeforePublishing = 120;
/** A pause this long ends the typing: what is new is shown. */
const pauseBeforeRest = 700;

/** What is known of a document as it is now; where a statement is half typed, of that statement as it last was good. */
export interface View {
  readonly text: string;
  readonly analysis: Analysis;
  /** The models that the document makes or names; the analysis knows more where it imports some. */
  readonly models: readonly ModelFact[];
  /** The file of the project that tells the version of Keras; null where none does. */
  readonly dependencyFile: string | null;
  /** Where a span stands in the document. */
  range(span: Span): vscode.Range;
  /** Edits for the document; null when one falls into a half-typed statement, whose text is no longer what was analysed. */
  edits(edits: readonly TextEdit[]): vscode.TextEdit[] | null;
}

/** A document that is open: parsed along with its edits, analysed once a version at most, and not before somebody asks. */
class Session {
  private parsed: Document | null = null;
  private known: { readonly version: number; readonly view: View } | null = null;
  /** What the last analysis looked at around the document, by addresses. */
  private readonly asked = new Set<string>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private restTimer: ReturnType<typeof setTimeout> | undefined;
  private typing = false;
  private readonly steady = steadyFindings();
  /** How long the last analysis took: a file that is slow to analyse waits longer for the next. */
  private milliseconds = 0;

  constructor(
    private readonly document: vscode.TextDocument,
    private readonly project: Project,
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
    if (this.parsed) {
      this.steady.change(edits, this.parsed.text);
      this.parsed.update(edits, this.document.getText());
    }
    this.typing = true;
    clearTimeout(this.restTimer);
    this.restTimer = setTimeout(() => this.rest(), Math.max(pauseBeforeRest, 2 * this.milliseconds));
    this.publishSoon();
  }

  /** The findings to show: while somebody types, none that is new. */
  findings(): readonly Finding[] {
    const { findings } = this.view().analysis;
    return this.typing ? this.steady.whileTyping(findings) : this.steady.atRest(findings);
  }

  /** Files around the document have changed; tells whether the document asks for one of them. */
  changeAround(addresses: ReadonlySet<string>): boolean {
    if (![...addresses].some((address) => this.asked.has(address))) return false;
    this.known = null;
    this.publishSoon();
    return true;
  }

  /** The document as files that import it see it. */
  get file(): ProjectFile {
    const { text, program } = this.parse();
    return { text, program };
  }

  /** What would be known of the document if its text were another one. */
  factsOf(text: string): Facts {
    const { uri } = this.document;
    const { program } = openDocument(text);
    return analyzeProgram(program, text, analysisOptions(uri), this.project.around(uri, new Set())).facts;
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
    clearTimeout(this.restTimer);
  }

  private rest(): void {
    this.typing = false;
    this.publishAfter(0);
  }

  private analyse(): View {
    const started = performance.now();
    const { uri } = this.document;
    const { program, text } = this.parse();
    this.asked.clear();
    const surroundings = this.project.around(uri, this.asked);
    const analysis = analyzeProgram(program, text, analysisOptions(uri), surroundings);
    this.milliseconds = performance.now() - started;
    return viewOf(this.document, text, analysis, surroundings);
  }

  private parse(): Document {
    return (this.parsed ??= openDocument(this.document.getText()));
  }

  private publishSoon(): void {
    this.publishAfter(Math.max(pauseBeforePublishing, this.milliseconds));
  }

  private publishAfter(milliseconds: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.publish(this.document), milliseconds);
  }
}

function viewOf(
  document: vscode.TextDocument,
  text: string,
  analysis: Analysis,
  { dependencies }: Surroundings,
): View {
  const range = ({ start, end }: Span) =>
    new vscode.Range(document.positionAt(start), document.positionAt(end));
  return {
    text,
    analysis,
    models: analysis.facts.models.filter(({ nameSpan }) => analysis.place(nameSpan).source === null),
    dependencyFile: analysis.facts.framework.evidence === 'dependency' ? (dependencies?.file ?? null) : null,
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
  private readonly learned = new vscode.EventEmitter<void>();
  private readonly disposables: vscode.Disposable[];

  /** What the documents see of each other and of other files. */
  readonly project = new Project((address) => this.sessionAt(address)?.file ?? null);
  /** A document has new results: typing paused, it was opened, or settings changed. */
  readonly onDidPublish = this.published.event;
  /** A document was closed or is excluded now. */
  readonly onDidForget = this.forgotten.event;
  /** More is known of a document whose text is as it was: a file that it imports was read or changed. */
  readonly onDidLearn = this.learned.event;

  constructor() {
    this.disposables = [
      this.published,
      this.forgotten,
      this.learned,
      vscode.workspace.onDidOpenTextDocument((document) => this.open(document)),
      this.project,
      this.project.onDidChange((addresses) => this.changeAround(addresses)),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        this.sessions.get(document)?.change(contentChanges);
        if (contentChanges.length > 0) this.changeAround(new Set([document.uri.toString()]));
      }),
      vscode.workspace.onDidCloseTextDocument((document) => this.close(document)),
      onSettingsChanged(() => this.refresh()),
    ];
    for (const document of vscode.workspace.textDocuments) this.open(document);
  }

  /** What is known of the document as it is now, or null when it is none of ours. */
  view(document: vscode.TextDocument): View | null {
    return this.sessions.get(document)?.view() ?? null;
  }

  /** What would be known of the document with another text; null when it is none of ours. */
  factsOf(document: vscode.TextDocument, text: string): Facts | null {
    return this.sessions.get(document)?.factsOf(text) ?? null;
  }

  /** The findings to show of a document; none when it is none of ours. */
  findings(document: vscode.TextDocument): readonly Finding[] {
    return this.sessions.get(document)?.findings() ?? [];
  }

  /** Whether a document with this address is open and looked at. */
  has(uri: vscode.Uri): boolean {
    return this.sessionAt(uri.toString()) !== undefined;
  }

  dispose(): void {
    for (const session of this.sessions.values()) session.dispose();
    this.sessions.clear();
    for (const disposable of this.disposables) disposable.dispose();
  }

  private open(document: vscode.TextDocument): void {
    if (this.sessions.has(document) || !isLookedAt(document)) return;
    const publish = (changed: vscode.TextDocument) => this.published.fire(changed);
    this.sessions.set(document, new Session(document, this.project, publish));
  }

  private sessionAt(address: string): Session | undefined {
    for (const [document, session] of this.sessions) if (document.uri.toString() === address) return session;
    return undefined;
  }

  private changeAround(addresses: ReadonlySet<string>): void {
    const changed = [...this.sessions.values()].filter((session) => session.changeAround(addresses));
    if (changed.length > 0) this.learned.fire();
  }

  private close(document: vscode.TextDocument): void {
    const session = this.sessions.get(document);
    if (session === undefined) return;
    session.dispose();
    this.sessions.delete(document);
    this.forgotten.fire(document);
    // What was typed and not saved is gone.
    this.changeAround(new Set([document.uri.toString()]));
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
