import { unzipSync } from 'fflate';
import type { Localized } from '../../../analysis/text/localized';
import { refuse } from './refuse';

/** Numbers with a shape, the last axis running fastest. */
export interface NumberArray {
  readonly shape: readonly number[];
  readonly values: Float64Array;
  /** Whether whole numbers beyond 2^53 were rounded. */
  readonly rounded: boolean;
}

/** An array of a file, or why it cannot be read: the end of a sentence that begins with its name. */
export type StoredArray = NumberArray | { readonly problem: Localized };

/**
 * The arrays of an NPZ file, by name.
 *
 * @throws CannotBuild when it is no archive
 */
export function readArrays(bytes: Uint8Array): ReadonlyMap<string, StoredArray> {
  let files: Record<string, Uint8Array>;
  try {
    files = unzipSync(bytes);
  } catch {
    throw refuse({ en: 'it is no NPZ archive.', zh: '它不是 NPZ 归档。' });
  }
  const arrays = new Map<string, StoredArray>();
  for (const [name, content] of Object.entries(files)) {
    const array = readNpy(content);
    if (array) arrays.set(name.replace(/\.npy$/, ''), array);
  }
  return arrays;
}

const asNumbers = {
  objects: {
    en: 'holds Python objects; save numbers, as with x.astype("float32").',
    zh: '保存的是 Python 对象；请保存数值，例如 x.astype("float32")。',
  },
  texts: {
    en: 'holds texts; save class numbers, as numpy.unique(y, return_inverse=True)[1] gives them.',
    zh: '保存的是文本；请保存类别编号，例如 numpy.unique(y, return_inverse=True)[1] 的结果。',
  },
  others: {
    en: 'holds neither numbers nor true and false; save it as numbers.',
    zh: '保存的既不是数值也不是布尔值；请保存为数值。',
  },
  cut: { en: 'is cut off; save the file again.', zh: '数据不完整；请重新保存文件。' },
} satisfies Record<string, Localized>;

/** NumPy's format 1 to 3 (numpy.lib.format); null for what is not in it. */
function readNpy(bytes: Uint8Array): StoredArray | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12 || view.getUint8(0) !== 0x93) return null;
  const long = view.getUint8(6) > 1;
  const start = long ? 12 : 10;
  const end = start + (long ? view.getUint32(8, true) : view.getUint16(8, true));
  const header = String.fromCharCode(...bytes.subarray(start, end));
  const [, order, kind = '', size = ''] = /'descr': *'([<>|=]?)([a-zA-Z])(\d*)/.exec(header) ?? [];
  const shape = /'shape': *\(([^)]*)\)/.exec(header)?.[1];
  if (shape === undefined) return null;
  if (kind === 'O') return { problem: asNumbers.objects };
  if (kind === 'U' || kind === 'S') return { problem: asNumbers.texts };
  const read = readers[kind + size];
  if (!read) return { problem: asNumbers.others };
  const dimensions = shape.split(',').flatMap((part) => (part.trim() === '' ? [] : [Number(part)]));
  const count = dimensions.reduce((product, dimension) => product * dimension, 1);
  if (end + count * Number(size) > bytes.length) return { problem: asNumbers.cut };
  const stored = Float64Array.from({ length: count }, (_, index) =>
    read(view, end + index * Number(size), order !== '>'),
  );
  const values = /'fortran_order': *True/.test(header) ? lastAxisFastest(stored, dimensions) : stored;
  const rounded = size === '8' && kind !== 'f' && values.some((value) => Math.abs(value) > 2 ** 53);
  return { shape: dimensions, values, rounded };
}

/** Values that were stored with the first axis running fastest. */
function lastAxisFastest(stored: Float64Array, shape: readonly number[]): Float64Array {
  const steps = shape.map((_, axis) => shape.slice(0, axis).reduce((product, size) => product * size, 1));
  return stored.map((_, index) => {
    let rest = index;
    let place = 0;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const size = shape[axis] as number;
      place += (rest % size) * (steps[axis] as number);
      rest = Math.floor(rest / size);
    }
    return stored[place] as number;
  });
}

type Read = (view: DataView, at: number, littleEndian: boolean) => number;

const readers: Readonly<Record<string, Read>> = {
  b1: (view, at) => view.getUint8(at),
  u1: (view, at) => view.getUint8(at),
  i1: (view, at) => view.getInt8(at),
  u2: (view, at, little) => view.getUint16(at, little),
  i2: (view, at, little) => view.getInt16(at, little),
  u4: (view, at, little) => view.getUint32(at, little),
  i4: (view, at, little) => view.getInt32(at, little),
  u8: (view, at, little) => Number(view.getBigUint64(at, little)),
  i8: (view, at, little) => Number(view.getBigInt64(at, little)),
  f2: (view, at, little) => half(view.getUint16(at, little)),
  f4: (view, at, little) => view.getFloat32(at, little),
  f8: (view, at, little) => view.getFloat64(at, little),
};

/** The number that the 16 bits of an IEEE 754 binary16 stand for. */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction ? Number.NaN : sign * Infinity;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1024 + fraction) * 2 ** (exponent - 25);
}
