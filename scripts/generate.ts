// Writes what is derived from other files: the list of rules, the rule pages, the README's tables.
// `npm run generate` writes; with `--check` it only says what is stale, and fails.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { generated } from './generate/generated';

const root = path.resolve(import.meta.dirname, '..');

async function main(): Promise<void> {
  const { files, stale, orphans } = await generated(root);
  if (process.argv.includes('--check')) {
    for (const file of stale) console.error(`${file} is stale: run npm run generate`);
    process.exitCode = stale.length > 0 ? 1 : 0;
    return;
  }
  for (const file of orphans) await rm(path.join(root, file));
  for (const file of stale) {
    const text = files.get(file);
    if (text === undefined) continue;
    await mkdir(path.dirname(path.join(root, file)), { recursive: true });
    await writeFile(path.join(root, file), text);
    console.log(`wrote ${file}`);
  }
}

void main();
