import type { Plan, PlanArm, PlanOptimizer } from '../plan';
import { clipping } from './clipping';
import type { WeightSlot } from './network';
import { optimizerStep } from './optimizers';
import { addPenaltyGradient, bindPenalties } from './penalty';
import { proximalStep } from './proximal';

/**
 * Changes the weights of one variant by one step, in place.
 *
 * @param weights one array per slot
 * @param gradients of the data loss, one array per slot that is trained; changed too
 */
export type WeightStep = (
  weights: readonly Float32Array[],
  gradients: readonly (Float32Array | undefined)[],
) => void;

/**
 * From the gradient of the data loss to the new weights, in Keras' order: the penalties' gradients, all at the
 * weights before the step, as one gradient of the whole loss; clipping; decoupled decay; the optimizer's step;
 * and for an arm with `proximal` the soft threshold.
 */
export function weightStep(plan: Plan, arm: PlanArm, slots: readonly WeightSlot[]): WeightStep {
  const optimizer = optimizerOf(plan, arm);
  const bound = bindPenalties(arm, slots);
  const clip = clipping(optimizer);
  const trained = slots.filter(({ trainable }) => trainable);
  const steps = trained.map(({ shape }) => optimizerStep(optimizer, shape));
  const shrink = proximalStep(arm, optimizer, bound);
  return (weights, gradients) => {
    for (const penalty of bound)
      addPenaltyGradient(
        penalty,
        weights[penalty.slot] as Float32Array,
        gradients[penalty.slot] as Float32Array,
      );
    clip?.(trained.map(({ index }) => gradients[index] as Float32Array));
    trained.forEach(({ index }, place) =>
      steps[place]?.(weights[index] as Float32Array, gradients[index] as Float32Array),
    );
    shrink?.(weights);
  };
}

/** The optimizer of one arm: its own decoupled decay takes the place of the plan's. */
export function optimizerOf({ optimizer }: Plan, { weightDecay }: PlanArm): PlanOptimizer {
  return weightDecay === undefined ? optimizer : { ...optimizer, weightDecay };
}
