import type { Plan, PlanArm, PlanPenalty } from './plan';
import { penalizedArm } from './penalized-arm';

/** Half decades around the strength as it is: from a hundredth of it to some thirty times as much. */
const halfDecades = [-4, -3, -2, -1, 0, 1, 2, 3];

/**
 * The plan with a sweep over the strength of its penalty: eight strengths, the one as it is among them, half a
 * decade apart. Strengths that differ from place to place keep their ratios, and the largest stands for them.
 * A sweep that was there is replaced.
 *
 * @returns null when the plan has no penalty that could be weaker or stronger
 */
export function sweepPlan(plan: Plan): Plan | null {
  const penalized = penalizedArm(plan);
  const arm = plan.arms[penalized];
  const base = arm ? strengthOf(arm) : 0;
  if (!arm || base === 0) return null;
  const others = plan.arms
    .filter(({ strength }, index) => index === penalized || strength === undefined)
    .map((other) => (other === arm ? { ...arm, strength: base } : other));
  const points = halfDecades
    .filter((power) => power !== 0)
    .map((power) => pointOf(arm, base, Number((base * 10 ** (power / 2)).toPrecision(3))));
  return { ...plan, arms: [...others, ...points] };
}

/** The largest coefficient of an arm's penalties. */
export function strengthOf({ penalties }: PlanArm): number {
  return Math.max(0, ...penalties.flatMap(({ l1, l2, orthogonal }) => [l1, l2, orthogonal?.factor ?? 0]));
}

function pointOf(arm: PlanArm, base: number, strength: number): PlanArm {
  const scaled = (coefficient: number): number => Number(((coefficient * strength) / base).toPrecision(6));
  const penalties = arm.penalties.map((penalty): PlanPenalty => ({
    ...penalty,
    l1: scaled(penalty.l1),
    l2: scaled(penalty.l2),
    ...(penalty.orthogonal && {
      orthogonal: { ...penalty.orthogonal, factor: scaled(penalty.orthogonal.factor) },
    }),
  }));
  return { ...arm, name: `λ ${strength}`, penalties, strength };
}
