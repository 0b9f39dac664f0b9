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
  // By masks: tfjs has no gradient for a condition.
  const above = tf.step(tf.sub(input, threshold));
  const upper = maximum === null ? input : tf.minimum(input, Number(maximum));
  const lower = tf.mul(tf.sub(input, threshold), slope);
  return tf.add(tf.mul(above, upper), tf.mul(tf.sub(1, above), lower));
};

export const leakyRelu: RunLayer = ([x], _, { negative_slope }) =>
  tf.leakyRelu(x as tf.Tensor, Number(negative_slope));

export const elu: RunLayer = ([x], _, { alpha }) => {
  const input = x as tf.Tensor;
  return tf.add(tf.relu(input), tf.mul(tf.sub(tf.exp(tf.minimum(input, 0)), 1), Number(alpha)));
};

export const softmax: RunLayer = ([x]) => tf.softmax(x as tf.Tensor);
