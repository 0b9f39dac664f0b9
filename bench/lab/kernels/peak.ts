// AssemblyScript: how many multiplications and additions of 32-bit floats one core does at most, in two ways, since
// processors differ in what holds them up. Each turn counts 96 or 48 operations; see ../peak.ts.

// @ts-ignore: decorator
@inline
function step(sum: v128, by: v128, plus: v128): v128 {
  return f32x4.add(f32x4.mul(sum, by), plus);
}

/** Twelve chains that do not wait for each other: 96 operations a turn. */
export function chains(turns: i32, factor: f32, term: f32): f32 {
  const by = f32x4.splat(factor);
  const plus = f32x4.splat(term);
  let s0 = plus;
  let s1 = by;
  let s2 = plus;
  let s3 = by;
  let s4 = plus;
  let s5 = by;
  let s6 = plus;
  let s7 = by;
  let s8 = plus;
  let s9 = by;
  let s10 = plus;
  let s11 = by;
  for (let turn = 0; turn < turns; turn++) {
    s0 = step(s0, by, plus);
    s1 = step(s1, by, plus);
    s2 = step(s2, by, plus);
    s3 = step(s3, by, plus);
    s4 = step(s4, by, plus);
    s5 = step(s5, by, plus);
    s6 = step(s6, by, plus);
    s7 = step(s7, by, plus);
    s8 = step(s8, by, plus);
    s9 = step(s9, by, plus);
    s10 = step(s10, by, plus);
    s11 = step(s11, by, plus);
  }
  s0 = f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3));
  s4 = f32x4.add(f32x4.add(s4, s5), f32x4.add(s6, s7));
  s8 = f32x4.add(f32x4.add(s8, s9), f32x4.add(s10, s11));
  return f32x4.extract_lane(f32x4.add(f32x4.add(s0, s4), s8), 0);
}

/** Six sums of products of what is loaded anew, as in a product of matrices: 48 operations a turn. */
export function sums(turns: i32): f32 {
  let s0 = f32x4.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  let s4 = s0;
  let s5 = s0;
  for (let turn = 0; turn < turns; turn++) {
    const b0 = v128.load(0);
    const b1 = v128.load(16);
    let x = v128.load32_splat(32);
    s0 = f32x4.add(s0, f32x4.mul(x, b0));
    s1 = f32x4.add(s1, f32x4.mul(x, b1));
    x = v128.load32_splat(36);
    s2 = f32x4.add(s2, f32x4.mul(x, b0));
    s3 = f32x4.add(s3, f32x4.mul(x, b1));
    x = v128.load32_splat(40);
    s4 = f32x4.add(s4, f32x4.mul(x, b0));
    s5 = f32x4.add(s5, f32x4.mul(x, b1));
  }
  s0 = f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3));
  return f32x4.extract_lane(f32x4.add(s0, f32x4.add(s4, s5)), 0);
}
