import * as tf from '@tensorflow/tfjs-core';
import type { RunLayer } from './layer';

type Binary = (left: tf.Tensor, right: tf.Tensor) => tf.Tensor;

const merge =
  (binary: Binary): RunLayer =>
  (inputs) =>
    inputs.reduce(binary);

export const add = merge((left, right) => tf.add(left, right));
export const subtract = merge((left, right) => tf.sub(left, right));
export const multiply = merge((left, right) => tf.mul(left, right));
export const maximum = merge((left, right) => tf.maximum(left, right));
export const minimum = merge((left, right) => tf.minimum(left, right));

export const average: RunLayer = (inputs, ...rest) => tf.div(add(inputs, ...rest), inputs.length);

export const concatenate: RunLayer = (inputs, _, { axis }) => tf.concat([...inputs], Number(axis));
