// AssemblyScript, compiled by `npm run generate` to WebAssembly with SIMD: the inner loops of training a plain
// dense network. All matrices are row-major 32-bit floats; addresses are bytes into the imported memory.

import { storeTwo, two } from './activations';
import { product } from './product';

export {
  elu, eluGradient, exponential, gelu, geluGradient, sigmoid, sigmoidGradient, silu, siluGradient, tanh, tanhGradient,
} from './activations';

/** c = max(floor, a · b + bias), with a [rows, inner], b [inner, columns], bias [columns], c [rows, columns]. */
export function multiply(
  a: usize, b: usize, bias: usize, c: usize, rows: i32, inner: i32, columns: i32, floor: f32,
): void {
  product(a, 4, <usize>inner << 2, b, bias, c, rows, inner, columns, floor, 0);
}

/** c = aᵀ · b, with a [inner, rows], b [inner, columns], c [rows, columns]. */
export function multiplyTransposed(a: usize, b: usize, c: usize, rows: i32, inner: i32, columns: i32): void {
  product(a, <usize>rows << 2, 4, b, 0, c, rows, inner, columns, -Infinity, 0);
}

/** c = a · b, and 0 where the mask [rows, columns] is not above 0. */
export function multiplyMasked(
  a: usize, b: usize, c: usize, rows: i32, inner: i32, columns: i32, mask: usize,
): void {
  product(a, 4, <usize>inner << 2, b, 0, c, rows, inner, columns, -Infinity, mask);
}

/** b = aᵀ, with a [rows, columns]. */
export function transpose(a: usize, b: usize, rows: i32, columns: i32): void {
  const width = <usize>columns << 2;
  const height = <usize>rows << 2;
  let row = 0;
  for (; row + 4 <= rows; row += 4) {
    let from = a + <usize>row * width;
    let to = b + (<usize>row << 2);
    let column = 0;
    for (; column + 4 <= columns; column += 4, from += 16, to += 4 * height) fourTurned(from, width, to, height);
    for (; column < columns; column++, from += 4, to += height) columnTurned(from, width, to, 4);
  }
  if (row < rows) {
    for (let column = 0; column < columns; column++) {
      columnTurned(a + <usize>row * width + (<usize>column << 2), width, b + <usize>column * height + (<usize>row << 2), rows - row);
    }
  }
}

// @ts-ignore: decorator
@inline
function fourTurned(a: usize, width: usize, b: usize, height: usize): void {
  const r0 = v128.load(a);
  const r1 = v128.load(a + width);
  const r2 = v128.load(a + 2 * width);
  const r3 = v128.load(a + 3 * width);
  const low01 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5);
  const high01 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
  const low23 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
  const high23 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
  v128.store(b, v128.shuffle<f32>(low01, low23, 0, 1, 4, 5));
  v128.store(b + height, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7));
  v128.store(b + 2 * height, v128.shuffle<f32>(high01, high23, 0, 1, 4, 5));
  v128.store(b + 3 * height, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7));
}

// @ts-ignore: decorator
@inline
function columnTurned(a: usize, width: usize, b: usize, rows: i32): void {
  for (let row = 0; row < rows; row++, a += width, b += 4) store<f32>(b, load<f32>(a));
}

/** c [columns] = the sum of the rows of a [rows, columns]. */
export function sumRows(a: usize, c: usize, rows: i32, columns: i32): void {
  const width = <usize>columns << 2;
  let column = 0;
  for (; column + 4 <= columns; column += 4, a += 16, c += 16) {
    let sum = v128.load(a);
    for (let row = 1, from = a + width; row < rows; row++, from += width) sum = f32x4.add(sum, v128.load(from));
    v128.store(c, sum);
  }
  for (; column < columns; column++, a += 4, c += 4) {
    let sum = load<f32>(a);
    for (let row = 1, from = a + width; row < rows; row++, from += width) sum += load<f32>(from);
    store<f32>(c, sum);
  }
}

/** The gradient d becomes 0 where y, the result of max(0, z), is not above 0. */
export function reluGradient(y: usize, d: usize, count: i32): void {
  const zero = f32x4.splat(0);
  const end = y + (<usize>count << 2);
  for (; y + 16 <= end; y += 16, d += 16) v128.store(d, v128.and(v128.load(d), f32x4.gt(v128.load(y), zero)));
  for (; y < end; y += 4, d += 4) if (!(load<f32>(y) > 0)) store<f32>(d, 0);
}

/** g += l1 · sign(w) + 2 · l2 · w. */
export function penalize(w: usize, g: usize, count: i32, l1: f32, l2: f32): void {
  const one = f32x4.splat(1);
  const zero = f32x4.splat(0);
  const strong1 = f32x4.splat(l1);
  const strong2 = f32x4.splat(2 * l2);
  const end = w + (<usize>count << 2);
  for (; w + 16 <= end; w += 16, g += 16) {
    const weight = v128.load(w);
    const sign = f32x4.sub(v128.and(f32x4.gt(weight, zero), one), v128.and(f32x4.lt(weight, zero), one));
    const slope = f32x4.add(f32x4.mul(strong1, sign), f32x4.mul(strong2, weight));
    v128.store(g, f32x4.add(v128.load(g), slope));
  }
  for (; w < end; w += 4, g += 4) {
    const weight = load<f32>(w);
    const sign: f32 = weight > 0 ? 1 : weight < 0 ? -1 : 0;
    store<f32>(g, load<f32>(g) + l1 * sign + 2 * l2 * weight);
  }
}

/** w −= rate · g. */
export function descend(w: usize, g: usize, count: i32, rate: f32): void {
  const rates = f32x4.splat(rate);
  const end = w + (<usize>count << 2);
  for (; w + 16 <= end; w += 16, g += 16) v128.store(w, f32x4.sub(v128.load(w), f32x4.mul(rates, v128.load(g))));
  for (; w < end; w += 4, g += 4) store<f32>(w, load<f32>(w) - rate * load<f32>(g));
}

// What follows is computed in double precision, as the reference does, and gives its very bits: penalties of L1
// and Adam's quotients make much of the last ones. Arrays must have room up to the next multiple of two numbers.

/** w becomes (1 − share) · w. */
export function decay(w: usize, count: i32, share: f64): void {
  const kept = f64x2.splat(1 - share);
  for (const end = w + (<usize>count << 2); w < end; w += 8) storeTwo(w, f64x2.mul(two(w), kept));
}

/** The velocity becomes v = keep · v − rate · g, and w += v, or with Nesterov's look ahead keep · v − rate · g. */
export function momentum(w: usize, g: usize, v: usize, count: i32, rate: f64, keep: f64, nesterov: bool): void {
  const rates = f64x2.splat(rate);
  const kept = f64x2.splat(keep);
  for (const end = w + (<usize>count << 2); w < end; w += 8, g += 8, v += 8) {
    const downhill = f64x2.mul(rates, two(g));
    const velocity = f64x2.sub(f64x2.mul(kept, two(v)), downhill);
    storeTwo(v, velocity);
    const moved = nesterov ? f64x2.sub(f64x2.mul(kept, velocity), downhill) : velocity;
    storeTwo(w, f64x2.add(two(w), moved));
  }
}

/** One step of Adam: m and v are its moments, `rate` holds the corrections of their bias. */
export function adam(w: usize, g: usize, m: usize, v: usize, count: i32, rate: f64, keep1: f64, keep2: f64, epsilon: f64): void {
  const rates = f64x2.splat(rate);
  const take1 = f64x2.splat(1 - keep1);
  const take2 = f64x2.splat(1 - keep2);
  const small = f64x2.splat(epsilon);
  const end = w + (<usize>count << 2);
  for (; w < end; w += 8, g += 8, m += 8, v += 8) {
    const slope = two(g);
    let first = two(m);
    let second = two(v);
    first = f64x2.add(first, f64x2.mul(f64x2.sub(slope, first), take1));
    second = f64x2.add(second, f64x2.mul(f64x2.sub(f64x2.mul(slope, slope), second), take2));
    storeTwo(m, first);
    storeTwo(v, second);
    const moved = f64x2.div(f64x2.mul(first, rates), f64x2.add(f64x2.sqrt(second), small));
    storeTwo(w, f64x2.sub(two(w), moved));
  }
}
