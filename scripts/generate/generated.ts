import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { kernels } from './kernels';
import { manifest } from './manifest';
import { readmes } from './readme';
import { loadRules, ruleLists, rulePages } from './rules';

export interface Generated {
  /** Contents by path in the repository. */
  readonly files: ReadonlyMap<string, string>;
  /** Files that are missing or differ. */
  readonly stale: readonly string[];
  /** Pages of rules that are gone. */
  readonly orphans: readonly string[];
}

/** Everything that is derived from other files, and what of it is out of date. */
export async function generated(root: string): Promise<Generated> {
  const documented = await loadRules(root);
  const rules = documented.map(({ rule }) => rule);
  const list = [
    ...(await ruleLists(root)),
    ...(await rulePages(root, documented)),
    ...(await manifest(root, rules)),
    ...(await readmes(root, rules)),
    ...(await kernels(root)),
  ];
  const files = new Map(list.map((file) => [file.path, file.text]));
  const pages = await readdir(path.join(root, 'docs/rules')).catch(() => []);
  const orphans = pages.map((name) => `docs/rules/${name}`).filter((file) => !files.has(file));
  const stale = [];
  for (const [file, text] of files) if ((await existing(root, file)) !== text) stale.push(file);
  return { files, stale: [...stale, ...orphans], orphans };
}

async function existing(root: string, file: string): Promise<string | null> {
  return readFile(path.join(root, file), 'utf8').catch(() => null);
}
