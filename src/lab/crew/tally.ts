import { metricsTableOf } from '../metrics-table';
import type { Divergence, EpochMetrics, Plan } from '../plan';
import type { Reached } from './trainer';

/** Everything that trainers have reached, each number once, whoever sent it and however often. */
export interface Tally {
  /** @returns the metrics that are new */
  enter(reached: Reached): readonly EpochMetrics[];
  /** Epochs of arms that are through, of arms × seeds × epochs. */
  done(): number;
  /** By seed, epoch and arm, in whatever order they came. */
  metrics(): readonly EpochMetrics[];
  diverged(): readonly Divergence[];
}

export function tallyOf(plan: Plan): Tally {
  const { arms, seeds, epochs } = plan;
  const table = metricsTableOf(plan);
  const diverged = new Map<number, Divergence>();
  let done = 0;
  let furthest = -1;
  const placeOf = ({ arm, seed, epoch }: Divergence): number =>
    (seed * (epochs + 1) + epoch) * arms.length + arm;

  return {
    enter: (reached) => {
      const fresh = reached.metrics.filter(({ arm, seed, epoch }) => !table.has(arm, seed, epoch));
      for (const entry of fresh) {
        table.enter(entry);
        furthest = Math.max(furthest, entry.epoch);
        if (entry.epoch > 0) done += 1;
      }
      for (const divergence of reached.diverged) {
        if (diverged.has(placeOf(divergence))) continue;
        diverged.set(placeOf(divergence), divergence);
        done += epochs + 1 - Math.max(1, divergence.epoch);
      }
      return fresh;
    },
    done: () => done,
    metrics: () => {
      const metrics: EpochMetrics[] = [];
      for (const seed of seeds.keys())
        for (let epoch = 0; epoch <= furthest; epoch++)
          for (const arm of arms.keys()) {
            const entry = table.at(arm, seed, epoch);
            if (entry) metrics.push(entry);
          }
      return metrics;
    },
    diverged: () => [...diverged].sort(([first], [second]) => first - second).map(([, entry]) => entry),
  };
}
