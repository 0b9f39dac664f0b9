import type { DataId, KernelBackend, TensorInfo } from '@tensorflow/tfjs-core';
import type { Memory } from '../web-assembly';

/** The memory of TensorFlow.js' wasm backend, as kernels need it. */
export interface Heap {
  readonly memory: Memory;
  /** Where the numbers of a tensor are, in bytes. */
  address(tensor: TensorInfo): number;
  /** A new tensor of 32-bit floats that hold anything. */
  output(shape: readonly number[]): TensorInfo;
  /** The same numbers once more, as another tensor. */
  share(tensor: TensorInfo): TensorInfo;
  /** Gives back what `output` made. */
  giveBack(tensor: TensorInfo): void;
  /** Room for so many floats, until it is asked for again. */
  scratch(floats: number): number;
}

/** What TensorFlow.js 4.22.0 has inside; none of it is documented. */
interface Internals {
  readonly wasm: {
    readonly asm: { readonly memory: Memory };
    _malloc(bytes: number): number;
    _free(address: number): void;
  };
  readonly dataIdMap: { get(id: DataId): { readonly memoryOffset: number } };
  makeOutput(shape: readonly number[], type: 'float32'): TensorInfo;
}

/** @returns null where the backend is built otherwise than that of TensorFlow.js 4.22.0 */
export function heapOf(backend: KernelBackend): Heap | null {
  if (!isKnown(backend)) return null;
  const { wasm, dataIdMap } = backend;
  let room = 0;
  let held = 0;
  return {
    memory: wasm.asm.memory,
    address: ({ dataId }) => dataIdMap.get(dataId).memoryOffset,
    output: (shape) => backend.makeOutput(shape, 'float32'),
    share: (tensor) => {
      backend.incRef(tensor.dataId);
      return { dataId: tensor.dataId, shape: tensor.shape, dtype: tensor.dtype };
    },
    giveBack: ({ dataId }) => void backend.disposeData(dataId),
    scratch: (floats) => {
      if (floats <= held) return room;
      if (held > 0) wasm._free(room);
      // Addresses from 2 GB on come as negative numbers.
      room = wasm._malloc(4 * floats) >>> 0;
      held = floats;
      return room;
    },
  };
}

function isKnown(backend: KernelBackend): backend is KernelBackend & Internals {
  const { wasm, dataIdMap, makeOutput } = backend as KernelBackend & Partial<Internals>;
  return (
    typeof wasm?._malloc === 'function' &&
    typeof wasm._free === 'function' &&
    typeof (wasm.asm as { memory?: Memory } | undefined)?.memory?.buffer?.byteLength === 'number' &&
    typeof dataIdMap?.get === 'function' &&
    typeof makeOutput === 'function'
  );
}
