import { elementwise } from './activations';
import type { KernelInstance } from './kernel-instance';

/** Sizes that between them meet every tile of the product, whole and moved back. */
const sizes = [
  { rows: 6, inner: 3, columns: 21 },
  { rows: 5, inner: 4, columns: 3 },
  { rows: 3, inner: 2, columns: 6 },
  { rows: 2, inner: 5, columns: 1 },
] as const;

/** Floats of memory that the test allocates at most, and in how many pieces. */
export const selfTestMemory = { floats: 2048, pieces: 64 };

/** Whether every kernel computes what it should. */
export function computesRightly(instance: KernelInstance): boolean {
  return (
    sizes.every((size) => multipliesRightly(instance, size)) &&
    stepsRightly(instance) &&
    activatesRightly(instance)
  );
}

/** Small whole numbers, of which nothing may be lost. */
function multipliesRightly(
  { run, allocate }: KernelInstance,
  { rows, inner, columns }: (typeof sizes)[number],
): boolean {
  const filled = (length: number, value: (index: number) => number): Float32Array => {
    const piece = allocate(length);
    piece.forEach((_, index) => (piece[index] = value(index)));
    return piece;
  };
  const a = filled(rows * inner, (index) => (index % 7) - 3);
  const turned = allocate(rows * inner);
  const b = filled(inner * columns, (index) => 3 - (index % 5));
  const bias = filled(columns, (index) => index % 3);
  const mask = filled(rows * columns, (index) => (index % 3) - 1);
  const c = allocate(rows * columns);
  const sums = allocate(columns);
  const plain = mask.map((_, place) => {
    const [row, column] = [Math.floor(place / columns), place % columns];
    let sum = 0;
    for (let k = 0; k < inner; k++)
      sum += (a[row * inner + k] as number) * (b[k * columns + column] as number);
    return sum;
  });
  const holds = (expected: (place: number) => number): boolean =>
    c.every((value, place) => value === expected(place));
  const product = (place: number): number => plain[place] as number;
  const column = (values: Float32Array, place: number): number => values[place % columns] as number;
  const [aAt, turnedAt, bAt, cAt] = [a.byteOffset, turned.byteOffset, b.byteOffset, c.byteOffset];

  run.multiply(aAt, bAt, 0, cAt, rows, inner, columns, -Infinity);
  if (!holds(product)) return false;
  run.sumRows(cAt, sums.byteOffset, rows, columns);
  const ofColumn = (wanted: number): number =>
    plain.reduce((sum, value, place) => (place % columns === wanted ? sum + value : sum), 0);
  if (!sums.every((value, place) => value === ofColumn(place))) return false;
  run.multiply(aAt, bAt, bias.byteOffset, cAt, rows, inner, columns, 0);
  if (!holds((place) => Math.max(0, product(place) + column(bias, place)))) return false;
  run.transpose(aAt, turnedAt, rows, inner);
  run.multiplyTransposed(turnedAt, bAt, cAt, rows, inner, columns);
  if (!holds(product)) return false;
  const masked = (place: number): number => ((mask[place] as number) > 0 ? product(place) : 0);
  run.reluGradient(mask.byteOffset, cAt, c.length);
  if (!holds(masked)) return false;
  c.fill(-1);
  run.multiplyMasked(aAt, bAt, cAt, rows, inner, columns, mask.byteOffset);
  return holds(masked);
}

/** The kernels that walk along a weight, on a length with a rest. */
function stepsRightly({ run, allocate }: KernelInstance): boolean {
  const length = 7;
  const [w, g, m, v] = [allocate(length), allocate(length), allocate(length), allocate(length)] as const;
  const [wAt, gAt] = [w.byteOffset, g.byteOffset];
  w.forEach((_, index) => (w[index] = index - 3));
  g.fill(1);
  run.penalize(wAt, gAt, length, 2, 0.5);
  if (!g.every((value, index) => value === 1 + 2 * Math.sign(index - 3) + (index - 3))) return false;
  g.fill(4);
  run.descend(wAt, gAt, length, 0.5);
  if (!w.every((value, index) => value === index - 5)) return false;
  run.momentum(wAt, gAt, v.byteOffset, length, 0.5, 0.5, 0);
  if (!w.every((value, index) => value === index - 7)) return false;
  run.momentum(wAt, gAt, v.byteOffset, length, 0.5, 0.5, 1);
  if (!v.every((value) => value === -3) || !w.every((value, index) => value === index - 10.5)) return false;
  w.forEach((_, index) => (w[index] = 2 * index - 21));
  run.decay(wAt, length, 0.5);
  if (!w.every((value, index) => value === index - 10.5)) return false;
  v.fill(0);
  // The moments become 2 and 8, and the quotient of rate · 2 and √8 + ε is 1.
  run.adam(wAt, gAt, m.byteOffset, v.byteOffset, length, (Math.sqrt(8) + 0.5) / 2, 0.5, 0.5, 0.5);
  return w.every((value, index) => value === index - 11.5 && m[index] === 2 && v[index] === 8);
}

/** Every activation that has kernels, against its plain form. */
function activatesRightly({ run, allocate }: KernelInstance): boolean {
  const [z, y, d, e] = [allocate(16), allocate(16), allocate(16), allocate(16)] as const;
  z.forEach((_, index) => (z[index] = (index - 8) ** 3 / 16));
  const near = (reached: number, expected: number): boolean =>
    Math.abs(reached - expected) <= 1e-6 * (1 + Math.abs(expected));
  const holds = (values: Float32Array, expected: (index: number) => number): boolean =>
    values.every((value, index) => near(value, expected(index)));
  const every = Object.values(elementwise).every(({ value, slope, kernels }) => {
    if (!kernels) return true;
    kernels.value(run, z.byteOffset, y.byteOffset, z.length);
    d.fill(2);
    kernels.gradient(run, z.byteOffset, y.byteOffset, d.byteOffset, e.byteOffset, z.length);
    return (
      holds(y, (index) => value(z[index] as number)) &&
      holds(e, (index) => 2 * slope(y[index] as number, z[index] as number))
    );
  });
  y.set(z);
  run.exponential(y.byteOffset, 8);
  return every && holds(y.subarray(0, 8), (index) => Math.exp(z[index] as number));
}
