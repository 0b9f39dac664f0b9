import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Heap } from './heap';

/** The functions of src/lab/kernels/tensorflow.ts, where they are explained. */
export interface Functions {
  multiplyBatch(
    a: number,
    stepA: number,
    turnedA: boolean,
    b: number,
    stepB: number,
    turnedB: boolean,
    c: number,
    batches: number,
    rows: number,
    inner: number,
    columns: number,
    scratch: number,
  ): void;
  descendPenalized(
    w: number,
    g: number,
    next: number,
    count: number,
    rate: number,
    l1: number,
    l2: number,
  ): void;
  gatherRows(table: number, numbers: number, y: number, count: number, rows: number, width: number): number;
  sumByNumber(x: number, numbers: number, y: number, count: number, rows: number, width: number): void;
  sumRows(x: number, y: number, rows: number, columns: number): void;
  setWindows(...windows: readonly number[]): void;
  convolve(x: number, kernel: number, y: number, examples: number, filters: number, scratch: number): void;
  convolveKernelGradient(
    x: number,
    dy: number,
    gradient: number,
    examples: number,
    filters: number,
    scratch: number,
  ): void;
  convolveInputGradient(
    dy: number,
    kernel: number,
    dx: number,
    examples: number,
    filters: number,
    scratch: number,
  ): void;
  convolveDepthwise(
    x: number,
    kernel: number,
    y: number,
    examples: number,
    multiplier: number,
    want: number,
  ): void;
  poolGradient(x: number, dy: number, dx: number, examples: number, mean: boolean): void;
}

/** What TensorFlow.js hands to a kernel. */
export interface Call {
  readonly inputs: Readonly<Record<string, TensorInfo>>;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** A kernel of ours in the place of one of TensorFlow.js' wasm backend, or in a place that is empty there. */
export interface OwnKernel {
  /** As TensorFlow.js calls the operation. */
  readonly name: string;
  /** @returns null for a call that is left to TensorFlow.js */
  run(call: Call, heap: Heap, functions: Functions): TensorInfo | null;
  /** Small calls, of sizes that fit no tile, whose results are known. */
  readonly trials: readonly Trial[];
}

export interface Trial {
  readonly inputs: Readonly<Record<string, TrialTensor>>;
  readonly attributes: Readonly<Record<string, unknown>>;
  /** The same in plain JavaScript. */
  expected(): ArrayLike<number>;
}

export interface TrialTensor {
  readonly shape: readonly number[];
  readonly type: 'float32' | 'int32';
  readonly values: readonly number[];
}

/** Small whole numbers: sums of their products are exact, whatever the order. */
export function wholeNumbers(shape: readonly number[], salt: number): TrialTensor {
  const length = sizeOf(shape);
  const values = Array.from({ length }, (_, index) => ((7 * index + 3 * salt) % 11) - 5);
  return { shape, type: 'float32', values };
}

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, dimension) => product * dimension, 1);
}
