import * as tf from '@tensorflow/tfjs-core';
import { dotAxes } from '../../architecture/merging';
import type { RunLayer } from './layer';
import { unitLength } from './normalization';

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

export const dot: RunLayer = (inputs, _, { axes, normalize }) => {
  const [left, right] = inputs as readonly [tf.Tensor, tf.Tensor];
  const [first, second] = dotAxes(axes, [left.rank - 1, right.rank - 1]);
  const [a, b] = [
    { x: left, axis: first + 1 },
    { x: right, axis: second + 1 },
  ].map(({ x, axis }) => {
    const kept = x.shape.map((__, place) => place).filter((place) => place !== 0 && place !== axis);
    const scaled = normalize ? unitLength(x, [axis]) : x;
    const rows = tf.transpose(scaled, [0, ...kept, axis]);
    const sizes = kept.map((place) => x.shape[place] as number);
    return { rows: tf.reshape(rows, [x.shape[0] as number, -1, x.shape[axis] as number]), sizes };
  }) as [{ rows: tf.Tensor; sizes: number[] }, { rows: tf.Tensor; sizes: number[] }];
  const products = tf.matMul(a.rows, tf.transpose(b.rows, [0, 2, 1]));
  const kept = [...a.sizes, ...b.sizes];
  return tf.reshape(products, [left.shape[0] as number, ...(kept.length > 0 ? kept : [1])]);
};
