import * as tf from '@tensorflow/tfjs-core';
import type { RunLayer } from './layer';

export const flatten: RunLayer = ([x]) =>
  tf.reshape(x as tf.Tensor, [(x as tf.Tensor).shape[0] as number, -1]);

export const reshape: RunLayer = ([x], _, { target_shape }) => {
  const shape = Array.isArray(target_shape) ? target_shape.map(Number) : [Number(target_shape)];
  return tf.reshape(x as tf.Tensor, [(x as tf.Tensor).shape[0] as number, ...shape]);
};

export const permute: RunLayer = ([x], _, { dims }) =>
  tf.transpose(x as tf.Tensor, [0, ...(dims as readonly number[])]);

export const repeatVector: RunLayer = ([x], _, { n }) =>
  tf.tile(tf.expandDims(x as tf.Tensor, 1), [1, Number(n), 1]);

export const rescaling: RunLayer = ([x], _, { scale, offset }) =>
  tf.add(tf.mul(x as tf.Tensor, Number(scale)), Number(offset));
