// Activations; AssemblyScript, see dense.ts. They are computed in double precision and give the bits that JavaScript
// gives: penalties of L1 make much of the last ones. Every function reads and writes two numbers at a time: arrays
// must have room up to the next multiple of two, and hold numbers there, whichever.

// @ts-ignore: decorator
@inline
export function two(address: usize): v128 {
  return f64x2.promote_low_f32x4(v128.load64_zero(address));
}

// @ts-ignore: decorator
@inline
export function storeTwo(address: usize, numbers: v128): void {
  v128.store64_lane(address, f32x4.demote_f64x2_zero(numbers), 0);
}

/** Beyond these the result is the same in 32 bits: infinite, or 0. NaN stays NaN. */
// @ts-ignore: decorator
@inline
function bounded(x: v128): v128 {
  return f64x2.max(f64x2.min(x, f64x2.splat(700)), f64x2.splat(-700));
}

/** n, where eˣ = 2ⁿ eʳ with |r| at most half of ln 2. */
// @ts-ignore: decorator
@inline
function exponent(x: v128): v128 {
  return f64x2.nearest(f64x2.mul(x, f64x2.splat(1.44269504088896341)));
}

/** 2ⁿ. */
// @ts-ignore: decorator
@inline
function scale(n: v128): v128 {
  const whole = i64x2.extend_low_i32x4_s(i32x4.trunc_sat_f64x2_s_zero(n));
  return i64x2.shl(i64x2.add(whole, i64x2.splat(1023)), 52);
}

// @ts-ignore: decorator
@inline
function horner(sum: v128, r: v128, coefficient: f64): v128 {
  return f64x2.add(f64x2.mul(sum, r), f64x2.splat(coefficient));
}

/** eʳ − 1 with r = x − n ln 2, whose two parts are subtracted one by one: Taylor's series up to r¹¹. */
// @ts-ignore: decorator
@inline
function fraction(x: v128, n: v128): v128 {
  let r = f64x2.sub(x, f64x2.mul(n, f64x2.splat(6.93147180369123816490e-1)));
  r = f64x2.sub(r, f64x2.mul(n, f64x2.splat(1.90821492927058770002e-10)));
  let p = f64x2.splat(1.0 / 39916800);
  p = horner(p, r, 1.0 / 3628800);
  p = horner(p, r, 1.0 / 362880);
  p = horner(p, r, 1.0 / 40320);
  p = horner(p, r, 1.0 / 5040);
  p = horner(p, r, 1.0 / 720);
  p = horner(p, r, 1.0 / 120);
  p = horner(p, r, 1.0 / 24);
  p = horner(p, r, 1.0 / 6);
  p = horner(p, r, 0.5);
  return f64x2.add(f64x2.mul(f64x2.mul(p, r), r), r);
}

// @ts-ignore: decorator
@inline
function exp(given: v128): v128 {
  const x = bounded(given);
  const n = exponent(x);
  return f64x2.mul(f64x2.add(fraction(x, n), f64x2.splat(1)), scale(n));
}

/** eˣ − 1, exact near 0 too. */
// @ts-ignore: decorator
@inline
function expm1(given: v128): v128 {
  const x = bounded(given);
  const n = exponent(x);
  const two = scale(n);
  return f64x2.add(f64x2.mul(fraction(x, n), two), f64x2.sub(two, f64x2.splat(1)));
}

// @ts-ignore: decorator
@inline
function logistic(z: v128): v128 {
  const one = f64x2.splat(1);
  return f64x2.div(one, f64x2.add(one, exp(f64x2.neg(z))));
}

/** x becomes eˣ. */
export function exponential(x: usize, count: i32): void {
  for (const end = x + (<usize>count << 2); x < end; x += 8) storeTwo(x, exp(two(x)));
}

/** y = tanh(z). */
export function tanh(z: usize, y: usize, count: i32): void {
  const twos = f64x2.splat(2);
  for (const end = z + (<usize>count << 2); z < end; z += 8, y += 8) {
    const m = expm1(f64x2.mul(twos, two(z)));
    storeTwo(y, f64x2.div(m, f64x2.add(m, twos)));
  }
}

/** e = d · (1 − y²), with y the result of tanh. */
export function tanhGradient(y: usize, d: usize, e: usize, count: i32): void {
  const one = f64x2.splat(1);
  for (const end = y + (<usize>count << 2); y < end; y += 8, d += 8, e += 8) {
    const value = two(y);
    storeTwo(e, f64x2.mul(two(d), f64x2.sub(one, f64x2.mul(value, value))));
  }
}

/** y = 1 ⁄ (1 + e⁻ᶻ). */
export function sigmoid(z: usize, y: usize, count: i32): void {
  for (const end = z + (<usize>count << 2); z < end; z += 8, y += 8) {
    storeTwo(y, logistic(two(z)));
  }
}

/** e = d · y · (1 − y), with y the result of sigmoid. */
export function sigmoidGradient(y: usize, d: usize, e: usize, count: i32): void {
  const one = f64x2.splat(1);
  for (const end = y + (<usize>count << 2); y < end; y += 8, d += 8, e += 8) {
    const value = two(y);
    storeTwo(e, f64x2.mul(two(d), f64x2.mul(value, f64x2.sub(one, value))));
  }
}

/** y = factor · z, where z is above 0, and factor · alpha · (eᶻ − 1) elsewhere: elu, and selu with its factor. */
export function elu(z: usize, y: usize, count: i32, alpha: f64, factor: f64): void {
  const zero = f64x2.splat(0);
  const factors = f64x2.splat(factor);
  const alphas = f64x2.splat(factor * alpha);
  for (const end = z + (<usize>count << 2); z < end; z += 8, y += 8) {
    const value = two(z);
    const above = f64x2.mul(factors, value);
    storeTwo(y, v128.bitselect(above, f64x2.mul(alphas, expm1(value)), f64x2.gt(value, zero)));
  }
}

/** e = d · factor, where y, the result of elu, is above 0, and d · (y + factor · alpha) elsewhere. */
export function eluGradient(y: usize, d: usize, e: usize, count: i32, alpha: f64, factor: f64): void {
  const zero = f64x2.splat(0);
  const factors = f64x2.splat(factor);
  const alphas = f64x2.splat(factor * alpha);
  for (const end = y + (<usize>count << 2); y < end; y += 8, d += 8, e += 8) {
    const value = two(y);
    const slope = v128.bitselect(factors, f64x2.add(value, alphas), f64x2.gt(value, zero));
    storeTwo(e, f64x2.mul(two(d), slope));
  }
}

/** y = z ⁄ (1 + e⁻ᶻ). */
export function silu(z: usize, y: usize, count: i32): void {
  for (const end = z + (<usize>count << 2); z < end; z += 8, y += 8) {
    const value = two(z);
    storeTwo(y, f64x2.mul(value, logistic(value)));
  }
}

/** e = d · (s + y (1 − s)), with y the result of silu for z, and s that of sigmoid. */
export function siluGradient(z: usize, y: usize, d: usize, e: usize, count: i32): void {
  const one = f64x2.splat(1);
  for (const end = y + (<usize>count << 2); y < end; z += 8, y += 8, d += 8, e += 8) {
    const s = logistic(two(z));
    const slope = f64x2.add(s, f64x2.mul(two(y), f64x2.sub(one, s)));
    storeTwo(e, f64x2.mul(two(d), slope));
  }
}

/** (1 + erf(z ⁄ √2)) ⁄ 2: the error function to 1.5e-7 by Abramowitz and Stegun, 7.1.26. @param square e^(−z² ⁄ 2) */
// @ts-ignore: decorator
@inline
function normal(z: v128, square: v128): v128 {
  const one = f64x2.splat(1);
  const half = f64x2.splat(0.5);
  const x = f64x2.mul(f64x2.abs(z), f64x2.splat(0.70710678118654752));
  const t = f64x2.div(one, f64x2.add(one, f64x2.mul(f64x2.splat(0.3275911), x)));
  let p = f64x2.splat(1.061405429);
  p = f64x2.sub(f64x2.mul(p, t), f64x2.splat(1.453152027));
  p = f64x2.add(f64x2.mul(p, t), f64x2.splat(1.421413741));
  p = f64x2.sub(f64x2.mul(p, t), f64x2.splat(0.284496736));
  p = f64x2.mul(f64x2.add(f64x2.mul(p, t), f64x2.splat(0.254829592)), t);
  const beyond = f64x2.mul(half, f64x2.mul(p, square));
  return v128.bitselect(beyond, f64x2.sub(one, beyond), f64x2.lt(z, f64x2.splat(0)));
}

// @ts-ignore: decorator
@inline
function bell(z: v128): v128 {
  return exp(f64x2.mul(f64x2.splat(-0.5), f64x2.mul(z, z)));
}

/** y = z (1 + erf(z ⁄ √2)) ⁄ 2. */
export function gelu(z: usize, y: usize, count: i32): void {
  for (const end = z + (<usize>count << 2); z < end; z += 8, y += 8) {
    const value = two(z);
    storeTwo(y, f64x2.mul(value, normal(value, bell(value))));
  }
}

/** e = d · ((1 + erf(z ⁄ √2)) ⁄ 2 + z e^(−z² ⁄ 2) ⁄ √(2π)). */
export function geluGradient(z: usize, d: usize, e: usize, count: i32): void {
  const density = f64x2.splat(0.39894228040143268);
  for (const end = z + (<usize>count << 2); z < end; z += 8, d += 8, e += 8) {
    const value = two(z);
    const square = bell(value);
    const slope = f64x2.add(normal(value, square), f64x2.mul(value, f64x2.mul(density, square)));
    storeTwo(e, f64x2.mul(two(d), slope));
  }
}
