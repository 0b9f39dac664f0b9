import * as tf from '@tensorflow/tfjs-core';
import { compile, instantiate } from '../web-assembly';
import { batchMatMul } from './batch-mat-mul';
import { conv2D, conv2DBackpropFilter, conv2DBackpropInput } from './convolution';
import { depthwiseBackpropFilter, depthwiseBackpropInput, depthwiseConv2D } from './depthwise';
import { heapOf, type Heap } from './heap';
import { identity } from './identity';
import { kernels as digits } from './kernels';
import { type Call, type Functions, type OwnKernel, type Trial } from './own-kernel';
import { penalizedDescent } from './penalized-descent';
import { avgPoolGrad, maxPoolGrad } from './pool';
import { gatherV2, sum, unsortedSegmentSum } from './rows';

/** All of them. */
export const ownKernels: readonly OwnKernel[] = [
  batchMatMul,
  conv2D,
  conv2DBackpropFilter,
  conv2DBackpropInput,
  depthwiseConv2D,
  depthwiseBackpropFilter,
  depthwiseBackpropInput,
  maxPoolGrad,
  avgPoolGrad,
  gatherV2,
  unsortedSegmentSum,
  sum,
  identity,
  penalizedDescent,
];

/** Names of those in place. */
const installed = new Set<string>();

/** Whether a kernel of ours is in place, so that an operation may count on it. */
export function hasOwnKernel(name: string): boolean {
  return installed.has(name) && tf.getBackend() === 'wasm';
}

/**
 * Puts kernels of ours in the place of TensorFlow.js' on its wasm backend, which must be the current one. Each is
 * tried out first; where one computes something else than plain JavaScript, throws, or TensorFlow.js is not built
 * as expected, all stays as it was.
 *
 * @returns names of the kernels that are in place now
 */
export function installOwnKernels(kernels: readonly OwnKernel[] = ownKernels): readonly string[] {
  const backend = tf.backend();
  const heap = heapOf(backend);
  const functions = heap && functionsIn(heap);
  if (!functions) return [];
  const right = kernels.filter((kernel) => computesRightly(kernel, backend, heap, functions));
  for (const kernel of right) {
    install(kernel, heap, functions);
    installed.add(kernel.name);
  }
  return right.map(({ name }) => name);
}

function functionsIn({ memory }: Heap): Functions | null {
  try {
    return instantiate(compile(digits), memory) as Functions;
  } catch {
    return null;
  }
}

function install(kernel: OwnKernel, heap: Heap, functions: Functions): void {
  const place = [kernel.name, 'wasm'] as const;
  const original = tf.getKernel(...place);
  if (original) tf.unregisterKernel(...place);
  tf.registerKernel({
    kernelName: kernel.name,
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs, backend }) => {
      const call = { inputs, attributes: attrs ?? {} } as Call;
      const result = kernel.run(call, heap, functions) ?? original?.kernelFunc({ inputs, attrs, backend });
      if (!result) throw new Error(`The kernel ${kernel.name} does not know what it was asked for.`);
      return result;
    },
  });
}

function computesRightly(
  kernel: OwnKernel,
  backend: tf.KernelBackend,
  heap: Heap,
  functions: Functions,
): boolean {
  try {
    return kernel.trials.every((trial) => {
      const made: tf.TensorInfo[] = [];
      try {
        const call = callOf(trial, backend, made);
        const result = kernel.run(call, heap, functions);
        if (!result) return false;
        made.push(result);
        return sameNumbers(backend.readSync(result.dataId) as Float32Array, trial.expected());
      } finally {
        for (const { dataId } of made) backend.disposeData(dataId);
      }
    });
  } catch {
    return false;
  }
}

function callOf(trial: Trial, backend: tf.KernelBackend, made: tf.TensorInfo[]): Call {
  const entries = Object.entries(trial.inputs).map(([name, { shape, type, values }]) => {
    const numbers = type === 'float32' ? Float32Array.from(values) : Int32Array.from(values);
    const dataId = backend.write(numbers, [...shape], type);
    const tensor = { dataId, shape: [...shape], dtype: type };
    made.push(tensor);
    return [name, tensor] as const;
  });
  return { inputs: Object.fromEntries(entries), attributes: trial.attributes };
}

/** Up to what one rounding makes of small numbers. */
function sameNumbers(actual: Float32Array, expected: ArrayLike<number>): boolean {
  return (
    actual.length === expected.length &&
    actual.every((value, index) => Math.abs(value - (expected[index] as number)) <= 1e-5)
  );
}
