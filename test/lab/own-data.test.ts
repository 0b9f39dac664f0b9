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
import { npy } from './npy';
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

  it('is read from JSON with missing keys, from one object a line, and from below one key', () => {
    const objects = rows.map(([a, b, parity, seven, name, label], row) =>
      row % 4 === 0 ? { a, parity, seven, name, label } : { a, parity, seven, name, b, label },
    );
    const columns = (data: OwnData) => data.notes.map(({ en }) => en).sort();
    const wanted = ownData(readTable('data.json', JSON.stringify(objects)), ['label']);
    assert.match(notes(wanted), /b: 10 missing values/);
    const lines = objects.map((row) => JSON.stringify(row)).join('\n');
    for (const [name, text] of [
      ['data.jsonl', `${lines}\n`],
      ['data.json', lines],
      ['data.json', JSON.stringify({ source: 'a paper', rows: objects })],
    ] as const) {
      const data = ownData(readTable(name, text), ['label']);
      assert.deepEqual(data.inputs, wanted.inputs);
      assert.deepEqual(columns(data), columns(wanted));
    }
  });

  it('is read with semicolons and decimal commas, as spreadsheets write it in much of the world', () => {
    const lines = rows.map(([a, , , , , label]) => `${a},5;1e3;${label}`).join('\n');
    const data = fromCsv(`size;weight;label\n${lines}`);
    assert.deepEqual([...data.inputs.slice(0, 4)], [0.5, 1000, 1.5, 1000]);
  });

  it('keeps quoted line breaks, commas and quotation marks in one value', () => {
    const lines = rows
      .map(([a, , parity, , , label]) => `${a},"${parity},\nso ""called"".",${label}`)
      .join('\n');
    const data = fromCsv(`a,kind,label\n${lines}`);
    assert.equal(data.rows, 40);
    assert.match(notes(data), /kind becomes 2 inputs/);
  });

  it('says what it did to names and rows that are odd', () => {
    const lines = rows.map(([a, , , , , label]) => `${a},1,2,${label},9`).join('\n');
    const data = fromCsv(`n,n,3.5,label\n${lines}`);
    assert.match(notes(data), /More than one column is called n.*“n \(2\)”/);
    assert.match(notes(data), /holds numbers \(3\.5\): if it is an example, put a line of names above/);
    assert.match(notes(data), /more values than there are names: 40/);
    assert.match(notes(fromCsv(csv.replaceAll('odd', 'od\ufffd'))), /not UTF-8/);
    assert.doesNotMatch(notes(fromCsv(csv)), /names|UTF-8/);
    const same = fromCsv(`a,y\n${rows.map(([a]) => `${a},1`).join('\n')}`);
    assert.match(notes(same), /y is the same in every row: there is nothing to learn/);
  });

  it('may have 100,000 columns, of which messages name a few', () => {
    const width = 100_000;
    const lines = rows.map((_, row) => `${`${row % 2 ? 7 : ''},`.repeat(width)}1`).join('\n');
    const wide = `${'x,'.repeat(width)}y\n${lines}`;
    const data = fromCsv(wide);
    assert.deepEqual([data.rows, data.width], [40, width]);
    assert.match(notes(data), /x \(5\) is constant/);
    assert.match(notes(data), /The same holds for 99,?995 more columns/);
    assert.ok(notes(data).length < 2000);
    assert.ok(refused(() => fromCsv(wide, 'price')).length < 300);
  });

  it('keeps fewer rows where there are many columns', () => {
    const builder = tableBuilder<number>(Array<string>(200_000).fill('n'), (value) => value ?? null);
    for (let row = 0; row < 120; row++) builder.add([row]);
    const { rows: kept, rowsInFile } = builder.table();
    assert.deepEqual([kept, rowsInFile], [100, 120]);
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
    ['a line of names and nothing else', () => fromCsv('a,b,y\n'), /line of names and no rows/],
    ['an open quotation mark', () => fromCsv('a,b\n1,"2\n3,4\n'), /opens in row 2 is never closed/],
    [
      'a spreadsheet called .csv',
      () => fromCsv('PK\u0003\u0004\u0014\0'),
      /zip archive.*export the sheet as CSV/,
    ],
    ['bytes that are no text', () => fromCsv('\u0001\0\0a,b\n'), /is no text/],
    ['broken JSON', () => readTable('data.json', '{'), /not JSON/],
    ['an empty JSON file', () => readTable('data.json', '\n'), /is empty/],
    ['a broken line', () => readTable('data.jsonl', '{"a": 1}\n{"a": }\n'), /its line 2 is not/],
    ['JSON that is no table', () => readTable('data.json', '[1, 2]'), /holds no table/],
    [
      'JSON in JSON',
      () => readTable('data.json', '[{"a": {"b": 1}}]'),
      /a holds lists or objects.*json_normalize/,
    ],
    [
      'lists of other lengths',
      () => readTable('data.json', '{"a": [1, 2], "y": [1]}'),
      /a has 2 values and y has 1/,
    ],
  ];
  for (const [what, body, reason] of refusals)
    it(`is refused with ${what}`, () => assert.match(refused(body), reason));
});

/** One array as numpy.save writes it. */
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

  it('are read in any order of bytes and axes, and in half precision', () => {
    const read = (bytes: Uint8Array) => {
      const array = readArrays(zipSync({ 'x.npy': bytes })).get('x');
      assert.ok(array && !('problem' in array));
      return [...array.values];
    };
    // numpy.asfortranarray([[1, 2, 3], [4, 5, 6]]) stores 1, 4, 2, 5, 3, 6.
    const columns = Float64Array.of(1, 4, 2, 5, 3, 6);
    assert.deepEqual(read(npy([2, 3], columns, { fortran: true })), [1, 2, 3, 4, 5, 6]);
    const big = Uint8Array.of(0, 0, 1, 0, 255, 255, 255, 254);
    assert.deepEqual(read(npy([2], big, { type: '>i4' })), [256, -2]);
    // 1, −2, the largest, the smallest above 0, infinity.
    const halves = Uint16Array.of(0x3c00, 0xc000, 0x7bff, 0x0001, 0x7c00);
    assert.deepEqual(read(npy([5], halves, { type: '<f2' })), [1, -2, 65504, 2 ** -24, Infinity]);
  });

  it('say what is rounded, missing and without a target', () => {
    const numbers = BigInt64Array.from({ length: 30 }, (_, row) => 2n ** 53n + BigInt(2 * row + 1));
    const targets = Float64Array.from({ length: 30 }, (_, row) => (row === 3 ? Number.NaN : row));
    const withInputs = (inputs: Uint8Array) => {
      const arrays = readArrays(zipSync({ 'x.npy': inputs, 'y.npy': npy([30], targets) }));
      return ownData({ kind: 'arrays', arrays }, []);
    };
    const rounded = withInputs(npy([30], numbers, { type: '<i8' }));
    assert.equal(rounded.rows, 29);
    assert.match(notes(rounded), /x holds whole numbers beyond 2\^53/);
    assert.match(notes(rounded), /without a target are left out: 1/);
    const gaps = Float64Array.from({ length: 30 }, (_, row) => (row === 7 ? Number.NaN : row));
    assert.match(notes(withInputs(npy([30], gaps))), /x: 1 missing values/);
  });

  it('are refused with what to do where they hold no numbers or are cut off', () => {
    const reason = (bytes: Uint8Array) =>
      refused(() => {
        const arrays = readArrays(zipSync({ 'x.npy': bytes, 'y.npy': npy([30], y) }));
        return ownData({ kind: 'arrays', arrays }, []);
      });
    const some = new Uint8Array(240);
    assert.match(reason(npy([30], some, { type: '|O' })), /x holds Python objects; save numbers/);
    assert.match(reason(npy([30], some, { type: '<U2' })), /x holds texts; save class numbers/);
    assert.match(reason(npy([30], some, { type: '<c8' })), /x holds neither numbers/);
    assert.match(reason(npy([31], some, { type: '<f8' })), /x is cut off/);
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
      /numbers that are no classes/,
    );
  });

  it('takes classes from 1 on, −1 and 1, and one-hot columns as classes', () => {
    const table = (names: string, target: (row: number) => string, ...targets: string[]) => {
      const lines = rows.map((_, row) => `1,2,3,4,${row},${target(row)}`).join('\n');
      return fromCsv(`a,b,c,d,e,${names}\n${lines}`, ...targets);
    };
    const counts = (made: OwnData) => {
      assert.equal(requireFit(made, plan, task), undefined);
      const { train, validation, test } = splitExamples(made, plan, task, 1);
      const all = [train, validation, test].flatMap(({ targets }) => [...targets]);
      return [0, 1].map((label) => all.filter((target) => target === label).length);
    };
    assert.deepEqual(counts(table('y', (row) => String(1 + Number(row < 10)))), [30, 10]);
    assert.deepEqual(counts(table('y', (row) => (row < 10 ? '-1' : '1'))), [10, 30]);
    const oneHot = table('no,yes', (row) => (row < 10 ? '0,1' : '1,0'), 'no', 'yes');
    assert.deepEqual(counts(oneHot), [30, 10]);
  });

  it('keeps the differences of numbers that are far from 0, such as times', () => {
    const lines = rows.map((_, row) => `${1.7e12 + row},1,2,3,4,${row % 2}`).join('\n');
    const { train } = splitExamples(fromCsv(`t,a,b,c,d,y\n${lines}`), plan, task, 1);
    const times = Array.from({ length: train.count }, (_, row) => train.inputs[row * 5] as number);
    assert.equal(new Set(times).size, train.count);
  });

  it('takes numbers without end as missing', () => {
    const inputs = data.inputs.map((value, place) => (place === 5 ? Infinity : value));
    const { train, validation, test } = splitExamples({ ...data, inputs }, plan, task, 1);
    for (const part of [train, validation, test]) assert.ok(part.inputs.every(Number.isFinite));
  });

  it('is refused for an Embedding where it holds no token numbers', () => {
    const embedding = {
      className: 'Embedding',
      name: 'tokens',
      config: { input_dim: 30 },
      inbound: ['input'],
    };
    const made = { ...plan, model: { ...plan.model, layers: [embedding, ...plan.model.layers] } };
    assert.match(
      refused(() => requireFit(data, made, task)),
      /whole numbers from 0 to 29/,
    );
  });

  it('is refused where it has fewer examples than the plan asks for', () => {
    const more = { ...plan, data: { ...plan.data, trainSize: 400 } };
    assert.throws(() => splitExamples(data, more, task, 1), /asks for 416 examples, and there are 40/);
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
