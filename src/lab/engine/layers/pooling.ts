import * as tf from '@tensorflow/tfjs-core';
import { perAxis, type Configuration } from '../../architecture/layer-kind';
import { pool } from '../operations/pool';
import type { RunLayer } from './layer';

function pool2D(kind: 'max' | 'average'): RunLayer {
  return ([x], _, configuration) =>
    pool(x as tf.Tensor4D, kind, {
      size: perAxis(configuration.pool_size, 2) as unknown as [number, number],
      strides: perAxis(stridesOf(configuration), 2) as unknown as [number, number],
      padding: configuration.padding as 'same' | 'valid',
    });
}

/** A pooling over two axes of which the first has one row. */
function pool1D(kind: 'max' | 'average'): RunLayer {
  return ([x], _, configuration) => {
    const plane = tf.expandDims(x as tf.Tensor, 1) as tf.Tensor4D;
    const pooled = pool(plane, kind, {
      size: [1, perAxis(configuration.pool_size, 1)[0] as number],
      strides: [1, perAxis(stridesOf(configuration), 1)[0] as number],
      padding: configuration.padding as 'same' | 'valid',
    });
    return tf.squeeze(pooled, [1]);
  };
}

function stridesOf({ strides, pool_size }: Configuration): unknown {
  return strides ?? pool_size;
}

function globalPool(reduce: typeof tf.max | typeof tf.mean, axes: number): RunLayer {
  const spatial = Array.from({ length: axes }, (_, axis) => axis + 1);
  return ([x], _, { keepdims }) => reduce(x as tf.Tensor, spatial, Boolean(keepdims));
}

export const maxPooling1D = pool1D('max');
export const maxPooling2D = pool2D('max');
export const averagePooling1D = pool1D('average');
export const averagePooling2D = pool2D('average');
export const globalMaxPooling1D = globalPool(tf.max, 1);
export const globalMaxPooling2D = globalPool(tf.max, 2);
const meanOverSteps = globalPool(tf.mean, 1);

/** The mean of the steps that count. */
export const globalAveragePooling1D: RunLayer = (inputs, weights, configuration, context) => {
  if (!context.mask) return meanOverSteps(inputs, weights, configuration, context);
  const counts = tf.expandDims(context.mask, 2);
  const keep = Boolean(configuration.keepdims);
  const sum = tf.sum(tf.mul(inputs[0] as tf.Tensor, counts), 1, keep);
  return tf.div(sum, tf.sum(counts, 1, keep));
};

export const globalAveragePooling2D = globalPool(tf.mean, 2);
