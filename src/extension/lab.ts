import * as vscode from 'vscode';
import type { ComparisonResult } from '../lab/plan';
import type { PanelMemory } from '../protocol/messages';
import { labPanelType } from './commands';
import { createPanel, LabPanel, type LabHost } from './lab-panel';
import { keyOf, sameKey, type ModelKey } from './model-key';
import { openDocument } from './places';

/** The open panels, one a model, and the last result of each model compared in this window. */
export class Lab implements vscode.Disposable, vscode.WebviewPanelSerializer<PanelMemory> {
  private readonly panels = new Set<LabPanel>();
  private readonly results = new Map<string, ComparisonResult>();
  private readonly serializer: vscode.Disposable;

  constructor(private readonly host: LabHost) {
    this.serializer = vscode.window.registerWebviewPanelSerializer(labPanelType, this);
  }

  /** Compares a model: in its panel if it has one, else in a new one beside the code. */
  async compare(key: ModelKey): Promise<void> {
    const open = [...this.panels].find((panel) => sameKey(panel.key, key));
    if (open !== undefined) return open.compareAgain();
    this.adopt(createPanel(key, this.host), key, true);
  }

  /** Takes up a panel that VS Code has kept over a reload of the window. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, memory: PanelMemory | undefined): Promise<void> {
    const key = memory?.version === 1 ? await this.keyFrom(memory) : null;
    if (key === null) panel.dispose();
    else this.adopt(panel, key, false);
  }

  dispose(): void {
    for (const panel of this.panels) panel.dispose();
    this.serializer.dispose();
  }

  private adopt(panel: vscode.WebviewPanel, key: ModelKey, run: boolean): void {
    const id = JSON.stringify(key);
    const last = this.results.get(id) ?? null;
    const opened = new LabPanel(panel, key, this.host, run, last, (result) => this.results.set(id, result));
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
