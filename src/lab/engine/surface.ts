import type { Samples } from '../data/samples';
import type { PlanLoss, Surface } from '../plan';
import type { Task } from '../task';
import type { Prediction, Training } from './engine';
import { chunkSize, largest } from './evaluation';
import type { Network } from './network';

/** Points of a side. */
const size = 40;
/** The grid goes beyond the data by this share of their range. */
const margin = 0.1;

/** What one number a point can show of an output. */
type Reading = Pick<Surface, 'shows'> & { of(outputs: Float32Array, at: number): number };

/**
 * What a variant predicts on a grid over the range of its training data; null where the model does not take
 * two numbers, where its outputs are more than one number can show, and where it has diverged.
 */
export function surfaceOf(
  training: Training,
  place: number,
  network: Network,
  task: Task,
  loss: PlanLoss,
  train: Samples,
): Omit<Surface, 'arm'> | null {
  const reading = readingOf(task, loss);
  if (!reading || network.inputShape.join() !== '2' || isOfTokens(network)) return null;
  const [x, y] = [rangeOf(train, 0), rangeOf(train, 1)];
  const grid = gridOf(x, y, train.targets.length / train.count);
  const values: number[] = [];
  for (let from = 0; from < grid.count; from += chunkSize) {
    const length = Math.min(chunkSize, grid.count - from);
    const examples = Uint32Array.from({ length }, (_, index) => from + index);
    const batches = training.weights.map((_, other) =>
      other === place ? { samples: grid, examples } : null,
    );
    const { outputs } = training.predict(batches)[place] as Prediction;
    for (let at = 0; at < length; at++) values.push(rounded(reading.of(outputs, at * task.width)));
  }
  return values.every(Number.isFinite) ? { x, y, size, shows: reading.shows, values } : null;
}

function isOfTokens({ layers }: Network): boolean {
  return layers.some(({ plan }) => plan.className === 'Embedding');
}

function rangeOf({ inputs }: Samples, column: number): readonly [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (let at = column; at < inputs.length; at += 2) {
    low = Math.min(low, inputs[at] as number);
    high = Math.max(high, inputs[at] as number);
  }
  const beyond = (high - low) * margin;
  return [rounded(low - beyond), rounded(high + beyond)];
}

function gridOf(
  [left, right]: readonly [number, number],
  [bottom, top]: readonly [number, number],
  targets: number,
): Samples {
  const count = size * size;
  const inputs = new Float32Array(2 * count);
  for (let point = 0; point < count; point++) {
    inputs[2 * point] = left + ((right - left) * (point % size)) / (size - 1);
    inputs[2 * point + 1] = bottom + ((top - bottom) * Math.floor(point / size)) / (size - 1);
  }
  return { count, inputs, targets: new Float32Array(count * targets) };
}

function readingOf({ kind, width, positions }: Task, { fromLogits }: PlanLoss): Reading | null {
  if (positions !== 1) return null;
  const sigmoid = (logit: number): number => 1 / (1 + Math.exp(-logit));
  if (kind === 'classes') {
    if (width > 2) return { shows: 'class', of: (outputs, at) => largest(outputs, at, width) };
    return {
      shows: 'probability',
      of: (outputs, at) => {
        const second = outputs[at + 1] as number;
        return fromLogits ? sigmoid(second - (outputs[at] as number)) : second;
      },
    };
  }
  if (width > 1) return null;
  if (kind === 'numbers') return { shows: 'value', of: (outputs, at) => outputs[at] as number };
  return {
    shows: 'probability',
    of: (outputs, at) => (fromLogits ? sigmoid(outputs[at] as number) : (outputs[at] as number)),
  };
}

/** Enough for a picture. */
function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
