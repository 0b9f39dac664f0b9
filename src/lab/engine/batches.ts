import * as tf from '@tensorflow/tfjs-core';
import { elementsIn } from '../architecture/layer-kind';
import type { Task } from '../task';
import type { Examples } from './engine';
import { pickInputs, pickTargets } from './picked';
import { part } from './side-by-side';

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
  const decisions = examples * task.positions;
  const inputs = new Float32Array(batches.length * examples * elementsIn(inputShape));
  const targets = new Float32Array(batches.length * decisions * task.width);
  batches.forEach((batch, place) => {
    pickInputs(batch, part(inputs, place, batches.length));
    pickTargets(batch, task, part(targets, place, batches.length));
  });
  return {
    inputs: tf.tensor(inputs, [...variants, examples, ...inputShape]),
    targets: tf.tensor(targets, [...variants, decisions, task.width]),
  };
}
