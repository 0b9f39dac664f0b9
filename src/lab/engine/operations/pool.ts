import * as tf from '@tensorflow/tfjs-core';
import { withGradient } from './with-gradient';

/** Windows of a pooling over two axes. */
export interface PoolingSettings {
  readonly size: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly padding: 'same' | 'valid';
}

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
    (dy, [savedX]) => [poolGradient(savedX as tf.Tensor4D, dy as tf.Tensor4D, kind, settings)],
  );
  return run(x) as tf.Tensor4D;
}

function poolGradient(
  x: tf.Tensor4D,
  dy: tf.Tensor4D,
  kind: 'max' | 'average',
  { size, strides, padding }: PoolingSettings,
): tf.Tensor4D {
  const info = tf.backend_util.computePool2DInfo(x.shape, [...size], [...strides], 1, padding);
  const [examples, height, width, channels] = x.shape;
  const values = x.dataSync();
  const arriving = dy.dataSync();
  const gradient = new Float32Array(values.length);
  const add = (place: number, amount: number): void => {
    gradient[place] = (gradient[place] as number) + amount;
  };
  let output = 0;
  for (let example = 0; example < examples; example++) {
    for (let row = 0; row < info.outHeight; row++) {
      const top = Math.max(row * strides[0] - info.padInfo.top, 0);
      const bottom = Math.min(row * strides[0] - info.padInfo.top + size[0], height);
      for (let column = 0; column < info.outWidth; column++) {
        const left = Math.max(column * strides[1] - info.padInfo.left, 0);
        const right = Math.min(column * strides[1] - info.padInfo.left + size[1], width);
        const count = (bottom - top) * (right - left);
        for (let channel = 0; channel < channels; channel++, output++) {
          const amount = arriving[output] as number;
          let largest = -1;
          for (let y = top; y < bottom; y++) {
            for (let z = left; z < right; z++) {
              const place = ((example * height + y) * width + z) * channels + channel;
              if (kind === 'average') add(place, amount / count);
              else if (largest < 0 || (values[place] as number) > (values[largest] as number))
                largest = place;
            }
          }
          if (kind === 'max') add(largest, amount);
        }
      }
    }
  }
  return tf.tensor4d(gradient, x.shape);
}
