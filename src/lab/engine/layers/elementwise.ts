import * as tf from '@tensorflow/tfjs-core';
import { axesOf } from '../../architecture/layer-kind';
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

export const softmax: RunLayer = ([x], _, { axis }) => {
  const input = x as tf.Tensor;
  const places = axesOf(axis, input.rank - 1, 'Softmax').map((place) => place + 1);
  if (places.length === 1 && places[0] === input.rank - 1) return tf.softmax(input);
  const exponentials = tf.exp(tf.sub(input, tf.max(input, places, true)));
  return tf.div(exponentials, tf.sum(exponentials, places, true));
};

export const identity: RunLayer = ([x]) => x as tf.Tensor;

/** Keras: relu(x) − alpha · relu(−x). */
export const prelu: RunLayer = ([x], { alpha }) => {
  const input = x as tf.Tensor;
  return tf.sub(tf.relu(input), tf.mul(alpha as tf.Tensor, tf.relu(tf.neg(input))));
};
