import { mean, standardDeviation, studentQuantile } from '../lab/statistics';

/** Quantiles by number of values: a frame needs thousands of intervals over the same few numbers of seeds. */
const quantiles = new Map<number, number>();

/** Mean with its 95 % t-interval; a single value has no width. @param values at least one. */
export function meanInterval(values: readonly number[]): { mean: number; low: number; high: number } {
  const centre = mean(values);
  if (values.length < 2) return { mean: centre, low: centre, high: centre };
  const half = (quantileFor(values.length) * standardDeviation(values)) / Math.sqrt(values.length);
  return { mean: centre, low: centre - half, high: centre + half };
}

/** Of Student's t, for the 95 % interval of a mean of `count` values. */
export function quantileFor(count: number): number {
  const known = quantiles.get(count) ?? studentQuantile(0.975, count - 1);
  quantiles.set(count, known);
  return known;
}
