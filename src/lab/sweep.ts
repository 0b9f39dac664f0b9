import { lastOf } from './paired';
import type { Divergence, EpochMetrics, Plan, Sweep } from './plan';
import { mean, overlapOf, verdictOf } from './statistics';

/**
 * What the sweep of a plan says: each strength by its mean validation loss after the last epoch, the lowest of
 * which is chosen, and by its test loss against *without*, which had no part in the choice. All of it over the
 * same seeds: those that *without* and every strength have finished. A strength at which a training diverged is
 * left out.
 *
 * @returns null when the plan has no sweep
 */
export function sweepOf(
  plan: Plan,
  metrics: readonly EpochMetrics[],
  diverged: readonly Divergence[],
): Sweep | null {
  const arms = plan.arms
    .flatMap(({ strength }, arm) => (strength === undefined ? [] : [{ arm, strength }]))
    .sort((one, other) => one.strength - other.strength)
    .map((point) => ({
      ...point,
      diverged: diverged.some(({ arm }) => arm === point.arm),
      last: lastOf(plan, metrics, point.arm),
    }));
  if (arms.length === 0) return null;
  const without = lastOf(plan, metrics, 0);
  const compared = [...plan.seeds.keys()].filter(
    (seed) => without[seed] && arms.every((point) => point.diverged || point.last[seed]),
  );
  const points = arms.map(({ arm, strength, last, ...point }) => {
    if (point.diverged || compared.length === 0) return { arm, strength, ...point, reached: null };
    const there = compared.map((seed) => last[seed] as EpochMetrics);
    const differences = there.map(
      ({ testLoss, seed }) => testLoss - (without[seed] as EpochMetrics).testLoss,
    );
    const reached = {
      validationLoss: mean(there.map(({ validationLoss }) => validationLoss)),
      testLoss: mean(there.map(({ testLoss }) => testLoss)),
      difference: verdictOf(differences, overlapOf(plan)),
    };
    return { arm, strength, ...point, reached };
  });
  const losses = points.map(({ reached }) => reached?.validationLoss ?? Infinity);
  const lowest = losses.indexOf(Math.min(...losses));
  const chosen = points[lowest]?.reached ? lowest : null;
  return {
    seeds: compared.length,
    points,
    chosen,
    edge: chosen === null ? null : edgeOf(chosen, points.length),
  };
}

function edgeOf(place: number, length: number): Sweep['edge'] {
  if (length === 1) return null;
  return place === 0 ? 'lowest' : place === length - 1 ? 'highest' : null;
}
