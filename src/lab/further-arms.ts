import type { Localized } from '../analysis/text/localized';
import type { Plan, PlanArm } from './plan';
import { penalizedArm, penalizedWeights, penaltiesOn, type WeightPlace } from './penalized-arm';
import { strengthOf } from './sweep-plan';
import { dropoutPlaces } from './with-dropout';

/** What an arm can do about overfitting instead of the penalty in the code, each with one number. */
export const furtherArmNames = [
  'l1',
  'l2',
  'l1l2',
  'l1-proximal',
  'dropout',
  'decay',
  'early-stopping',
] as const;
export type FurtherArmName = (typeof furtherArmNames)[number];

/** How each further arm is called where it is chosen. */
export const furtherArmLabels: Readonly<Record<FurtherArmName, Localized>> = {
  l1: { en: 'L1', zh: 'L1' },
  l2: { en: 'L2', zh: 'L2' },
  l1l2: { en: 'L1 and L2', zh: 'L1 和 L2' },
  'l1-proximal': { en: 'L1 with exact zeros', zh: '带精确零的 L1' },
  dropout: { en: 'Dropout', zh: 'Dropout' },
  decay: { en: 'Decoupled weight decay', zh: '解耦权重衰减' },
  'early-stopping': { en: 'Early stopping', zh: '早停' },
};

/** What each further arm is, in a line for the reader. */
const furtherArmTexts: Readonly<Record<FurtherArmName, Localized>> = {
  l1: {
    en: 'L1: the sum of absolute weights, by its subgradient as Keras does; weights come near 0, seldom to it',
    zh: 'L1：权重绝对值之和，与 Keras 一样用次梯度；权重接近 0，但很少恰好为 0',
  },
  l2: { en: 'L2: the sum of squared weights', zh: 'L2：权重平方和' },
  l1l2: { en: 'L1 and L2 together, each with this strength', zh: 'L1 与 L2 同时使用，强度相同' },
  'l1-proximal': {
    en: 'L1 by the proximal step: weights become exactly 0',
    zh: '用近端步骤实现的 L1：权重会恰好变为 0',
  },
  dropout: {
    en: 'dropout with this rate after every hidden activation, no penalty',
    zh: '在每个隐藏激活之后加入该比例的 dropout，不加惩罚',
  },
  decay: {
    en: 'decoupled weight decay: all weights shrink by this share of the learning rate at each step, no penalty',
    zh: '解耦权重衰减：每一步所有权重按学习率乘以该值的比例缩小，不加惩罚',
  },
  'early-stopping': {
    en: 'early stopping: ends after so many epochs without a lower validation loss and keeps the best weights, no penalty',
    zh: '早停：验证损失连续这么多个 epoch 不再降低时停止，并保留最好的权重，不加惩罚',
  },
};

export interface FurtherArm {
  readonly name: FurtherArmName;
  /** Strength, rate, decay or patience; what is usual when absent. */
  readonly value?: number;
}

/**
 * Of dropout the rate of Srivastava et al. (2014) for hidden units, of decay Keras' default of AdamW, some patience;
 * and the strength where the plan's own penalty has none to take over.
 */
export const usualNumbers = { dropout: 0.5, decay: 0.004, 'early-stopping': 5, strength: 0.01 };

/**
 * The plan with further arms behind its own.
 *
 * @param places weights that further penalties are on; those of the plan's own penalty when absent
 */
export function withArms(
  plan: Plan,
  arms: readonly FurtherArm[],
  places: readonly WeightPlace[] = penalizedWeights(plan),
): Plan {
  return { ...plan, arms: [...plan.arms, ...arms.map((arm) => armOf(plan, arm, places))] };
}

/** @returns what the number of an arm has to be, or null where this one fits */
export function misfitOfArm({ name, value }: FurtherArm): 'positive' | 'rate' | 'patience' | null {
  if (value === undefined) return null;
  if (name === 'dropout') return value > 0 && value < 1 ? null : 'rate';
  if (name === 'early-stopping') return Number.isInteger(value) && value > 0 ? null : 'patience';
  return value > 0 ? null : 'positive';
}

function armOf(plan: Plan, { name, value }: FurtherArm, places: readonly WeightPlace[]): PlanArm {
  const penalized = plan.arms[penalizedArm(plan)] as PlanArm;
  switch (name) {
    case 'dropout':
      return named(name, value ?? usualNumbers.dropout, (dropout) => ({ dropout }));
    case 'decay':
      return named(name, value ?? usualNumbers.decay, (weightDecay) => ({ weightDecay }));
    case 'early-stopping':
      return named(name, value ?? usualNumbers['early-stopping'], (patience) => ({ patience }));
    default: {
      const kind = name === 'l1-proximal' ? 'l1' : name;
      const strength = value ?? (strengthOf(penalized) || usualNumbers.strength);
      const penalties = penaltiesOn(places, kind, strength);
      return named(name, strength, () => ({ penalties, ...(name === 'l1-proximal' && { proximal: true }) }));
    }
  }
}

function named(name: string, value: number, made: (value: number) => Partial<PlanArm>): PlanArm {
  return { name: `${name} ${value}`, penalties: [], ...made(value) };
}

const nowhere: Localized = {
  en: 'the model has no hidden activation to put a dropout after; this arm is “without” again',
  zh: '模型没有可以在其后加入 dropout 的隐藏激活；该方案与无惩罚的方案相同',
};

/** What the further arms of a plan are, by their names: one line each. */
export function furtherArmLines({ arms, model }: Plan): readonly (readonly [arm: string, text: Localized])[] {
  return arms.flatMap((arm): readonly (readonly [string, Localized])[] => {
    const name = furtherArmNames.find((one) => arm.name.startsWith(`${one} `));
    if (name === undefined) return [];
    const idle = name === 'dropout' && dropoutPlaces(model).size === 0;
    return [[arm.name, idle ? nowhere : furtherArmTexts[name]]];
  });
}
