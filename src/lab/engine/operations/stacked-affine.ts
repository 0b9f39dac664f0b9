import * as tf from '@tensorflow/tfjs-core';
import { withGradient } from './with-gradient';

/**
 * x · kernel + bias for each variant, with its gradient.
 *
 * @param x [variants, rows, inputs]
 * @param kernel [variants, inputs, units]
 * @param bias [variants, 1, units], or null
 * @param constantInput true when nobody asks for the gradient of x
 */
export function stackedAffine(
  x: tf.Tensor3D,
  kernel: tf.Tensor3D,
  bias: tf.Tensor3D | null,
  constantInput: boolean,
): tf.Tensor3D {
  const run = withGradient(
    [x, kernel],
    () => (bias ? tf.add(tf.matMul(x, kernel), bias) : tf.matMul(x, kernel)),
    (dy, [savedX, savedKernel]) => [
      tf.matMul(savedX as tf.Tensor3D, dy as tf.Tensor3D, true, false),
      ...(bias ? [sumOfRows(dy as tf.Tensor3D)] : []),
      ...(constantInput ? [] : [tf.matMul(dy as tf.Tensor3D, savedKernel as tf.Tensor3D, false, true)]),
    ],
  );
  return run(kernel, ...(bias ? [bias] : []), ...(constantInput ? [] : [x])) as tf.Tensor3D;
}

/** As a product: tfjs' wasm backend transposes whatever it sums over another axis than the last. */
function sumOfRows(values: tf.Tensor3D): tf.Tensor3D {
  const [variants, rows] = values.shape;
  return tf.matMul(tf.ones([variants, 1, rows]), values);
}
