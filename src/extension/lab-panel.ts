import * as vscode from 'vscode';
import type { Asked } from '../lab/asked';
import type { PackedResult } from '../lab/packed';
import type { Plan } from '../lab/plan';
import type { Localized } from '../analysis/text/localized';
import type { ModelView, ToExtension, ToPage } from '../protocol/messages';
import { pageHtml } from '../webview/html';
import { commands, labPanelType } from './commands';
import type { ApplyPreviews } from './apply-preview';
import { comparisonOf, type Comparison } from './comparison';
import { dataFileAt, dataFileNamed, pickDataFile, type DataFile } from './data-files';
import type { Documents, View } from './documents';
import { readEngine } from './engine-files';
import { fill, locale, say, texts } from './messages';
import type { Kept, KeptComparisons } from './kept-comparisons';
import { findModel, type ModelKey } from './model-key';
import { goTo, isDeleted, openDocument, openText, watchFile } from './places';
import { saveFile } from './save-file';

/** What a panel needs of the extension. */
export interface LabHost {
  readonly documents: Documents;
  readonly extensionUri: vscode.Uri;
  readonly kept: KeptComparisons;
  readonly previews: ApplyPreviews;
  /** Of the reader, over all workspaces. */
  readonly memory: vscode.Memento;
}

const dismissedExplanations = 'dismissedExplanations';

/**
 * Opens an empty panel beside the code. It does not keep its context when hidden: that cannot be
 * changed after creation, the plan makes the same numbers again, and the page remembers what it
 * showed, so a hidden run costs nothing and is taken up when the panel is seen again.
 */
export function createPanel(key: ModelKey, { extensionUri }: LabHost): vscode.WebviewPanel {
  return vscode.window.createWebviewPanel(
    labPanelType,
    say(texts.panelTitle, { model: key.name }),
    vscode.ViewColumn.Beside,
    panelOptions(extensionUri),
  );
}

const panelOptions = (extensionUri: vscode.Uri): vscode.WebviewOptions => ({
  enableScripts: true,
  localResourceRoots: [vscode.Uri.joinPath(extensionUri, 'dist')],
});

/** One panel: the host side of the page that compares one model. Gone when VS Code closes the panel. */
export class LabPanel implements vscode.Disposable {
  private running = false;
  /** What the page was last shown, to tell whether the code has changed since. */
  private shown: Comparison | null = null;
  /** The page is a new one that has not been told what was computed before. */
  private fresh = false;
  /** A command has asked for the arms of the plan, and the page has not heard of it yet. */
  private anew = false;
  /** The last data file that was asked for; what an earlier one holds is not wanted any more. */
  private reading: Promise<DataFile> | null = null;
  /** What trains, on its way to the page that loads meanwhile. */
  private engine: ReturnType<typeof readEngine> | null;
  private readonly disposables: vscode.Disposable[];
  private watcher: vscode.Disposable;

  /**
   * @param asked what to compare beside *with* and *without*
   * @param runWhenReady whether the first page starts to train by itself
   * @param exampleShape of the reader's data, where those are compared on; null for the code alone
   */
  constructor(
    private readonly panel: vscode.WebviewPanel,
    private model: ModelKey,
    private readonly host: LabHost,
    private asked: Asked,
    private runWhenReady: boolean,
    private exampleShape: readonly number[] | null,
  ) {
    this.engine = readEngine(host.extensionUri);
    panel.webview.options = panelOptions(host.extensionUri);
    panel.iconPath = vscode.Uri.joinPath(host.extensionUri, 'media', 'icon.png');
    this.disposables = [
      panel.webview.onDidReceiveMessage((received: ToExtension) => void this.receive(received)),
      panel.onDidChangeViewState(() => this.send({ type: 'visibility', visible: panel.visible })),
      host.documents.onDidPublish((document) => {
        if (document.uri.toString() === this.key.uri) this.follow(document);
      }),
    ];
    this.watcher = this.watch();
    panel.webview.html = this.html();
  }

  /** Brings the panel to the front and compares the model as it is now. */
  async compareAgain(asked: Asked): Promise<void> {
    this.reveal();
    this.anew = !same(asked, this.asked) || asked.sweep || asked.arms.length > 0;
    this.asked = asked;
    this.runWhenReady = true;
    await this.show();
  }

  /** The model that it compares. */
  get key(): ModelKey {
    return this.model;
  }

  /** @param nameNow the address that a file has now, for the one that it had */
  rename(nameNow: (uri: string) => string): void {
    const uri = nameNow(this.key.uri);
    if (uri === this.key.uri) return;
    this.model = { ...this.key, uri };
    this.watcher.dispose();
    this.watcher = this.watch();
    if (!this.running) void this.show();
  }

  get isActive(): boolean {
    return this.panel.active;
  }

  reveal(): void {
    this.panel.reveal();
  }

  dispose(): void {
    for (const disposable of [...this.disposables, this.watcher]) disposable.dispose();
  }

  private watch(): vscode.Disposable {
    return watchFile(this.key, {
      created: () => void (this.running || this.show()),
      deleted: () => void this.tellIfDeleted(),
    });
  }

  private html(): string {
    const { webview } = this.panel;
    const script = vscode.Uri.joinPath(this.host.extensionUri, 'dist', 'page.js');
    return pageHtml({
      nonce: crypto.randomUUID(),
      scriptAddress: webview.asWebviewUri(script).toString(),
      locale: locale(),
      cspSource: webview.cspSource,
    });
  }

  private send(sent: ToPage): void {
    void this.panel.webview.postMessage(sent);
  }

  private async receive(received: ToExtension): Promise<void> {
    switch (received.type) {
      case 'ready':
        // A page that was hidden while it trained is a new one now.
        this.running = false;
        this.fresh = true;
        await this.show();
        return this.handOverEngine();
      case 'running':
        this.running = received.running;
        // What changed while it trained is shown now.
        return received.running ? undefined : this.show();
      case 'progressed':
      case 'finished':
        return this.keep({ result: received.result, packed: received.packed });
      case 'dismissed':
        return void this.host.memory.update(dismissedExplanations, received.keys);
      case 'runs':
        return this.host.kept.keepRuns(this.key, received.runs);
      case 'reveal':
        return goTo(received.source);
      case 'openRule':
        return void vscode.commands.executeCommand(commands.showRule, received.rule);
      case 'apply':
        return this.apply(received.plan, received.arm);
      case 'copy':
        return vscode.env.clipboard.writeText(received.text);
      case 'open':
        return openText(received);
      case 'save':
        return saveFile(received);
      case 'pick-data': {
        const picked = await pickDataFile();
        return picked ? this.handOver(dataFileAt(picked)) : undefined;
      }
      case 'read-data':
        return this.handOver(dataFileNamed(received.file, vscode.Uri.parse(this.key.uri)));
      case 'example-shape':
        this.exampleShape = received.inputShape;
        return this.show();
      case 'paste':
        return this.send({ type: 'pasted', text: await vscode.env.clipboard.readText() });
      case 'failed':
        // The page shows it where the reader looks; a notification would say it twice.
        return;
    }
  }

  /** After the first page, which has it read while it loads, it is read again. */
  private async handOverEngine(): Promise<void> {
    const reading = this.engine ?? readEngine(this.host.extensionUri);
    this.engine = null;
    this.send(await reading);
  }

  /** Hands a data file over, unless another one has been asked for meanwhile. */
  private async handOver(reading: Promise<DataFile>): Promise<void> {
    this.reading = reading;
    const file = await reading;
    if (this.reading === reading) this.send(file);
  }

  /** Shows the model as it is in the code now. */
  private async show(): Promise<void> {
    const document = await openDocument(this.key);
    const view = document === null ? null : this.host.documents.view(document);
    if (document !== null && view !== null) this.showComparison(this.compare(document, view));
    else if (this.shown === null) this.refuse(null, texts.fileGone);
    await this.tellIfDeleted();
  }

  /** The numbers of a model whose file was deleted stay; that it was is said. */
  private async tellIfDeleted(): Promise<void> {
    const { key } = this;
    if (!this.shown || !(await isDeleted(key))) return;
    // Meanwhile it may have been told that the file only has another name now.
    if (key === this.key) this.send({ type: 'stale', message: texts.staleDeleted });
  }

  private compare(document: vscode.TextDocument, view: View): Comparison | null {
    const model = findModel(view.analysis.facts, this.key);
    if (model === null) return null;
    const { uri } = document;
    const filled = this.exampleShape && comparisonOf(uri, view, model, this.asked, this.exampleShape);
    // A shape that the layers do not take leaves the model as it would be without the file.
    return filled?.plan ? filled : comparisonOf(uri, view, model, this.asked);
  }

  private showComparison(comparison: Comparison | null): void {
    const run = this.runWhenReady;
    this.runWhenReady = false;
    if (comparison === null) return this.refuse(null, this.gone());
    const { model, plan } = comparison;
    if (plan === null) return this.refuse(model, comparison.reason);
    this.shown = comparison;
    const { anew: asked } = this;
    this.anew = false;
    this.send({
      type: 'show',
      model,
      plan,
      narrower: comparison.narrower ?? undefined,
      run,
      asked,
      ...this.before(),
      dismissed: this.host.memory.get(dismissedExplanations, []),
    });
  }

  /** There is nothing to train now; what was trained before is still there. */
  private refuse(model: ModelView | null, reason: Localized): void {
    this.send({ type: 'cannot', model, reason, ...this.before() });
  }

  /** What a new page is told of what was computed before; one that has been open knows it, and may have put it away. */
  private before(): Partial<Pick<Kept, 'last' | 'runs'>> {
    const kept = this.fresh ? this.host.kept.of(this.key) : null;
    this.fresh = false;
    return kept ? { last: kept.last, runs: kept.runs } : {};
  }

  private keep(last: PackedResult): void {
    const { plan } = last.result;
    const runs = this.host.kept.of(this.key)?.runs ?? [];
    // A run that was taken up again after a change of the code is of the model before.
    const shown = this.shown?.plan;
    const asFound = shown && same(shown.model, plan.model) ? shown : plan;
    this.host.kept.keep({ key: this.key, at: Date.now(), asFound, last, runs });
  }

  /** The code has changed: shows it, unless that would take away numbers that are of the model before. */
  private follow(document: vscode.TextDocument): void {
    const view = this.host.documents.view(document);
    if (view === null) return;
    const comparison = this.compare(document, view);
    if (same(comparison, this.shown)) return;
    const lost = comparison === null || comparison.plan === null;
    if (
      this.running
        ? lost || !same(comparison.plan, this.shown?.plan)
        : lost && this.host.kept.of(this.key) !== null
    ) {
      this.send({ type: 'stale', message: comparison === null ? texts.staleGone : texts.stale });
    } else if (!this.running) {
      this.showComparison(comparison);
    }
  }

  private gone(): Localized {
    return fill(texts.modelGone, { model: this.key.name });
  }

  private async apply(plan: Plan, arm: number): Promise<void> {
    const outcome = await this.host.previews.apply(this.key, plan, plan.arms[arm]);
    this.send({ type: 'applied', ...outcome });
  }
}

/** Whether two pieces of plain data say the same. */
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
