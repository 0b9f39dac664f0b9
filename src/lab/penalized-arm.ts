import type { Plan, PlanArm, PlanModel, PlanPenalty } from './plan';
import { weightsOf } from './planning/penalties';
import { inferShapes } from './planning/shapes';

/** Penalties that one strength stands for. */
export type StrengthKind = 'l1' | 'l2' | 'l1l2';

/** A weight of a layer, as penalties name it. */
export type WeightPlace = Pick<PlanPenalty, 'layer' | 'on'>;

/** The arm that holds the penalty under comparison. */
export function penalizedArm(plan: Plan): number {
  return plan.arms.findIndex((arm) => arm.name !== 'without');
}

/** Every weight of a model that a penalty can be put on: each that is trained. */
export function penalizableWeights({ layers, inputShape }: PlanModel): readonly WeightPlace[] {
  const shapes = inferShapes(layers, inputShape);
  return layers
    .filter(({ config }) => config.trainable !== false)
    .flatMap((layer) =>
      weightsOf(layer, shapes)
        .filter(({ trainable }) => trainable)
        .map(({ role }) => ({ layer: layer.name, on: role })),
    );
}

/**
 * The weights that the penalty of a plan is on, each once; where it is on none, every kernel, and embeddings where
 * there is no kernel.
 */
export function penalizedWeights(plan: Plan): readonly WeightPlace[] {
  const { penalties } = plan.arms[penalizedArm(plan)] as PlanArm;
  const onWeights = penalties.filter(({ on }) => on !== 'activity');
  if (onWeights.length > 0)
    return onWeights
      .filter((one, place) => onWeights.findIndex((other) => isSameWeight(one, other)) === place)
      .map(({ layer, on }) => ({ layer, on }));
  const all = penalizableWeights(plan.model);
  const kernels = all.filter(({ on }) => on === 'kernel');
  return kernels.length > 0 ? kernels : all.filter(({ on }) => on === 'embeddings');
}

/** The same penalty on each of some weights. */
export function penaltiesOn(
  places: readonly WeightPlace[],
  kind: StrengthKind,
  strength: number,
): readonly PlanPenalty[] {
  const l1 = kind === 'l2' ? 0 : strength;
  const l2 = kind === 'l1' ? 0 : strength;
  return places.map(({ layer, on }) => ({ layer, on, l1, l2 }));
}

/** The kind and strength of penalties that are all alike; null when they differ or there are none. */
export function uniformPenalty(
  penalties: readonly PlanPenalty[],
): { readonly kind: StrengthKind; readonly strength: number } | null {
  const [first] = penalties;
  if (!first) return null;
  const { l1, l2 } = first;
  if (penalties.some((one) => one.l1 !== l1 || one.l2 !== l2 || one.orthogonal)) return null;
  if (l1 > 0 && l2 === 0) return { kind: 'l1', strength: l1 };
  if (l1 === 0 && l2 > 0) return { kind: 'l2', strength: l2 };
  return l1 > 0 && l1 === l2 ? { kind: 'l1l2', strength: l1 } : null;
}

export function isSameWeight(one: WeightPlace, other: WeightPlace): boolean {
  return one.layer === other.layer && one.on === other.on;
}
