import type { PlanSettings } from '../lab/plan-settings';
import type { PackedResult } from '../lab/packed';
import type { Plan } from '../lab/plan';
import type { PanelMemory, PastRun } from '../protocol/messages';
import { samePlan } from './settings';

/** Characters that a page keeps over reloads, at most. */
export const mostKept = 900_000;

/** The history with one more run. A run of the same plan has the same numbers: of two, the later one stays, unless it came less far. */
export function withRun(
  runs: readonly PastRun[],
  { result, packed }: PackedResult,
  settings: PlanSettings,
  at: number,
): readonly PastRun[] {
  const before = runs.find((run) => samePlan(run.result.plan, result.plan));
  if (before?.result.finished && !result.finished) return runs;
  // Two runs that end in the same millisecond are still two.
  const own = Math.max(at, ...runs.map((run) => run.at + 1));
  return [...runs.filter((run) => run !== before), { at: own, settings, result, packed }];
}

/** The run with the numbers of a plan. */
export function runOf(runs: readonly PastRun[], shown: { readonly plan: Plan } | null): PastRun | null {
  return (shown && runs.find(({ result }) => samePlan(result.plan, shown.plan))) ?? null;
}

/**
 * A memory that is small enough to be kept: without its result if that is too large (the extension has it, too),
 * and with as many of the runs, from the last one on, as there is room for.
 */
export function fitting(memory: PanelMemory): PanelMemory {
  const { result, runs, ...others } = memory;
  const room = mostKept - sizeOf(others);
  const needed = sizeOf(result);
  const fits = needed <= room;
  const kept = lastThatFit(runs, fits ? room - needed : room);
  return {
    ...others,
    result: fits ? result : null,
    runs: kept,
    dropped: others.dropped || kept.length < runs.length,
  };
}

/** As many runs, from the last one on, as there is room for. */
export function lastThatFit(runs: readonly PastRun[], room = mostKept): readonly PastRun[] {
  let left = room;
  let first = runs.length;
  while (first > 0) {
    left -= sizeOfRun(runs[first - 1] as PastRun);
    if (left < 0) break;
    first -= 1;
  }
  return runs.slice(first);
}

const sizes = new WeakMap<PastRun, number>();

function sizeOfRun(run: PastRun): number {
  const size = sizes.get(run) ?? sizeOf(run);
  sizes.set(run, size);
  return size;
}

function sizeOf(value: unknown): number {
  return JSON.stringify(value).length;
}
