import type { Facts, ModelFact } from '../analysis/facts/facts';
import type { Localized } from '../analysis/text/localized';
import { applyEdits, sameSpan, type TextEdit } from '../analysis/text/span';
import { holds } from './applying/check';
import { dropoutEdits, dropoutNames, modelWithDropout } from './applying/dropout';
import { earlyStoppingEdits } from './applying/early-stopping';
import { decayEdits } from './applying/optimizer';
import { penaltyEdits } from './applying/penalties';
import { sourceOf } from './applying/source';
import { spellingOf } from './applying/spelling';
import type { Target, Written } from './applying/target';
import { words } from './applying/words';
import type { Plan, PlanArm } from './plan';
import { planFor } from './plan-from-model';
import { planLayers } from './planning/layers';
import { filled } from './planning/words';

/** What an arm is written into. */
export interface ApplyTarget {
  readonly facts: Facts;
  readonly model: ModelFact;
  /** The file's own text, from which the facts came. */
  readonly text: string;
  /** The plan that was compared. */
  readonly plan: Plan;
  /** The facts of the file with another text. */
  readonly analyze: (text: string) => Facts;
}

/** Edits that write an arm into the code, or why there are none: it is there already, or cannot be written. */
export type Application =
  | { readonly edits: readonly TextEdit[]; readonly notes: readonly Localized[] }
  | { readonly reason: Localized; readonly written: boolean };

/**
 * Writes what one arm does about overfitting into the code, and takes out the penalties that it does not have. What
 * comes out is read again: either it is all of what was compared, or nothing is written.
 */
export function applyArm({ facts, model, text, plan, analyze }: ApplyTarget, arm: PlanArm): Application {
  const source = sourceOf(text);
  const planned = planFor(model, facts, plan.model.inputShape);
  if ('reason' in planned) return { reason: words.layersChanged, written: false };
  const layers = layerPositions(model);
  const target: Target = { facts, model, source, plan, planned, layers, spelling: spellingOf(source, facts) };
  const parts = partsOf(target, arm);
  const refused = parts.find((part) => 'reason' in part);
  if (refused && 'reason' in refused) return { reason: refused.reason, written: false };
  const written = parts.flatMap((part) => ('edits' in part ? part.edits : []));
  const edits = withoutRepetition(written.length > 0 ? [...written, ...target.spelling.edits()] : []);
  if (edits.length === 0) {
    const idle = arm.dropout !== undefined && dropoutNames(target).size === 0;
    return { reason: idle ? words.noDropoutPlace : words.alreadyWritten, written: true };
  }
  if (!isRight(target, arm, edits, analyze)) return { reason: words.wouldDiffer, written: false };
  const notes = parts.flatMap((part) => ('edits' in part ? (part.notes ?? []) : []));
  return { edits, notes: [...(arm.proximal ? [words.proximal] : []), ...notes, ...othersChanged(target)] };
}

/** Other models that are trained and whose layers are made by lines that make this model's. */
function othersChanged({ facts, model }: Target): readonly Localized[] {
  return facts.models
    .filter(({ id, compile, trainings }) => id !== model.id && (compile !== null || trainings.length > 0))
    .filter(({ layers }) =>
      layers.some(({ span }) => model.layers.some((layer) => sameSpan(layer.span, span))),
    )
    .map(({ name }) => filled(words.changesOther, { other: name }));
}

function partsOf(target: Target, arm: PlanArm): readonly Written[] {
  return [
    penaltyEdits(target, arm),
    ...(arm.dropout === undefined ? [] : [dropoutEdits(target, arm.dropout)]),
    ...(arm.weightDecay === undefined ? [] : [decayEdits(target, arm.weightDecay)]),
    ...(arm.patience === undefined ? [] : [earlyStoppingEdits(target, arm.patience)]),
  ];
}

/** Whether the edited text does what the arm did. */
function isRight(
  target: Target,
  arm: PlanArm,
  edits: readonly TextEdit[],
  analyze: ApplyTarget['analyze'],
): boolean {
  const { facts, model, planned } = target;
  const { text } = target.source;
  let edited: string;
  try {
    edited = applyEdits(text, edits);
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
  if (sourceOf(edited).broken > sourceOf(text).broken) return false;
  const now = analyze(edited);
  const namesakes = (all: Facts) => all.models.filter(({ name }) => name === model.name);
  const again = namesakes(now)[namesakes(facts).indexOf(model)];
  const expected = arm.dropout === undefined ? planned.plan.model : modelWithDropout(target, arm.dropout);
  return again !== undefined && holds(expected, arm, now, again);
}

/** Position in `model.layers` of each layer name of a plan made from the model. */
function layerPositions(model: ModelFact): ReadonlyMap<string, number> {
  const { layers } = planLayers(model);
  const graph = model.graph();
  const steps = 'steps' in graph ? graph.steps : [];
  return new Map(
    layers.flatMap(({ plan }, place) => {
      const position = steps[place]?.layer ?? null;
      return position === null ? [] : [[plan.name, position] as const];
    }),
  );
}

/** Layers made in a loop and strengths shared through a variable ask for the same edit several times. */
function withoutRepetition(edits: readonly TextEdit[]): TextEdit[] {
  return edits.filter(
    (edit, index) =>
      edits.findIndex((other) => sameSpan(other.span, edit.span) && other.newText === edit.newText) === index,
  );
}
