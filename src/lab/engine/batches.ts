import * as tf from '@tensorflow/tfjs-core';
import type { Samples } from '../data/samples';
import type { Task } from '../task';

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
  const inputs = rows(samples.inputs, samples.count, examples);
  const targets = rows(samples.targets, samples.count, examples);
  const decisions = examples.length * task.positions;
  return {
    inputs: tf.tensor(inputs, [examples.length, ...inputShape]),
    targets: tf.tensor2d(task.kind === 'classes' ? oneHot(targets, task.width) : targets, [
      decisions,
      task.width,
    ]),
  };
}

function rows(values: Float32Array, count: number, examples: Uint32Array): Float32Array {
  const width = values.length / count;
  const picked = new Float32Array(examples.length * width);
  examples.forEach((example, place) => {
    picked.set(values.subarray(example * width, (example + 1) * width), place * width);
  });
  return picked;
}

function oneHot(classes: Float32Array, width: number): Float32Array {
  const rowsOfZeros = new Float32Array(classes.length * width);
  classes.forEach((label, row) => {
    rowsOfZeros[row * width + label] = 1;
  });
  return rowsOfZeros;
}
