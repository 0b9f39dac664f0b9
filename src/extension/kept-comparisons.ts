import * as vscode from 'vscode';
import type { PackedResult } from '../lab/packed';
import type { Plan } from '../lab/plan';
import type { PastRun } from '../protocol/messages';
import type { ModelKey } from './model-key';

/** What is kept of the comparisons of one model. */
export interface Kept {
  readonly key: ModelKey;
  /** When it was last compared, in milliseconds since 1970. */
  readonly at: number;
  /** The plan of the code, without the reader's settings, when the last result came. */
  readonly asFound: Plan;
  readonly last: PackedResult;
  /** Earlier runs and the last, oldest first. */
  readonly runs: readonly PastRun[];
}

const mostModels = 20;
const pauseBeforeWriting = 1500;
const hasComparison = 'reglens.hasComparison';

/** The last comparisons of this workspace, over closed panels and windows. One file, read once and written after changes. */
export class KeptComparisons implements vscode.Disposable {
  /** By key, the least recent first. */
  private readonly kept = new Map<string, Kept>();
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  /** Done once what an earlier window kept is there. */
  readonly loaded: Promise<void>;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param folder of the extension's own; made when there is something to write */
  constructor(private readonly folder: vscode.Uri) {
    this.loaded = this.load();
  }

  of(key: ModelKey): Kept | null {
    return this.kept.get(idOf(key)) ?? null;
  }

  /** The comparison that is the last of all, or null. */
  latest(): Kept | null {
    return [...this.kept.values()].at(-1) ?? null;
  }

  keep(kept: Kept): void {
    this.put(kept);
    this.written();
  }

  keepRuns(key: ModelKey, runs: readonly PastRun[]): void {
    const known = this.of(key);
    if (!known) return;
    this.kept.set(idOf(key), { ...known, runs });
    this.written();
  }

  /** @param nameNow the address that a file has now, for the one that it had */
  rename(nameNow: (uri: string) => string): void {
    const before = [...this.kept.values()];
    if (before.every(({ key }) => nameNow(key.uri) === key.uri)) return;
    this.kept.clear();
    for (const one of before) this.put({ ...one, key: { ...one.key, uri: nameNow(one.key.uri) } });
    this.written();
  }

  dispose(): void {
    // What waits is written now: the host still lets it through.
    if (this.timer !== undefined) void this.write();
    this.changed.dispose();
  }

  private put(kept: Kept): void {
    const id = idOf(kept.key);
    this.kept.delete(id);
    this.kept.set(id, kept);
    for (const [oldest] of this.kept) {
      if (this.kept.size <= mostModels) break;
      this.kept.delete(oldest);
    }
    void vscode.commands.executeCommand('setContext', hasComparison, true);
  }

  private written(): void {
    this.changed.fire();
    this.timer ??= setTimeout(() => void this.write(), pauseBeforeWriting);
  }

  private async load(): Promise<void> {
    const before = await read(this.file);
    const now = [...this.kept.values()];
    for (const kept of [...before, ...now]) this.put(kept);
    if (before.length > 0) this.changed.fire();
  }

  private async write(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.loaded;
    const text = JSON.stringify({ version: 2, comparisons: [...this.kept.values()] });
    try {
      await vscode.workspace.fs.createDirectory(this.folder);
      await vscode.workspace.fs.writeFile(this.file, new TextEncoder().encode(text));
    } catch {
      // A full or read-only disk: the results stay as long as the window does.
    }
  }

  private get file(): vscode.Uri {
    return vscode.Uri.joinPath(this.folder, 'comparisons.json');
  }
}

const idOf = ({ uri, name, occurrence }: ModelKey) => JSON.stringify([uri, name, occurrence]);

/** What another window wrote; nothing where there is none or it cannot be read. */
async function read(file: vscode.Uri): Promise<readonly Kept[]> {
  try {
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
    const { version, comparisons } = JSON.parse(text) as { version: unknown; comparisons: readonly Kept[] };
    return version === 2 ? comparisons : [];
  } catch {
    return [];
  }
}
