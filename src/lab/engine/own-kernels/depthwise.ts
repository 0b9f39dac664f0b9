import type { TensorInfo } from '@tensorflow/tfjs-core';
import { convolutionTrials } from './convolution-trials';
import type { OwnKernel } from './own-kernel';
import { convolutionWindows, setWindows, type Shape4D, type Windows } from './windows';

/** As `want` of the kernel's function says it. */
const wanted = { y: 0, kernel: 1, x: 2 };

/** As of Conv2D: TensorFlow.js packs the weights anew for every tensor. */
export const depthwiseConv2D: OwnKernel = {
  name: 'DepthwiseConv2dNative',
  run: ({ inputs, attributes }, heap, functions) => {
    const { x, filter } = inputs as Readonly<Record<'x' | 'filter', TensorInfo>>;
    const windows = convolutionWindows(x.shape as Shape4D, filter.shape as Shape4D, attributes, true);
    if (!windows) return null;
    const y = heap.output(windows.outShape);
    setWindows(functions, windows);
    functions.convolveDepthwise(
      heap.address(x),
      heap.address(filter),
      heap.address(y),
      windows.batchSize,
      multiplierOf(windows),
      wanted.y,
    );
    return y;
  },
  trials: convolutionTrials('y', true),
};

/** TensorFlow.js' wasm backend has none. */
export const depthwiseBackpropFilter: OwnKernel = {
  name: 'DepthwiseConv2dNativeBackpropFilter',
  run: ({ inputs, attributes }, heap, functions) => {
    const { x, dy } = inputs as Readonly<Record<'x' | 'dy', TensorInfo>>;
    const shape = attributes.filterShape as Shape4D;
    const windows = convolutionWindows(x.shape as Shape4D, shape, attributes, true);
    if (!windows) return null;
    const gradient = heap.output(shape);
    setWindows(functions, windows);
    functions.convolveDepthwise(
      heap.address(x),
      heap.address(gradient),
      heap.address(dy),
      windows.batchSize,
      multiplierOf(windows),
      wanted.kernel,
    );
    return gradient;
  },
  trials: convolutionTrials('kernel', true),
};

/** TensorFlow.js' wasm backend has none. */
export const depthwiseBackpropInput: OwnKernel = {
  name: 'DepthwiseConv2dNativeBackpropInput',
  run: ({ inputs, attributes }, heap, functions) => {
    const { dy, filter } = inputs as Readonly<Record<'dy' | 'filter', TensorInfo>>;
    const shape = attributes.inputShape as Shape4D;
    const windows = convolutionWindows(shape, filter.shape as Shape4D, attributes, true);
    if (!windows) return null;
    const dx = heap.output(shape);
    setWindows(functions, windows);
    functions.convolveDepthwise(
      heap.address(dx),
      heap.address(filter),
      heap.address(dy),
      windows.batchSize,
      multiplierOf(windows),
      wanted.x,
    );
    return dx;
  },
  trials: convolutionTrials('x', true),
};

function multiplierOf({ outChannels, inChannels }: Windows): number {
  return outChannels / inChannels;
}
