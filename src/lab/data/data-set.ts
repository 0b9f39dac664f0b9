import type { Localized } from '../../analysis/text/localized';
import type { Random } from '../random';
import type { Task } from '../task';
import type { OwnData } from './own/own-data';
import type { Samples } from './samples';

/** What a data set must fit. */
export interface DataShape {
  /** Without the batch dimension. */
  readonly inputShape: readonly number[];
  readonly outputShape: readonly number[];
  readonly task: Task;
  /** How many different tokens the first Embedding knows, or null when inputs are numbers. */
  readonly vocabulary: number | null;
}

/** A built-in data set: made from a seed, or real. */
export type DataSet = GeneratedDataSet | RealDataSet;

interface Described {
  /** As in `PlanData.name`. */
  readonly name: string;
  readonly title: Localized;
  /** What is in it and what the noise does. */
  readonly description: Localized;
  fits(shape: DataShape): boolean;
}

/** A generator, nothing to ship: every seed is a problem of its own. */
export interface GeneratedDataSet extends Described {
  readonly defaultNoise: number;
  /** Draws `count` independent examples of one problem. */
  generate(count: number, noise: number, shape: DataShape, random: Random): Samples;
}

/** Measured by people and shipped: every seed splits the same examples anew. */
export interface RealDataSet extends Described {
  /** Who measured it, by which way it came here, and its licence. */
  readonly licence: Localized;
  readonly examples: OwnData;
}

export function isReal(dataSet: DataSet): dataSet is RealDataSet {
  return 'examples' in dataSet;
}
