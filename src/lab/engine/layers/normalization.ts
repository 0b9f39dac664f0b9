import * as tf from '@tensorflow/tfjs-core';
import { axesOf } from '../../architecture/layer-kind';
import type { RunLayer } from './layer';

type Weights = Readonly<Record<string, tf.Tensor>>;

/** Normalizes by the batch while training and by the moving averages otherwise. */
export const batchNormalization = batchNormalizationFrom(0);

/** @param first where the axes begin over which a mean is taken; all but the normalized one follow */
export function batchNormalizationFrom(first: number): RunLayer {
  return ([x], weights, configuration, { training, update }) => {
    const input = x as tf.Tensor;
    const own = placesOf(input, configuration.axis, 'BatchNormalization');
    const aligned = alongPlaces(weights, input, own);
    const { moving_mean, moving_variance } = aligned;
    const epsilon = Number(configuration.epsilon);
    if (!training || configuration.trainable === false) {
      return scaleAndShift(input, moving_mean as tf.Tensor, moving_variance as tf.Tensor, epsilon, aligned);
    }
    const axes = input.shape.map((_, axis) => axis).filter((axis) => axis >= first && !own.includes(axis));
    const { mean, variance } = moments(input, axes);
    const momentum = Number(configuration.momentum);
    update('moving_mean', moved(moving_mean as tf.Tensor, mean, momentum));
    update('moving_variance', moved(moving_variance as tf.Tensor, variance, momentum));
    return scaleAndShift(input, mean, variance, epsilon, aligned);
  };
}

/** Normalizes each example over its last axis, or over those that are named. */
export const layerNormalization: RunLayer = ([x], weights, { axis, epsilon }) => {
  const input = x as tf.Tensor;
  const own = placesOf(input, axis, 'LayerNormalization');
  const { mean, variance } = moments(input, own);
  return scaleAndShift(input, mean, variance, Number(epsilon), alongPlaces(weights, input, own));
};

/** Normalizes groups of neighbouring channels of each example. */
export const groupNormalization: RunLayer = ([x], weights, { axis, groups, epsilon }) => {
  const input = x as tf.Tensor;
  const [own = 0] = placesOf(input, axis, 'GroupNormalization');
  const channels = input.shape[own] as number;
  const count = groups === -1 ? channels : Number(groups);
  const split = [...input.shape.slice(0, own), count, channels / count, ...input.shape.slice(own + 1)];
  const grouped = tf.reshape(input, split);
  const within = split.map((_, place) => place).filter((place) => place !== 0 && place !== own);
  const { mean, variance } = moments(grouped, within);
  const normal = normalized(grouped, mean, variance, Number(epsilon));
  return affine(tf.reshape(normal, input.shape), alongPlaces(weights, input, [own]));
};

export const rmsNormalization: RunLayer = ([x], { scale }, { epsilon }) => {
  const input = x as tf.Tensor;
  const mean = tf.mean(tf.square(input), -1, true);
  return tf.mul(tf.div(input, tf.sqrt(tf.add(mean, Number(epsilon)))), scale as tf.Tensor);
};

/** Keras 3.15 divides by √max(Σx², 1e-24). */
export const unitNormalization: RunLayer = ([x], _, { axis }) =>
  unitLength(x as tf.Tensor, placesOf(x as tf.Tensor, axis, 'UnitNormalization'));

export function unitLength(x: tf.Tensor, places: readonly number[]): tf.Tensor {
  const squares = tf.sum(tf.square(x), [...places], true);
  return tf.div(x, tf.sqrt(tf.maximum(squares, 1e-24)));
}

/** Axes as they count in the tensor: from the end where they are so written, and with the batch otherwise. */
function placesOf(x: tf.Tensor, axis: unknown, layer: string): readonly number[] {
  return axesOf(axis, x.rank - 1, layer).map((place) => place + 1);
}

/** Weights of some axes of a tensor, shaped so that they meet these axes. */
function alongPlaces(weights: Weights, x: tf.Tensor, places: readonly number[]): Weights {
  // A weight of the last axis meets it as it is, also where variants are stacked before it.
  if (places.length === 1 && places[0] === x.rank - 1) return weights;
  const shape = x.shape.map((dimension, place) => (places.includes(place) ? dimension : 1));
  return Object.fromEntries(Object.entries(weights).map(([role, one]) => [role, tf.reshape(one, shape)]));
}

function moments(x: tf.Tensor, axes: readonly number[]) {
  const mean = tf.mean(x, [...axes], true);
  return { mean, variance: tf.mean(tf.square(tf.sub(x, mean)), [...axes], true) };
}

function scaleAndShift(
  x: tf.Tensor,
  mean: tf.Tensor,
  variance: tf.Tensor,
  epsilon: number,
  weights: Weights,
): tf.Tensor {
  return affine(normalized(x, mean, variance, epsilon), weights);
}

function normalized(x: tf.Tensor, mean: tf.Tensor, variance: tf.Tensor, epsilon: number): tf.Tensor {
  return tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, epsilon)));
}

function affine(normal: tf.Tensor, { gamma, beta }: Weights): tf.Tensor {
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
