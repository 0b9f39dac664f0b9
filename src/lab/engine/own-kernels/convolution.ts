import type { TensorInfo } from '@tensorflow/tfjs-core';
import { convolutionTrials } from './convolution-trials';
import { sizeOf, type OwnKernel } from './own-kernel';
import { convolutionWindows, setWindows, type Shape4D, type Windows } from './windows';

/** TensorFlow.js' own packs the weights anew for every tensor, and weights in training are another one each step. */
export const conv2D: OwnKernel = {
  name: 'Conv2D',
  run: ({ inputs, attributes }, heap, functions) => {
    const { x, filter } = inputs as Readonly<Record<'x' | 'filter', TensorInfo>>;
    const windows = convolutionWindows(x.shape as Shape4D, filter.shape as Shape4D, attributes, false);
    if (!windows || !takes(windows, x, filter)) return null;
    const y = heap.output(windows.outShape);
    const scratch = heap.scratch(windowFloats(windows));
    setWindows(functions, windows);
    functions.convolve(
      heap.address(x),
      heap.address(filter),
      heap.address(y),
      windows.batchSize,
      windows.outChannels,
      scratch,
    );
    return y;
  },
  trials: convolutionTrials('y', false),
};

/** TensorFlow.js' wasm backend has none. Beside its attributes, `dilations` are understood. */
export const conv2DBackpropFilter: OwnKernel = {
  name: 'Conv2DBackpropFilter',
  run: ({ inputs, attributes }, heap, functions) => {
    const { x, dy } = inputs as Readonly<Record<'x' | 'dy', TensorInfo>>;
    const shape = attributes.filterShape as Shape4D;
    const windows = convolutionWindows(x.shape as Shape4D, shape, attributes, false);
    if (!windows || !takes(windows, x, dy)) return null;
    const gradient = heap.output(shape);
    const scratch = heap.scratch(windowFloats(windows) + sizeOf(shape));
    setWindows(functions, windows);
    functions.convolveKernelGradient(
      heap.address(x),
      heap.address(dy),
      heap.address(gradient),
      windows.batchSize,
      windows.outChannels,
      scratch,
    );
    return gradient;
  },
  trials: convolutionTrials('kernel', false),
};

/** TensorFlow.js' own is a scalar loop. Beside its attributes, `dilations` are understood. */
export const conv2DBackpropInput: OwnKernel = {
  name: 'Conv2DBackpropInput',
  run: ({ inputs, attributes }, heap, functions) => {
    const { dy, filter } = inputs as Readonly<Record<'dy' | 'filter', TensorInfo>>;
    const shape = attributes.inputShape as Shape4D;
    const windows = convolutionWindows(shape, filter.shape as Shape4D, attributes, false);
    if (!windows || !takes(windows, dy, filter)) return null;
    const dx = heap.output(shape);
    const scratch = heap.scratch(windowFloats(windows) + sizeOf(filter.shape));
    setWindows(functions, windows);
    functions.convolveInputGradient(
      heap.address(dy),
      heap.address(filter),
      heap.address(dx),
      windows.batchSize,
      windows.outChannels,
      scratch,
    );
    return dx;
  },
  trials: convolutionTrials('x', false),
};

/** Groups of channels and anything but floats are left to TensorFlow.js. */
function takes(windows: Windows, ...tensors: readonly TensorInfo[]): boolean {
  const [, , channels] = windows.filterShape as Shape4D;
  return channels === windows.inChannels && tensors.every(({ dtype }) => dtype === 'float32');
}

/** Room for the windows of one image. */
function windowFloats({ outHeight, outWidth, filterHeight, filterWidth, inChannels }: Windows): number {
  return outHeight * outWidth * filterHeight * filterWidth * inChannels;
}
