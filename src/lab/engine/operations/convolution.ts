import * as tf from '@tensorflow/tfjs-core';
import { hasOwnKernel } from '../own-kernels/index';
import { withGradient } from './with-gradient';

/** Strides, dilations and padding of a convolution over two axes. */
export interface ConvolutionSettings {
  readonly strides: readonly [number, number];
  readonly dilations: readonly [number, number];
  readonly padding: 'same' | 'valid';
}

/**
 * Convolution over two axes with its gradient, by kernels of ours where they are in place. Elsewhere both
 * gradients are convolutions themselves, because tfjs' wasm backend has no Conv2DBackpropFilter, and no gradient
 * of tfjs' knows dilations: the kernel's correlates the input with dy (examples take the place of channels), the
 * input's correlates dy with the turned kernel.
 *
 * @param x [examples, height, width, channels]
 * @param kernel [height, width, channels, filters]
 * @param constantInput true when nobody asks for the gradient of x
 */
export function convolution(
  x: tf.Tensor4D,
  kernel: tf.Tensor4D,
  settings: ConvolutionSettings,
  constantInput: boolean,
): tf.Tensor4D {
  const { strides, dilations, padding } = settings;
  const attributes = { strides: [...strides], dilations: [...dilations], pad: padding };
  const run = withGradient(
    [x, kernel],
    () => tf.conv2d(x, kernel, [...strides], padding, 'NHWC', [...dilations]),
    (given, saved) => {
      const [dy, savedX, savedKernel] = [given, ...saved] as [tf.Tensor4D, tf.Tensor4D, tf.Tensor4D];
      return [
        byOwnKernel(
          'Conv2DBackpropFilter',
          { x: savedX, dy },
          { ...attributes, filterShape: kernel.shape },
        ) ?? kernelGradient(savedX, kernel.shape, dy, settings),
        ...(constantInput
          ? []
          : [
              byOwnKernel(
                'Conv2DBackpropInput',
                { dy, filter: savedKernel },
                { ...attributes, inputShape: x.shape },
              ) ?? inputGradient(x.shape, savedKernel, dy, settings),
            ]),
      ];
    },
  );
  return run(kernel, ...(constantInput ? [] : [x])) as tf.Tensor4D;
}

function byOwnKernel(
  name: string,
  inputs: Readonly<Record<string, tf.Tensor>>,
  attributes: object,
): tf.Tensor | null {
  return hasOwnKernel(name) ? tf.engine().runKernel<tf.Tensor>(name, { ...inputs }, { ...attributes }) : null;
}

/**
 * What a convolution's gradient does to its output, as a layer with its own gradient: the same two convolutions
 * with their parts exchanged.
 *
 * @param x [examples, height, width, channels]
 * @param kernel [height, width, filters, channels]
 * @param outputShape [examples, height, width, filters]
 */
export function transposedConvolution(
  x: tf.Tensor4D,
  kernel: tf.Tensor4D,
  outputShape: Shape4D,
  settings: ConvolutionSettings,
  constantInput: boolean,
): tf.Tensor4D {
  const { strides, dilations, padding } = settings;
  const run = withGradient(
    [x, kernel],
    () => inputGradient(outputShape, kernel, x, settings),
    (dy, [savedX, savedKernel]) => [
      kernelGradient(dy as tf.Tensor4D, kernel.shape, savedX as tf.Tensor4D, settings),
      ...(constantInput
        ? []
        : [
            tf.conv2d(dy as tf.Tensor4D, savedKernel as tf.Tensor4D, [...strides], padding, 'NHWC', [
              ...dilations,
            ]),
          ]),
    ],
  );
  return run(kernel, ...(constantInput ? [] : [x])) as tf.Tensor4D;
}

export type Shape4D = [number, number, number, number];

function kernelGradient(
  x: tf.Tensor4D,
  kernelShape: Shape4D,
  dy: tf.Tensor4D,
  { strides, dilations, padding }: ConvolutionSettings,
): tf.Tensor4D {
  const [height, width, channels, filters] = kernelShape;
  const pads = paddingOf(x.shape, kernelShape, { strides, dilations, padding });
  const padded = tf.pad(x, [
    [0, 0],
    [pads.top, pads.bottom],
    [pads.left, pads.right],
    [0, 0],
  ]);
  const byChannel = tf.transpose(padded, [3, 1, 2, 0]);
  const byExample = tf.transpose(dy, [1, 2, 0, 3]);
  // Stride and dilation change places between a convolution and its kernel's gradient.
  const wide = tf.conv2d(byChannel, byExample, [...dilations], 'valid', 'NHWC', [...strides]);
  // Rows that the strides never reached give surplus positions.
  const cut = tf.slice(wide, [0, 0, 0, 0], [channels, height, width, filters]);
  return tf.transpose(cut, [1, 2, 0, 3]);
}

function inputGradient(
  inputShape: Shape4D,
  kernel: tf.Tensor4D,
  dy: tf.Tensor4D,
  { strides, dilations, padding }: ConvolutionSettings,
): tf.Tensor4D {
  if (strides[0] !== 1 || strides[1] !== 1) {
    return tf.conv2dTranspose(dy, kernel, inputShape, [...strides], padding);
  }
  const pads = paddingOf(inputShape, kernel.shape, { strides, dilations, padding });
  const reachHeight = (kernel.shape[0] - 1) * dilations[0];
  const reachWidth = (kernel.shape[1] - 1) * dilations[1];
  const padded = tf.pad(dy, [
    [0, 0],
    [reachHeight - pads.top, reachHeight - pads.bottom],
    [reachWidth - pads.left, reachWidth - pads.right],
    [0, 0],
  ]);
  const turned = tf.transpose(tf.reverse(kernel, [0, 1]), [0, 1, 3, 2]);
  return tf.conv2d(padded, turned, 1, 'valid', 'NHWC', [...dilations]);
}

/** What is added around the input. */
export function paddingOf(inputShape: Shape4D, kernelShape: Shape4D, settings: ConvolutionSettings) {
  const { strides, dilations, padding } = settings;
  return tf.backend_util.computeConv2DInfo(inputShape, kernelShape, [...strides], [...dilations], padding)
    .padInfo;
}
