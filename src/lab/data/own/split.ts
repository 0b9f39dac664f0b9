import type { Plan, PlanData } from '../../plan';
import { permutation, randomStream } from '../../random';
import type { Task } from '../../task';
import { splitSamples, type Samples, type Split } from '../samples';
import type { OwnData } from './own-data';

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
    inputs,
    targets: targetsOf(data, task, chosen, trainSize),
  };
  return splitSamples(samples, [trainSize, validationSize, testSize]);
}

function targetsOf(data: OwnData, task: Task, rows: Uint32Array, trainSize: number): Float32Array {
  const width = data.targets.length;
  const targets = new Float32Array(rows.length * width);
  data.targets.forEach(({ values }, column) =>
    rows.forEach((row, place) => (targets[place * width + column] = values[row] as number)),
  );
  if (task.kind === 'numbers') standardise(targets, width, trainSize);
  return targets;
}

function rowsOf(values: Float32Array, width: number, rows: Uint32Array): Float32Array {
  const picked = new Float32Array(rows.length * width);
  rows.forEach((row, place) => picked.set(values.subarray(row * width, (row + 1) * width), place * width));
  return picked;
}

/** Every column to mean 0 and deviation 1 of its first `count` rows; a constant column to 0, missing values too. */
function standardise(values: Float32Array, width: number, count: number): void {
  const rows = values.length / width;
  for (let column = 0; column < width; column++) {
    let sum = 0;
    let squares = 0;
    let there = 0;
    for (let row = 0; row < count; row++) {
      const value = values[row * width + column] as number;
      if (Number.isNaN(value)) continue;
      sum += value;
      squares += value * value;
      there += 1;
    }
    const mean = there === 0 ? 0 : sum / there;
    const variance = there === 0 ? 0 : squares / there - mean * mean;
    const deviation = variance > 1e-12 * Math.max(1, mean * mean) ? Math.sqrt(variance) : 0;
    for (let row = 0; row < rows; row++) {
      const place = row * width + column;
      const value = values[place] as number;
      values[place] = Number.isNaN(value) || deviation === 0 ? 0 : (value - mean) / deviation;
    }
  }
}
