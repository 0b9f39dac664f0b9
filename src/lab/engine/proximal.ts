import type { PlanArm, PlanOptimizer } from '../plan';
import { learningRates } from './learning-rates';
import type { BoundPenalty } from './penalty';

/**
 * Soft thresholding by `threshold`, in place: the proximal operator of threshold · Σ|w| (Parikh and Boyd,
 * Proximal Algorithms, 2014, section 6.5.2). What is smaller becomes exactly 0.
 */
function softThreshold(weights: Float32Array, threshold: number): void {
  for (let index = 0; index < weights.length; index++) {
    const weight = weights[index] as number;
    weights[index] = Math.sign(weight) * Math.max(Math.abs(weight) - threshold, 0);
  }
}

/**
 * What an arm with `proximal` does after each step of the optimizer, or null: every weight with an L1 penalty is
 * soft-thresholded by learning rate · l1. After plain gradient descent this is the proximal gradient method
 * (Parikh and Boyd, section 4.2), whose fixed points are the minima of loss + penalty. After an optimizer that
 * scales each weight's step by itself, such as Adam, the threshold is the same plain learning rate · l1 for all
 * weights: what is cut becomes exactly 0, but l1 is then held against scaled gradients, which are near 1, so a
 * weight stays at 0 more seldom than under the plain method; under RMSprop only when l1 is above 1.
 */
export function proximalStep(
  { proximal }: PlanArm,
  optimizer: PlanOptimizer,
  bound: readonly BoundPenalty[],
): ((weights: readonly Float32Array[]) => void) | null {
  const shrunk = bound.filter(({ l1 }) => l1 > 0);
  if (!proximal || shrunk.length === 0) return null;
  const rateOf = learningRates(optimizer);
  let steps = 0;
  return (weights) => {
    const rate = rateOf(steps);
    steps += 1;
    for (const { slot, l1 } of shrunk) softThreshold(weights[slot] as Float32Array, rate * l1);
  };
}
