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

export function tallyOf({ arms, epochs }: Plan): Tally {
  const metrics = new Map<number, EpochMetrics>();
  const diverged = new Map<number, Divergence>();
  let done = 0;
  const placeOf = ({ arm, seed, epoch }: Divergence): number =>
    (seed * (epochs + 1) + epoch) * arms.length + arm;
  const sorted = <Entry>(entries: ReadonlyMap<number, Entry>): Entry[] =>
    [...entries].sort(([first], [second]) => first - second).map(([, entry]) => entry);

  return {
    enter: (reached) => {
      const fresh = reached.metrics.filter((entry) => !metrics.has(placeOf(entry)));
      for (const entry of fresh) {
        metrics.set(placeOf(entry), entry);
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
    metrics: () => sorted(metrics),
    diverged: () => sorted(diverged),
  };
}
