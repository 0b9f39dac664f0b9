import * as tf from '@tensorflow/tfjs-core';
import type { PlanLayer } from '../../plan';
import type { Network } from '../network';
import { activate } from '../activations';
import { stackedAffine } from '../operations/stacked-affine';
import { dropout, gaussianDropout, gaussianNoise } from './dropout';
import * as elementwise from './elementwise';
import type { RunLayer } from './layer';
import * as merging from './merging';
import { batchNormalizationFrom, layerNormalization } from './normalization';
import { rescaling } from './shaping';

/** How layers run on many variants at once: [variants, examples, …] with weights [variants, …]. */
export const stackedLayers: Readonly<Record<string, RunLayer>> = {
  Activation: elementwise.activation,
  Add: merging.add,
  Average: merging.average,
  BatchNormalization: aligned(batchNormalizationFrom(1)),
  Concatenate: (inputs, weights, { axis }, context) =>
    merging.concatenate(inputs, weights, { axis: Number(axis) < 0 ? axis : Number(axis) + 1 }, context),
  Dense: dense,
  Dropout: dropout,
  ELU: elementwise.elu,
  Flatten: ([x]) => reshaped(x as tf.Tensor, [-1]),
  GaussianDropout: gaussianDropout,
  GaussianNoise: gaussianNoise,
  LayerNormalization: aligned(layerNormalization),
  LeakyReLU: elementwise.leakyRelu,
  Maximum: merging.maximum,
  Minimum: merging.minimum,
  Multiply: merging.multiply,
  ReLU: elementwise.relu,
  Rescaling: rescaling,
  Reshape: ([x], _, { target_shape }) => reshaped(x as tf.Tensor, [target_shape].flat().map(Number)),
  Softmax: elementwise.softmax,
  Subtract: merging.subtract,
};

/** Whether all layers of a network can run on stacked variants. */
export function canStack({ layers }: Network): boolean {
  return layers.every(
    ({ plan: { className, config } }) =>
      Object.hasOwn(stackedLayers, className) && (className === 'Concatenate' || isUsual(config)),
  );
}

/** Whether a layer acts on the last axis, which is the last one with variants too, and drops each number by itself. */
function isUsual({ axis, noise_shape }: PlanLayer['config']): boolean {
  return (axis === undefined || [axis].flat().every((one) => one === -1)) && !noise_shape;
}

/** Works on the last axis, whatever stands before it. */
function dense(
  [x]: readonly tf.Tensor[],
  { kernel, bias }: Parameters<RunLayer>[1],
  { activation }: Parameters<RunLayer>[2],
  { constantInput }: Parameters<RunLayer>[3],
): tf.Tensor {
  const input = x as tf.Tensor;
  const [variants, inputs] = [input.shape[0] as number, input.shape.at(-1) as number];
  const rows = tf.reshape(input, [variants, -1, inputs]) as tf.Tensor3D;
  const added = bias ? (tf.expandDims(bias, 1) as tf.Tensor3D) : null;
  const output = stackedAffine(rows, kernel as tf.Tensor3D, added, constantInput);
  return activate(tf.reshape(output, [...input.shape.slice(0, -1), output.shape[2]]), activation);
}

/** Puts the examples' axes, as 1, between the variants and the last axis of every weight. */
function aligned(run: RunLayer): RunLayer {
  return (inputs, weights, ...rest) => {
    const between = Array.from({ length: (inputs[0] as tf.Tensor).rank - 2 }, () => 1);
    const entries = Object.entries(weights).map(([role, weight]) => {
      const [variants, width] = weight.shape as [number, number];
      return [role, tf.reshape(weight, [variants, ...between, width])] as const;
    });
    return run(inputs, Object.fromEntries(entries), ...rest);
  };
}

function reshaped(x: tf.Tensor, shape: readonly number[]): tf.Tensor {
  return tf.reshape(x, [x.shape[0] as number, x.shape[1] as number, ...shape]);
}
