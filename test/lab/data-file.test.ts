import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { render } from '../../src/analysis/text/localized';
import { readDataFile } from '../../src/cli/data-file';
import { Problem } from '../../src/cli/problem';
import { ownData } from '../../src/lab/data/own/own-data';

const rows = Array.from({ length: 30 }, (_, row) => `${row},"Zürich\n数据 ${row % 2}",${row % 3}`);
const csv = `größe,ort,y\n${rows.join('\n')}\n`;

describe('a data file', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'reglens-data-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  async function read(name: string, content: string | Uint8Array) {
    const file = path.join(folder, name);
    writeFileSync(file, content);
    return ownData(await readDataFile(file, name), []);
  }

  async function refused(name: string, content: string | Uint8Array): Promise<string> {
    try {
      await read(name, content);
    } catch (error) {
      if (error instanceof Problem) return render(error.sentence, 'en');
      throw error;
    }
    return assert.fail('not refused');
  }

  const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');
  const encodings: readonly (readonly [string, string | Uint8Array])[] = [
    ['UTF-8 with a byte order mark', `\ufeff${csv}`],
    ['UTF-16, little end first', utf16(csv)],
    ['UTF-16, big end first', utf16(csv).swap16()],
  ];
  for (const [what, content] of encodings)
    it(`may be in ${what}`, async () => {
      const wanted = await read('plain.csv', csv);
      assert.deepEqual([wanted.rows, wanted.width], [30, 3]);
      assert.deepEqual(await read('marked.csv', content), wanted);
    });

  it('may be JSON with a byte order mark', async () => {
    const objects = Array.from({ length: 30 }, (_, row) => ({ a: row, y: row % 2 }));
    assert.equal((await read('data.json', `\ufeff${JSON.stringify(objects)}`)).rows, 30);
  });

  it('is read piece by piece, characters and rows whole', async () => {
    const long = Array.from(
      { length: 60_000 },
      (_, row) => `${row},数据 ${row % 2} ${'é'.repeat(20)},${row % 3}`,
    );
    const data = await read('long.csv', `a,kind,y\n${long.join('\n')}`);
    assert.deepEqual([data.rows, data.width], [50_000, 3]);
    assert.match(
      data.notes.map((note) => render(note, 'en')).join('\n'),
      /has 60,?000 rows; a random 50,?000/,
    );
    assert.match(data.notes.map((note) => render(note, 'en')).join('\n'), /kind becomes 2 inputs/);
  });

  it('is refused with words where it cannot be used', async () => {
    assert.match(await refused('none.csv', ''), /none\.csv cannot be used: it is empty/);
    assert.match(
      await refused('picture.csv', Uint8Array.of(0x89, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0)),
      /is no text/,
    );
    assert.match(
      await refused('sheet.csv', Uint8Array.of(80, 75, 3, 4, 20, 0, 0)),
      /export the sheet as CSV/,
    );
    assert.match(
      await refused('open.csv', `a,y\n1,"2\n${'1,2\n'.repeat(40)}`),
      /opens in row 2 is never closed/,
    );
    const endless = `a,y\n1,"${'2\n'.repeat(10_000_000)}`;
    assert.match(await refused('endless.csv', endless), /row 2 does not end within 16 million characters/);
    assert.match(await refused('none.npz', ''), /no NPZ archive/);
    await assert.rejects(readDataFile(path.join(folder, 'absent.csv'), 'absent.csv'), (error: Problem) =>
      /^absent\.csv could not be read: there is no/.test(render(error.sentence, 'en')),
    );
  });
});
