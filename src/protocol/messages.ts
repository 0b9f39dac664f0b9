import type { Exported } from '../lab/exports';
import type { PackedResult } from '../lab/packed';
import type { Plan } from '../lab/plan';
import type { PlanSettings } from '../lab/plan-settings';
import type { ScaledPlan } from '../lab/planning/scale';
import type { Localized } from '../analysis/text/localized';

/** Where something stands in a document, for a click in the page. Lines and columns from 1. */
export interface SourceLink {
  readonly uri: string;
  readonly line: number;
  readonly column: number;
}

/** One row of "the model as found". */
export interface ModelRow {
  readonly type: string;
  readonly outputShape: string;
  /** Null when not known. */
  readonly parameters: number | null;
  /** e.g. `L2 0.01 on kernel`; empty without a penalty. */
  readonly penalty: string;
  readonly source: SourceLink;
}

/** What the panel shows of the code beside the plan. */
export interface ModelView {
  readonly name: string;
  readonly file: string;
  readonly source: SourceLink;
  readonly rows: readonly ModelRow[];
  readonly optimizer: string;
  readonly loss: string;
  readonly parameters: number;
  readonly parametersExact: boolean;
  /** What differs between the code and the plan, in plain words: an assumed input shape, a layer left out. */
  readonly notes: readonly Localized[];
  /** False when the code holds no penalty and the compared one is a suggestion. */
  readonly penaltyWritten: boolean;
}

/** Extension → page. */
export type ToPage =
  | {
      readonly type: 'show';
      readonly model: ModelView;
      readonly plan: Plan;
      /** A narrower model in place of one that takes long, with how much narrower it is. */
      readonly narrower?: ScaledPlan;
      readonly run: boolean;
      /** The arms of the plan are what a command has just asked for: they go before what is set in the page. */
      readonly asked?: boolean;
      /** The last result of this model (`finished` or `progressed`), for a panel that was closed and opened anew. */
      readonly last?: PackedResult;
      /** The runs of this model that were kept, for such a panel. */
      readonly runs?: readonly PastRun[];
      /** Keys of explanations that the reader has sent away, in this panel or another. */
      readonly dismissed?: readonly string[];
    }
  /** The model cannot be compared, and why. */
  | {
      readonly type: 'cannot';
      readonly model: ModelView | null;
      readonly reason: Localized;
      /** As of `show`: what was computed is still shown. */
      readonly last?: PackedResult;
      readonly runs?: readonly PastRun[];
    }
  /** Engine code and wasm bytes, asked for once by `ready`. */
  | { readonly type: 'engine'; readonly workerSource: string; readonly wasm: Uint8Array }
  | { readonly type: 'visibility'; readonly visible: boolean }
  | { readonly type: 'applied'; readonly ok: boolean; readonly message: Localized }
  | { readonly type: 'stale'; readonly message: Localized }
  /** A data file of the reader's, whole; asked for by `pick-data` or `read-data`. */
  | { readonly type: 'data-file'; readonly file: string; readonly bytes: Uint8Array }
  | { readonly type: 'no-data-file'; readonly file: string; readonly reason: Localized }
  /** What the clipboard holds, asked for by `paste`. */
  | { readonly type: 'pasted'; readonly text: string };

/** Page → extension. */
export type ToExtension =
  | { readonly type: 'ready' }
  | { readonly type: 'reveal'; readonly source: SourceLink }
  /** Show the page of a rule. */
  | { readonly type: 'openRule'; readonly rule: string }
  | { readonly type: 'running'; readonly running: boolean }
  | ({ readonly type: 'finished' } & PackedResult)
  /** Results so far, some times during a run, so that closing the panel loses nothing. Same form as `finished`. */
  | ({ readonly type: 'progressed' } & PackedResult)
  /** Write the penalty of an arm into the code. */
  | { readonly type: 'apply'; readonly plan: Plan; readonly arm: number }
  | { readonly type: 'copy'; readonly text: string }
  /** Show a text in the editor, unsaved. */
  | ({ readonly type: 'open' } & Exported)
  /** Write a file, proposed under this name with its extension, where the reader wants it. */
  | { readonly type: 'save'; readonly name: string; readonly content: string | Uint8Array }
  | { readonly type: 'paste' }
  /** Let the reader pick a data file. */
  | { readonly type: 'pick-data' }
  /** Read the data file that a plan names. */
  | { readonly type: 'read-data'; readonly file: string }
  /** One example of the reader's file has this shape: it fills what the code leaves open. Answered by `show`, or `cannot`. */
  | { readonly type: 'example-shape'; readonly inputShape: readonly number[] }
  | { readonly type: 'failed'; readonly message: string }
  /** Keys of all explanations that the reader does not want any more. */
  | { readonly type: 'dismissed'; readonly keys: readonly string[] }
  /** The history of runs has changed. */
  | { readonly type: 'runs'; readonly runs: readonly PastRun[] };

/** A run of the history. */
export interface PastRun extends PackedResult {
  /** When it ended, in milliseconds since 1970; tells it from the others. */
  readonly at: number;
  /** What was set in the page. */
  readonly settings: PlanSettings;
}

/** A plan in the place of the one as found: of the narrower model, or one from the clipboard. */
export type Instead = 'narrower' | 'pasted';

/**
 * What `setState` keeps of the page. VS Code hands it to the panel's serializer after a window reload:
 * `model.source.uri` and `model.name` say which model to look for again.
 */
export interface PanelMemory {
  readonly version: 2;
  readonly model: ModelView;
  /** As the extension sent it, before the reader's settings; or what the reader took in its place. */
  readonly plan: Plan;
  /** What the reader took in the place of the plan as found; absent for that itself. */
  readonly instead?: Instead;
  readonly settings: PlanSettings;
  readonly result: PackedResult | null;
  /** The plan in training, which is started again when it was interrupted. */
  readonly running: Plan | null;
  /** Keys of the parts that are open: data tables, explanations. */
  readonly open: readonly string[];
  /** The history of runs, oldest first. */
  readonly runs: readonly PastRun[];
  /** Keys of explanations that the reader has sent away. */
  readonly dismissed: readonly string[];
  /** Older runs than these were dropped. */
  readonly dropped: boolean;
}
