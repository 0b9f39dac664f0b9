import * as tf from '@tensorflow/tfjs-core';
import type { Task } from '../task';
import type { Examples } from './engine';
import { pickedInputs, pickedTargets } from './picked';

/** A batch on the backend. */
export interface Batch {
  /** [examples, …input shape] */
  readonly inputs: tf.Tensor;
  /** [examples × positions, width]; classes as one-hot rows. */
  readonly targets: tf.Tensor2D;
}

/** Puts some examples on the backend; the caller's tidy disposes of them. */
export function batchOf(picked: Examples, inputShape: readonly number[], task: Task): Batch {
  const count = picked.examples.length;
  const decisions = count * task.positions;
  return {
    inputs: tf.tensor(pickedInputs(picked), [count, ...inputShape]),
    targets: tf.tensor2d(pickedTargets(picked, task), [decisions, task.width]),
  };
}
