import type { EpochMetrics, Plan } from './plan';

/** The numbers of an epoch's metrics. */
export const measured = ['trainLoss', 'validationLoss', 'testLoss', 'penalty', 'testScore'] as const;

/** The numbers of one training, each by epoch: NaN where it has not come yet. */
export type Columns = Readonly<Record<(typeof measured)[number], Float64Array>>;

/** The metrics of a comparison as bare numbers: as objects, of which there are thousands a minute, they take three times the room. */
export interface MetricsTable {
  /** Metrics are finite numbers, as a training ends where they are not. What was there is written over. */
  enter(metrics: EpochMetrics): void;
  /** None for a training that has not begun. */
  columns(arm: number, seed: number): Columns | undefined;
  has(arm: number, seed: number, epoch: number): boolean;
  /** Those of the trainings that stopped early, where they did. */
  stops(): readonly EpochMetrics[];
  /** None where nothing was entered. */
  at(arm: number, seed: number, epoch: number): EpochMetrics | undefined;
}

/** Epochs that there is room for from the start; more make room as they come, as most plans end before their last. */
const roomAtFirst = 256;

/** A table for the arms, seeds and epochs of a plan; nothing else may be entered. */
export function metricsTableOf({ seeds, epochs }: Plan): MetricsTable {
  const trainings: (Columns | undefined)[] = [];
  /** Where a training stopped early, which few do. */
  const stops = new Map<number, EpochMetrics>();
  const placeOf = (arm: number, seed: number, epoch: number): number =>
    (arm * seeds.length + seed) * (epochs + 1) + epoch;
  const columns = (arm: number, seed: number) => trainings[arm * seeds.length + seed];

  const roomFor = ({ arm, seed, epoch }: EpochMetrics): Columns => {
    const before = columns(arm, seed);
    const room = before?.trainLoss.length ?? 0;
    if (before && epoch < room) return before;
    const more = widened(before, Math.min(epochs + 1, Math.max(roomAtFirst, 2 * room, epoch + 1)));
    trainings[arm * seeds.length + seed] = more;
    return more;
  };

  const has = (arm: number, seed: number, epoch: number): boolean =>
    !Number.isNaN(columns(arm, seed)?.trainLoss[epoch] ?? NaN);

  return {
    columns,
    has,
    stops: () => [...stops.values()],
    enter(metrics) {
      const { arm, seed, epoch, stopped } = metrics;
      const room = roomFor(metrics);
      for (const name of measured) room[name][epoch] = metrics[name];
      if (stopped) stops.set(placeOf(arm, seed, epoch), metrics);
    },
    at(arm, seed, epoch) {
      const known = columns(arm, seed);
      if (!known || !has(arm, seed, epoch)) return undefined;
      const numberOf = (name: keyof Columns): number => known[name][epoch] ?? NaN;
      const stopped = stops.get(placeOf(arm, seed, epoch))?.stopped;
      return {
        arm,
        seed,
        epoch,
        trainLoss: numberOf('trainLoss'),
        validationLoss: numberOf('validationLoss'),
        testLoss: numberOf('testLoss'),
        penalty: numberOf('penalty'),
        testScore: numberOf('testScore'),
        ...(stopped && { stopped }),
      };
    },
  };
}

function widened(before: Columns | undefined, epochs: number): Columns {
  const wide = (name: keyof Columns): Float64Array => {
    const numbers = new Float64Array(epochs).fill(NaN);
    if (before) numbers.set(before[name]);
    return numbers;
  };
  return {
    trainLoss: wide('trainLoss'),
    validationLoss: wide('validationLoss'),
    testLoss: wide('testLoss'),
    penalty: wide('penalty'),
    testScore: wide('testScore'),
  };
}
