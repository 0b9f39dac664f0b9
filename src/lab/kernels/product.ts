// The matrix product that kernels share; AssemblyScript, see dense.ts. Matrices are row-major 32-bit floats.
//
// c is cut into tiles that stay in registers while the inner axis runs by. Where a size is no multiple of the
// tile, the last tile is moved back over what is there already and gives the same numbers again: every number is
// one sum in the order of the inner axis, whatever tile it is in.

/**
 * c = a · b + bias, with a [rows, inner], b [inner, columns], bias [columns] and c [rows, columns]. To be called
 * with constants where it can be: every call is a copy with their branches taken out.
 *
 * @param along bytes from one element of a's inner axis to the next
 * @param across bytes from one row of a to the next; a transposed matrix has both the other way round
 * @param bias added to every row; 0 for none
 * @param floor numbers of c are at least this; −Infinity for no limit
 * @param mask [rows, columns]: c becomes 0 where this is not above 0; 0 for none
 */
// @ts-ignore: decorator
@inline
export function product(
  a: usize, along: usize, across: usize, b: usize, bias: usize, c: usize,
  rows: i32, inner: i32, columns: i32, floor: f32, mask: usize,
): void {
  if (rows < 4 || columns < 4) {
    thin(a, along, across, b, bias, c, rows, inner, columns, floor, mask);
    return;
  }
  const width = <usize>columns << 2;
  for (let row = 0; row < rows; row += 4) {
    const top = <usize>min(row, rows - 4);
    const a0 = a + top * across;
    const down = top * width;
    let column = 0;
    for (; column + 8 <= columns; column += 8) {
      const right = <usize>column << 2;
      fourByEight(a0, along, across, b + right, bias ? bias + right : 0, c + down + right, inner, width, floor, mask ? mask + down + right : 0);
    }
    for (; column < columns; column += 4) {
      const right = <usize>min(column, columns - 4) << 2;
      fourByFour(a0, along, across, b + right, bias ? bias + right : 0, c + down + right, inner, width, floor, mask ? mask + down + right : 0);
    }
  }
}

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

// @ts-ignore: decorator
@inline
function start(bias: usize, offset: usize): v128 {
  return bias ? v128.load(bias + offset) : f32x4.splat(0);
}

/** NaN stays NaN, so that a training that diverges shows it. */
// @ts-ignore: decorator
@inline
function finish(sum: v128, c: usize, offset: usize, floor: f32, mask: usize): void {
  let done = sum;
  if (floor != -Infinity) done = f32x4.pmax(done, f32x4.splat(floor));
  if (mask) done = v128.and(done, f32x4.gt(v128.load(mask + offset), f32x4.splat(0)));
  v128.store(c + offset, done);
}

// @ts-ignore: decorator
@inline
function fourByEight(
  a: usize, along: usize, across: usize, b: usize, bias: usize, c: usize,
  inner: i32, width: usize, floor: f32, mask: usize,
): void {
  let s00 = start(bias, 0);
  let s01 = start(bias, 16);
  let s10 = s00;
  let s11 = s01;
  let s20 = s00;
  let s21 = s01;
  let s30 = s00;
  let s31 = s01;
  let a0 = a;
  let a1 = a0 + across;
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
  finish(s00, c, 0, floor, mask);
  finish(s01, c, 16, floor, mask);
  finish(s10, c, width, floor, mask);
  finish(s11, c, width + 16, floor, mask);
  finish(s20, c, 2 * width, floor, mask);
  finish(s21, c, 2 * width + 16, floor, mask);
  finish(s30, c, 3 * width, floor, mask);
  finish(s31, c, 3 * width + 16, floor, mask);
}

// @ts-ignore: decorator
@inline
function fourByFour(
  a: usize, along: usize, across: usize, b: usize, bias: usize, c: usize,
  inner: i32, width: usize, floor: f32, mask: usize,
): void {
  let s0 = start(bias, 0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  let a0 = a;
  let a1 = a0 + across;
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
  finish(s0, c, 0, floor, mask);
  finish(s1, c, width, floor, mask);
  finish(s2, c, 2 * width, floor, mask);
  finish(s3, c, 3 * width, floor, mask);
}

/** The same for fewer than four rows or columns. */
function thin(
  a: usize, along: usize, across: usize, b: usize, bias: usize, c: usize,
  rows: i32, inner: i32, columns: i32, floor: f32, mask: usize,
): void {
  const width = <usize>columns << 2;
  for (let column = 0; column < columns; column += columns < 4 ? 1 : 4) {
    const right = <usize>(columns < 4 ? column : min(column, columns - 4)) << 2;
    const b0 = b + right;
    const bias0 = bias ? bias + right : 0;
    for (let row = 0; row < rows; row += rows < 4 ? 1 : 4) {
      const top = <usize>(rows < 4 ? row : min(row, rows - 4));
      const a0 = a + top * across;
      const place = top * width + right;
      const mask0 = mask ? mask + place : 0;
      if (columns >= 4) oneByFour(a0, along, b0, bias0, c + place, inner, width, floor, mask0);
      else if (rows >= 4) fourByOne(a0, along, across, b0, bias0, c + place, inner, width, floor, mask0);
      else oneByOne(a0, along, b0, bias0, c + place, inner, width, floor, mask0);
    }
  }
}

// @ts-ignore: decorator
@inline
function oneByFour(
  a: usize, along: usize, b: usize, bias: usize, c: usize,
  inner: i32, width: usize, floor: f32, mask: usize,
): void {
  let sum = start(bias, 0);
  for (let k = 0; k < inner; k++) {
    sum = multiplyAdd(sum, lane(a), v128.load(b));
    a += along;
    b += width;
  }
  finish(sum, c, 0, floor, mask);
}

// @ts-ignore: decorator
@inline
function fourByOne(
  a: usize, along: usize, across: usize, b: usize, bias: usize, c: usize,
  inner: i32, width: usize, floor: f32, mask: usize,
): void {
  let s0: f32 = bias ? load<f32>(bias) : 0;
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  let a0 = a;
  let a1 = a0 + across;
  let a2 = a1 + across;
  let a3 = a2 + across;
  for (let k = 0; k < inner; k++) {
    const b0 = load<f32>(b);
    s0 += load<f32>(a0) * b0;
    s1 += load<f32>(a1) * b0;
    s2 += load<f32>(a2) * b0;
    s3 += load<f32>(a3) * b0;
    a0 += along;
    a1 += along;
    a2 += along;
    a3 += along;
    b += width;
  }
  finishOne(s0, c, 0, floor, mask);
  finishOne(s1, c, width, floor, mask);
  finishOne(s2, c, 2 * width, floor, mask);
  finishOne(s3, c, 3 * width, floor, mask);
}

// @ts-ignore: decorator
@inline
function oneByOne(
  a: usize, along: usize, b: usize, bias: usize, c: usize,
  inner: i32, width: usize, floor: f32, mask: usize,
): void {
  let sum: f32 = bias ? load<f32>(bias) : 0;
  for (let k = 0; k < inner; k++) {
    sum += load<f32>(a) * load<f32>(b);
    a += along;
    b += width;
  }
  finishOne(sum, c, 0, floor, mask);
}

// @ts-ignore: decorator
@inline
function finishOne(sum: f32, c: usize, offset: usize, floor: f32, mask: usize): void {
  let done = sum < floor ? floor : sum;
  if (mask && !(load<f32>(mask + offset) > 0)) done = 0;
  store<f32>(c + offset, done);
}
