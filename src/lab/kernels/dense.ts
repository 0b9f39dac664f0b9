// AssemblyScript, compiled by `npm run generate` to WebAssembly with SIMD: the inner loops of training a plain
// dense network. All matrices are row-major 32-bit floats; addresses are bytes into the imported memory.

// @ts-ignore: decorator
@inline
function lane(address: usize): v128 {
  return v128.load32_splat(address);
}

// @ts-ignore: decorator
@inline
function multiplyAdd(sum: v128, a: v128, b: v128): v128 {
  return f32x4.add(sum, f32x4.mul(a, b));
}

/** c += a · b, with a [rows, inner], b [inner, columns], c [rows, columns]. */
export function multiply(a: usize, b: usize, c: usize, rows: i32, inner: i32, columns: i32): void {
  product(a, 4, <usize>inner << 2, b, c, rows, inner, columns);
}

/** c += aᵀ · b, with a [inner, rows], b [inner, columns], c [rows, columns]. */
export function multiplyTransposed(a: usize, b: usize, c: usize, rows: i32, inner: i32, columns: i32): void {
  product(a, <usize>rows << 2, 4, b, c, rows, inner, columns);
}

/** @param along bytes from one element of a's inner axis to the next. @param across from one row to the next */
// @ts-ignore: decorator
@inline
function product(a: usize, along: usize, across: usize, b: usize, c: usize, rows: i32, inner: i32, columns: i32): void {
  const width = <usize>columns << 2;
  let row = 0;
  for (; row + 4 <= rows; row += 4) {
    const a0 = a + <usize>row * across;
    const c0 = c + <usize>row * width;
    let column = 0;
    for (; column + 8 <= columns; column += 8) fourByEight(a0, along, across, b + (<usize>column << 2), c0 + (<usize>column << 2), inner, width);
    for (; column + 4 <= columns; column += 4) fourByFour(a0, along, across, b + (<usize>column << 2), c0 + (<usize>column << 2), inner, width);
    for (; column < columns; column++) {
      for (let r: usize = 0; r < 4; r++) oneByOne(a0 + r * across, along, b + (<usize>column << 2), c0 + r * width + (<usize>column << 2), inner, width);
    }
  }
  for (; row < rows; row++) {
    const a0 = a + <usize>row * across;
    const c0 = c + <usize>row * width;
    let column = 0;
    for (; column + 4 <= columns; column += 4) oneByFour(a0, along, b + (<usize>column << 2), c0 + (<usize>column << 2), inner, width);
    for (; column < columns; column++) oneByOne(a0, along, b + (<usize>column << 2), c0 + (<usize>column << 2), inner, width);
  }
}

// @ts-ignore: decorator
@inline
function fourByEight(a: usize, along: usize, across: usize, b: usize, c: usize, inner: i32, width: usize): void {
  const c1 = c + width;
  const c2 = c1 + width;
  const c3 = c2 + width;
  let s00 = v128.load(c);
  let s01 = v128.load(c, 16);
  let s10 = v128.load(c1);
  let s11 = v128.load(c1, 16);
  let s20 = v128.load(c2);
  let s21 = v128.load(c2, 16);
  let s30 = v128.load(c3);
  let s31 = v128.load(c3, 16);
  let a0 = a;
  let a1 = a + across;
  let a2 = a1 + across;
  let a3 = a2 + across;
  for (let k = 0; k < inner; k++) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    let x = lane(a0);
    s00 = multiplyAdd(s00, x, b0);
    s01 = multiplyAdd(s01, x, b1);
    x = lane(a1);
    s10 = multiplyAdd(s10, x, b0);
    s11 = multiplyAdd(s11, x, b1);
    x = lane(a2);
    s20 = multiplyAdd(s20, x, b0);
    s21 = multiplyAdd(s21, x, b1);
    x = lane(a3);
    s30 = multiplyAdd(s30, x, b0);
    s31 = multiplyAdd(s31, x, b1);
    a0 += along;
    a1 += along;
    a2 += along;
    a3 += along;
    b += width;
  }
  v128.store(c, s00);
  v128.store(c, s01, 16);
  v128.store(c1, s10);
  v128.store(c1, s11, 16);
  v128.store(c2, s20);
  v128.store(c2, s21, 16);
  v128.store(c3, s30);
  v128.store(c3, s31, 16);
}

// @ts-ignore: decorator
@inline
function fourByFour(a: usize, along: usize, across: usize, b: usize, c: usize, inner: i32, width: usize): void {
  const c1 = c + width;
  const c2 = c1 + width;
  const c3 = c2 + width;
  let s0 = v128.load(c);
  let s1 = v128.load(c1);
  let s2 = v128.load(c2);
  let s3 = v128.load(c3);
  let a0 = a;
  let a1 = a + across;
  let a2 = a1 + across;
  let a3 = a2 + across;
  for (let k = 0; k < inner; k++) {
    const b0 = v128.load(b);
    s0 = multiplyAdd(s0, lane(a0), b0);
    s1 = multiplyAdd(s1, lane(a1), b0);
    s2 = multiplyAdd(s2, lane(a2), b0);
    s3 = multiplyAdd(s3, lane(a3), b0);
    a0 += along;
    a1 += along;
    a2 += along;
    a3 += along;
    b += width;
  }
  v128.store(c, s0);
  v128.store(c1, s1);
  v128.store(c2, s2);
  v128.store(c3, s3);
}

// @ts-ignore: decorator
@inline
function oneByFour(a: usize, along: usize, b: usize, c: usize, inner: i32, width: usize): void {
  let sum = v128.load(c);
  for (let k = 0; k < inner; k++) {
    sum = multiplyAdd(sum, lane(a), v128.load(b));
    a += along;
    b += width;
  }
  v128.store(c, sum);
}

// @ts-ignore: decorator
@inline
function oneByOne(a: usize, along: usize, b: usize, c: usize, inner: i32, width: usize): void {
  let sum = load<f32>(c);
  for (let k = 0; k < inner; k++) {
    sum += load<f32>(a) * load<f32>(b);
    a += along;
    b += width;
  }
  store<f32>(c, sum);
}

/** b = aᵀ, with a [rows, columns]. */
export function transpose(a: usize, b: usize, rows: i32, columns: i32): void {
  const height = <usize>rows << 2;
  for (let row = 0; row < rows; row++) {
    let to = b + (<usize>row << 2);
    for (let column = 0; column < columns; column++) {
      store<f32>(to, load<f32>(a));
      a += 4;
      to += height;
    }
  }
}

/** Every row of c [rows, columns] becomes the one row at a. */
export function repeatRow(a: usize, c: usize, rows: i32, columns: i32): void {
  const width = <usize>columns << 2;
  for (let row = 0; row < rows; row++) {
    memory.copy(c, a, width);
    c += width;
  }
}

/** c [columns] = the sum of the rows of a [rows, columns]. */
export function sumRows(a: usize, c: usize, rows: i32, columns: i32): void {
  const width = <usize>columns << 2;
  memory.copy(c, a, width);
  for (let row = 1; row < rows; row++) {
    a += width;
    addTo(c, a, columns);
  }
}

// @ts-ignore: decorator
@inline
function addTo(c: usize, a: usize, count: i32): void {
  let index = 0;
  for (; index + 4 <= count; index += 4) {
    const offset = <usize>index << 2;
    v128.store(c + offset, f32x4.add(v128.load(c + offset), v128.load(a + offset)));
  }
  for (; index < count; index++) {
    const offset = <usize>index << 2;
    store<f32>(c + offset, load<f32>(c + offset) + load<f32>(a + offset));
  }
}

/** max(0, z) in place. */
export function relu(z: usize, count: i32): void {
  const zero = f32x4.splat(0);
  const end = z + (<usize>count << 2);
  for (; z + 16 <= end; z += 16) v128.store(z, f32x4.pmax(zero, v128.load(z)));
  for (; z < end; z += 4) if (load<f32>(z) < 0) store<f32>(z, 0);
}

/** The gradient d becomes 0 where the output y of max(0, z) is. */
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

// @ts-ignore: decorator
@inline
function two(address: usize): v128 {
  return f64x2.promote_low_f32x4(v128.load64_zero(address));
}

// @ts-ignore: decorator
@inline
function storeTwo(address: usize, numbers: v128): void {
  v128.store64_lane(address, f32x4.demote_f64x2_zero(numbers), 0);
}

/**
 * One step of Adam: m and v are its moments, `rate` holds the corrections of their bias. Computed in double
 * precision, as the reference does: where a gradient is tiny, the quotient makes much of its last bits.
 */
export function adam(w: usize, g: usize, m: usize, v: usize, count: i32, rate: f64, keep1: f64, keep2: f64, epsilon: f64): void {
  const rates = f64x2.splat(rate);
  const take1 = f64x2.splat(1 - keep1);
  const take2 = f64x2.splat(1 - keep2);
  const small = f64x2.splat(epsilon);
  const end = w + (<usize>count << 2);
  for (; w + 8 <= end; w += 8, g += 8, m += 8, v += 8) {
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
  if (w < end) {
    const slope = <f64>load<f32>(g);
    let first = <f64>load<f32>(m);
    let second = <f64>load<f32>(v);
    first += (slope - first) * (1 - keep1);
    second += (slope * slope - second) * (1 - keep2);
    store<f32>(m, <f32>first);
    store<f32>(v, <f32>second);
    store<f32>(w, <f32>(<f64>load<f32>(w) - (first * rate) / (sqrt<f64>(second) + epsilon)));
  }
}
