import { furtherArmNames, usualNumbers, withArms, type FurtherArmName } from './further-arms';
import type { Plan, PlanArm, PlanData } from './plan';
import {
  penalizedArm,
  penalizedWeights,
  penaltiesOn,
  uniformPenalty,
  type StrengthKind,
  type WeightPlace,
} from './penalized-arm';
import { strengthOf, sweepPlan } from './sweep-plan';

export { penalizedArm };

/**
 * What to compare with the model without; `as-found` keeps what the code or the suggestion says, layer by layer.
 * The last three are no penalties, but answers to the same question.
 */
export type PenaltyKind = 'as-found' | StrengthKind | 'dropout' | 'decay' | 'early-stopping';

/** With and without it; other answers beside it; or it at eight strengths. */
export type Scope = 'pair' | 'several' | 'sweep';

/** What a reader sets on top of a plan. */
export interface PlanSettings {
  readonly kind: PenaltyKind;
  /** λ of L1 and L2. */
  readonly strength: number;
  /** L1 by the proximal step. */
  readonly proximal: boolean;
  /** Rate, from above 0 to below 1. */
  readonly dropout: number;
  readonly decay: number;
  readonly patience: number;
  /** The weights that L1 and L2 are on. */
  readonly on: readonly WeightPlace[];
  readonly scope: Scope;
  /** With the scope `several`: what else is compared. */
  readonly further: readonly FurtherArmName[];
  readonly data: PlanData;
  readonly seeds: number;
  readonly epochs: number;
  readonly batchSize: number;
  readonly learningRate: number;
}

/** Settings that say what the arms are. */
const ofPenalty = ['kind', 'strength', 'proximal', 'dropout', 'decay', 'patience', 'on'] as const;
const ofArms = [...ofPenalty, 'scope', 'further'] as const;

/** The settings that leave `plan` as it is. */
export function settingsOf(plan: Plan): PlanSettings {
  const arm = plan.arms[penalizedArm(plan)] as PlanArm;
  const others = plan.arms.filter((one) => one !== arm && one.name !== 'without');
  const valueIn = (key: 'dropout' | 'weightDecay' | 'patience') =>
    [arm, ...others].find((one) => one[key] !== undefined)?.[key];
  const scope = others.some(({ strength }) => strength !== undefined)
    ? 'sweep'
    : others.length > 0
      ? 'several'
      : 'pair';
  const further = furtherArmNames.filter((name) => others.some((one) => furtherArmName(one.name) === name));
  const uniform = uniformPenalty(arm.penalties);
  return {
    kind: kindOf(arm, uniform?.kind),
    strength: uniform?.strength ?? (strengthOf(arm) || usualNumbers.strength),
    proximal: arm.proximal ?? false,
    dropout: valueIn('dropout') ?? usualNumbers.dropout,
    decay: valueIn('weightDecay') ?? usualNumbers.decay,
    patience: valueIn('patience') ?? usualNumbers['early-stopping'],
    on: penalizedWeights(plan),
    scope,
    further: scope === 'several' ? further : ['l1', 'l2', 'dropout', 'decay'],
    data: plan.data,
    seeds: plan.seeds.length,
    epochs: plan.epochs,
    batchSize: plan.batchSize,
    learningRate: plan.optimizer.learningRate,
  };
}

/** `plan` with what the reader has set; what is left as `settingsOf` gives it stays as it is in the plan. */
export function planWith(plan: Plan, settings: PlanSettings): Plan {
  const { learningRate } = settings;
  return {
    ...plan,
    optimizer:
      learningRate === plan.optimizer.learningRate ? plan.optimizer : { ...plan.optimizer, learningRate },
    data: settings.data,
    arms: armsWith(plan, settings),
    seeds: seedsWith(plan.seeds, settings.seeds),
    epochs: settings.epochs,
    batchSize: settings.batchSize,
  };
}

/** Whether a sweep over the strength makes sense with such a penalty. */
export function canBeSwept(plan: Plan, { kind }: Pick<PlanSettings, 'kind'>): boolean {
  if (kind === 'as-found') return strengthOf(plan.arms[penalizedArm(plan)] as PlanArm) > 0;
  return kind === 'l1' || kind === 'l2' || kind === 'l1l2';
}

function agree(one: PlanSettings, other: PlanSettings, keys: readonly (keyof PlanSettings)[]): boolean {
  return keys.every((key) => JSON.stringify(one[key]) === JSON.stringify(other[key]));
}

function kindOf(
  { penalties, dropout, weightDecay, patience }: PlanArm,
  uniform: StrengthKind | undefined,
): PenaltyKind {
  const others = [
    ...(dropout === undefined ? [] : (['dropout'] as const)),
    ...(weightDecay === undefined ? [] : (['decay'] as const)),
    ...(patience === undefined ? [] : (['early-stopping'] as const)),
  ];
  const [other] = others;
  if (!other) return uniform ?? 'as-found';
  return others.length === 1 && penalties.length === 0 ? other : 'as-found';
}

function armsWith(plan: Plan, settings: PlanSettings): readonly PlanArm[] {
  const found = settingsOf(plan);
  if (agree(found, settings, ofArms)) return plan.arms;
  const arm = plan.arms[penalizedArm(plan)] as PlanArm;
  const without = plan.arms.find(({ name }) => name === 'without') ?? { name: 'without', penalties: [] };
  const penalized = agree(found, settings, ofPenalty) ? arm : armWith(arm, settings);
  const pair: Plan = { ...plan, arms: [without, withoutStrength(penalized)] };
  if (settings.scope === 'pair') return pair.arms;
  const others = plan.arms.filter((one) => one !== arm && one !== without && one.strength === undefined);
  if (settings.scope === 'sweep') {
    const wider = { ...pair, arms: [...pair.arms, ...others] };
    return (sweepPlan(wider) ?? wider).arms;
  }
  const own = others.filter(({ name }) => furtherArmName(name) === undefined);
  return withFurther({ ...pair, arms: [...pair.arms, ...own] }, settings);
}

function furtherArmName(name: string): FurtherArmName | undefined {
  return furtherArmNames.find((one) => one === name.split(' ')[0]);
}

function armWith({ name, penalties }: PlanArm, settings: PlanSettings): PlanArm {
  const { kind, strength, on } = settings;
  switch (kind) {
    case 'as-found':
      return { name, penalties };
    case 'dropout':
      return { name, penalties: [], dropout: settings.dropout };
    case 'decay':
      return { name, penalties: [], weightDecay: settings.decay };
    case 'early-stopping':
      return { name, penalties: [], patience: settings.patience };
    default: {
      const proximal = kind === 'l1' && settings.proximal;
      return { name, penalties: penaltiesOn(on, kind, strength), ...(proximal && { proximal }) };
    }
  }
}

/** The arm, no longer as the point of a sweep. */
function withoutStrength(arm: PlanArm): PlanArm {
  const { strength, ...rest } = arm;
  return strength === undefined ? arm : rest;
}

/** The further arms that are not the same as the one under comparison. */
function withFurther(pair: Plan, { further, on, ...settings }: PlanSettings): readonly PlanArm[] {
  const values: Partial<Record<FurtherArmName, number>> = {
    dropout: settings.dropout,
    decay: settings.decay,
    'early-stopping': settings.patience,
  };
  const chosen = furtherArmNames
    .filter((name) => further.includes(name))
    .map((name) => ({ name, value: values[name] ?? settings.strength }));
  const unnamed = (arm: PlanArm) => JSON.stringify({ ...arm, name: '' });
  const taken = new Set(pair.arms.map(unnamed));
  return withArms(pair, chosen, on).arms.filter(
    (arm, index) => index < pair.arms.length || !taken.has(unnamed(arm)),
  );
}

function seedsWith(seeds: readonly number[], count: number): readonly number[] {
  if (count === seeds.length) return seeds;
  const next = Math.max(0, ...seeds) + 1;
  return Array.from({ length: count }, (_, index) => seeds[index] ?? next + index - seeds.length);
}
