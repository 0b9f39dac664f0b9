import type { ExportKind } from '../lab/exports';
import type { PenaltyKind, PlanSettings } from '../lab/plan-settings';
import type { SourceLink } from '../protocol/messages';
import type { LinkedRule } from './rule-links';
import type { PictureForm } from './picture';
import type { Field } from './settings';
import type { Notice } from './state';

/** What the reader can do in the page. */
export interface Actions {
  run(): void;
  stop(): void;
  reset(): void;
  /** Something other than a typed number was chosen. */
  set(change: (now: PlanSettings) => Partial<PlanSettings>): void;
  /** Takes over a strength that a sweep has chosen. */
  useStrength(kind: PenaltyKind, strength: number): void;
  /** The text in a field has changed. */
  type(field: Field, text: string): void;
  /** The reader has left a field. */
  leave(field: Field): void;
  reveal(source: SourceLink): void;
  /** Writes an arm into the code; the one that the verdict is about where none is given. */
  apply(arm?: number): void;
  /** Has a drawing of the page written to a file. */
  savePicture(figure: Element, name: string, form: PictureForm): void;
  /** Takes the plan in the clipboard. */
  paste(): void;
  takeNarrower(): void;
  pickData(): void;
  /** Trains on the file that was picked. */
  useFile(): void;
  /** The columns of the file to predict. */
  predict(columns: readonly string[]): void;
  takeFound(): void;
  openRule(rule: LinkedRule): void;
  /** Explanations that are not wanted any more, until `explainAgain`. */
  dismissExplanation(...keys: readonly string[]): void;
  explainAgain(): void;
  chooseExport(kind: ExportKind): void;
  copyExport(): void;
  /** Opens it in the editor, unsaved. */
  openExport(): void;
  dismiss(notice: Notice['key']): void;
  /** Shows a run of the history again, with what was set. */
  restore(at: number): void;
  /** Lays a run over the shown one; null takes it off. */
  overlay(at: number | null): void;
  /** Takes a run out of the history. */
  forget(at: number): void;
  /** A foldable part was opened or closed. */
  fold(key: string, open: boolean): void;
  /** Moves the cross-hair of a chart from where it stands by now; null is nowhere. */
  read(chart: string, move: (from: number | null) => number | null): void;
  /** Shows an arm before the others in every chart; null is none. */
  pointOut(arm: number | null): void;
}
