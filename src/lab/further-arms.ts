import type { Plan, PlanArm } from './plan';
import { penalizedArm, planWith } from './plan-settings';
import { strengthOf } from './sweep-plan';

/** What an arm can do about overfitting instead of the penalty in the code, each with one number. */
export const furtherArmNames = ['l1', 'l2', 'l1l2', 'dropout', 'decay', 'early-stopping'] as const;
export type FurtherArmName = (typeof furtherArmNames)[number];

export interface FurtherArm {
  readonly name: FurtherArmName;
  /** Strength, rate, decay or patience; what is usual when absent. */
  readonly value?: number;
}

/** The rate of Srivastava et al. (2014) for hidden units, Keras' default of AdamW, and some patience. */
const usual = { dropout: 0.5, decay: 0.004, 'early-stopping': 5 };
/** Where the plan's own penalty has no strength to take over. */
const usualStrength = 0.01;

/** The plan with further arms behind its own. */
export function withArms(plan: Plan, arms: readonly FurtherArm[]): Plan {
  return { ...plan, arms: [...plan.arms, ...arms.map((arm) => armOf(plan, arm))] };
}

/** @returns what the number of an arm has to be, or null where this one fits */
export function misfitOfArm({ name, value }: FurtherArm): 'positive' | 'rate' | 'patience' | null {
  if (value === undefined) return null;
  if (name === 'dropout') return value > 0 && value < 1 ? null : 'rate';
  if (name === 'early-stopping') return Number.isInteger(value) && value > 0 ? null : 'patience';
  return value > 0 ? null : 'positive';
}

function armOf(plan: Plan, { name, value }: FurtherArm): PlanArm {
  const penalized = plan.arms[penalizedArm(plan)] as PlanArm;
  switch (name) {
    case 'dropout':
      return named(name, value ?? usual.dropout, (dropout) => ({ dropout }));
    case 'decay':
      return named(name, value ?? usual.decay, (weightDecay) => ({ weightDecay }));
    case 'early-stopping':
      return named(name, value ?? usual['early-stopping'], (patience) => ({ patience }));
    default: {
      const strength = value ?? (strengthOf(penalized) || usualStrength);
      const settings = { kind: name, strength, seeds: plan.seeds.length, epochs: plan.epochs };
      const { penalties } = planWith(plan, settings).arms[penalizedArm(plan)] as PlanArm;
      return named(name, strength, () => ({ penalties }));
    }
  }
}

function named(name: string, value: number, made: (value: number) => Partial<PlanArm>): PlanArm {
  return { name: `${name} ${value}`, penalties: [], ...made(value) };
}
