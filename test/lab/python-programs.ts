import { createHash } from 'node:crypto';
import path from 'node:path';
import { zipSync } from 'fflate';
import type { Plan, PlanArm, PlanLayer } from '../../src/lab/plan';
import { layerKinds } from '../../src/lab/architecture/index';
import { dataSets, planDataOf } from '../../src/lab/data/index';
import { pythonScript } from '../../src/lab/python/script';
import { modelFact, type LayerSketch } from './facts';
import { npy } from './npy';
import { planOf, small } from './running';

/** A program that the lab writes, with what is worth running in it. */
export interface PythonProgram {
  readonly name: string;
  readonly program: string;
  /** The file that it reads, one of `files`, and what is predicted of it. */
  readonly reads?: { readonly file: string; readonly targets: readonly string[] };
}

export const recordsFile = path.join(import.meta.dirname, 'python-records.json');

/** What stands beside the programs when they run. */
export const files: Readonly<Record<string, string | Uint8Array>> = {
  'houses.csv': `town,rooms,age,price\n${Array.from(
    { length: 120 },
    (_, row) =>
      `${['Aha', 'Bad', 'Cam'][row % 3]},${(row % 7) + 1},${row % 11 === 0 ? '' : (row * 37) % 90},${100 + (row % 7) * 30 + (row % 3) * 10}`,
  ).join('\n')}\n`,
  // A category that is in one row only, a column of booleans, gaps, and classes that are texts.
  'people.csv': `age;member;city;name;answer\n${Array.from(
    { length: 90 },
    (_, row) =>
      `${row % 13 === 0 ? '?' : 20 + (row % 40)};${row % 3 > 0};${row === 7 ? 'Rare' : ['Aha', 'Bad', ''][row % 3]};name ${row};${['maybe', 'no', 'yes'][row % 3]}`,
  ).join('\n')}\n`,
  // As Excel writes it where numbers have a comma.
  'waage.csv': new Uint8Array(
    Buffer.from(
      `\ufeffhöhe;gewicht;art\r\n${Array.from(
        { length: 60 },
        (_, row) =>
          `${row % 7},${row % 10};${row % 9 === 0 ? '' : `${(row * 3) % 8},5`};${row % 7 > 3 ? 2 : 1}`,
      ).join('\r\n')}\r\n`,
      'utf16le',
    ),
  ),
  'two.jsonl': Array.from({ length: 60 }, (_, row) =>
    JSON.stringify({
      a: row % 7,
      b: (row * 3) % 5,
      sum: (row % 7) + ((row * 3) % 5),
      product: (row % 7) * ((row * 3) % 5),
    }),
  ).join('\n'),
  'yes.json': JSON.stringify({
    rows: Array.from({ length: 60 }, (_, row) => ({ a: row % 7, b: (row * 3) % 5, yes: row % 7 > 3 })),
  }),
  'reviews.tsv': `first\tsecond\tthird\tgood\n${Array.from({ length: 60 }, (_, row) => `${row % 9}\t${(row * 5) % 9}\t${(row * 2) % 9}\t${row % 9 > 4 ? 1 : 0}`).join('\n')}\n`,
  'digits.npz': zipSync({
    'X_train.npy': npy(
      [50, 4, 4],
      Float64Array.from({ length: 50 * 16 }, (_, index) => (index * 7) % 11),
    ),
    'y_train.npy': npy(
      [50],
      Int32Array.from({ length: 50 }, (_, row) => (row % 3) + 1),
    ),
  }),
};

/** What a program has read of a file, as `scripts/oracle/lab/record-python.ts` has it printed: rows, then columns by their sums. */
export function readLine(rows: number, sums: readonly number[]): string {
  return `read ${rows} ${sums.map((sum) => sum.toFixed(3)).join(' ')}`;
}

/** What stands for a value that is missing in those sums. */
export const missing = -7;

export function digest(program: string): string {
  return createHash('sha256').update(program).digest('hex');
}

const relu = (units: number): LayerSketch => ({ type: 'Dense', arguments: { units, activation: 'relu' } });
const numbers = (units: number): LayerSketch => ({ type: 'Dense', arguments: { units } });
const classes = (units: number): LayerSketch => ({
  type: 'Dense',
  arguments: { units, activation: 'softmax' },
});

function plan(
  inputShape: readonly number[],
  layers: readonly LayerSketch[],
  changes: Partial<Plan> = {},
): Plan {
  return small(planOf(modelFact(layers, { inputShape })), { seeds: [1, 2, 3, 4, 5], epochs: 2, ...changes });
}

function on(name: string, of: Plan, more: Partial<Plan['data']> = {}): Plan {
  const dataSet = dataSets.find((one) => one.name === name);
  if (!dataSet) throw new Error(name);
  return { ...of, data: { ...planDataOf(dataSet, of.data), ...more } };
}

/** A plan on the penguins. @param more of its data */
export function penguins(more: Partial<Plan['data']> = {}): Plan {
  return on('penguins', plan([4], [relu(8), classes(3)]), more);
}

/** Every data set, kind of layer, arm and runner, in both languages. */
export function pythonPrograms(): readonly PythonProgram[] {
  const moons = plan([2], [relu(8), classes(2)]);
  const [without, penalized] = moons.arms as [PlanArm, PlanArm];
  const everyArm: Plan = {
    ...moons,
    arms: [
      without,
      penalized,
      { name: 'L1', proximal: true, penalties: penalized.penalties.map((one) => ({ ...one, l1: 1, l2: 0 })) },
      { name: 'decay', penalties: [], weightDecay: 0.1 },
      { name: 'early', penalties: [], patience: 1 },
      { name: 'dropout', penalties: [], dropout: 0.5 },
    ],
  };
  const onFile = (of: Plan, file: string, ...targets: string[]): Plan => ({
    ...of,
    data: { name: 'file', file, targets, trainSize: 24, validationSize: 10, testSize: 14, noise: 0 },
  });
  const image = [
    { type: 'Conv2D', arguments: { filters: 3, kernel_size: 3, activation: 'relu', padding: 'same' } },
    { type: 'MaxPooling2D' },
    { type: 'Flatten' },
    { type: 'Dropout', arguments: { rate: 0.2 } },
    classes(3),
  ];
  const tokens = [
    { type: 'Embedding', arguments: { input_dim: 50, output_dim: 4 } },
    { type: 'LSTM', arguments: { units: 5 } },
    { type: 'Dense', arguments: { units: 1, activation: 'sigmoid' } },
  ];
  const sine: Plan = {
    ...plan([1], [relu(8), numbers(1)]),
    optimizer: {
      className: 'SGD',
      learningRate: 0.1,
      momentum: 0.9,
      weightDecay: 0.01,
      arguments: { nesterov: true, clipnorm: 1 },
      schedule: { className: 'ExponentialDecay', arguments: { decay_steps: 10, decay_rate: 0.9 } },
    },
  };
  const twins: Plan = {
    ...plan([4], [relu(6), relu(6), numbers(1)]),
    arms: [without, { name: 'with', penalties: [{ layer: 'tower/dense', on: 'kernel', l1: 0, l2: 0.01 }] }],
  };
  const [first, second, last] = twins.model.layers as [PlanLayer, PlanLayer, PlanLayer];
  const sharing: Plan = {
    ...twins,
    model: {
      ...twins.model,
      layers: [
        { ...first, name: 'tower/flip', className: 'Rescaling', config: { scale: -1, offset: 0 } },
        { ...first, name: 'tower/dense' },
        {
          ...second,
          name: 'tower/dense_1',
          config: first.config,
          inbound: ['tower/flip'],
          shares: 'tower/dense',
        },
        { ...first, name: 'add', className: 'Add', config: {}, inbound: ['tower/dense', 'tower/dense_1'] },
        { ...last, inbound: ['add'] },
      ],
    },
  };
  const inside = (className: string, config: object): PlanLayer['config'] => ({
    layer: { className, config },
  });
  const recurrent = { ...layerKinds.GRU?.defaults, units: 3, return_sequences: true };
  const wrappers: readonly PlanLayer[] = [
    {
      className: 'Bidirectional',
      name: 'both',
      config: { ...inside('GRU', recurrent), merge_mode: 'sum', backward_layer: null },
      inbound: ['input'],
    },
    {
      className: 'MultiHeadAttention',
      name: 'attend',
      config: { ...layerKinds.MultiHeadAttention?.defaults, num_heads: 2, key_dim: 2, use_causal_mask: true },
      inbound: ['both', 'both'],
    },
    {
      className: 'TimeDistributed',
      name: 'each',
      config: inside('Dense', {
        ...layerKinds.Dense?.defaults,
        units: 1,
        kernel_initializer: { class_name: 'RandomNormal', config: { stddev: 0.1 } },
      }),
      inbound: ['attend'],
    },
  ];
  const numbersEach = plan(
    [6, 4],
    [{ type: 'GRU', arguments: { units: 3, return_sequences: true } }, numbers(1)],
  );
  const wrapped: Plan = {
    ...numbersEach,
    model: { ...numbersEach.model, layers: wrappers },
    arms: [
      without,
      {
        name: 'with',
        penalties: [
          { layer: 'both', on: 'recurrent', l1: 0, l2: 0.01 },
          { layer: 'attend', on: 'kernel', l1: 0.01, l2: 0 },
          { layer: 'each', on: 'kernel', l1: 0, l2: 0.01 },
        ],
      },
    ],
  };
  const written = (
    name: string,
    of: Plan,
    ...rest: ['keras' | 'ray-tune', 'en' | 'zh'] | []
  ): PythonProgram => ({
    name,
    program: pythonScript(of, rest[0] ?? 'keras', 'train.py', rest[1] ?? 'en'),
    ...(of.data.file && { reads: { file: of.data.file, targets: of.data.targets ?? [] } }),
  });
  return [
    written('two moons with every arm', everyArm),
    written('two moons, in Chinese', moons, 'keras', 'zh'),
    written('two moons with Ray Tune', moons, 'ray-tune', 'en'),
    written('noisy sine with every setting of the optimizer', sine),
    written('circles with noise inputs', on('circles-with-noise-inputs', plan([6], [relu(8), classes(2)]))),
    written('sparse linear', on('sparse-linear', plan([20], [numbers(1)]))),
    written(
      'a vector with wrong labels',
      on('teacher', plan([7], [relu(8), classes(4)]), { labelNoise: 0.2 }),
    ),
    written('images', plan([8, 8, 1], image)),
    written('sequences of vectors', plan([6, 4], [{ type: 'GRU', arguments: { units: 5 } }, numbers(2)])),
    written('sequences of tokens', plan([9], tokens)),
    written('penguins', penguins()),
    written('iris', on('iris', plan([4], [relu(8), classes(3)]))),
    written('a layer called twice', sharing),
    written('wrapped layers and attention', wrapped),
    written('a table of the reader’s', onFile(plan([5], [relu(8), numbers(1)]), 'houses.csv', 'price')),
    written(
      'a table with texts, truth values and gaps, with Ray Tune',
      onFile(plan([6], [relu(8), classes(3)]), 'people.csv'),
      'ray-tune',
      'zh',
    ),
    written(
      'a table in UTF-16 with decimal commas',
      onFile(
        plan([2], [relu(8), { type: 'Dense', arguments: { units: 1, activation: 'sigmoid' } }]),
        'waage.csv',
      ),
    ),
    written('lines of JSON', onFile(plan([2], [relu(8), numbers(2)]), 'two.jsonl', 'sum', 'product')),
    written(
      'a list under one key of JSON',
      onFile(
        plan([2], [relu(8), { type: 'Dense', arguments: { units: 1, activation: 'sigmoid' } }]),
        'yes.json',
      ),
    ),
    written('tokens of the reader’s', onFile(plan([3], tokens), 'reviews.tsv')),
    written('arrays of the reader’s', onFile(plan([4, 4, 1], image), 'digits.npz')),
  ];
}
