import * as tf from '@tensorflow/tfjs-core';
import { perAxis } from '../../architecture/layer-kind';
import { activate } from '../activations';
import { convolution } from '../operations/convolution';
import type { RunLayer } from './layer';

export const convolution2D: RunLayer = ([x], { kernel, bias }, configuration, { constantInput }) => {
  const output = convolution(
    x as tf.Tensor4D,
    kernel as tf.Tensor4D,
    {
      strides: perAxis(configuration.strides, 2) as unknown as [number, number],
      dilations: perAxis(configuration.dilation_rate, 2) as unknown as [number, number],
      padding: configuration.padding as 'same' | 'valid',
    },
    constantInput,
  );
  return activate(bias ? tf.add(output, bias) : output, configuration.activation);
};

/** A convolution over two axes of which the first has one row. */
export const convolution1D: RunLayer = ([x], { kernel, bias }, configuration, { constantInput }) => {
  const output = convolution(
    tf.expandDims(x as tf.Tensor, 1) as tf.Tensor4D,
    tf.expandDims(kernel as tf.Tensor, 0) as tf.Tensor4D,
    {
      strides: [1, perAxis(configuration.strides, 1)[0] as number],
      dilations: [1, perAxis(configuration.dilation_rate, 1)[0] as number],
      padding: configuration.padding as 'same' | 'valid',
    },
    constantInput,
  );
  const line = tf.squeeze(output, [1]);
  return activate(bias ? tf.add(line, bias) : line, configuration.activation);
};
