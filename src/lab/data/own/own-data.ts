import type { Localized } from '../../../analysis/text/localized';
import type { PlanData } from '../../plan';
import { fromArrays } from './from-arrays';
import { fromTable } from './from-table';
import type { FileContent } from './read-table';
import { refuse } from './refuse';
import { resplitSizes } from './split';

/** Data of the reader's, ready to be split; numbers are as in the file. */
export interface OwnData {
  readonly rows: number;
  /** Numbers of one example in `inputs`. */
  readonly width: number;
  /** How the file shapes one example; null for a table, whose columns have no shape. */
  readonly inputShape: readonly number[] | null;
  /** rows × width; NaN where a value is missing. */
  readonly inputs: Float64Array;
  readonly targets: readonly Target[];
  /** What was left out, turned into numbers, or is worth knowing. */
  readonly notes: readonly Localized[];
}

export type Target =
  | { readonly name: string; readonly kind: 'numbers'; readonly values: Float64Array }
  | {
      readonly name: string;
      readonly kind: 'classes';
      readonly classes: readonly string[];
      readonly values: Float64Array;
    };

/** The name of such data in a plan. */
export const ownDataName = 'file';

const fewestRows = 20;

/**
 * @param targets names of the columns to predict; none takes the last column, of arrays the one called `y`
 * @throws CannotBuild with a sentence that says what to do
 */
export function ownData(content: FileContent, targets: readonly string[]): OwnData {
  const data =
    content.kind === 'table' ? fromTable(content.table, targets) : fromArrays(content.arrays, targets);
  if (data.rows >= fewestRows) return data;
  throw refuse(
    {
      en: 'it has {rows} usable rows, and fewer than {fewest} say nothing.',
      zh: '可用的行只有 {rows} 行，少于 {fewest} 行无法说明任何问题。',
    },
    { rows: data.rows, fewest: fewestRows },
  );
}

/**
 * The part of a plan that says how many examples of the file each seed takes.
 *
 * @param most training examples, as the size of the model allows
 */
export function ownPlanData(data: OwnData, file: string, targets: readonly string[], most: number): PlanData {
  return { name: ownDataName, file, targets, ...resplitSizes(data.rows, most), noise: 0 };
}
