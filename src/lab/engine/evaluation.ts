import type { Samples } from '../data/samples';
import type { PlanLoss } from '../plan';
import type { Task } from '../task';
import type { Examples, Training } from './engine';

/** Data loss without the penalty, dropout off, and the score. */
export interface Evaluation {
  readonly loss: number;
  /** The penalties on what layers give out, dropout off: a mean over the examples. */
  readonly activityPenalty: number;
  /** Accuracy from 0 to 1 over all decisions, or R² over all numbers. */
  readonly score: number;
}

/** Examples that go through the network at once; bounds the memory, and the time until a stop is heard. */
export const chunkSize = 128;

/**
 * @param samples the data of each variant; null leaves one out
 * @param breathe called between chunks; throws to stop
 */
export async function evaluate(
  training: Training,
  task: Task,
  { fromLogits }: PlanLoss,
  samples: readonly (Samples | null)[],
  breathe: () => Promise<void>,
): Promise<readonly (Evaluation | null)[]> {
  const tallies = samples.map(() =>
    task.kind === 'numbers' ? squaredErrors() : rightDecisions(task, fromLogits),
  );
  const lossSums = samples.map(() => 0);
  const penaltySums = samples.map(() => 0);
  const longest = Math.max(...samples.map((own) => own?.count ?? 0));
  const order = new Uint32Array(longest);
  for (let index = 0; index < longest; index++) order[index] = index;
  for (let from = 0; from < longest; from += chunkSize) {
    const batches = samples.map((own) => own && chunkOf(own, order, from));
    training.predict(batches).forEach((prediction, variant) => {
      if (!prediction) return;
      const { outputs, targets, loss, activityPenalty } = prediction;
      const count = (batches[variant] as Examples).examples.length;
      lossSums[variant] = (lossSums[variant] as number) + loss * count;
      penaltySums[variant] = (penaltySums[variant] as number) + activityPenalty * count;
      tallies[variant]?.add(outputs, targets);
    });
    await breathe();
  }
  return samples.map(
    (own, variant) =>
      own && {
        loss: (lossSums[variant] as number) / own.count,
        activityPenalty: (penaltySums[variant] as number) / own.count,
        score: (tallies[variant] as Tally).score(),
      },
  );
}

function chunkOf(samples: Samples, order: Uint32Array, from: number): Examples | null {
  if (from >= samples.count) return null;
  return { samples, examples: order.subarray(from, Math.min(from + chunkSize, samples.count)) };
}

/** Adds up a score over chunks. */
interface Tally {
  add(outputs: Float32Array, targets: Float32Array): void;
  score(): number;
}

function rightDecisions({ kind, width }: Task, fromLogits: boolean): Tally {
  let right = 0;
  let decisions = 0;
  const border = fromLogits ? 0 : 0.5;
  return {
    add: (outputs, targets) => {
      if (kind === 'labels') {
        outputs.forEach((output, index) => {
          right += Number(output > border === (targets[index] as number) > 0.5);
        });
        decisions += outputs.length;
        return;
      }
      for (let row = 0; row < outputs.length; row += width) {
        right += Number(largest(outputs, row, width) === largest(targets, row, width));
        decisions += 1;
      }
    },
    score: () => right / decisions,
  };
}

/** R² = 1 − Σ(y − p)² / Σ(y − mean)², over all numbers together. */
function squaredErrors(): Tally {
  let count = 0;
  let errors = 0;
  let sum = 0;
  let squares = 0;
  return {
    add: (outputs, targets) => {
      outputs.forEach((output, index) => {
        const target = targets[index] as number;
        errors += (target - output) ** 2;
        sum += target;
        squares += target * target;
      });
      count += outputs.length;
    },
    score: () => {
      const spread = squares - (sum * sum) / count;
      return spread > 0 ? 1 - errors / spread : 0;
    },
  };
}

/** Where the largest of `width` values stands, counted from the first of them. */
export function largest(values: Float32Array, from: number, width: number): number {
  let best = 0;
  for (let place = 1; place < width; place++) {
    if ((values[from + place] as number) > (values[from + best] as number)) best = place;
  }
  return best;
}
