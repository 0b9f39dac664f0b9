import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import ignore, { type Ignore } from 'ignore';
import picomatch from 'picomatch';
import type { Settings, SettingsReader } from './settings';

/** Files to check, and what is left for other reasons. */
export interface FoundFiles {
  /** Absolute, each once, in order. */
  readonly files: string[];
  /** Files of languages that are not analysed yet. */
  readonly skipped: string[];
  readonly failed: { readonly file: string; readonly error: unknown }[];
}

const analysed = /\.pyw?$/;
const notYet = /\.(ipynb|[mc]?[jt]s|[jt]sx)$/;

/** Whether a file name says Python. */
export function isAnalysed(name: string): boolean {
  return analysed.test(name);
}

/**
 * Finds the files below paths. Folders honour `.gitignore` and the `exclude` setting; a file that is
 * named itself is always taken.
 */
export async function findFiles(paths: readonly string[], settings: SettingsReader): Promise<FoundFiles> {
  const found: FoundFiles = { files: [], skipped: [], failed: [] };
  for (const start of paths) {
    try {
      const isFolder = (await stat(start)).isDirectory();
      if (isFolder) await walk(start, await gitIgnoresAbove(start), settings, found);
      else (isAnalysed(start) ? found.files : found.skipped).push(start);
    } catch (error) {
      found.failed.push({ file: start, error });
    }
  }
  return { ...found, files: [...new Set(found.files)] };
}

interface FolderIgnore {
  readonly folder: string;
  readonly rules: Ignore;
}

async function walk(
  folder: string,
  above: readonly FolderIgnore[],
  reader: SettingsReader,
  found: FoundFiles,
): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    found.failed.push({ file: folder, error });
    return [];
  });
  const own = entries.some(({ name }) => name === '.gitignore') ? await gitIgnore(folder) : null;
  const ignores = own === null ? above : [...above, own];
  const excluded = excludes(await reader.for(folder));
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const file = path.join(folder, entry.name);
    const isFolder = entry.isDirectory();
    if (entry.name === '.git' || excluded(file) || isIgnored(file, isFolder, ignores)) continue;
    if (isFolder) await walk(file, ignores, reader, found);
    // A linked folder may lead in a circle, a linked file cannot.
    else if (entry.isFile() || (entry.isSymbolicLink() && (await isLinkedFile(file)))) {
      if (isAnalysed(entry.name)) found.files.push(file);
      else if (notYet.test(entry.name)) found.skipped.push(file);
    }
  }
}

function excludes(settings: Settings): (file: string) => boolean {
  const matches = picomatch([...settings.exclude], { dot: true });
  return (file) => matches(posix(path.relative(settings.folder, file)));
}

function isIgnored(file: string, isFolder: boolean, ignores: readonly FolderIgnore[]): boolean {
  let ignored = false;
  for (const { folder, rules } of ignores) {
    const verdict = rules.test(posix(path.relative(folder, file)) + (isFolder ? '/' : ''));
    if (verdict.ignored) ignored = true;
    else if (verdict.unignored) ignored = false;
  }
  return ignored;
}

/** The ignore files from the repository's root down to the folder above the start; none outside of a repository. */
async function gitIgnoresAbove(start: string): Promise<FolderIgnore[]> {
  const folders: string[] = [];
  let folder = path.resolve(start);
  while (!(await exists(path.join(folder, '.git')))) {
    const parent = path.dirname(folder);
    if (parent === folder) return [];
    folders.unshift(parent);
    folder = parent;
  }
  const ignores = await Promise.all(folders.map(gitIgnore));
  return ignores.filter((one) => one !== null);
}

async function gitIgnore(folder: string): Promise<FolderIgnore | null> {
  const text = await readFile(path.join(folder, '.gitignore'), 'utf8').catch(() => null);
  return text === null ? null : { folder, rules: ignore({ allowRelativePaths: true }).add(text) };
}

async function isLinkedFile(file: string): Promise<boolean> {
  return stat(file).then(
    (entry) => entry.isFile(),
    () => false,
  );
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}

/** With slashes, also on Windows. */
export function posix(file: string): string {
  return file.split(path.sep).join('/');
}
