import * as tf from '@tensorflow/tfjs-core';
import type { RunLayer } from './layer';

/** Normalizes by the batch while training and by the moving averages otherwise. */
export const batchNormalization = batchNormalizationFrom(0);

/** @param first where the axes begin over which a mean is taken; all but the last one follow */
export function batchNormalizationFrom(first: number): RunLayer {
  return ([x], weights, configuration, { training, update }) => {
    const input = x as tf.Tensor;
    const { moving_mean, moving_variance } = weights;
    const epsilon = Number(configuration.epsilon);
    if (!training || configuration.trainable === false) {
      return scaleAndShift(input, moving_mean as tf.Tensor, moving_variance as tf.Tensor, epsilon, weights);
    }
    const axes = input.shape.map((_, axis) => axis).slice(first, -1);
    const mean = tf.mean(input, axes, true);
    const variance = tf.mean(tf.square(tf.sub(input, mean)), axes, true);
    const momentum = Number(configuration.momentum);
    update('moving_mean', moved(moving_mean as tf.Tensor, mean, momentum));
    update('moving_variance', moved(moving_variance as tf.Tensor, variance, momentum));
    return scaleAndShift(input, mean, variance, epsilon, weights);
  };
}

/** Normalizes each example over its last axis. */
export const layerNormalization: RunLayer = ([x], weights, { epsilon }) => {
  const input = x as tf.Tensor;
  const mean = tf.mean(input, -1, true);
  const variance = tf.mean(tf.square(tf.sub(input, mean)), -1, true);
  return scaleAndShift(input, mean, variance, Number(epsilon), weights);
};

function scaleAndShift(
  x: tf.Tensor,
  mean: tf.Tensor,
  variance: tf.Tensor,
  epsilon: number,
  { gamma, beta }: Readonly<Record<string, tf.Tensor>>,
): tf.Tensor {
  const normal = tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, epsilon)));
  const scaled = gamma ? tf.mul(normal, gamma) : normal;
  return beta ? tf.add(scaled, beta) : scaled;
}

/** Keras: moving · momentum + batch · (1 − momentum). */
function moved(moving: tf.Tensor, batch: tf.Tensor, momentum: number): Float32Array {
  const now = batch.dataSync();
  return Float32Array.from(
    moving.dataSync(),
    (value, index) => value * momentum + (now[index] as number) * (1 - momentum),
  );
}
