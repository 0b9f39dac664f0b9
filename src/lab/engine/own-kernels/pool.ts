import { backend_util, type TensorInfo } from '@tensorflow/tfjs-core';
import { poolGradient, type PoolingSettings } from '../operations/pool-gradient';
import { wholeNumbers, type OwnKernel, type Trial } from './own-kernel';
import { setWindows, type Shape4D } from './windows';

/** The gradient of pooling as TensorFlow has it; that of TensorFlow.js is wrong (see operations/pool.ts). */
export const maxPoolGrad = gradient('MaxPoolGrad', 'max');

/** As above. */
export const avgPoolGrad = gradient('AvgPoolGrad', 'average');

function gradient(name: string, kind: 'max' | 'average'): OwnKernel {
  return {
    name,
    run: ({ inputs, attributes }, heap, functions) => {
      const { input, dy } = inputs as Readonly<Record<'input' | 'dy', TensorInfo>>;
      if (input.dtype !== 'float32' || dy.dtype !== 'float32') return null;
      const { filterSize, strides, pad, dimRoundingMode } = attributes as unknown as PoolAttributes;
      const windows = backend_util.computePool2DInfo(
        input.shape as Shape4D,
        filterSize,
        strides,
        1,
        pad,
        dimRoundingMode,
      );
      const dx = heap.output(input.shape);
      setWindows(functions, windows);
      functions.poolGradient(
        heap.address(input),
        heap.address(dy),
        heap.address(dx),
        windows.batchSize,
        kind === 'average',
      );
      return dx;
    },
    trials: [
      trial(kind, { size: [2, 3], strides: [2, 2], padding: 'same' }),
      trial(kind, { size: [3, 2], strides: [1, 2], padding: 'valid' }),
    ],
  };
}

interface PoolAttributes {
  readonly filterSize: [number, number];
  readonly strides: [number, number];
  readonly pad: 'same' | 'valid';
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

function trial(kind: 'max' | 'average', settings: PoolingSettings): Trial {
  const shape: Shape4D = [2, 5, 5, 6];
  const { size, strides, padding } = settings;
  const { outShape } = backend_util.computePool2DInfo(shape, [...size], [...strides], 1, padding);
  const input = wholeNumbers(shape, 1);
  const dy = wholeNumbers(outShape, 2);
  return {
    inputs: { input, dy },
    attributes: { filterSize: size, strides, pad: padding },
    expected: () =>
      poolGradient(Float32Array.from(input.values), shape, Float32Array.from(dy.values), kind, settings),
  };
}
