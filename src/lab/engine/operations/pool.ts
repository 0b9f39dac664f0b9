import * as tf from '@tensorflow/tfjs-core';
import { hasOwnKernel } from '../own-kernels/index';
import { poolGradient, type PoolingSettings } from './pool-gradient';
import { withGradient } from './with-gradient';

/**
 * Largest or mean value of each window, with its gradient.
 *
 * The gradients are our own: tfjs 4.22.0 gives wrong ones (for the mean it divides by the whole window where
 * padding took a part of it; the wasm backend's for the largest differ from TensorFlow's after a few steps).
 * As in TensorFlow, padding does not count in the mean, and the first of several equal values is the largest.
 *
 * @param x [examples, height, width, channels]
 */
export function pool(x: tf.Tensor4D, kind: 'max' | 'average', settings: PoolingSettings): tf.Tensor4D {
  const forward = kind === 'max' ? tf.maxPool : tf.avgPool;
  const { size, strides, padding } = settings;
  const run = withGradient(
    [x],
    () => forward(x, [...size], [...strides], padding),
    (dy, [savedX]) => [gradient(savedX as tf.Tensor4D, dy as tf.Tensor4D, kind, settings)],
  );
  return run(x) as tf.Tensor4D;
}

function gradient(
  x: tf.Tensor4D,
  dy: tf.Tensor4D,
  kind: 'max' | 'average',
  settings: PoolingSettings,
): tf.Tensor4D {
  const name = kind === 'max' ? 'MaxPoolGrad' : 'AvgPoolGrad';
  if (!hasOwnKernel(name)) {
    const values = [x, dy].map((tensor) => tensor.dataSync() as Float32Array);
    const [ofX, ofOutput] = values as [Float32Array, Float32Array];
    return tf.tensor4d(poolGradient(ofX, x.shape, ofOutput, kind, settings), x.shape);
  }
  const { size, strides, padding } = settings;
  const attributes = { filterSize: [...size], strides: [...strides], pad: padding };
  return tf.engine().runKernel(name, { dy, input: x }, attributes);
}
