import type { PlanSettings } from '../lab/plan-settings';
import type { ComparisonResult } from '../lab/plan';
import type { PanelMemory, PastRun } from '../protocol/messages';
import { packed, unpackable, unpacked } from './packed';
import { samePlan } from './settings';

/** Characters that a page keeps over reloads, at most. */
export const mostKept = 900_000;

/** The history with one more run. A run of the same plan has the same numbers: of two, the later one stays, unless it came less far. */
export function withRun(
  runs: readonly PastRun[],
  result: ComparisonResult,
  settings: PlanSettings,
  at: number,
): readonly PastRun[] {
  const before = runs.find((run) => samePlan(run.result.plan, result.plan));
  if (before?.result.finished && !result.finished) return runs;
  const slim = { ...result, metrics: unpackable(result.metrics) };
  // Two runs that end in the same millisecond are still two.
  const own = Math.max(at, ...runs.map((run) => run.at + 1));
  return [
    ...runs.filter((run) => run !== before),
    { at: own, settings, result: slim, packed: packed(result) },
  ];
}

/** The result of a run as it was. */
export function resultOfRun({ result, packed: text }: PastRun): ComparisonResult {
  return { ...result, metrics: unpacked(result.plan, text, result.metrics) };
}

/** The run with the numbers of a plan. */
export function runOf(
  runs: readonly PastRun[],
  shown: { readonly plan: ComparisonResult['plan'] } | null,
): PastRun | null {
  return (shown && runs.find(({ result }) => samePlan(result.plan, shown.plan))) ?? null;
}

/**
 * A memory that is small enough to be kept: its result packed, and left out if even that is too large (the
 * extension has it, too), and as many of the runs, from the last one on, as there is room for.
 */
export function fitting(memory: PanelMemory): PanelMemory {
  const { result, runs = [], ...others } = memory;
  const slim = result && { ...result, metrics: unpackable(result.metrics) };
  const text = result && packed(result);
  let room = mostKept - sizeOf(others) - sizeOf(slim) - (text?.length ?? 0);
  const fits = room >= 0;
  if (!fits) room = mostKept - sizeOf(others);
  const kept = lastThatFit(runs, room);
  return {
    ...others,
    result: fits ? slim : null,
    ...(fits && text && { packed: text }),
    runs: kept,
    dropped: others.dropped === true || kept.length < runs.length,
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

/** A memory with its result as it was before `fitting`. */
export function restored(memory: PanelMemory): PanelMemory {
  const { result, packed: text } = memory;
  if (!result || text === undefined) return memory;
  return { ...memory, result: { ...result, metrics: unpacked(result.plan, text, result.metrics) } };
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
