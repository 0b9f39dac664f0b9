import * as tf from '@tensorflow/tfjs-core';
import type { Task } from '../task';
import type { Examples } from './engine';
import { pickedInputs, pickedTargets } from './picked';

/** A batch on the backend; where variants are stacked, both tensors have them as the first axis. */
export interface Batch {
  /** [examples, …input shape] */
  readonly inputs: tf.Tensor;
  /** [examples × positions, width]; classes as one-hot rows. */
  readonly targets: tf.Tensor;
}

/**
 * Puts examples on the backend; the caller's tidy disposes of them.
 *
 * @param batches as many examples for each variant; one variant alone unless stacked
 */
export function batchOf(
  batches: readonly Examples[],
  stacked: boolean,
  inputShape: readonly number[],
  task: Task,
): Batch {
  const variants = stacked ? [batches.length] : [];
  const examples = (batches[0] as Examples).examples.length;
  return {
    inputs: tf.tensor(joined(batches.map(pickedInputs)), [...variants, examples, ...inputShape]),
    targets: tf.tensor(joined(batches.map((batch) => pickedTargets(batch, task))), [
      ...variants,
      examples * task.positions,
      task.width,
    ]),
  };
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const [first] = parts;
  if (first && parts.length === 1) return first;
  const length = first?.length ?? 0;
  const all = new Float32Array(parts.length * length);
  parts.forEach((part, at) => all.set(part, at * length));
  return all;
}
