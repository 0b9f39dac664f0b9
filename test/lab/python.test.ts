import assert from 'node:assert/strict';
import type { Plan } from '../../src/lab/plan';
import { readOwn } from '../../src/lab/data/own/read-own';
import { pythonNames } from '../../src/lab/python/literal';
import { pythonScript } from '../../src/lab/python/script';
import { digest, files, missing, penguins, pythonPrograms, readLine } from './python-programs';
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

  for (const { name, reads } of programs) {
    if (!reads) continue;
    it(`reads what the lab reads of the same file: ${reads.file}`, () => {
      const content = files[reads.file] ?? '';
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      const { result } = readOwn({ type: 'read', name: reads.file, bytes, targets: reads.targets });
      assert.ok('inputs' in result);
      const { rows, width, inputs } = result;
      const sums = Array.from({ length: width }, (_, column) => {
        let sum = 0;
        for (let row = 0; row < rows; row++) {
          const value = inputs[row * width + column] ?? NaN;
          sum += Number.isNaN(value) ? missing : value;
        }
        return sum;
      }).sort((one, other) => one - other);
      const printed = records
        .find((record) => record.name === name)
        ?.printed.find((line) => /^read/.test(line));
      assert.equal(printed, readLine(rows, sums));
    });
  }

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
