import { splitsSameExamples } from './data/index';
import type { Plan, Verdict } from './plan';

/** Below this many finished seeds there is no word of certainty. */
export const fewestSeeds = 5;

/**
 * The verdict from one pair of test losses per seed.
 *
 * Where the seeds are independent draws (data, split, initial weights and batch order are all drawn anew), the
 * plain paired t-interval holds: mean ± t(0.975, n − 1) · s · √(1/n). Splits of one data set overlap, and their
 * differences vary less than those of new data would: there the root holds 1/n + test size / training size
 * (Nadeau & Bengio, Inference for the generalization error, Machine Learning 52, 2003).
 *
 * @param differences with − without of the test data loss, one per seed that both arms finished; all finite.
 * @param overlap as `overlapOf` gives it
 * With fewer than two there is no interval, and `low` and `high` equal the mean (0 without any seed).
 */
export function verdictOf(differences: readonly number[], overlap = 0): Verdict {
  const seeds = differences.length;
  const meanDifference = seeds === 0 ? 0 : mean(differences);
  const halfWidth = seeds < 2 ? 0 : intervalHalfWidth(differences, overlap);
  const low = meanDifference - halfWidth;
  const high = meanDifference + halfWidth;
  const wins = differences.filter((difference) => difference < 0).length;
  return { kind: kindOf(seeds, low, high), seeds, meanDifference, low, high, wins, differences };
}

function kindOf(seeds: number, low: number, high: number): Verdict['kind'] {
  if (seeds < fewestSeeds) return 'too-few-seeds';
  if (high < 0) return 'helps';
  if (low > 0) return 'hurts';
  return 'no-detectable-difference';
}

/** Test examples per training example where every seed splits the same examples anew; 0 where data are drawn anew. */
export function overlapOf({ data }: Plan): number {
  return splitsSameExamples(data) ? data.testSize / data.trainSize : 0;
}

/** Half the width of the 95 % t-interval of the mean. @param values at least two. */
export function intervalHalfWidth(values: readonly number[], overlap = 0): number {
  const n = values.length;
  return studentQuantile(0.975, n - 1) * standardDeviation(values) * Math.sqrt(1 / n + overlap);
}

/** @param values at least one. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Of a sample: divides by n − 1. @param values at least two. */
function standardDeviation(values: readonly number[]): number {
  const centre = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}

/**
 * The value that Student's t stays below with the given probability, by bisection of its distribution
 * function; good to 1e-9.
 *
 * @param probability in (0.5, 1)
 * @param degrees degrees of freedom, at least 1
 */
export function studentQuantile(probability: number, degrees: number): number {
  let low = 0;
  let high = 1;
  while (studentProbability(high, degrees) < probability) high *= 2;
  while (high - low > 1e-10 * Math.max(1, high)) {
    const middle = (low + high) / 2;
    if (studentProbability(middle, degrees) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * P(T ≤ t) for t ≥ 0: 1 − ½ I_x(ν/2, ½) with x = ν / (ν + t²).
 * Abramowitz & Stegun 26.7.1 with 26.5.2.
 */
function studentProbability(t: number, degrees: number): number {
  return 1 - 0.5 * incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5);
}

/** Regularized incomplete beta function I_x(a, b), by the continued fraction NIST DLMF 8.17.22. */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  // The fraction converges fast on this side only (DLMF 8.17.4 turns the other side over).
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const front = Math.exp(a * Math.log(x) + b * Math.log(1 - x) + logGamma(a + b) - logGamma(a) - logGamma(b));
  return (front / a) * betaFraction(x, a, b);
}

/** The continued fraction by Lentz' algorithm as modified by Thompson and Barnett (1986). */
function betaFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  const guarded = (value: number): number => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / guarded(1 - ((a + b) * x) / (a + 1));
  let result = d;
  for (let step = 1; step <= 1000; step++) {
    const even = (step * (b - step) * x) / ((a + 2 * step - 1) * (a + 2 * step));
    d = 1 / guarded(1 + even * d);
    c = guarded(1 + even / c);
    result *= d * c;
    const odd = (-(a + step) * (a + b + step) * x) / ((a + 2 * step) * (a + 2 * step + 1));
    d = 1 / guarded(1 + odd * d);
    c = guarded(1 + odd / c);
    result *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) return result;
  }
  return result;
}

/** ln Γ(x) for x > 0 by Lanczos' approximation (g = 7, nine coefficients), about 15 digits. */
function logGamma(x: number): number {
  const coefficients = [
    676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
    -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
  ];
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const shifted = x - 1;
  const series = coefficients.reduce(
    (sum, coefficient, index) => sum + coefficient / (shifted + index + 1),
    0.99999999999980993,
  );
  const base = shifted + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(base) - base + Math.log(series);
}
