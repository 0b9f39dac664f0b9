import * as tf from '@tensorflow/tfjs-core';
import { withGradient } from './with-gradient';

/**
 * x · kernel + bias with its gradient.
 *
 * @param x [rows, inputs]
 * @param kernel [inputs, units]
 * @param bias [units], or null
 * @param constantInput true when nobody asks for the gradient of x
 */
export function affine(
  x: tf.Tensor2D,
  kernel: tf.Tensor2D,
  bias: tf.Tensor1D | null,
  constantInput: boolean,
): tf.Tensor2D {
  const run = withGradient(
    [x, kernel],
    () => (bias ? tf.add(tf.matMul(x, kernel), bias) : tf.matMul(x, kernel)),
    (dy, [savedX, savedKernel]) => [
      tf.matMul(savedX as tf.Tensor2D, dy as tf.Tensor2D, true, false),
      ...(bias ? [tf.sum(dy, 0)] : []),
      ...(constantInput ? [] : [tf.matMul(dy as tf.Tensor2D, savedKernel as tf.Tensor2D, false, true)]),
    ],
  );
  return run(kernel, ...(bias ? [bias] : []), ...(constantInput ? [] : [x])) as tf.Tensor2D;
}
