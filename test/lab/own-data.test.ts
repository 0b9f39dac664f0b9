import assert from 'node:assert/strict';
import { zipSync } from 'fflate';
import { CannotBuild } from '../../src/lab/architecture/layer-kind';
import { requireFit } from '../../src/lab/data/own/fit';
import { ownData, ownPlanData, type OwnData } from '../../src/lab/data/own/own-data';
import { readArrays } from '../../src/lab/data/own/read-arrays';
import { readTable } from '../../src/lab/data/own/read-table';
import { splitExamples } from '../../src/lab/data/own/split';
import { cellOf, tableBuilder } from '../../src/lab/data/own/table';
import type { Plan } from '../../src/lab/plan';
import { overlapOf, verdictOf } from '../../src/lab/statistics';
import { taskOf } from '../../src/lab/task';
import { compiled, lossFact, modelFact } from './facts';
import { planOf } from './running';

/** A table of 40 rows: a number, one with gaps, a category, a constant, names, and the class. */
const rows = Array.from({ length: 40 }, (_, row) => [
  row,
  row % 4 === 0 ? 'NA' : row / 2,
  row % 2 ? 'odd' : 'even',
  7,
  `name ${row}`,
  row % 3 === 0 ? 'yes' : 'no',
]);
const csv = `a,b,parity,seven,name,label\n${rows.map((row) => row.join(',')).join('\n')}\n`;

const fromCsv = (text: string, ...targets: string[]): OwnData =>
  ownData(readTable('data.csv', text), targets);
const notes = (data: OwnData) => data.notes.map(({ en }) => en).join('\n');

function refused(body: () => unknown): string {
  try {
    body();
  } catch (error) {
    if (error instanceof CannotBuild) return error.reason.en;
    throw error;
  }
  return assert.fail('not refused');
}

describe('a table of the reader’s', () => {
  it('becomes inputs and a target, and says what was done', () => {
    const data = fromCsv(csv);
    assert.equal(data.rows, 40);
    assert.equal(data.width, 1 + 1 + 2 + 1);
    assert.deepEqual([...data.inputs.slice(0, 5)], [0, Number.NaN, 1, 0, 7]);
    assert.deepEqual([...data.inputs.slice(5, 10)], [1, 0.5, 0, 1, 7]);
    assert.match(notes(data), /b: 10 missing values/);
    assert.match(notes(data), /parity becomes 2 inputs/);
    assert.match(notes(data), /seven is constant/);
    assert.match(notes(data), /name is left out: 40 different texts/);
    const [target] = data.targets;
    assert.deepEqual(target?.kind === 'classes' && target.classes, ['no', 'yes']);
  });

  it('is read from CSV, TSV and JSON alike', () => {
    const objects = rows.map(([a, b, parity, seven, name, label]) => ({ a, b, parity, seven, name, label }));
    const columns = Object.fromEntries(
      ['a', 'b', 'parity', 'seven', 'name', 'label'].map((name, at) => [name, rows.map((row) => row[at])]),
    );
    const wanted = fromCsv(csv);
    for (const [name, text] of [
      ['data.tsv', csv.replaceAll(',', '\t')],
      ['data.json', JSON.stringify(objects)],
      ['data.json', JSON.stringify(columns)],
    ] as const)
      assert.deepEqual(ownData(readTable(name, text), []), wanted);
  });

  it('leaves out rows without a target, and names classes with one example', () => {
    const data = fromCsv(
      csv.replace('even,7,name 2,no', 'even,7,name 2,').replace('odd,7,name 1,no', 'odd,7,name 1,rare'),
    );
    assert.equal(data.rows, 39);
    assert.match(notes(data), /without a target are left out: 1/);
    assert.match(notes(data), /one example.*: rare/);
  });

  it('predicts the columns that are asked for', () => {
    const data = fromCsv(csv, 'a', 'seven');
    assert.deepEqual(
      data.targets.map(({ name, kind }) => [name, kind]),
      [
        ['a', 'numbers'],
        ['seven', 'numbers'],
      ],
    );
  });

  it('is sampled when it is long, the same rows every time', () => {
    const sample = () => {
      const builder = tableBuilder(['n'], (value: number | undefined) => value ?? null, 100);
      for (let row = 0; row < 10_000; row++) builder.add([row]);
      return builder.table();
    };
    const table = sample();
    assert.deepEqual([table.rows, table.rowsInFile], [100, 10_000]);
    assert.deepEqual(sample(), table);
    const mean = (table.columns[0]?.values as number[]).reduce((sum, value) => sum + value / 100, 0);
    assert.ok(mean > 4000 && mean < 6000, `${mean}`);
  });

  it('takes empty cells, NA and the like as missing', () => {
    assert.deepEqual(['', ' ', 'NA', 'n/a', 'NaN', 'null', '?', 'None'].map(cellOf), Array(8).fill(null));
    assert.deepEqual(['1e3', ' -2 ', '0x10', 'x1'].map(cellOf), [1000, -2, 16, 'x1']);
  });

  const refusals: readonly (readonly [string, () => unknown, RegExp])[] = [
    ['nothing in it', () => fromCsv(''), /is empty/],
    ['too few rows', () => fromCsv(csv.split('\n').slice(0, 12).join('\n')), /11 usable rows/],
    ['a column that is not there', () => fromCsv(csv, 'price'), /no column “price”; there are a, b/],
    ['only a target', () => fromCsv(`y\n${'1\n'.repeat(30)}`), /no column beside the target/],
    ['broken JSON', () => readTable('data.json', '{'), /not JSON/],
    ['JSON that is no table', () => readTable('data.json', '[1, 2]'), /holds no table/],
  ];
  for (const [what, body, reason] of refusals)
    it(`is refused with ${what}`, () => assert.match(refused(body), reason));
});

/** One array as numpy.save writes it. */
function npy(shape: readonly number[], values: Float64Array | Int32Array): Uint8Array {
  const type = values instanceof Float64Array ? 'f8' : 'i4';
  const header =
    `{'descr': '<${type}', 'fortran_order': False, 'shape': (${shape.join(', ')},), }`.padEnd(117) + '\n';
  const head = Uint8Array.from([0x93, ...new TextEncoder().encode('NUMPY'), 1, 0, header.length, 0]);
  const body = new Uint8Array(values.buffer);
  return Uint8Array.from([...head, ...new TextEncoder().encode(header), ...body]);
}

describe('arrays of the reader’s', () => {
  const x = Float64Array.from({ length: 30 * 4 }, (_, index) => index / 7);
  const y = Int32Array.from({ length: 30 }, (_, index) => index % 3);

  it('keep their shape', () => {
    const archive = zipSync({ 'x.npy': npy([30, 2, 2], x), 'y.npy': npy([30], y) });
    const data = ownData({ kind: 'arrays', arrays: readArrays(archive) }, []);
    assert.deepEqual([data.rows, data.width, data.inputShape], [30, 4, [2, 2]]);
    assert.ok(Math.abs((data.inputs[5] as number) - 5 / 7) < 1e-6);
    assert.deepEqual([...(data.targets[0]?.values.slice(0, 4) ?? [])], [0, 1, 2, 0]);
  });

  it('are refused where there are none, or of other lengths', () => {
    assert.match(
      refused(() => readArrays(Uint8Array.from([1, 2, 3]))),
      /no NPZ archive/,
    );
    const one = readArrays(zipSync({ 'z.npy': npy([30], y) }));
    assert.match(
      refused(() => ownData({ kind: 'arrays', arrays: one }, [])),
      /two arrays.*there are z/,
    );
    const odd = readArrays(zipSync({ 'x.npy': npy([30, 4], x), 'y.npy': npy([29], y.slice(0, 29)) }));
    assert.match(
      refused(() => ownData({ kind: 'arrays', arrays: odd }, [])),
      /different numbers/,
    );
  });
});

describe('a split of the reader’s data', () => {
  const data = fromCsv(csv);
  const classifier = planOf(
    modelFact([{ type: 'Dense', arguments: { units: 2, activation: 'softmax' } }], {
      inputShape: [5],
      compile: compiled(lossFact('SparseCategoricalCrossentropy', 'no')),
    }),
  );
  const plan: Plan = { ...classifier, data: ownPlanData(data, 'data.csv', [], 500) };
  const task = taskOf(plan.model, plan.loss);

  it('shares no example between its parts, and is another one with another seed', () => {
    const sizes = [plan.data.trainSize, plan.data.validationSize, plan.data.testSize];
    assert.deepEqual(sizes, [24, 6, 10]);
    const split = splitExamples(data, plan, task, 1);
    assert.deepEqual([split.train.count, split.validation.count, split.test.count], sizes);
    assert.deepEqual(splitExamples(data, plan, task, 1), split);
    assert.notDeepEqual(splitExamples(data, plan, task, 2).train.inputs, split.train.inputs);
  });

  it('is standardised on its training part alone; gaps and constants become 0', () => {
    const { train, test } = splitExamples(data, plan, task, 1);
    for (const column of [0, 2, 3]) {
      const values = Array.from(
        { length: train.count },
        (_, row) => train.inputs[row * 5 + column] as number,
      );
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const variance = values.reduce((sum, value) => sum + value * value, 0) / values.length;
      assert.ok(Math.abs(mean) < 1e-5 && Math.abs(variance - 1) < 1e-5);
    }
    assert.ok(test.inputs.every(Number.isFinite));
    assert.ok(
      Array.from({ length: train.count }, (_, row) => train.inputs[row * 5 + 4]).every(
        (value) => value === 0,
      ),
    );
  });

  it('is refused where it does not fit the model', () => {
    assert.equal(requireFit(data, plan, task), undefined);
    const wider = { ...plan, model: { ...plan.model, inputShape: [9] } };
    assert.match(
      refused(() => requireFit(data, wider, task)),
      /5 inputs an example, and the model takes 9/,
    );
    const threeClasses = fromCsv(csv.replace('name 1,no', 'name 1,other'));
    assert.match(
      refused(() => requireFit(threeClasses, plan, task)),
      /tells 2 classes apart, and label holds 3/,
    );
    const number = fromCsv(csv, 'b');
    assert.match(
      refused(() => requireFit({ ...number, width: 5 }, plan, task)),
      /other numbers/,
    );
  });

  it('widens the interval, because splits overlap', () => {
    const overlap = overlapOf(plan);
    assert.equal(overlap, 10 / 24);
    const differences = [-0.1, -0.2, -0.15, -0.12, -0.18];
    const [plain, corrected] = [verdictOf(differences), verdictOf(differences, overlap)];
    const ratio = (corrected.high - corrected.low) / (plain.high - plain.low);
    assert.ok(Math.abs(ratio - Math.sqrt((1 / 5 + 10 / 24) / (1 / 5))) < 1e-9);
    assert.equal(overlapOf(classifier), 0);
  });
});
