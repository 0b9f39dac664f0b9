import * as tf from '@tensorflow/tfjs-core';
import { activate } from '../activations';
import type { RunLayer } from './layer';

export const activation: RunLayer = ([x], _, configuration) =>
  activate(x as tf.Tensor, configuration.activation);

/** Keras' ReLU: f(x) = min(x, max_value) from the threshold on, below it negative_slope · (x − threshold). */
export const relu: RunLayer = ([x], _, configuration) => {
  const input = x as tf.Tensor;
  const slope = Number(configuration.negative_slope);
  const threshold = Number(configuration.threshold);
  const maximum = configuration.max_value;
  if (slope === 0 && threshold === 0 && maximum === null) return tf.relu(input);
  const below = tf.mul(tf.sub(input, threshold), slope);
  const above = maximum === null ? input : tf.minimum(input, Number(maximum));
  return tf.where(tf.greaterEqual(input, threshold), above, below);
};

export const leakyRelu: RunLayer = ([x], _, { negative_slope }) =>
  tf.leakyRelu(x as tf.Tensor, Number(negative_slope));

export const elu: RunLayer = ([x], _, { alpha }) => {
  const input = x as tf.Tensor;
  const negative = tf.mul(tf.sub(tf.exp(tf.minimum(input, 0)), 1), Number(alpha));
  return tf.where(tf.greater(input, 0), input, negative);
};

export const softmax: RunLayer = ([x]) => tf.softmax(x as tf.Tensor);
