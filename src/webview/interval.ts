import { studentQuantile } from '../lab/statistics';

/** Quantiles by number of values: a frame needs thousands of intervals over the same few numbers of seeds. */
const quantiles = new Map<number, number>();

/** Of Student's t, for the 95 % interval of a mean of `count` values. */
export function quantileFor(count: number): number {
  const known = quantiles.get(count) ?? studentQuantile(0.975, count - 1);
  quantiles.set(count, known);
  return known;
}
