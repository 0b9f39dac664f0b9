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
import { scaledToBudget, type ScaledPlan } from './planning/scale';
import { planSize, sizesNote } from './planning/size';
import { leftOutNotes, lossOf, optimizerOf } from './planning/training';
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
      /** A narrower model that can be taken instead of one that takes too long; null where there is no need or none fits. */
      readonly scaled: ScaledPlan | null;
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

  const width = planModel.outputShape.at(-1) ?? 1;
  const { loss, notes: lossNotes } = planLoss(lossOf(model, facts), outputActivation(planModel), width);
  const { optimizer, notes: optimizerNotes } = planOptimizer(optimizerOf(model, facts));
  const { penalties, written, notes: penaltyNotes } = planPenalties(layers, shapes);
  const { dataSet, reason } = proposeData(planModel, loss);
  const { size, notes: sizeNotes } = planSize(plans, shapes, model.fitted);

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
    batchSize: size.batchSize,
  };
  const modelNotes = [
    ...shapeNotes,
    ...layerNotes,
    ...lossNotes,
    ...optimizerNotes,
    ...penaltyNotes,
    ...leftOutNotes(model, facts, optimizer),
  ];
  return {
    plan,
    modelNotes,
    dataNotes: [reason, sizesNote(plan.data), ...sizeNotes],
    penaltyWritten: written,
    scaled: scaledToBudget(plan),
  };
}
