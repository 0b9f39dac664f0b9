// AssemblyScript, compiled by `npm run generate` to WebAssembly with SIMD: kernels that work in the memory of
// TensorFlow.js. They have no data and no stack of their own, so nothing of TensorFlow.js' is overwritten. All
// matrices are row-major 32-bit floats; addresses are bytes into the imported memory. Every sum has one fixed order.

import { transpose } from './dense';
import { product } from './product';
import { addTo, copyTo } from './rows';

export { sumRows } from './dense';
export * from './windows';

/**
 * c = a · b for a batch of matrices: a [rows, inner] or, turned, [inner, rows]; b [inner, columns] or, turned,
 * [columns, inner]; c [rows, columns].
 *
 * @param stepA bytes from one a to the next; 0 where all products share one
 * @param stepB the same for b
 * @param scratch room for one b where b is turned
 */
export function multiplyBatch(
  a: usize, stepA: usize, turnedA: bool, b: usize, stepB: usize, turnedB: bool, c: usize,
  batches: i32, rows: i32, inner: i32, columns: i32, scratch: usize,
): void {
  const along = turnedA ? <usize>rows << 2 : 4;
  const across = turnedA ? 4 : <usize>inner << 2;
  const stepC = <usize>(rows * columns) << 2;
  for (let batch = 0; batch < batches; batch++) {
    if (turnedB && (batch == 0 || stepB != 0)) transpose(b, scratch, columns, inner);
    product(a, along, across, turnedB ? scratch : b, 0, c, rows, inner, columns, -Infinity, 0);
    a += stepA;
    b += stepB;
    c += stepC;
  }
}

/**
 * next = w − rate · (g + l1 · sign w + 2 · l2 · w), number by number, with sign 0 = 0: a step of plain gradient
 * descent on a loss of gradient g with an L1 and an L2 penalty.
 */
export function descendPenalized(w: usize, g: usize, next: usize, count: i32, rate: f32, l1: f32, l2: f32): void {
  const rates = f32x4.splat(rate);
  const strong1 = f32x4.splat(l1);
  const strong2 = f32x4.splat(2 * l2);
  const zero = f32x4.splat(0);
  const end = w + (<usize>count << 2);
  for (; w + 16 <= end; w += 16, g += 16, next += 16) {
    const weight = v128.load(w);
    const sign1 = f32x4.sub(v128.and(f32x4.gt(weight, zero), strong1), v128.and(f32x4.lt(weight, zero), strong1));
    const slope = f32x4.add(v128.load(g), f32x4.add(sign1, f32x4.mul(strong2, weight)));
    v128.store(next, f32x4.sub(weight, f32x4.mul(rates, slope)));
  }
  for (; w < end; w += 4, g += 4, next += 4) {
    const weight = load<f32>(w);
    const sign1: f32 = weight > 0 ? l1 : weight < 0 ? -l1 : 0;
    store<f32>(next, weight - rate * (load<f32>(g) + (sign1 + 2 * l2 * weight)));
  }
}

/**
 * Row i of y [count, width] is the row of the table [rows, width] that number i says.
 *
 * @param numbers 32-bit whole numbers
 * @returns false, with y unfinished, where there is no such row
 */
export function gatherRows(table: usize, numbers: usize, y: usize, count: i32, rows: i32, width: i32): bool {
  const bytes = <usize>width << 2;
  for (let index = 0; index < count; index++) {
    const row = load<i32>(numbers + (<usize>index << 2));
    if (row < 0 || row >= rows) return false;
    const from = table + <usize>row * bytes;
    copyTo(y, from, width);
    y += bytes;
  }
  return true;
}

/** Row r of y [rows, width] is the sum of the rows of x [count, width] whose number is r; other numbers are left out. */
export function sumByNumber(x: usize, numbers: usize, y: usize, count: i32, rows: i32, width: i32): void {
  const bytes = <usize>width << 2;
  memory.fill(y, 0, <usize>rows * bytes);
  for (let index = 0; index < count; index++) {
    const row = load<i32>(numbers + (<usize>index << 2));
    if (row >= 0 && row < rows) addTo(y + <usize>row * bytes, x, width);
    x += bytes;
  }
}
