import type { Program } from './program/program';
import type { ModuleSource, Modules } from './surroundings';
import { parsePython } from './syntax/python';

/**
 * The files of a project as a front end reads them, as long as nothing in them changes; paths are absolute, with
 * slashes. Undefined: still being read.
 */
export interface ProjectFiles {
  /** Names of files and folders in a folder; null when there is no such folder. */
  entries(folder: string): ReadonlySet<string> | null | undefined;
  /** The same object as long as the file does not change; null when it cannot be read. */
  file(path: string): ProjectFile | null | undefined;
}

/** One file with its program. */
export interface ProjectFile {
  readonly text: string;
  readonly program: Program;
}

/** A file that is parsed when somebody asks for its program. */
export function projectFile(text: string): ProjectFile {
  let program: Program | null = null;
  return {
    text,
    get program() {
      return (program ??= parsePython(text));
    },
  };
}

/**
 * The modules that a file can import: beside it, or from a folder above it, up to the root, as most projects run
 * their programs from one of these; then from the root's `src`.
 * @param path of the importing file.
 * @param root the folder that the project begins with; null for a file outside of any, which still has its package.
 */
export function modulesOf(files: ProjectFiles, path: string, root: string | null): Modules {
  const starts = startingFolders(files, folderOf(path), root).filter((one) => !INSTALLED.test(one));
  const known = new Map<string, ModuleSource | null>();
  return {
    find(name) {
      const before = known.get(name);
      if (before !== undefined) return before;
      const place = locate(files, name, folderOf(path), starts);
      const file = place && files.file(place);
      if (place === undefined || file === undefined) return undefined;
      const source = place && file ? moduleSource(files, place, file, root) : null;
      known.set(name, source);
      return source;
    },
  };
}

/** What is installed is no part of the project. */
const INSTALLED = /\/(site|dist)-packages$/;

/** What was found through the same files: one object a module, which others remember things of. */
const found = new WeakMap<ProjectFiles, Map<string, ModuleSource>>();

function moduleSource(
  files: ProjectFiles,
  path: string,
  file: ProjectFile,
  root: string | null,
): ModuleSource {
  let known = found.get(files);
  if (!known) found.set(files, (known = new Map()));
  let source = known.get(path);
  if (!source) known.set(path, (source = newSource(files, path, file, root)));
  return source;
}

function newSource(files: ProjectFiles, path: string, file: ProjectFile, root: string | null): ModuleSource {
  return {
    path,
    text: file.text,
    get program() {
      return file.program;
    },
    modules: modulesOf(files, path, root),
  };
}

/** The folders that absolute imports start from, nearest first. */
function startingFolders(files: ProjectFiles, folder: string, root: string | null): readonly string[] {
  const starts = [folder];
  let at = folder;
  if (root !== null) {
    while (at !== root && at.startsWith(`${root}/`)) starts.push((at = folderOf(at)));
    return [...starts, `${root}/src`];
  }
  // Without a root, a package shows by itself where it begins.
  while (files.entries(at)?.has('__init__.py')) starts.push((at = folderOf(at)));
  return starts;
}

/** The path of the module by a name; null when there is none. */
function locate(
  files: ProjectFiles,
  name: string,
  folder: string,
  starts: readonly string[],
): string | null | undefined {
  const dots = /^\.*/.exec(name)?.[0].length ?? 0;
  const segments = name.slice(dots).split('.').filter(Boolean);
  if (dots > 0) {
    let parent = folder;
    for (let level = 1; level < dots; level++) parent = folderOf(parent);
    return locateBelow(files, parent, segments);
  }
  let unread = false;
  for (const start of starts) {
    const found = locateBelow(files, start, segments);
    // A module further away counts only when none is nearer; ask for all the same, so that they are read at once.
    if (found && !unread) return found;
    unread ||= found === undefined;
  }
  return unread ? undefined : null;
}

function locateBelow(
  files: ProjectFiles,
  start: string,
  segments: readonly string[],
): string | null | undefined {
  let folder = start;
  for (const [index, segment] of segments.entries()) {
    const entries = files.entries(folder);
    if (!entries) return entries;
    const inner = `${folder}/${segment}`;
    const isFolder = entries.has(segment);
    if (index === segments.length - 1 && entries.has(`${segment}.py`)) {
      const initial = isFolder ? files.entries(inner) : null;
      if (!initial?.has('__init__.py')) return initial === undefined ? undefined : `${inner}.py`;
    }
    if (!isFolder) return null;
    folder = inner;
  }
  const entries = files.entries(folder);
  if (!entries) return entries;
  return entries.has('__init__.py') ? `${folder}/__init__.py` : null;
}

/** The folder of a path; of the topmost one, itself. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}
