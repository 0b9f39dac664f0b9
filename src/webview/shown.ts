import { packedMetrics, type PackedResult } from '../lab/packed';
import type { ComparisonResult, Divergence, Surface, Sweep, Verdict, WeightHistogram } from '../lab/plan';
import { overlapOf, verdictOf } from '../lab/statistics';
import { sweepOf } from '../lab/sweep';
import { mainArm } from './arms';
import { createGrid, entered, finishedPairs, lastCells, type Grid } from './grid';

/** The results in the charts. */
export interface Shown {
  readonly grid: Grid;
  readonly histograms: readonly WeightHistogram[];
  readonly surfaces: readonly Surface[];
  /** Null without one in the plan. */
  readonly sweep: Sweep | null;
  /** Null before the first pair of trainings has finished. */
  readonly verdict: Verdict | null;
  readonly diverged: readonly Divergence[];
  readonly finished: boolean;
  readonly ended: ComparisonResult['ended'];
  readonly engine: string;
  readonly milliseconds: number;
}

/** @param grid with the metrics of the result, where there is one */
export function shownOf(result: ComparisonResult, grid = createGrid(result.plan, result.metrics)): Shown {
  const { histograms, surfaces, verdict, sweep, diverged, finished, ended, engine, milliseconds } = result;
  return {
    grid,
    histograms,
    surfaces: surfaces ?? [],
    sweep: sweep ?? null,
    verdict: verdict.seeds > 0 ? verdict : null,
    diverged: diverged ?? [],
    finished,
    ended,
    engine,
    milliseconds,
  };
}

/** Seeds that are left out because a training on them diverged. */
export function divergedSeeds({ diverged }: Shown): number {
  return new Set(diverged.map(({ seed }) => seed)).size;
}

/** What the trainings say that are through so far. */
export interface SoFar {
  readonly verdict: Verdict | null;
  readonly sweep: Sweep | null;
}

const known = new WeakMap<Grid, { readonly through: number; readonly now: SoFar }>();

/** The sweep and the verdict over the seeds that are through so far; made anew only when one more is. */
export function soFar(grid: Grid): SoFar {
  const { plan } = grid;
  const through = grid.reached.filter((epoch) => epoch === plan.epochs).length;
  const before = known.get(grid);
  if (before?.through === through) return before.now;
  const sweep = sweepOf(plan, lastCells(grid), []);
  const pairs = finishedPairs(grid, mainArm(plan, sweep));
  const differences = pairs.map(({ difference }) => difference);
  const verdict = pairs.length === 0 ? null : verdictOf(differences, overlapOf(plan));
  const now = { verdict, sweep };
  known.set(grid, { through, now });
  return now;
}

/** The shown results as one plain object. */
export function resultOf(shown: Shown): ComparisonResult {
  return { ...bareResultOf(shown), metrics: entered(shown.grid) };
}

/** The shown results, to keep and to hand over. */
export function packedOf(shown: Shown): PackedResult {
  return {
    result: { ...bareResultOf(shown), metrics: shown.grid.table.stops() },
    packed: packedOnce(shown.grid),
  };
}

const packedBefore = new WeakMap<Grid, { readonly cells: number; readonly text: string }>();

/** A grid that has come no further is not packed anew, as it is kept after every keystroke. */
function packedOnce(grid: Grid): string {
  const cells = grid.reached.reduce((sum, last) => sum + last, 0);
  const before = packedBefore.get(grid);
  if (before?.cells === cells) return before.text;
  const text = packedMetrics(grid.plan, grid.table);
  packedBefore.set(grid, { cells, text });
  return text;
}

function bareResultOf(shown: Shown): Omit<ComparisonResult, 'metrics'> {
  return {
    plan: shown.grid.plan,
    histograms: shown.histograms,
    ...(shown.surfaces.length > 0 && { surfaces: shown.surfaces }),
    ...(shown.sweep && { sweep: shown.sweep }),
    verdict: shown.verdict ?? verdictOf([]),
    diverged: shown.diverged,
    finished: shown.finished,
    ended: shown.ended,
    engine: shown.engine,
    milliseconds: Math.round(shown.milliseconds),
  };
}
