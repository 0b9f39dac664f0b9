import type { Plan, PlanArm, PlanPenalty } from './plan';

/** Kinds of penalty to compare; `as-found` keeps what the code or the suggestion says, layer by layer. */
export type PenaltyKind = 'as-found' | 'l1' | 'l2' | 'l1l2';

/** What a reader sets on top of the plan as found. */
export interface PlanSettings {
  readonly kind: PenaltyKind;
  readonly strength: number;
  readonly seeds: number;
  readonly epochs: number;
}

/** The arm that holds the penalty under comparison. */
export function penalizedArm(plan: Plan): number {
  return plan.arms.findIndex((arm) => arm.name !== 'without');
}

/** `plan` with what the reader has set. */
export function planWith(plan: Plan, settings: PlanSettings): Plan {
  const penalized = penalizedArm(plan);
  return {
    ...plan,
    arms: plan.arms.map((arm, index) => (index === penalized ? armWith(arm, settings) : arm)),
    seeds: seedsWith(plan.seeds, settings.seeds),
    epochs: settings.epochs,
  };
}

/** The weights that an arm penalizes, each once; not what layers give out. */
function penalizedWeights({ penalties }: PlanArm): readonly Pick<PlanPenalty, 'layer' | 'on'>[] {
  const onWeights = penalties.filter(({ on }) => on !== 'activity');
  return onWeights
    .filter((one, place) => onWeights.findIndex((other) => isSameWeight(one, other)) === place)
    .map(({ layer, on }) => ({ layer, on }));
}

function isSameWeight(one: PlanPenalty, other: PlanPenalty): boolean {
  return one.layer === other.layer && one.on === other.on;
}

function armWith(arm: PlanArm, { kind, strength }: PlanSettings): PlanArm {
  if (kind === 'as-found') return arm;
  const l1 = kind === 'l2' ? 0 : strength;
  const l2 = kind === 'l1' ? 0 : strength;
  const penalties = penalizedWeights(arm).map((weight) => ({ ...weight, l1, l2 }));
  return { ...arm, penalties, ...(arm.strength !== undefined && { strength }) };
}

function seedsWith(seeds: readonly number[], count: number): number[] {
  const next = Math.max(0, ...seeds) + 1;
  return Array.from({ length: count }, (_, index) => seeds[index] ?? next + index - seeds.length);
}
