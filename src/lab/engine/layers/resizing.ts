import * as tf from '@tensorflow/tfjs-core';
import { perAxis } from '../../architecture/layer-kind';
import { endsOf } from '../../architecture/resizing';
import { alongAxis } from '../operations/along-axis';
import type { RunLayer } from './layer';

function zeroPadding(axes: number): RunLayer {
  return ([x], _, { padding }) => {
    const ends = endsOf(padding, axes).map(([before, after]): [number, number] => [before, after]);
    return tf.pad(x as tf.Tensor, [[0, 0], ...ends, [0, 0]]);
  };
}

function cropping(axes: number): RunLayer {
  return ([x], _, { cropping: cut }) => {
    const input = x as tf.Tensor;
    const ends = endsOf(cut, axes);
    const begin = [0, ...ends.map(([before]) => before), 0];
    const size = input.shape.map((dimension, axis) => {
      const [before, after] = ends[axis - 1] ?? [0, 0];
      return dimension - before - after;
    });
    return tf.slice(input, begin, size);
  };
}

function upSampling(axes: number): RunLayer {
  return ([x], _, { size, interpolation }) =>
    perAxis(size, axes).reduce((input, times, axis) => {
      const own = input.shape[axis + 1] as number;
      const matrix = interpolation === 'bilinear' ? linear(own, times) : repeated(own, times);
      return times === 1 ? input : alongAxis(input, axis + 1, matrix);
    }, x as tf.Tensor);
}

/** Each value so many times. */
function repeated(size: number, times: number): tf.Tensor2D {
  return matrixOf(size, times, (place) => [[Math.floor(place / times), 1]]);
}

/** Between the centres of neighbours in proportion to their distance, as TensorFlow with half-pixel centres. */
function linear(size: number, times: number): tf.Tensor2D {
  return matrixOf(size, times, (place) => {
    const centre = (place + 0.5) / times - 0.5;
    const lower = Math.floor(centre);
    const share = centre - lower;
    const inside = (row: number) => Math.min(Math.max(row, 0), size - 1);
    return [
      [inside(lower), 1 - share],
      [inside(lower + 1), share],
    ];
  });
}

function matrixOf(
  size: number,
  times: number,
  sources: (place: number) => readonly (readonly [row: number, share: number])[],
): tf.Tensor2D {
  const width = size * times;
  const values = new Float32Array(size * width);
  for (let place = 0; place < width; place++) {
    for (const [row, share] of sources(place)) {
      values[row * width + place] = (values[row * width + place] as number) + share;
    }
  }
  return tf.tensor2d(values, [size, width]);
}

export const zeroPadding1D = zeroPadding(1);
export const zeroPadding2D = zeroPadding(2);
export const cropping1D = cropping(1);
export const cropping2D = cropping(2);
export const upSampling1D = upSampling(1);
export const upSampling2D = upSampling(2);
