import * as tf from '@tensorflow/tfjs-core';
import type { Configuration } from '../../architecture/layer-kind';
import type { RunLayer } from './layer';

/** The mask that Embedding or Masking makes: 1 at the steps that count. @returns [examples, steps] */
export function makeMask(x: tf.Tensor, { mask_value }: Configuration): tf.Tensor {
  const counts =
    mask_value === undefined ? tf.notEqual(x, 0) : tf.any(tf.notEqual(x, Number(mask_value)), -1);
  return tf.cast(counts, 'float32');
}

/** Sets the steps that do not count to 0. */
export const masking: RunLayer = ([x], _, configuration) => {
  const input = x as tf.Tensor;
  return tf.mul(input, tf.expandDims(makeMask(input, configuration), -1));
};
