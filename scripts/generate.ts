// Writes what is derived from other files: the list of rules, the rule pages, the README's tables.
// `npm run generate` writes; with `--check` it only says what is stale, and fails.
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readmes } from './generate/readme';
import { ruleIndex, rulePages } from './generate/rules';

const root = path.resolve(import.meta.dirname, '..');
const check = process.argv.includes('--check');

/** File contents by path in the repository. The index comes first, because the pages import it. */
async function generated(): Promise<Map<string, string>> {
  const index = await ruleIndex(root);
  if (!check) await writeIfChanged(index.path, index.text);
  const files = [index, ...(await rulePages(root)), ...(await readmes(root))];
  return new Map(files.map((file) => [file.path, file.text]));
}

async function existing(file: string): Promise<string | null> {
  return readFile(path.join(root, file), 'utf8').catch(() => null);
}

async function writeIfChanged(file: string, text: string): Promise<void> {
  if ((await existing(file)) === text) return;
  await mkdir(path.dirname(path.join(root, file)), { recursive: true });
  await writeFile(path.join(root, file), text);
  console.log(`wrote ${file}`);
}

/** Pages of rules that are gone. */
async function orphans(files: ReadonlyMap<string, string>): Promise<string[]> {
  const pages = await readdir(path.join(root, 'docs/rules')).catch(() => []);
  return pages.map((name) => `docs/rules/${name}`).filter((file) => !files.has(file));
}

async function main(): Promise<void> {
  const files = await generated();
  const gone = await orphans(files);
  if (!check) {
    for (const [file, text] of files) await writeIfChanged(file, text);
    for (const file of gone) await rm(path.join(root, file));
    return;
  }
  const stale = [...gone];
  for (const [file, text] of files) if ((await existing(file)) !== text) stale.push(file);
  for (const file of stale) console.error(`${file} is stale: run npm run generate`);
  process.exitCode = stale.length > 0 ? 1 : 0;
}

void main();
