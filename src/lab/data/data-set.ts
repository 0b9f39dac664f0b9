import type { Localized } from '../../analysis/text/localized';
import type { Random } from '../random';
import type { Task } from '../task';
import type { Samples } from './samples';

/** What a generator must fit. */
export interface DataShape {
  /** Without the batch dimension. */
  readonly inputShape: readonly number[];
  readonly outputShape: readonly number[];
  readonly task: Task;
  /** How many different tokens the first Embedding knows, or null when inputs are numbers. */
  readonly vocabulary: number | null;
}

/** A built-in data set: a generator, nothing to ship. */
export interface DataSet {
  /** As in `PlanData.name`. */
  readonly name: string;
  readonly title: Localized;
  /** What is in it and what the noise does. */
  readonly description: Localized;
  readonly defaultNoise: number;
  fits(shape: DataShape): boolean;
  /** Draws `count` independent examples of one problem. */
  generate(count: number, noise: number, shape: DataShape, random: Random): Samples;
}
