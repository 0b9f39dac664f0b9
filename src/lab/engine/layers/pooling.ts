import * as tf from '@tensorflow/tfjs-core';
import { perAxis, type Configuration } from '../../architecture/layer-kind';
import type { RunLayer } from './layer';

type Pool = typeof tf.maxPool;

function pool2D(pool: Pool): RunLayer {
  return ([x], _, configuration) => {
    const { size, strides } = windows(configuration, 2);
    return pool(
      x as tf.Tensor4D,
      size as [number, number],
      strides as [number, number],
      paddingOf(configuration),
    );
  };
}

function pool1D(pool: Pool): RunLayer {
  return ([x], _, configuration) => {
    const { size, strides } = windows(configuration, 1);
    const plane = tf.expandDims(x as tf.Tensor, 1) as tf.Tensor4D;
    const pooled = pool(plane, [1, size[0] as number], [1, strides[0] as number], paddingOf(configuration));
    return tf.squeeze(pooled, [1]);
  };
}

function windows(configuration: Configuration, axes: number) {
  return {
    size: [...perAxis(configuration.pool_size, axes)],
    strides: [...perAxis(configuration.strides ?? configuration.pool_size, axes)],
  };
}

function paddingOf({ padding }: Configuration): 'same' | 'valid' {
  return padding as 'same' | 'valid';
}

function globalPool(reduce: typeof tf.max | typeof tf.mean, axes: number): RunLayer {
  const spatial = Array.from({ length: axes }, (_, axis) => axis + 1);
  return ([x], _, { keepdims }) => reduce(x as tf.Tensor, spatial, Boolean(keepdims));
}

export const maxPooling1D = pool1D(tf.maxPool);
export const maxPooling2D = pool2D(tf.maxPool);
export const averagePooling1D = pool1D(tf.avgPool);
export const averagePooling2D = pool2D(tf.avgPool);
export const globalMaxPooling1D = globalPool(tf.max, 1);
export const globalMaxPooling2D = globalPool(tf.max, 2);
export const globalAveragePooling1D = globalPool(tf.mean, 1);
export const globalAveragePooling2D = globalPool(tf.mean, 2);
