import type { Plan, PlanData } from '../../plan';
import { permutation, randomStream } from '../../random';
import type { Task } from '../../task';
import { splitSamples, type Samples, type Split } from '../samples';
import { classNumbers } from './class-numbers';
import type { OwnData, Target } from './own-data';

/**
 * How many of some examples each seed takes, where every seed splits them anew.
 *
 * @param rows examples that there are, at least 3
 * @param most training examples, as the size of the model allows
 */
export function resplitSizes(
  rows: number,
  most: number,
): Pick<PlanData, 'trainSize' | 'validationSize' | 'testSize'> {
  const testSize = Math.max(1, Math.min(Math.floor(rows * 0.25), 2 * most));
  const validationSize = Math.max(1, Math.min(Math.floor(rows * 0.15), most));
  return { trainSize: Math.min(rows - testSize - validationSize, most), validationSize, testSize };
}

/**
 * One split: the examples are shuffled by the seed, inputs and numbers to predict are standardised by mean and
 * deviation of the training part alone, and missing inputs take that mean.
 *
 * @throws Error when the plan asks for more examples than there are
 */
export function splitExamples(data: OwnData, plan: Plan, task: Task, seed: number): Split {
  const { trainSize, validationSize, testSize } = plan.data;
  const count = trainSize + validationSize + testSize;
  if (count > data.rows) throw new Error(`The plan asks for ${count} examples, and there are ${data.rows}.`);
  const chosen = permutation(data.rows, randomStream(seed, 'data/file')).slice(0, count);
  const inputs = rowsOf(data.inputs, data.width, chosen);
  if (!plan.model.layers.some(({ className }) => className === 'Embedding'))
    standardise(inputs, data.width, trainSize);
  const samples: Samples = {
    count: chosen.length,
    inputs: Float32Array.from(inputs),
    targets: Float32Array.from(targetsOf(data, task, chosen, trainSize)),
  };
  return splitSamples(samples, [trainSize, validationSize, testSize]);
}

function targetsOf(
  { targets: columns }: OwnData,
  task: Task,
  rows: Uint32Array,
  trainSize: number,
): Float64Array {
  const wanted = valuesFor(columns, task);
  const width = wanted.length;
  const targets = new Float64Array(rows.length * width);
  wanted.forEach((values, column) =>
    rows.forEach((row, place) => (targets[place * width + column] = values[row] as number)),
  );
  if (task.kind === 'numbers') standardise(targets, width, trainSize);
  return targets;
}

/** @throws Error when the targets do not fit, which `requireFit` tells the reader before */
function valuesFor(columns: readonly Target[], { kind, width }: Task): readonly Float64Array[] {
  const numbers = (targets: readonly Target[], most: number): Float64Array => {
    const found = classNumbers(targets, most);
    if (!found || found.count > most) throw new Error('The targets do not fit the model.');
    return found.values;
  };
  if (kind === 'classes') return [numbers(columns, width)];
  if (kind === 'labels') return columns.map((column) => numbers([column], 2));
  return columns.map(({ values }) => values);
}

function rowsOf(values: Float64Array, width: number, rows: Uint32Array): Float64Array {
  const picked = new Float64Array(rows.length * width);
  rows.forEach((row, place) => picked.set(values.subarray(row * width, (row + 1) * width), place * width));
  return picked;
}

/**
 * Every column to mean 0 and deviation 1 of its first `count` rows, missing values and a constant column to 0;
 * in two passes, so that a column far from 0, such as times, keeps its differences.
 */
function standardise(values: Float64Array, width: number, count: number): void {
  const rows = values.length / width;
  for (let column = 0; column < width; column++) {
    const there: number[] = [];
    for (let row = 0; row < count; row++) {
      const value = values[row * width + column] as number;
      if (Number.isFinite(value)) there.push(value);
    }
    const mean = there.reduce((sum, value) => sum + value / there.length, 0);
    const variance = there.reduce((sum, value) => sum + (value - mean) ** 2 / there.length, 0);
    const deviation = Math.sqrt(variance);
    const constant = !(deviation > 1e-12 * Math.abs(mean)) || deviation === Infinity;
    for (let row = 0; row < rows; row++) {
      const place = row * width + column;
      const value = values[place] as number;
      values[place] = Number.isFinite(value) && !constant ? (value - mean) / deviation : 0;
    }
  }
}
