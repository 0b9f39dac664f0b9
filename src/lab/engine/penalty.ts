import type { PlanArm } from '../plan';
import type { WeightSlot } from './network';
import { orthogonalGradient, orthogonalValue, type BoundOrthogonal } from './orthogonal';

/** A penalty bound to the weight it applies to. */
export interface BoundPenalty {
  readonly slot: number;
  readonly l1: number;
  readonly l2: number;
  /** The part of `l1` that is in the gradient: none of it where the arm takes the proximal step instead. */
  readonly l1InGradient: number;
  readonly orthogonal?: BoundOrthogonal;
}

/**
 * An arm's penalties on weights. Those of weights that are not trained are left out, as Keras leaves them out
 * of `model.losses`; those on outputs of layers depend on a batch and are the network's matter.
 *
 * @throws Error when a penalty names a weight that the network does not have, or one that it does not fit
 */
export function bindPenalties(
  { penalties, proximal = false }: PlanArm,
  slots: readonly WeightSlot[],
): readonly BoundPenalty[] {
  return penalties.flatMap(({ layer, on, l1, l2, orthogonal }) => {
    if (on === 'activity') return [];
    const reached = slots.filter(
      ({ role, penalized = role, layer: owner }) => owner === layer && penalized === on,
    );
    if (reached.length === 0) throw new Error(`There is no weight ${on} in the layer ${layer}.`);
    return reached
      .filter(({ trainable }) => trainable)
      .map((slot): BoundPenalty => {
        const bound = { slot: slot.index, l1, l2, l1InGradient: proximal ? 0 : l1 };
        if (!orthogonal) return bound;
        const [rows, columns] = slot.shape;
        if (slot.shape.length !== 2)
          throw new Error(`The orthogonal regularizer needs a matrix, which ${on} of ${layer} is not.`);
        return { ...bound, orthogonal: { ...orthogonal, rows: rows as number, columns: columns as number } };
      });
  });
}

/** Σ l1 · Σ|w| + l2 · Σw², as `keras.regularizers.L1L2`, and what the orthogonal regularizer adds. */
export function penaltyValue(penalties: readonly BoundPenalty[], weights: readonly Float32Array[]): number {
  let total = 0;
  for (const { slot, l1, l2, orthogonal } of penalties) {
    const values = weights[slot] as Float32Array;
    let absolute = 0;
    let squares = 0;
    for (const weight of values) {
      absolute += Math.abs(weight);
      squares += weight * weight;
    }
    total += l1 * absolute + l2 * squares;
    if (orthogonal) total += orthogonalValue(orthogonal, values);
  }
  return total;
}

/** Adds the penalty's gradient, l1 · sign(w) + 2 · l2 · w with sign(0) = 0, to that of the data loss. */
export function addPenaltyGradient(
  { l1InGradient, l2, orthogonal }: BoundPenalty,
  weights: Float32Array,
  gradient: Float32Array,
): void {
  for (let index = 0; index < weights.length; index++) {
    const weight = weights[index] as number;
    // Without Math.sign, which branches: at random signs that took four times as long.
    const sign = Number(weight > 0) - Number(weight < 0);
    gradient[index] = (gradient[index] as number) + l1InGradient * sign + 2 * l2 * weight;
  }
  if (orthogonal) orthogonalGradient(orthogonal, weights, gradient);
}
