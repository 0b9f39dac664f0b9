import * as tf from '@tensorflow/tfjs-core';
import type { Samples } from '../data/samples';
import type { Task } from '../task';
import { pickedInputs, pickedTargets } from './picked';

/** A batch on the backend. */
export interface Batch {
  /** [examples, …input shape] */
  readonly inputs: tf.Tensor;
  /** [examples × positions, width]; classes as one-hot rows. */
  readonly targets: tf.Tensor2D;
}

/** Puts some examples on the backend; the caller's tidy disposes of them. */
export function batchOf(
  samples: Samples,
  examples: Uint32Array,
  inputShape: readonly number[],
  task: Task,
): Batch {
  const decisions = examples.length * task.positions;
  return {
    inputs: tf.tensor(pickedInputs(samples, examples), [examples.length, ...inputShape]),
    targets: tf.tensor2d(pickedTargets(samples, examples, task), [decisions, task.width]),
  };
}
