import type * as vscode from 'vscode';
import type { ModelFact } from '../analysis/facts/facts';
import type { Localized } from '../analysis/text/localized';
import { pairOnly, planAsked, type Asked } from '../lab/asked';
import type { Plan } from '../lab/plan';
import type { ScaledPlan } from '../lab/planning/scale';
import { planFor } from '../lab/plan-from-model';
import type { ModelView } from '../protocol/messages';
import type { View } from './documents';
import { modelViewOf } from './model-view';

/** A model as found in the code, with the plan to compare it by or the reason why there is none. */
export type Comparison =
  | { readonly model: ModelView; readonly plan: Plan; readonly narrower: ScaledPlan | null }
  | { readonly model: ModelView; readonly plan: null; readonly reason: Localized };

/**
 * How a model of a document would be compared.
 *
 * @param asked what else than *with* and *without*
 * @param inputShape of one example, from data of the reader's: it fills what the code leaves open
 */
export function comparisonOf(
  uri: vscode.Uri,
  view: View,
  model: ModelFact,
  asked: Asked = pairOnly,
  inputShape: readonly number[] | null = null,
): Comparison {
  const planned = planFor(model, view.analysis.facts, inputShape);
  if ('reason' in planned) {
    const shown = modelViewOf(uri, view, model, { notes: [], penaltyWritten: false });
    return { model: shown, plan: null, reason: planned.reason };
  }
  const { plan, modelNotes, dataNotes, penaltyWritten, scaled } = planned;
  const notes = [...modelNotes, ...dataNotes];
  return {
    model: modelViewOf(uri, view, model, { notes, penaltyWritten }),
    plan: planAsked(plan, asked),
    narrower: scaled && { ...scaled, plan: planAsked(scaled.plan, asked) },
  };
}
