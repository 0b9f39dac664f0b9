import { kernels } from './kernels';

/** The functions of src/lab/kernels/dense.ts; addresses are bytes into `memory`. */
export interface Kernels {
  multiply(a: number, b: number, c: number, rows: number, inner: number, columns: number): void;
  multiplyTransposed(a: number, b: number, c: number, rows: number, inner: number, columns: number): void;
  transpose(a: number, b: number, rows: number, columns: number): void;
  repeatRow(a: number, c: number, rows: number, columns: number): void;
  sumRows(a: number, c: number, rows: number, columns: number): void;
  relu(z: number, count: number): void;
  reluGradient(y: number, d: number, count: number): void;
  penalize(w: number, g: number, count: number, l1: number, l2: number): void;
  descend(w: number, g: number, count: number, rate: number): void;
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
  /** @returns floats of the memory that nothing else uses, all 0 */
  allocate(length: number): Float32Array;
}

interface Memory {
  readonly buffer: ArrayBuffer;
}
/** The part of WebAssembly used here: neither the types of a page nor those of node are at hand in the lab. */
declare const WebAssembly: {
  Memory: new (size: { initial: number }) => Memory;
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { readonly exports: unknown };
};

const pageBytes = 65_536;
let compiled: object | null = null;

/**
 * @param floats how many will be allocated, in `allocations` pieces
 * @returns null where WebAssembly with SIMD does not run or does not compute what it should
 */
export function kernelInstance(floats: number, allocations: number): KernelInstance | null {
  try {
    const bytes = (floats + 4 * allocations) * 4;
    const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / pageBytes) + 1 });
    compiled ??= new WebAssembly.Module(bytesOf(kernels));
    const { exports } = new WebAssembly.Instance(compiled, { env: { memory } });
    const instance = { run: exports as Kernels, allocate: allocator(memory) };
    return computesRightly(instance) ? instance : null;
  } catch {
    return null;
  }
}

/** Pieces begin at multiples of 16 bytes, as SIMD likes it. */
function allocator(memory: Memory): KernelInstance['allocate'] {
  let free = 0;
  return (length) => {
    const piece = new Float32Array(memory.buffer, free, length);
    free += Math.ceil(length / 4) * 16;
    return piece;
  };
}

function bytesOf(digits: string): Uint8Array {
  return Uint8Array.from({ length: digits.length / 2 }, (_, index) =>
    Number.parseInt(digits.slice(2 * index, 2 * index + 2), 16),
  );
}

const rows = 5;
const inner = 3;
const columns = 11;

/** Compares one product with the same in plain JavaScript, and leaves nothing behind in the first page. */
function computesRightly({ run, allocate }: KernelInstance): boolean {
  const [a, b, c] = [allocate(rows * inner), allocate(inner * columns), allocate(rows * columns)] as const;
  for (let index = 0; index < a.length; index++) a[index] = index - 4;
  for (let index = 0; index < b.length; index++) b[index] = 3 - index;
  run.multiply(a.byteOffset, b.byteOffset, c.byteOffset, rows, inner, columns);
  return c.every((value, place) => {
    const [row, column] = [Math.floor(place / columns), place % columns];
    let sum = 0;
    for (let k = 0; k < inner; k++)
      sum += (a[row * inner + k] as number) * (b[k * columns + column] as number);
    return value === sum;
  });
}
