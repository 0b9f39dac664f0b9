import type { Facts, ModelFact } from '../../analysis/facts/facts';
import type { Localized } from '../../analysis/text/localized';
import type { TextEdit } from '../../analysis/text/span';
import type { Plan } from '../plan';
import type { PlanFromModel } from '../plan-from-model';
import type { Source } from './source';
import type { Spelling } from './spelling';

/** What an arm is written into. */
export interface Target {
  readonly facts: Facts;
  readonly model: ModelFact;
  readonly source: Source;
  readonly spelling: Spelling;
  /** The plan that was compared. */
  readonly plan: Plan;
  /** What the code as it is now would be compared by. */
  readonly planned: Extract<PlanFromModel, { plan: Plan }>;
  /** Position in `model.layers` of each layer name of the plan. */
  readonly layers: ReadonlyMap<string, number>;
}

/** Edits and what is to be known of them, or why there are none. */
export type Written =
  | { readonly edits: readonly TextEdit[]; readonly notes?: readonly Localized[] }
  | { readonly reason: Localized };
