/** A memory that grows; its buffer is another one afterwards. */
export interface Memory {
  readonly buffer: ArrayBuffer;
}

/** The part of WebAssembly used here: neither the types of a page nor those of node are at hand in the lab. */
declare const WebAssembly: {
  Memory: new (size: { initial: number }) => Memory;
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { readonly exports: unknown };
};

/** Memory comes in pages of so many bytes. */
export const pageBytes = 65_536;

export function newMemory(pages: number): Memory {
  return new WebAssembly.Memory({ initial: pages });
}

/**
 * @param digits a module of src/lab/kernels in hexadecimal digits
 * @throws Error where WebAssembly with SIMD does not run
 */
export function compile(digits: string): object {
  const bytes = Uint8Array.from({ length: digits.length / 2 }, (_, index) =>
    Number.parseInt(digits.slice(2 * index, 2 * index + 2), 16),
  );
  return new WebAssembly.Module(bytes);
}

/** The functions of a compiled module, at work in a memory. */
export function instantiate(module: object, memory: Memory): unknown {
  return new WebAssembly.Instance(module, { env: { memory } }).exports;
}
