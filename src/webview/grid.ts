import type { EpochMetrics, Plan } from '../lab/plan';
import { meanInterval } from './interval';

/** Every metric of a comparison by arm, seed and epoch; cells of what has not been trained yet are empty. */
export interface Grid {
  readonly plan: Plan;
  readonly cells: (EpochMetrics | undefined)[];
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
  const cells = new Array<undefined>(plan.arms.length * plan.seeds.length * (plan.epochs + 1)).fill(
    undefined,
  );
  const grid: Grid = { plan, cells };
  enter(grid, metrics);
  return grid;
}

/** Writes `metrics` into their cells. The same plan gives the same numbers, so a second run overwrites like with like. */
export function enter(grid: Grid, metrics: readonly EpochMetrics[]): void {
  for (const cell of metrics) {
    const { arm, seed, epoch } = cell;
    const { arms, seeds, epochs } = grid.plan;
    if (arm < arms.length && seed < seeds.length && epoch <= epochs)
      grid.cells[at(grid.plan, arm, seed, epoch)] = cell;
  }
}

export function entered(grid: Grid): EpochMetrics[] {
  return grid.cells.filter((cell) => cell !== undefined);
}

/**
 * The curve of a number taken from each seed's metrics: the mean over the seeds that have come furthest.
 * The same seeds at every epoch, as otherwise the curve would jump where a slower seed ends.
 */
export function curve(grid: Grid, arm: number, take: (cell: EpochMetrics) => number): Point[] {
  const { plan, cells } = grid;
  const reach = plan.seeds.map((_, seed) => reached(grid, arm, seed));
  const furthest = Math.max(...reach);
  const seeds = [...reach.keys()].filter((seed) => reach[seed] === furthest);
  return Array.from({ length: furthest + 1 }, (_, epoch) => {
    const here = seeds.flatMap((seed) => cells[at(plan, arm, seed, epoch)] ?? []);
    return { epoch, ...meanInterval(here.map(take)), seeds: here.length };
  });
}

/** The curve of the seed that is on its way behind the others; empty when there is none. */
export function trail(grid: Grid, arm: number, take: (cell: EpochMetrics) => number): Point[] {
  const { plan, cells } = grid;
  const reach = plan.seeds.map((_, seed) => reached(grid, arm, seed));
  const furthest = Math.max(...reach);
  const seed = reach.findLastIndex((epoch) => epoch >= 0);
  const epochs = reach[seed] ?? -1;
  if (epochs === furthest) return [];
  return Array.from({ length: epochs + 1 }, (_, epoch) => cells[at(plan, arm, seed, epoch)]).flatMap(
    (cell) => (cell ? [{ epoch: cell.epoch, ...meanInterval([take(cell)]), seeds: 1 }] : []),
  );
}

/** The last epoch of a training so far; -1 before it has begun. */
function reached({ plan, cells }: Grid, arm: number, seed: number): number {
  for (let epoch = plan.epochs; epoch >= 0; epoch--) if (cells[at(plan, arm, seed, epoch)]) return epoch;
  return -1;
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
  const { plan, cells } = grid;
  const without = plan.arms.findIndex((other) => other.name === 'without');
  if (without < 0 || arm < 0) return [];
  return plan.seeds.flatMap((_, seed) => {
    const base = cells[at(plan, without, seed, plan.epochs)];
    const penalized = cells[at(plan, arm, seed, plan.epochs)];
    if (!base || !penalized) return [];
    return [{ seed, difference: penalized.testLoss - base.testLoss }];
  });
}

function at(plan: Plan, arm: number, seed: number, epoch: number): number {
  return (arm * plan.seeds.length + seed) * (plan.epochs + 1) + epoch;
}
