import { compile, instantiate, newMemory, pageBytes, type Memory } from '../web-assembly';
import { kernels } from './kernels';
import { computesRightly, selfTestMemory } from './self-test';

/** The functions of src/lab/kernels/dense.ts; addresses are bytes into `memory`. */
export interface Kernels {
  multiply(
    a: number,
    b: number,
    bias: number,
    c: number,
    rows: number,
    inner: number,
    columns: number,
    floor: number,
  ): void;
  multiplyTransposed(a: number, b: number, c: number, rows: number, inner: number, columns: number): void;
  multiplyMasked(
    a: number,
    b: number,
    c: number,
    rows: number,
    inner: number,
    columns: number,
    mask: number,
  ): void;
  transpose(a: number, b: number, rows: number, columns: number): void;
  sumRows(a: number, c: number, rows: number, columns: number): void;
  reluGradient(y: number, d: number, count: number): void;
  exponential(x: number, count: number): void;
  tanh(z: number, y: number, count: number): void;
  tanhGradient(y: number, d: number, e: number, count: number): void;
  sigmoid(z: number, y: number, count: number): void;
  sigmoidGradient(y: number, d: number, e: number, count: number): void;
  elu(z: number, y: number, count: number, alpha: number, factor: number): void;
  eluGradient(y: number, d: number, e: number, count: number, alpha: number, factor: number): void;
  silu(z: number, y: number, count: number): void;
  siluGradient(z: number, y: number, d: number, e: number, count: number): void;
  gelu(z: number, y: number, count: number): void;
  geluGradient(z: number, d: number, e: number, count: number): void;
  penalize(w: number, g: number, count: number, l1: number, l2: number): void;
  descend(w: number, g: number, count: number, rate: number): void;
  decay(w: number, count: number, share: number): void;
  momentum(
    w: number,
    g: number,
    v: number,
    count: number,
    rate: number,
    keep: number,
    nesterov: number,
  ): void;
  adam(
    w: number,
    g: number,
    m: number,
    v: number,
    count: number,
    rate: number,
    keep1: number,
    keep2: number,
    epsilon: number,
  ): void;
}

/** The kernels with a memory of their own. */
export interface KernelInstance {
  readonly run: Kernels;
  /** @returns floats of the memory that nothing else uses, nor what is behind them to a multiple of four; all 0 */
  allocate(length: number): Float32Array;
}

const nothing = 16;
let compiled: object | null = null;
let tested: boolean | null = null;

/**
 * @param floats how many will be allocated, in `allocations` pieces
 * @returns null where WebAssembly with SIMD does not run or does not compute what it should
 */
export function kernelInstance(floats: number, allocations: number): KernelInstance | null {
  try {
    tested ??= computesRightly(newInstance(selfTestMemory.floats, selfTestMemory.pieces));
    return tested ? newInstance(floats, allocations) : null;
  } catch {
    return null;
  }
}

function newInstance(floats: number, allocations: number): KernelInstance {
  const bytes = nothing + (floats + 4 * allocations) * 4;
  const memory = newMemory(Math.ceil(bytes / pageBytes));
  compiled ??= compile(kernels);
  return { run: instantiate(compiled, memory) as Kernels, allocate: allocator(memory) };
}

/** Pieces begin at multiples of 16 bytes, as SIMD likes it, and none at 0, which stands for no address. */
function allocator(memory: Memory): KernelInstance['allocate'] {
  let free = nothing;
  return (length) => {
    const piece = new Float32Array(memory.buffer, free, length);
    free += Math.ceil(length / 4) * 16;
    return piece;
  };
}
