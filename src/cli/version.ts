import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** The version in the nearest package.json above this file: the bundle and the sources lie at different depths. */
export async function version(): Promise<string> {
  for (let folder = __dirname; ; folder = path.dirname(folder)) {
    const text = await readFile(path.join(folder, 'package.json'), 'utf8').catch(() => null);
    if (text !== null) return (JSON.parse(text) as { version: string }).version;
    if (folder === path.dirname(folder)) return '0.0.0';
  }
}
