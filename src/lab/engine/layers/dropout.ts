import * as tf from '@tensorflow/tfjs-core';
import type { Random } from '../../random';
import type { RunLayer } from './layer';

/**
 * 0 with probability `rate`, else 1 / (1 − rate). Own masks, because tfjs' dropout with a seed repeats
 * one mask for ever and without a seed cannot be repeated.
 */
export function dropoutMask(shape: readonly number[], rate: number, random: Random): tf.Tensor {
  const kept = 1 / (1 - rate);
  const length = shape.reduce((product, dimension) => product * dimension, 1);
  return tf.tensor(
    Float32Array.from({ length }, () => (random.uniform() < rate ? 0 : kept)),
    [...shape],
  );
}

export const dropout: RunLayer = ([x], _, { rate }, { training, random }) => {
  const input = x as tf.Tensor;
  if (!training || !rate) return input;
  return tf.mul(input, dropoutMask(input.shape, Number(rate), random));
};

/** Drops whole channels: one decision for all positions between the batch and the last axis. */
export const spatialDropout: RunLayer = ([x], _, { rate }, { training, random }) => {
  const input = x as tf.Tensor;
  if (!training || !rate) return input;
  const shape = input.shape.map((dimension, axis) => (axis === 0 || axis === input.rank - 1 ? dimension : 1));
  return tf.mul(input, dropoutMask(shape, Number(rate), random));
};

export const gaussianNoise: RunLayer = ([x], _, { stddev }, { training, random }) => {
  const input = x as tf.Tensor;
  return training ? tf.add(input, normal(input, 0, Number(stddev), random)) : input;
};

/** Multiplies by normal numbers of mean 1 and deviation √(rate / (1 − rate)). */
export const gaussianDropout: RunLayer = ([x], _, { rate }, { training, random }) => {
  const input = x as tf.Tensor;
  if (!training) return input;
  const deviation = Math.sqrt(Number(rate) / (1 - Number(rate)));
  return tf.mul(input, normal(input, 1, deviation, random));
};

function normal(like: tf.Tensor, mean: number, deviation: number, random: Random): tf.Tensor {
  return tf.tensor(
    Float32Array.from({ length: like.size }, () => mean + deviation * random.normal()),
    like.shape,
  );
}
