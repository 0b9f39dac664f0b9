import type { EpochMetrics, Plan } from '../lab/plan';
import { meanInterval } from './interval';

export type Measure = 'trainLoss' | 'validationLoss' | 'testLoss' | 'penalty' | 'testScore';

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

/** The curve of a number taken from each seed's metrics, as far as at least one seed has come. */
export function curve(grid: Grid, arm: number, take: (cell: EpochMetrics) => number): Point[] {
  const points: Point[] = [];
  for (let epoch = 0; epoch <= grid.plan.epochs; epoch++) {
    const values: number[] = [];
    for (let seed = 0; seed < grid.plan.seeds.length; seed++) {
      const cell = grid.cells[at(grid.plan, arm, seed, epoch)];
      if (cell && Number.isFinite(take(cell))) values.push(take(cell));
    }
    if (values.length > 0) points.push({ epoch, ...meanInterval(values) });
  }
  return points;
}

/** A seed that both arms have finished. */
export interface FinishedPair {
  /** Index into `Plan.seeds`. */
  readonly seed: number;
  /** Test data loss with the penalty minus without. */
  readonly difference: number;
}

/** The seeds on which `arm` and the arm without a penalty have both come to the last epoch, without diverging. */
export function finishedPairs(grid: Grid, arm: number): FinishedPair[] {
  const { plan, cells } = grid;
  const without = plan.arms.findIndex((other) => other.name === 'without');
  if (without < 0 || arm < 0) return [];
  return plan.seeds.flatMap((_, seed) => {
    const base = cells[at(plan, without, seed, plan.epochs)];
    const penalized = cells[at(plan, arm, seed, plan.epochs)];
    if (!base || !penalized) return [];
    const difference = penalized.testLoss - base.testLoss;
    return Number.isFinite(difference) ? [{ seed, difference }] : [];
  });
}

/** Trainings whose data loss left the range of numbers. */
export function diverged(grid: Grid): number {
  const { plan, cells } = grid;
  let count = 0;
  for (let arm = 0; arm < plan.arms.length; arm++)
    for (let seed = 0; seed < plan.seeds.length; seed++)
      for (let epoch = plan.epochs; epoch >= 0; epoch--) {
        const cell = cells[at(plan, arm, seed, epoch)];
        if (!cell) continue;
        if (!Number.isFinite(cell.trainLoss)) count++;
        break;
      }
  return count;
}

function at(plan: Plan, arm: number, seed: number, epoch: number): number {
  return (arm * plan.seeds.length + seed) * (plan.epochs + 1) + epoch;
}
