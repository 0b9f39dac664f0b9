import * as tf from '@tensorflow/tfjs-core';

/**
 * An operation with its own gradient.
 *
 * @param saved what the gradient needs; everything else is gone when it runs
 * @param gradient one gradient per tensor that the result is called with, in the same order
 */
export function withGradient(
  saved: readonly tf.Tensor[],
  forward: () => tf.Tensor,
  gradient: (dy: tf.Tensor, saved: readonly tf.Tensor[]) => tf.Tensor[],
): (...inputs: tf.Tensor[]) => tf.Tensor {
  return tf.customGrad((...given) => {
    (given.at(-1) as tf.GradSaveFunc)([...saved]);
    return { value: forward(), gradFunc: (dy: tf.Tensor, kept: tf.Tensor[]) => gradient(dy, kept) };
  });
}
