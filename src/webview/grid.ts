import { metricsTableOf, type Columns, type MetricsTable } from '../lab/metrics-table';
import type { EpochMetrics, Plan } from '../lab/plan';
import { quantileFor } from './interval';

/** Every metric of a comparison by arm, seed and epoch. */
export interface Grid {
  readonly plan: Plan;
  readonly table: MetricsTable;
  /** The last epoch of each training so far, by arm and seed; -1 before it has begun. */
  readonly reached: Int32Array;
  /** Curves drawn before, by the number they show, and by arm. */
  readonly drawn: Map<Take, (Drawn | undefined)[]>;
}

/** A number of a training at an epoch. Always the same function for the same number, as curves are kept by it. */
export type Take = (columns: Columns, epoch: number) => number;

interface Drawn {
  readonly seeds: readonly number[];
  readonly points: Point[];
}

/** Mean over the seeds at one epoch, with its 95 % interval. */
export interface Point {
  readonly epoch: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  /** Seeds it is the mean of. */
  readonly seeds: number;
}

export function createGrid(plan: Plan, metrics: readonly EpochMetrics[] = []): Grid {
  const reached = new Int32Array(plan.arms.length * plan.seeds.length).fill(-1);
  const grid: Grid = { plan, table: metricsTableOf(plan), reached, drawn: new Map() };
  enter(grid, metrics);
  return grid;
}

/** Enters `metrics`. The same plan gives the same numbers, so a second run overwrites like with like. */
export function enter(grid: Grid, metrics: readonly EpochMetrics[]): void {
  for (const cell of metrics) {
    const { arm, seed, epoch } = cell;
    const { arms, seeds, epochs } = grid.plan;
    if (arm >= arms.length || seed >= seeds.length || epoch > epochs) continue;
    grid.table.enter(cell);
    const training = arm * seeds.length + seed;
    grid.reached[training] = Math.max(grid.reached[training] ?? -1, epoch);
  }
}

export function entered(grid: Grid): EpochMetrics[] {
  const { plan, table, reached } = grid;
  const metrics: EpochMetrics[] = [];
  for (const [training, last] of reached.entries()) {
    const seed = training % plan.seeds.length;
    for (let epoch = 0; epoch <= last; epoch++) {
      const cell = table.at((training - seed) / plan.seeds.length, seed, epoch);
      if (cell) metrics.push(cell);
    }
  }
  return metrics;
}

/**
 * The curve of a number taken from each seed's metrics: the mean over the seeds that have come furthest, by
 * epoch. The same seeds at every epoch, as otherwise the curve would jump where a slower seed ends. What was
 * drawn before is gone on with.
 */
export function curve(grid: Grid, arm: number, take: Take): readonly Point[] {
  const reach = reachOf(grid, arm);
  const furthest = Math.max(...reach);
  if (furthest < 0) return [];
  const seeds = [...reach.keys()].filter((seed) => reach[seed] === furthest);
  const ofArms = grid.drawn.get(take) ?? [];
  grid.drawn.set(take, ofArms);
  const before = ofArms[arm];
  const points = before && before.seeds.join() === seeds.join() ? before.points : [];
  for (let epoch = points.length; epoch <= furthest; epoch++)
    points.push(pointOf(grid, arm, epoch, seeds, take));
  ofArms[arm] = { seeds, points };
  return points;
}

/** The curve of the seed that is on its way behind the others; empty when there is none. */
export function trail(grid: Grid, arm: number, take: Take): readonly Point[] {
  const reach = reachOf(grid, arm);
  const seed = reach.findLastIndex((epoch) => epoch >= 0);
  const epochs = reach[seed] ?? -1;
  if (epochs === Math.max(...reach)) return [];
  return Array.from({ length: epochs + 1 }, (_, epoch) => pointOf(grid, arm, epoch, [seed], take));
}

/** The metrics after the last epoch. */
export function lastCells({ plan, table }: Grid): EpochMetrics[] {
  return plan.arms.flatMap((_, arm) =>
    plan.seeds.flatMap((_, seed) => table.at(arm, seed, plan.epochs) ?? []),
  );
}

function reachOf({ plan, reached }: Grid, arm: number): Int32Array {
  return reached.subarray(arm * plan.seeds.length, (arm + 1) * plan.seeds.length);
}

/** Thousands of these are made for a frame, so nothing is allocated but the answer. */
function pointOf({ table }: Grid, arm: number, epoch: number, seeds: readonly number[], take: Take): Point {
  let [count, sum] = [0, 0];
  for (const seed of seeds) {
    const columns = table.columns(arm, seed);
    const value = columns ? take(columns, epoch) : NaN;
    if (Number.isNaN(value)) continue;
    count += 1;
    sum += value;
  }
  const mean = sum / count;
  let squares = 0;
  for (const seed of seeds) {
    const columns = table.columns(arm, seed);
    const value = columns ? take(columns, epoch) : NaN;
    if (!Number.isNaN(value)) squares += (value - mean) ** 2;
  }
  const half = count < 2 ? 0 : quantileFor(count) * Math.sqrt(squares / (count - 1) / count);
  return { epoch, mean, low: mean - half, high: mean + half, seeds: count };
}

/** A seed that both arms have finished. */
export interface FinishedPair {
  /** Index into `Plan.seeds`. */
  readonly seed: number;
  /** Test data loss with the penalty minus without. */
  readonly difference: number;
}

/** The seeds on which `arm` and the arm without a penalty have both come to the last epoch. */
export function finishedPairs(grid: Grid, arm: number): FinishedPair[] {
  const { plan, table } = grid;
  const without = plan.arms.findIndex((other) => other.name === 'without');
  if (without < 0 || arm < 0) return [];
  return plan.seeds.flatMap((_, seed) => {
    const base = table.at(without, seed, plan.epochs);
    const penalized = table.at(arm, seed, plan.epochs);
    if (!base || !penalized) return [];
    return [{ seed, difference: penalized.testLoss - base.testLoss }];
  });
}
