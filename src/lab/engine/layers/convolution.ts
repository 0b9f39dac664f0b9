import * as tf from '@tensorflow/tfjs-core';
import { layerKinds } from '../../architecture/index';
import { perAxis, type Configuration } from '../../architecture/layer-kind';
import { activate } from '../activations';
import {
  convolution,
  transposedConvolution,
  type ConvolutionSettings,
  type Shape4D,
} from '../operations/convolution';
import { depthwise } from '../operations/depthwise';
import type { RunLayer } from './layer';

/** Works on images; a sequence is an image of one row. */
type OnImages = (
  x: tf.Tensor4D,
  weights: Readonly<Record<string, tf.Tensor>>,
  configuration: Configuration,
  settings: ConvolutionSettings,
  constantInput: boolean,
) => tf.Tensor4D;

function layer2D(run: OnImages): RunLayer {
  return ([x], weights, configuration, { constantInput }) =>
    finished(
      run(x as tf.Tensor4D, weights, configuration, settings2D(configuration), constantInput),
      weights,
      configuration,
    );
}

function layer1D(run: OnImages): RunLayer {
  return ([x], weights, configuration, { constantInput }) => {
    const sequence = x as tf.Tensor3D;
    const settings = settings1D(configuration);
    const padded = configuration.padding === 'causal' ? padBefore(sequence, configuration) : sequence;
    const kernels = Object.fromEntries(
      Object.entries(weights).map(([role, one]) => [role, role === 'bias' ? one : tf.expandDims(one, 0)]),
    );
    const image = tf.expandDims<tf.Tensor4D>(padded, 1);
    const output = run(image, kernels, configuration, settings, constantInput);
    return finished(tf.squeeze(output, [1]), weights, configuration);
  };
}

function finished(
  output: tf.Tensor,
  { bias }: Readonly<Record<string, tf.Tensor>>,
  { activation }: Configuration,
): tf.Tensor {
  return activate(bias ? tf.add(output, bias) : output, activation);
}

function settings2D(configuration: Configuration): ConvolutionSettings {
  return {
    strides: perAxis(configuration.strides, 2) as unknown as [number, number],
    dilations: perAxis(configuration.dilation_rate, 2) as unknown as [number, number],
    padding: configuration.padding as 'same' | 'valid',
  };
}

function settings1D(configuration: Configuration): ConvolutionSettings {
  return {
    strides: [1, perAxis(configuration.strides, 1)[0] as number],
    dilations: [1, perAxis(configuration.dilation_rate, 1)[0] as number],
    padding: configuration.padding === 'same' ? 'same' : 'valid',
  };
}

/** So many zeros that a window ends at the step it belongs to. */
function padBefore(x: tf.Tensor3D, { kernel_size, dilation_rate }: Configuration): tf.Tensor3D {
  const reach = ((perAxis(kernel_size, 1)[0] as number) - 1) * (perAxis(dilation_rate, 1)[0] as number);
  return tf.pad(x, [
    [0, 0],
    [reach, 0],
    [0, 0],
  ]);
}

const plain: OnImages = (x, { kernel }, { groups }, settings, constantInput) => {
  const parts = Number(groups);
  if (parts === 1) return convolution(x, kernel as tf.Tensor4D, settings, constantInput);
  const inputs = tf.split(x as tf.Tensor, parts, 3);
  const kernels = tf.split(kernel as tf.Tensor, parts, 3);
  const outputs = inputs.map((input, place) =>
    convolution(input as tf.Tensor4D, kernels[place] as tf.Tensor4D, settings, constantInput),
  );
  return tf.concat4d(outputs, 3);
};

const byChannel: OnImages = (x, weights, _, settings, constantInput) =>
  depthwise(x, weights.depthwise as tf.Tensor4D, settings, constantInput);

const separable: OnImages = (x, weights, _, settings, constantInput) => {
  const channels = depthwise(x, weights.depthwise as tf.Tensor4D, settings, constantInput);
  const single = { strides: [1, 1], dilations: [1, 1], padding: 'valid' } as const;
  return convolution(channels, weights.pointwise as tf.Tensor4D, single, false);
};

/** @param layer whose kind knows the output's size */
const transposed =
  (layer: 'Conv1DTranspose' | 'Conv2DTranspose'): OnImages =>
  (x, { kernel }, configuration, settings, constantInput) => {
    const axes = layer === 'Conv1DTranspose' ? 1 : 2;
    const [examples, ...shape] = x.shape;
    const inputShape = axes === 1 ? shape.slice(1) : shape;
    const sizes = layerKinds[layer]?.outputShape([inputShape], configuration) ?? [];
    const outputShape = [examples, ...(axes === 1 ? [1] : []), ...sizes] as Shape4D;
    return transposedConvolution(x, kernel as tf.Tensor4D, outputShape, settings, constantInput);
  };

export const convolution1D = layer1D(plain);
export const convolution2D = layer2D(plain);
export const depthwiseConvolution1D = layer1D(byChannel);
export const depthwiseConvolution2D = layer2D(byChannel);
export const separableConvolution1D = layer1D(separable);
export const separableConvolution2D = layer2D(separable);
export const transposedConvolution1D = layer1D(transposed('Conv1DTranspose'));
export const transposedConvolution2D = layer2D(transposed('Conv2DTranspose'));
