import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Localized } from '../../src/analysis/text/localized';
import { texts } from '../../src/webview/messages';

const folder = path.resolve(__dirname, '../../src/webview');

describe('the texts of the page', () => {
  const all = Object.entries<Localized>(texts);

  it('have each its own name, whichever file they are in', async () => {
    const named = (await readdir(path.join(folder, 'messages'))).map(async (file) => {
      const part = (await import(path.join(folder, 'messages', file))) as Record<string, object>;
      return Object.entries(part).flatMap(([name, value]) =>
        name.endsWith('Texts') ? Object.keys(value) : [],
      );
    });
    assert.deepEqual((await Promise.all(named)).flat().sort(), Object.keys(texts).sort());
  });

  it('fill the same places in both languages', () => {
    const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
    for (const [name, { en, zh }] of all) assert.deepEqual(places(zh), places(en), name);
  });

  it('are all used', async () => {
    const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.ts'));
    const sources = await Promise.all(files.map((file) => readFile(path.join(folder, file), 'utf8')));
    const used = new Set(sources.join().match(/(?<=\btexts\.)\w+/g));
    assert.deepEqual(
      all.map(([name]) => name).filter((name) => !used.has(name)),
      [],
    );
  });
});
