import * as tf from '@tensorflow/tfjs-core';
import { withGradient } from './with-gradient';

/**
 * One axis of a tensor times a constant matrix, with its gradient.
 *
 * @param matrix [size of the axis, new size]
 */
export function alongAxis(x: tf.Tensor, axis: number, matrix: tf.Tensor2D): tf.Tensor {
  const apply = (values: tf.Tensor, by: tf.Tensor2D): tf.Tensor => {
    const order = values.shape.map((_, place) => place).filter((place) => place !== axis);
    const toLast = tf.transpose(values, [...order, axis]);
    const rows = tf.reshape(toLast, [-1, by.shape[0]]) as tf.Tensor2D;
    const product = tf.reshape(tf.matMul(rows, by), [...toLast.shape.slice(0, -1), by.shape[1]]);
    const back = values.shape.map((_, place) =>
      place === axis ? values.rank - 1 : place < axis ? place : place - 1,
    );
    return tf.transpose(product, back);
  };
  const run = withGradient(
    [matrix],
    () => apply(x, matrix),
    (dy, [saved]) => [apply(dy, tf.transpose(saved as tf.Tensor2D))],
  );
  return run(x);
}
