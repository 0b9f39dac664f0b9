import * as vscode from 'vscode';
import { type DependencyFile, kerasDependency, listsDependencies } from '../analysis/dependencies';
import { type ProjectFile, type ProjectFiles, folderOf, modulesOf, projectFile } from '../analysis/project';
import { type KerasDependency, type Surroundings, alone } from '../analysis/surroundings';

const watched =
  '**/{*.py,requirements*.txt,pyproject.toml,environment.yml,environment.yaml,setup.cfg,Pipfile,poetry.lock,uv.lock}';

/**
 * What is around the files of the workspace: modules they import, files that list their dependencies. It is read
 * when an analysis asks for it; nobody waits, and who asked is told when it is there or has changed.
 */
export class Project implements vscode.Disposable {
  private readonly folders = new Map<string, ReadonlySet<string> | null>();
  private readonly files = new Map<string, ProjectFile | null>();
  private readonly reading = new Map<string, Promise<void>>();
  private readonly arrived = new Set<string>();
  private readonly changed = new vscode.EventEmitter<ReadonlySet<string>>();
  private readonly disposables: vscode.Disposable[];

  /** Files and folders, by their addresses, that are read now or are no longer what they were. */
  readonly onDidChange = this.changed.event;

  /** @param opened the file as it is in the editor, which counts rather than what is on disk. */
  constructor(private readonly opened: (address: string) => ProjectFile | null) {
    const watcher = vscode.workspace.createFileSystemWatcher(watched);
    const replaced = (uri: vscode.Uri) => this.forget(uri, false);
    const moved = (uri: vscode.Uri) => this.forget(uri, true);
    this.disposables = [
      this.changed,
      watcher,
      watcher.onDidChange(replaced),
      watcher.onDidCreate(moved),
      watcher.onDidDelete(moved),
    ];
  }

  /**
   * What a file can see.
   * @param asked gets the address of everything that was looked at.
   */
  around(uri: vscode.Uri, asked: Set<string>): Surroundings {
    if (uri.scheme === 'untitled') return alone;
    const root = vscode.workspace.getWorkspaceFolder(uri)?.uri.path.replace(/\/$/, '') ?? null;
    const at = (path: string) => uri.with({ path: path === '' ? '/' : path });
    const files: ProjectFiles = {
      entries: (folder) => this.entries(at(folder), asked),
      file: (path) => this.file(at(path), asked),
    };
    return {
      modules: modulesOf(files, uri.path, root),
      dependencies: dependenciesOf(files, folderOf(uri.path), root),
    };
  }

  /** Waits until nothing is being read; false when nothing was. */
  async settled(): Promise<boolean> {
    if (this.reading.size === 0) return false;
    while (this.reading.size > 0) await Promise.all(this.reading.values());
    return true;
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
  }

  private entries(uri: vscode.Uri, asked: Set<string>): ReadonlySet<string> | null | undefined {
    return this.known(uri, asked, this.folders, async () => {
      const entries = await vscode.workspace.fs.readDirectory(uri);
      return new Set(entries.map(([name]) => name));
    });
  }

  private file(uri: vscode.Uri, asked: Set<string>): ProjectFile | null | undefined {
    const open = this.opened(uri.toString());
    if (open !== null) {
      asked.add(uri.toString());
      return open;
    }
    return this.known(uri, asked, this.files, async () =>
      projectFile(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri))),
    );
  }

  private known<T>(
    uri: vscode.Uri,
    asked: Set<string>,
    all: Map<string, T | null>,
    read: () => Promise<T>,
  ): T | null | undefined {
    const address = uri.toString();
    asked.add(address);
    const known = all.get(address);
    if (known === undefined && !this.reading.has(address)) this.start(address, all, read);
    return known;
  }

  private start<T>(address: string, all: Map<string, T | null>, read: () => Promise<T>): void {
    const work = read()
      .catch(() => null)
      .then((result) => {
        // What has changed meanwhile is being read anew, or will be.
        if (this.reading.get(address) !== work) return;
        this.reading.delete(address);
        all.set(address, result);
        this.arrived.add(address);
        if (this.reading.size === 0) this.tell();
      });
    this.reading.set(address, work);
  }

  /** All that has come in together: an import often leads to several files. */
  private tell(): void {
    const addresses = new Set(this.arrived);
    this.arrived.clear();
    this.changed.fire(addresses);
  }

  private forget(uri: vscode.Uri, comesOrGoes: boolean): void {
    const addresses = [uri.toString()];
    for (let at = uri; comesOrGoes;) {
      const folder = at.with({ path: folderOf(at.path) || '/' });
      if (folder.path === at.path) break;
      addresses.push(folder.toString());
      // A folder that was known to hold it is the last that can have changed.
      const name = at.path.slice(at.path.lastIndexOf('/') + 1);
      if (this.folders.get(folder.toString())?.has(name)) break;
      at = folder;
    }
    for (const address of addresses) {
      this.files.delete(address);
      this.folders.delete(address);
      this.reading.delete(address);
    }
    this.changed.fire(new Set(addresses));
  }
}

/** From the nearest folder upward whose files name Keras, within the workspace folder. */
function dependenciesOf(files: ProjectFiles, start: string, root: string | null): KerasDependency | null {
  for (let folder = start; ; folder = folderOf(folder)) {
    const names = [...(files.entries(folder) ?? [])].filter(listsDependencies);
    const found = names.flatMap((name): DependencyFile[] => {
      const file = files.file(`${folder}/${name}`);
      return file
        ? [{ path: root === null ? name : `${folder}/${name}`.slice(root.length + 1), text: file.text }]
        : [];
    });
    const dependency = kerasDependency(found);
    if (dependency !== null || root === null || folder === root || folder === '') return dependency;
  }
}
