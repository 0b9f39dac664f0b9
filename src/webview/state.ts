import type { Localized, Message } from '../analysis/text/localized';
import { ownDataName } from '../lab/data/own/own-data';
import type { ExportKind } from '../lab/exports';
import { unpackedResult } from '../lab/packed';
import type { Plan, PlanData } from '../lab/plan';
import { planWith, settingsOf, type PlanSettings } from '../lab/plan-settings';
import type { ScaledPlan } from '../lab/planning/scale';
import type { Instead, ModelView, PanelMemory, PastRun } from '../protocol/messages';
import { fitting } from './history';
import { dataOf, type OwnFile } from './own-file';
import { fieldsFor, hasPlaces, mostIn, readField, type Field } from './settings';
import { packedOf, shownOf, type Shown } from './shown';

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
    shown: memory?.result ? shownOf(unpackedResult(memory.result)) : null,
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

/** What survives hiding, reloading and closing the page. */
export function memoryOf(state: PageState): PanelMemory | null {
  const { model, plan, instead, settings, shown, training, open, runs, dropped, dismissed } = state;
  if (!model || !plan || !settings) return null;
  return fitting({
    version: 2,
    model,
    plan,
    ...(instead && { instead }),
    settings,
    result: shown && packedOf(shown),
    running: training?.plan ?? null,
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
