import type { Localized, Message } from '../analysis/text/localized';
import type {
  ComparisonResult,
  Divergence,
  Plan,
  PlanData,
  Surface,
  Sweep,
  Verdict,
  WeightHistogram,
} from '../lab/plan';
import type { Instead, ModelView, PanelMemory, PastRun } from '../protocol/messages';
import { mainArm } from './arms';
import { createGrid, entered, finishedPairs, lastCells } from './grid';
import type { Grid } from './grid';
import type { ExportKind } from '../lab/exports';
import { planWith, settingsOf, type PlanSettings } from '../lab/plan-settings';
import { fitting } from './history';
import { fieldsFor, hasPlaces, mostIn, readField } from './settings';
import type { Field } from './settings';
import type { ScaledPlan } from '../lab/planning/scale';
import { ownDataName } from '../lab/data/own/own-data';
import { dataOf, type OwnFile } from './own-file';
import { overlapOf, verdictOf } from '../lab/statistics';
import { sweepOf } from '../lab/sweep';

/** A word about something that happened, until it is dismissed or no longer true. */
export interface Notice {
  readonly key:
    | 'interrupted'
    | 'outdated'
    | 'failed'
    | 'silent'
    | 'applied'
    | 'stale'
    | 'closed-early'
    | 'paste'
    | 'data';
  readonly severity: 'info' | 'warning' | 'error';
  readonly text: Message | Localized;
  readonly retry: boolean;
}

/** The training under way. */
export interface Training {
  /** `waiting` until the engine has been handed over. */
  readonly phase: 'waiting' | 'running' | 'stopping';
  readonly plan: Plan;
  /** By the page's clock, in milliseconds. */
  readonly startedAt: number;
  readonly now: number;
  readonly done: number;
  readonly total: number;
}

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

/** Where the reader's cross-hair stands in a chart. */
export interface Reading {
  readonly chart: string;
  readonly index: number;
}

/** Everything the page shows. Replaced, never changed, except for the metrics of the shown grid. */
export interface PageState {
  readonly model: ModelView | null;
  /** As the extension sent it; or what the reader took in its place. */
  readonly plan: Plan | null;
  /** What the extension sent last: the plan as found, and the narrower model that it offers. */
  readonly found: { readonly plan: Plan; readonly narrower: ScaledPlan | null } | null;
  /** A data file of the reader's; it does not outlast the page, so it is read again by its name. */
  readonly own: OwnFile | null;
  /** What the reader took in the place of the plan as found. */
  readonly instead: Instead | null;
  readonly settings: PlanSettings | null;
  /** Texts as they are being typed, usable or not. */
  readonly drafts: Readonly<Partial<Record<Field, string>>>;
  readonly cannot: Localized | null;
  readonly training: Training | null;
  readonly shown: Shown | null;
  readonly notices: readonly Notice[];
  readonly open: ReadonlySet<string>;
  readonly reading: Reading | null;
  /** The history, oldest first. */
  readonly runs: readonly PastRun[];
  /** Older runs than these were dropped, as there was no room to keep them. */
  readonly dropped: boolean;
  /** The run that is laid over the shown one. */
  readonly overlaid: { readonly at: number; readonly shown: Shown } | null;
  /** The arm that the reader wants to see before the others. */
  readonly pointedOut: number | null;
  /** Keys of explanations that the reader has sent away. */
  readonly dismissed: ReadonlySet<string>;
  readonly exporting: ExportKind;
}

/** The state of a page that remembers `memory`, or nothing. */
export function initialState(memory: PanelMemory | null, open: readonly string[]): PageState {
  return {
    model: memory?.model ?? null,
    plan: memory?.plan ?? null,
    found: null,
    own: null,
    instead: memory?.instead ?? null,
    settings: memory ? { ...settingsOf(memory.plan), ...memory.settings } : null,
    drafts: {},
    cannot: null,
    training: null,
    shown: memory?.result ? shownOf(memory.result) : null,
    notices: [],
    open: new Set(memory?.open ?? open),
    reading: null,
    runs: memory?.runs ?? [],
    dropped: memory?.dropped ?? false,
    overlaid: null,
    pointedOut: null,
    dismissed: new Set(memory?.dismissed),
    exporting: 'plan',
  };
}

/** The plan that Run would train now. */
export function chosenPlan({ plan, settings }: PageState): Plan | null {
  return plan && settings ? planWith(plan, settings) : null;
}

/** The most that a field can hold where it is a count. */
export function mostOf({ settings, own }: PageState, field: Field): number {
  return settings ? mostIn(field, settings, dataOf(own)?.rows ?? null) : 0;
}

/** The field holds a text, or by another field a number, that cannot be used. */
export function isFaulty(state: PageState, field: Field): boolean {
  const draft = state.drafts[field];
  return draft !== undefined && readField(field, draft, mostOf(state, field)) === null;
}

/** Whether the data that a plan asks for are there. */
export function hasData({ own }: PageState, { name, file, targets = [] }: PlanData): boolean {
  if (name !== ownDataName) return true;
  return dataOf(own) !== null && own?.file === file && own?.targets.join() === targets.join();
}

/** What is set cannot be trained before the reader repairs it. */
export function needsRepair(state: PageState): boolean {
  const { settings } = state;
  if (!settings) return true;
  return (
    fieldsFor(settings).some((field) => isFaulty(state, field)) ||
    (hasPlaces(settings) && settings.on.length === 0) ||
    (settings.data.name === ownDataName && !hasData(state, settings.data))
  );
}

export function shownOf(result: ComparisonResult): Shown {
  const {
    plan,
    metrics,
    histograms,
    surfaces,
    verdict,
    sweep,
    diverged,
    finished,
    ended,
    engine,
    milliseconds,
  } = result;
  return {
    grid: createGrid(plan, metrics),
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

/** The shown results as one plain object, numbers rounded: to keep, to copy, to hand to the extension. */
export function resultOf(shown: Shown): ComparisonResult {
  return {
    plan: shown.grid.plan,
    metrics: entered(shown.grid),
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

/** What survives hiding, reloading and closing the page. */
export function memoryOf(state: PageState): PanelMemory | null {
  const { model, plan, instead, settings, shown, training, open, runs, dropped, dismissed } = state;
  if (!model || !plan || !settings) return null;
  const result = shown && resultOf(shown);
  const running = training?.plan ?? null;
  return fitting({
    version: 1,
    model,
    plan,
    ...(instead && { instead }),
    settings,
    result,
    running,
    open: [...open],
    dismissed: [...dismissed],
    runs,
    dropped,
  });
}

export function withNotice(state: PageState, notice: Notice): PageState {
  return { ...state, notices: [...state.notices.filter(({ key }) => key !== notice.key), notice] };
}

export function withoutNotices(state: PageState, ...keys: Notice['key'][]): PageState {
  return { ...state, notices: state.notices.filter(({ key }) => !keys.includes(key)) };
}
