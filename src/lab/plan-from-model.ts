import type { Facts, ModelFact } from '../analysis/facts/facts';
import type { Localized } from '../analysis/text/localized';
import { CannotBuild } from './architecture/layer-kind';
import { planDataOf, proposeData } from './data/index';
import type { Plan, PlanModel } from './plan';
import { planLayers } from './planning/layers';
import { planLoss } from './planning/loss';
import { planOptimizer } from './planning/optimizer';
import { planPenalties, weightsOf } from './planning/penalties';
import { findShapes } from './planning/shapes';
import { batchSize, planSize, sizesNote } from './planning/size';
import { outputActivation } from './task';

/** A plan, or why there is none. */
export type PlanFromModel =
  | {
      readonly plan: Plan;
      /** What was assumed, replaced or left out of the model. */
      readonly modelNotes: readonly Localized[];
      /** Which data were chosen, and how much of them. */
      readonly dataNotes: readonly Localized[];
      /** False when the code holds no penalty that can be compared and the one of the plan is a suggestion. */
      readonly penaltyWritten: boolean;
    }
  | { readonly reason: Localized };

/**
 * The comparison to start with for a model as the analysis found it.
 *
 * @param inputShape of one example, from data of the reader's: it fills what the code leaves open
 */
export function planFor(
  model: ModelFact,
  facts: Facts,
  inputShape: readonly number[] | null = null,
): PlanFromModel {
  try {
    return buildPlan(model, facts, inputShape);
  } catch (error) {
    if (error instanceof CannotBuild) return { reason: error.reason };
    throw error;
  }
}

/** @throws CannotBuild */
function buildPlan(model: ModelFact, facts: Facts, given: readonly number[] | null): PlanFromModel {
  const { layers, notes: layerNotes } = planLayers(model);
  const { inputShape, shapes, notes: shapeNotes } = findShapes(model, layers, given);
  const plans = layers.map(({ plan }) => plan);
  const last = plans.at(-1)?.name as string;
  const planModel: PlanModel = {
    name: model.name,
    inputShape,
    outputShape: shapes.get(last) ?? [],
    layers: plans,
  };
  const trains = plans.some(
    (plan) => plan.config.trainable !== false && weightsOf(plan, shapes).some(({ trainable }) => trainable),
  );
  if (!trains) {
    throw new CannotBuild({
      en: 'The model has no weights that can be trained.',
      zh: '模型没有可训练的权重。',
    });
  }

  const lossFact = model.compile?.loss ?? lossCalledOn(model, facts);
  const width = planModel.outputShape.at(-1) ?? 1;
  const { loss, notes: lossNotes } = planLoss(lossFact, outputActivation(planModel), width);
  const { optimizer, notes: optimizerNotes } = planOptimizer(model.compile?.optimizer ?? null);
  const { penalties, written, notes: penaltyNotes } = planPenalties(layers, shapes);
  const { dataSet, reason } = proposeData(planModel, loss);
  const { size, notes: sizeNotes } = planSize(plans, shapes);

  const plan: Plan = {
    version: 1,
    model: planModel,
    optimizer,
    loss,
    data: planDataOf(dataSet, size),
    arms: [
      { name: 'without', penalties: [] },
      { name: 'with', penalties },
    ],
    seeds: size.seeds,
    epochs: size.epochs,
    batchSize,
  };
  const modelNotes = [
    ...shapeNotes,
    ...layerNotes,
    ...lossNotes,
    ...optimizerNotes,
    ...penaltyNotes,
    ...handWrittenNotes(model),
  ];
  return {
    plan,
    modelNotes,
    dataNotes: [reason, sizesNote(plan.data), ...sizeNotes],
    penaltyWritten: written,
  };
}

/** Penalties that are no argument of a layer exist in the code only, not in the plan. */
function handWrittenNotes({ mechanisms }: ModelFact): readonly Localized[] {
  const found = mechanisms.some(({ kind }) => kind === 'add-loss' || kind === 'hand-written-penalty');
  if (!found) return [];
  return [
    {
      en: 'Penalties added by hand or by add_loss are left out; those given to layers are compared.',
      zh: '忽略了手写或通过 add_loss 加入的惩罚；只比较写在层上的惩罚。',
    },
  ];
}

/** The loss of a model that is trained without `compile`: the one called on its output. */
function lossCalledOn(model: ModelFact, facts: Facts) {
  return facts.lossApplications.find((application) => application.model === model.id)?.loss ?? null;
}
