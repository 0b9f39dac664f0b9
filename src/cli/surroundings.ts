import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type DependencyFile, kerasDependency, listsDependencies } from '../analysis/dependencies';
import { type ProjectFile, type ProjectFiles, folderOf, modulesOf, projectFile } from '../analysis/project';
import type { KerasDependency, Surroundings } from '../analysis/surroundings';
import { posix } from './files';
import { decode } from './source';

/** Texts kept beyond this are dropped: a project may be larger than what one run should hold. */
const MOST_KEPT_TEXT = 4_000_000;

/** What is around the files of one run, read when the analysis asks for it. */
export class SurroundingsReader {
  private readonly folders = new Map<string, ReadonlySet<string> | null>();
  private readonly texts = new Map<string, ProjectFile | null>();
  private readonly dependencies = new Map<string, KerasDependency | null>();
  private kept = 0;
  private files = this.newFiles();

  /** @param root the folder that imports may start from. */
  constructor(private readonly root: string) {}

  /** @param file absolute. */
  of(file: string): Surroundings {
    const name = posix(file);
    const root = posix(this.root);
    const inside = name.startsWith(`${root}/`) ? root : null;
    return {
      modules: modulesOf(this.files, name, inside),
      dependencies: this.dependenciesOf(folderOf(name)),
    };
  }

  /**
   * A file with the text that is analysed, parsed once for itself and for the files that import it.
   * @param file absolute.
   */
  parsed(file: string, text: string): ProjectFile {
    const known = this.file(posix(file));
    return known?.text === text ? known : projectFile(text);
  }

  /** Forgets a file that was written. */
  changed(file: string): void {
    this.texts.delete(posix(file));
    this.files = this.newFiles();
  }

  private newFiles(): ProjectFiles {
    return { entries: (folder) => this.entries(folder), file: (name) => this.file(name) };
  }

  /** From the nearest folder upward whose files name Keras, within the repository. */
  private dependenciesOf(folder: string): KerasDependency | null {
    const known = this.dependencies.get(folder);
    if (known !== undefined) return known;
    const entries = this.entries(folder);
    const parent = folderOf(folder);
    const found =
      kerasDependency(this.dependencyFiles(folder)) ??
      (parent === folder || parent === '' || entries?.has('.git') ? null : this.dependenciesOf(parent));
    this.dependencies.set(folder, found);
    return found;
  }

  private dependencyFiles(folder: string): DependencyFile[] {
    return [...(this.entries(folder) ?? [])].filter(listsDependencies).flatMap((name) => {
      const file = `${folder}/${name}`;
      const text = read(file);
      return text === null ? [] : [{ path: posix(path.relative(this.root, file)), text }];
    });
  }

  private entries(folder: string): ReadonlySet<string> | null {
    let names = this.folders.get(folder);
    if (names === undefined) this.folders.set(folder, (names = list(folder)));
    return names;
  }

  private file(name: string): ProjectFile | null {
    const known = this.texts.get(name);
    if (known !== undefined) return known;
    const text = read(name);
    this.kept += text?.length ?? 0;
    if (this.kept > MOST_KEPT_TEXT) {
      this.texts.clear();
      this.files = this.newFiles();
      this.kept = text?.length ?? 0;
    }
    const file = text === null ? null : projectFile(text);
    this.texts.set(name, file);
    return file;
  }
}

function list(folder: string): ReadonlySet<string> | null {
  try {
    return new Set(readdirSync(folder === '' ? '/' : folder));
  } catch {
    return null;
  }
}

function read(file: string): string | null {
  try {
    return decode(readFileSync(file)).text;
  } catch {
    return null;
  }
}
