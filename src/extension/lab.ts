import * as vscode from 'vscode';
import { askedOf, pairOnly, type Asked } from '../lab/asked';
import { ownDataName } from '../lab/data/own/own-data';
import type { Plan, PlanData } from '../lab/plan';
import type { PanelMemory } from '../protocol/messages';
import { labPanelType } from './commands';
import { createPanel, LabPanel, type LabHost } from './lab-panel';
import type { Kept } from './kept-comparisons';
import { keyOf, sameKey, type ModelKey } from './model-key';
import { openDocument } from './places';

/** The open panels, one a model. */
export class Lab implements vscode.Disposable, vscode.WebviewPanelSerializer<PanelMemory> {
  private readonly panels = new Set<LabPanel>();
  private readonly disposables: readonly vscode.Disposable[];

  constructor(private readonly host: LabHost) {
    this.disposables = [
      vscode.window.registerWebviewPanelSerializer(labPanelType, this),
      vscode.workspace.onDidRenameFiles(({ files }) => this.follow(files)),
    ];
  }

  /** Compares a model: in its panel if it has one, else in a new one beside the code. */
  async compare(key: ModelKey, asked: Asked = pairOnly): Promise<void> {
    const open = this.panelOf(key);
    if (open) return open.compareAgain(asked);
    await this.host.kept.loaded;
    this.adopt(createPanel(key, this.host), key, asked, true, null);
  }

  /** Shows what was compared, without a new run: the comparison of a model, or the last one. False where there is none. */
  async reopen(given: ModelKey | null): Promise<boolean> {
    await this.host.kept.loaded;
    const kept = given ? this.host.kept.of(given) : this.host.kept.latest();
    const key = given ?? kept?.key;
    if (!key) return false;
    const open = this.panelOf(key);
    if (open) open.reveal();
    else if (kept) {
      const { plan } = kept.last.result;
      this.adopt(createPanel(key, this.host), key, askedOf(plan), false, exampleShapeOf(plan, plan.data));
    }
    return open !== undefined || kept !== null;
  }

  /** What is kept of the comparison in front, else of the last one. */
  async lastKept(): Promise<Kept | null> {
    const { kept } = this.host;
    await kept.loaded;
    const front = [...this.panels].find((panel) => panel.isActive);
    return (front && kept.of(front.key)) ?? kept.latest();
  }

  /** Takes up a panel that VS Code has kept over a reload of the window. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, memory: PanelMemory | undefined): Promise<void> {
    const key = memory?.version === 2 ? await this.keyFrom(memory) : null;
    if (key === null || !memory) return panel.dispose();
    await this.host.kept.loaded;
    const { plan, settings } = memory;
    this.adopt(panel, key, askedOf(plan), false, exampleShapeOf(plan, settings.data));
  }

  dispose(): void {
    for (const disposable of [...this.panels, ...this.disposables]) disposable.dispose();
  }

  /** What is shown and kept goes along with a file that gets another name, or whose folder does. */
  private follow(renamed: vscode.FileRenameEvent['files']): void {
    const nameNow = (uri: string): string => {
      for (const { oldUri, newUri } of renamed) {
        const old = oldUri.toString();
        if (uri === old || uri.startsWith(`${old}/`)) return newUri.toString() + uri.slice(old.length);
      }
      return uri;
    };
    this.host.kept.rename(nameNow);
    for (const panel of this.panels) panel.rename(nameNow);
  }

  private panelOf(key: ModelKey): LabPanel | undefined {
    return [...this.panels].find((panel) => sameKey(panel.key, key));
  }

  private adopt(
    panel: vscode.WebviewPanel,
    key: ModelKey,
    asked: Asked,
    run: boolean,
    exampleShape: readonly number[] | null,
  ): void {
    const opened = new LabPanel(panel, key, this.host, asked, run, exampleShape);
    this.panels.add(opened);
    panel.onDidDispose(() => {
      this.panels.delete(opened);
      opened.dispose();
    });
  }

  /** The page remembers a model by name and line; of several namesakes it is the one nearest to that line. */
  private async keyFrom({ model: { name, source } }: PanelMemory): Promise<ModelKey | null> {
    const first = { uri: source.uri, name, occurrence: 0 };
    const document = await openDocument(first);
    const view = document === null ? null : this.host.documents.view(document);
    if (document === null || view === null) return first;
    const distance = (offset: number) => Math.abs(document.positionAt(offset).line + 1 - source.line);
    const [nearest] = view.models
      .filter((model) => model.name === name)
      .sort((a, b) => distance(a.nameSpan.start) - distance(b.nameSpan.start));
    return nearest === undefined ? first : keyOf(source.uri, view.analysis.facts, nearest);
  }
}

/** The shape that a file of the reader's has given a model; null where the data are none of theirs. */
function exampleShapeOf({ model }: Plan, data: PlanData): readonly number[] | null {
  return data.name === ownDataName ? model.inputShape : null;
}
