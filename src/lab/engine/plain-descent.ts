import type { Plan, PlanArm } from '../plan';
import { clipping } from './clipping';
import { learningRates } from './learning-rates';
import type { WeightSlot } from './network';
import { bindPenalties } from './penalty';
import { optimizerOf } from './weight-step';

/** Steps w ← w − rate · (gradient + l1 · sign w + 2 · l2 · w) of every trained weight of one variant. */
export interface PlainDescent {
  /** The learning rate of the next step. */
  nextRate(): number;
  /** By slot. */
  readonly l1: readonly number[];
  readonly l2: readonly number[];
}

/** The steps of a variant where its arm takes them that way, as with plain SGD; else null. */
export function plainDescent(plan: Plan, arm: PlanArm, slots: readonly WeightSlot[]): PlainDescent | null {
  const optimizer = optimizerOf(plan, arm);
  const bound = bindPenalties(arm, slots);
  const plain =
    optimizer.className === 'SGD' &&
    optimizer.momentum === 0 &&
    !optimizer.weightDecay &&
    clipping(optimizer) === null &&
    !arm.proximal &&
    bound.every(({ orthogonal }) => !orthogonal);
  if (!plain) return null;
  const total = (kind: 'l1' | 'l2') =>
    slots.map(({ index }) =>
      bound.reduce((sum, penalty) => (penalty.slot === index ? sum + penalty[kind] : sum), 0),
    );
  const rateOf = learningRates(optimizer);
  let steps = 0;
  return { nextRate: () => rateOf(steps++), l1: total('l1'), l2: total('l2') };
}
