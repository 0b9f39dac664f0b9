import * as tf from '@tensorflow/tfjs-core';
import { paddingOf, type ConvolutionSettings } from './convolution';
import { withGradient } from './with-gradient';

/**
 * Convolution of each channel by kernels of its own, with its gradient, which tfjs' wasm backend does not have.
 *
 * @param x [examples, height, width, channels]
 * @param kernel [height, width, channels, multiplier]
 * @param constantInput true when nobody asks for the gradient of x
 * @returns [examples, height, width, channels × multiplier]
 */
export function depthwise(
  x: tf.Tensor4D,
  kernel: tf.Tensor4D,
  settings: ConvolutionSettings,
  constantInput: boolean,
): tf.Tensor4D {
  const { strides, dilations, padding } = settings;
  const run = withGradient(
    [x, kernel],
    () => tf.depthwiseConv2d(x, kernel, [...strides], padding, 'NHWC', [...dilations]),
    (dy, [savedX, savedKernel]) => {
      const gradients = bothGradients(
        savedX as tf.Tensor4D,
        savedKernel as tf.Tensor4D,
        dy as tf.Tensor4D,
        settings,
      );
      return constantInput ? [gradients.kernel] : [gradients.kernel, gradients.x];
    },
  );
  return run(kernel, ...(constantInput ? [] : [x])) as tf.Tensor4D;
}

/** The places of one window along one axis: where it lies in the input, for each position of output and kernel. */
interface Axis {
  readonly size: number;
  readonly outputs: number;
  readonly window: number;
  /** Place in the input; below 0 or from `size` on it is padding. */
  place(output: number, tap: number): number;
}

function axesOf(x: tf.Tensor4D, kernel: tf.Tensor4D, settings: ConvolutionSettings): readonly [Axis, Axis] {
  const { strides, dilations, padding } = settings;
  const pads = paddingOf(x.shape, [kernel.shape[0], kernel.shape[1], x.shape[3], 1], settings);
  const axis = (at: 0 | 1, before: number, after: number): Axis => {
    const size = x.shape[at === 0 ? 1 : 2];
    const window = kernel.shape[at];
    const reach = (window - 1) * dilations[at] + 1;
    const outputs =
      padding === 'same'
        ? Math.ceil(size / strides[at])
        : Math.floor((size + before + after - reach) / strides[at]) + 1;
    return {
      size,
      outputs,
      window,
      place: (output, tap) => output * strides[at] - before + tap * dilations[at],
    };
  };
  return [axis(0, pads.top, pads.bottom), axis(1, pads.left, pads.right)];
}

function bothGradients(
  x: tf.Tensor4D,
  kernel: tf.Tensor4D,
  dy: tf.Tensor4D,
  settings: ConvolutionSettings,
): { readonly x: tf.Tensor4D; readonly kernel: tf.Tensor4D } {
  const [rows, columns] = axesOf(x, kernel, settings);
  const [examples, , , channels] = x.shape;
  const multiplier = kernel.shape[3];
  const values = x.dataSync();
  const weights = kernel.dataSync();
  const arriving = dy.dataSync();
  const ofInput = new Float32Array(values.length);
  const ofKernel = new Float32Array(weights.length);
  eachTap(examples, rows, columns, (input, output, tap) => {
    for (let channel = 0; channel < channels; channel++) {
      const at = input * channels + channel;
      const value = values[at] as number;
      let sum = 0;
      for (let copy = 0; copy < multiplier; copy++) {
        const amount = arriving[(output * channels + channel) * multiplier + copy] as number;
        const weight = (tap * channels + channel) * multiplier + copy;
        ofKernel[weight] = (ofKernel[weight] as number) + value * amount;
        sum += (weights[weight] as number) * amount;
      }
      ofInput[at] = (ofInput[at] as number) + sum;
    }
  });
  return { x: tf.tensor4d(ofInput, x.shape), kernel: tf.tensor4d(ofKernel, kernel.shape) };
}

/** Every pair of a place in the input and one in the output that a place of the window connects. */
function eachTap(
  examples: number,
  rows: Axis,
  columns: Axis,
  visit: (input: number, output: number, tap: number) => void,
): void {
  for (let example = 0; example < examples; example++) {
    for (let row = 0; row < rows.outputs; row++) {
      for (let column = 0; column < columns.outputs; column++) {
        const output = (example * rows.outputs + row) * columns.outputs + column;
        for (let down = 0; down < rows.window; down++) {
          const y = rows.place(row, down);
          if (y < 0 || y >= rows.size) continue;
          for (let across = 0; across < columns.window; across++) {
            const z = columns.place(column, across);
            if (z < 0 || z >= columns.size) continue;
            visit((example * rows.size + y) * columns.size + z, output, down * columns.window + across);
          }
        }
      }
    }
  }
}
