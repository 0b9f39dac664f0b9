import * as tf from '@tensorflow/tfjs-core';
import type { Draw, RunLayer } from './layer';

/**
 * 0 with probability `rate`, else 1 / (1 − rate). Own masks, because tfjs' dropout with a seed repeats
 * one mask for ever and without a seed cannot be repeated.
 */
export function dropoutMask(shape: readonly number[], rate: number, draw: Draw): tf.Tensor {
  const kept = 1 / (1 - rate);
  return draw(shape, (random) => (random.uniform() < rate ? 0 : kept));
}

export const dropout: RunLayer = ([x], _, { rate }, { training, draw }) => {
  const input = x as tf.Tensor;
  if (!training || !rate) return input;
  return tf.mul(input, dropoutMask(input.shape, Number(rate), draw));
};

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
