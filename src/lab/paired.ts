import type { EpochMetrics, Plan } from './plan';

/** What an arm reached after its last epoch, seed by seed; null where it has not come there. */
export function lastOf(plan: Plan, metrics: readonly EpochMetrics[], arm: number): (EpochMetrics | null)[] {
  const last: (EpochMetrics | null)[] = plan.seeds.map(() => null);
  for (const entry of metrics) if (entry.arm === arm && entry.epoch === plan.epochs) last[entry.seed] = entry;
  return last;
}

/** Test loss of an arm minus that of the first one after the last epoch, for seeds that both finished. */
export function pairedDifferences(
  plan: Plan,
  metrics: readonly EpochMetrics[],
  arm: number,
): readonly number[] {
  const [without, own] = [lastOf(plan, metrics, 0), lastOf(plan, metrics, arm)];
  return plan.seeds.flatMap((_, seed) => {
    const [base, other] = [without[seed], own[seed]];
    return base && other ? [other.testLoss - base.testLoss] : [];
  });
}
