import { unzipSync } from 'fflate';
import { refuse } from './refuse';

/** Numbers with a shape, the last axis running fastest. */
export interface NumberArray {
  readonly shape: readonly number[];
  readonly values: Float64Array;
}

/**
 * The arrays of an NPZ file, by name.
 *
 * @throws CannotBuild when it is no archive
 */
export function readArrays(bytes: Uint8Array): ReadonlyMap<string, NumberArray> {
  let files: Record<string, Uint8Array>;
  try {
    files = unzipSync(bytes);
  } catch {
    throw refuse({ en: 'it is no NPZ archive.', zh: '它不是 NPZ 归档。' });
  }
  const arrays = new Map<string, NumberArray>();
  for (const [name, content] of Object.entries(files)) {
    const array = readNpy(content);
    if (array) arrays.set(name.replace(/\.npy$/, ''), array);
  }
  return arrays;
}

/** NumPy's format 1 to 3 (numpy.lib.format); null for anything but little-endian numbers in C order. */
function readNpy(bytes: Uint8Array): NumberArray | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12 || view.getUint8(0) !== 0x93) return null;
  const long = view.getUint8(6) > 1;
  const start = long ? 12 : 10;
  const end = start + (long ? view.getUint32(8, true) : view.getUint16(8, true));
  const header = String.fromCharCode(...bytes.subarray(start, end));
  const type = /'descr': *'[<|]([fiub][1248])'/.exec(header)?.[1];
  const shape = /'shape': *\(([^)]*)\)/.exec(header)?.[1];
  const read = type === undefined ? undefined : readers[type];
  if (!read || shape === undefined || !/'fortran_order': *False/.test(header)) return null;
  const dimensions = shape.split(',').flatMap((part) => (part.trim() === '' ? [] : [Number(part)]));
  const count = dimensions.reduce((product, dimension) => product * dimension, 1);
  const size = Number(type?.slice(1));
  if (end + count * size > bytes.length) return null;
  const values = Float64Array.from({ length: count }, (_, index) => read(view, end + index * size));
  return { shape: dimensions, values };
}

const readers: Readonly<Record<string, (view: DataView, at: number) => number>> = {
  b1: (view, at) => view.getUint8(at),
  u1: (view, at) => view.getUint8(at),
  i1: (view, at) => view.getInt8(at),
  u2: (view, at) => view.getUint16(at, true),
  i2: (view, at) => view.getInt16(at, true),
  u4: (view, at) => view.getUint32(at, true),
  i4: (view, at) => view.getInt32(at, true),
  u8: (view, at) => Number(view.getBigUint64(at, true)),
  i8: (view, at) => Number(view.getBigInt64(at, true)),
  f4: (view, at) => view.getFloat32(at, true),
  f8: (view, at) => view.getFloat64(at, true),
};
