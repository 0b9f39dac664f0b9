import assert from 'node:assert/strict';
import type { Plan } from '../../src/lab/plan';
import { readOwn } from '../../src/lab/data/own/read-own';
import { pythonNames } from '../../src/lab/python/literal';
import { pythonScript } from '../../src/lab/python/script';
import { digest, files, penguins, pythonPrograms } from './python-programs';
import records from './python-records.json';

describe('the Python program of a comparison', () => {
  const programs = pythonPrograms();

  it('is recorded for every kind of plan', () => {
    assert.deepEqual(
      records.map(({ name }) => name),
      programs.map(({ name }) => name),
    );
  });

  for (const [index, { name, program }] of programs.entries()) {
    it(`ran in Keras as it is written now: ${name}`, () => {
      const record = records[index];
      assert.equal(record?.digest, digest(program), 'run scripts/oracle/lab/record-python.ts');
      const seeds = record.printed.filter((line) => /^(seed|种子) ?\d/.test(line));
      assert.equal(seeds.length, 5);
      for (const line of seeds) assert.doesNotMatch(line, /nan|inf/);
      assert.match(
        record.printed.at(-1) ?? '',
        /: (helps|hurts|no detectable difference|有帮助|有害|没有可检测到的差异): /,
      );
    });
  }

  it('has as many inputs as the lab reads from the same file', () => {
    const widths = Object.entries(files).map(([name, content]) => {
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      const targets = name === 'two.jsonl' ? ['sum', 'product'] : [];
      const { result } = readOwn({ type: 'read', name, bytes, targets });
      return [name, 'reason' in result ? result.reason.en : result.width];
    });
    assert.deepEqual(Object.fromEntries(widths), {
      'houses.csv': 5,
      'people.csv': 6,
      'two.jsonl': 2,
      'yes.json': 2,
      'reviews.tsv': 3,
      'digits.npz': 16,
    });
  });

  it('calls nothing that it does not define where real data come with wrong labels', () => {
    const written = (of: Plan): string => pythonScript(of, 'keras', 'train.py', 'en');
    assert.equal(written(penguins({ labelNoise: 0.2 })), written(penguins()));
  });

  it('gives layers names that Python takes, none twice', () => {
    const names = pythonNames(['dense', 'encoder/dense', 'encoder dense', '2nd', 'class', 'np'], ['np']);
    assert.deepEqual(
      [...names.values()],
      ['dense', 'encoder_dense', 'encoder_dense_1', '_2nd', 'class_1', 'np_1'],
    );
  });
});
