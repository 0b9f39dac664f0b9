import { backend_util } from '@tensorflow/tfjs-core';

/** Windows of a pooling over two axes. */
export interface PoolingSettings {
  readonly size: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly padding: 'same' | 'valid';
}

/**
 * The gradient of pooling in plain JavaScript: where no kernel of ours is in place, and what that is compared with.
 * As in TensorFlow, padding does not count in the mean, and the first of several equal values is the largest.
 *
 * @param values [examples, height, width, channels]
 * @param arriving the gradient of the output
 */
export function poolGradient(
  values: Float32Array,
  shape: readonly [number, number, number, number],
  arriving: Float32Array,
  kind: 'max' | 'average',
  { size, strides, padding }: PoolingSettings,
): Float32Array {
  const info = backend_util.computePool2DInfo([...shape], [...size], [...strides], 1, padding);
  const [examples, height, width, channels] = shape;
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
  return gradient;
}
