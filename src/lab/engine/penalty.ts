import type { PlanPenalty } from '../plan';
import type { WeightSlot } from './network';

/** A penalty bound to the weight it applies to. */
export interface BoundPenalty {
  readonly slot: number;
  readonly l1: number;
  readonly l2: number;
}

/** @throws Error when a penalty names a weight that the network does not have */
export function bindPenalties(
  penalties: readonly PlanPenalty[],
  slots: readonly WeightSlot[],
): readonly BoundPenalty[] {
  return penalties.map(({ layer, on, l1, l2 }) => {
    const slot = slots.find((candidate) => candidate.layer === layer && candidate.role === on);
    if (!slot) throw new Error(`There is no weight ${on} in the layer ${layer}.`);
    return { slot: slot.index, l1, l2 };
  });
}

/** Σ l1 · Σ|w| + l2 · Σw², as `keras.regularizers.L1L2`. */
export function penaltyValue(penalties: readonly BoundPenalty[], weights: readonly Float32Array[]): number {
  let total = 0;
  for (const { slot, l1, l2 } of penalties) {
    let absolute = 0;
    let squares = 0;
    for (const weight of weights[slot] as Float32Array) {
      absolute += Math.abs(weight);
      squares += weight * weight;
    }
    total += l1 * absolute + l2 * squares;
  }
  return total;
}

/** Adds the penalty's gradient, l1 · sign(w) + 2 · l2 · w with sign(0) = 0, to that of the data loss. */
export function addPenaltyGradient(
  { l1, l2 }: BoundPenalty,
  weights: Float32Array,
  gradient: Float32Array,
): void {
  for (let index = 0; index < weights.length; index++) {
    const weight = weights[index] as number;
    gradient[index] = (gradient[index] as number) + l1 * Math.sign(weight) + 2 * l2 * weight;
  }
}
