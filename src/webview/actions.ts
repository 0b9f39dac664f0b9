import type { PanelSettings, SourceLink } from '../protocol/messages';
import type { Field, Notice } from './state';

/** What the reader can do in the page. */
export interface Actions {
  run(): void;
  stop(): void;
  reset(): void;
  set(settings: Partial<PanelSettings>): void;
  /** The text in a field can or cannot be used. */
  fault(field: Field, faulty: boolean): void;
  reveal(source: SourceLink): void;
  apply(): void;
  copyPlan(): void;
  copyCsv(): void;
  copyJson(): void;
  dismiss(notice: Notice['key']): void;
  /** A foldable part was opened or closed. */
  fold(key: string, open: boolean): void;
  /** The cross-hair of a chart moved; null takes it away. */
  read(chart: string, index: number | null): void;
}
