import * as tf from '@tensorflow/tfjs-core';
import type { Configuration } from '../../architecture/layer-kind';
import type { Draw, RunLayer } from './layer';

/**
 * 0 with probability `rate`, else 1 / (1 − rate). Own masks, because tfjs' dropout with a seed repeats
 * one mask for ever and without a seed cannot be repeated.
 */
export function dropoutMask(shape: readonly number[], rate: number, draw: Draw): tf.Tensor {
  const kept = 1 / (1 - rate);
  return draw(shape, (random) => (random.uniform() < rate ? 0 : kept));
}

export const dropout: RunLayer = ([x], _, configuration, { training, draw }) => {
  const input = x as tf.Tensor;
  if (!training || !configuration.rate) return input;
  return tf.mul(input, dropoutMask(noiseShape(input, configuration), Number(configuration.rate), draw));
};

/** One decision for all positions along an axis where the code says 1. */
function noiseShape(x: tf.Tensor, { noise_shape }: Configuration): readonly number[] {
  if (!Array.isArray(noise_shape)) return x.shape;
  return x.shape.map((dimension, axis) => (noise_shape[axis] === 1 ? 1 : dimension));
}

/** Drops whole channels: one decision for all positions between the batch and the last axis. */
export const spatialDropout: RunLayer = ([x], _, { rate }, { training, draw }) => {
  const input = x as tf.Tensor;
  if (!training || !rate) return input;
  const shape = input.shape.map((dimension, axis) => (axis === 0 || axis === input.rank - 1 ? dimension : 1));
  return tf.mul(input, dropoutMask(shape, Number(rate), draw));
};

export const gaussianNoise: RunLayer = ([x], _, { stddev }, { training, draw }) => {
  const input = x as tf.Tensor;
  if (!training) return input;
  return tf.add(
    input,
    draw(input.shape, (random) => Number(stddev) * random.normal()),
  );
};

/** Multiplies by normal numbers of mean 1 and deviation √(rate / (1 − rate)). */
export const gaussianDropout: RunLayer = ([x], _, { rate }, { training, draw }) => {
  const input = x as tf.Tensor;
  if (!training) return input;
  const deviation = Math.sqrt(Number(rate) / (1 - Number(rate)));
  return tf.mul(
    input,
    draw(input.shape, (random) => 1 + deviation * random.normal()),
  );
};

/** What SELU gives far below zero, −scale · alpha: Klambauer et al. (2017), arXiv:1706.02515. */
const saturation = -1.7580993408473766;

/** Sets dropped inputs to SELU's saturation, and keeps mean and variance by a line through the result. */
export const alphaDropout: RunLayer = ([x], _, configuration, { training, draw }) => {
  const input = x as tf.Tensor;
  const rate = Number(configuration.rate);
  if (!training || rate === 0) return input;
  const shape = noiseShape(input, configuration);
  const kept = draw(shape, (random) => Number(random.uniform() >= rate));
  const scale = 1 / Math.sqrt((1 - rate) * (1 + rate * saturation ** 2));
  const mixed = tf.add(tf.mul(input, kept), tf.mul(tf.sub(1, kept), saturation));
  return tf.add(tf.mul(mixed, scale), -scale * saturation * rate);
};
