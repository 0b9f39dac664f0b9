import type { PenaltyFact } from '../../analysis/facts/facts';
import type { Localized } from '../../analysis/text/localized';
import { layerKinds } from '../architecture/index';
import type { Dimensions, WeightSpecification } from '../architecture/layer-kind';
import type { PlanPenalty } from '../plan';
import type { PlannedLayer } from './layers';
import type { ShapesByName } from './shapes';
import { filled } from './words';
import { penalizesActivityInside, writtenPenalties } from './wrapped-penalties';

/** What Keras' own `l1()` and `l2()` take when no strength is given. */
const defaultStrength = 0.01;

/**
 * Strength of the suggested L2 penalty. TensorFlow's tutorial on overfitting uses 0.001; Keras' default of
 * 0.01 is so strong for small networks that it often does harm, and a suggestion should not.
 */
const suggestedStrength = 0.001;

/** The penalties to compare, and whether the code holds them. */
export interface PlannedPenalties {
  readonly penalties: readonly PlanPenalty[];
  /** False when the code holds none that the lab can compare, and this one is a suggestion. */
  readonly written: boolean;
  readonly notes: readonly Localized[];
}

/** The penalties as written, or L2 on every kernel where there is none. */
export function planPenalties(layers: readonly PlannedLayer[], shapes: ShapesByName): PlannedPenalties {
  const notes: Localized[] = [];
  const penalties = layers.flatMap((layer) => {
    if (penalizesActivityInside(layer.fact)) notes.push(leftOut('activity', layer.plan.name));
    return writtenPenalties(layer.fact).flatMap((fact) => writtenPenalty(layer, fact, shapes, notes) ?? []);
  });
  if (penalties.length > 0) return { penalties, written: true, notes };
  const suggested = suggestedPenalties(layers, shapes);
  const note = filled(
    {
      en: 'The code holds no penalty that can be compared; L2 {strength} on every kernel is tried.',
      zh: '代码中没有可比较的惩罚；这里尝试在每个 kernel 上使用 L2 {strength}。',
    },
    { strength: suggestedStrength },
  );
  return { penalties: suggested, written: false, notes: [...notes, note] };
}

function writtenPenalty(
  { plan }: PlannedLayer,
  fact: PenaltyFact,
  shapes: ShapesByName,
  notes: Localized[],
): PlanPenalty | null {
  const reached = weightsOf(plan, shapes).filter(({ role, penalized = role }) => penalized === fact.on);
  const exists =
    reached.length > 0 ||
    (fact.on === 'activity' && fact.kind !== 'orthogonal' && plan.className !== 'MultiHeadAttention');
  // Keras refuses anything but a matrix, and divides by no pairs where there is one row or column.
  const fits =
    fact.kind !== 'orthogonal' || reached.every(({ shape }) => shape.length === 2 && Math.min(...shape) > 1);
  if (!exists || !fits || !['l1', 'l2', 'l1l2', 'orthogonal'].includes(fact.kind)) {
    notes.push(leftOut(fact.on, plan.name));
    return null;
  }
  if (isUnread(fact)) {
    notes.push(
      filled(
        {
          en: 'The strength of the penalty on {on} of {layer} could not be read; {strength} is used.',
          zh: '无法读出 {layer} 的 {on} 惩罚强度；改用 {strength}。',
        },
        { on: fact.on, layer: plan.name, strength: defaultStrength },
      ),
    );
  }
  const target = { layer: plan.name, on: fact.on };
  if (fact.kind === 'orthogonal') {
    const { factor, mode } = fact.orthogonal ?? { factor: null, mode: null };
    return {
      ...target,
      l1: 0,
      l2: 0,
      orthogonal: { factor: factor ?? defaultStrength, mode: mode ?? 'rows' },
    };
  }
  return {
    ...target,
    l1: fact.kind === 'l2' ? 0 : (fact.l1 ?? defaultStrength),
    l2: fact.kind === 'l1' ? 0 : (fact.l2 ?? defaultStrength),
  };
}

function leftOut(on: string, layer: string): Localized {
  return filled(
    {
      en: 'The penalty on {on} of {layer} is left out: the lab compares L1 and L2 on weights and outputs, and the orthogonal regularizer on matrices.',
      zh: '忽略了 {layer} 的 {on} 惩罚：实验室比较作用于权重和输出的 L1、L2，以及作用于矩阵的正交正则化。',
    },
    { on, layer },
  );
}

/** Whether a number that the penalty needs is not in the code. */
function isUnread({ kind, l1, l2, orthogonal }: PenaltyFact): boolean {
  if (kind === 'orthogonal') return !orthogonal || orthogonal.factor === null || orthogonal.mode === null;
  return (kind !== 'l2' && l1 === null) || (kind !== 'l1' && l2 === null);
}
/** What is a kernel by another name. */
const kernelNames = ['kernel', 'depthwise', 'pointwise', 'forward_kernel', 'backward_kernel'];

/** L2 on every trainable kernel; on embeddings where there is no kernel. */
function suggestedPenalties(layers: readonly PlannedLayer[], shapes: ShapesByName): readonly PlanPenalty[] {
  const among = (names: readonly string[]): readonly PlanPenalty[] =>
    layers
      .filter(({ plan }) => plan.config.trainable !== false)
      .flatMap(({ plan }) => {
        const weights = weightsOf(plan, shapes).filter(({ trainable }) => trainable);
        const found = new Set(weights.map(({ role, penalized = role }) => penalized));
        return names
          .filter((name) => found.has(name))
          .map((on) => ({ layer: plan.name, on, l1: 0, l2: suggestedStrength }));
      });
  const kernels = among(kernelNames);
  return kernels.length > 0 ? kernels : among(['embeddings']);
}

/** The weights of one layer at its place in the model; none where it is one that is called again. */
export function weightsOf(plan: PlannedLayer['plan'], shapes: ShapesByName): readonly WeightSpecification[] {
  if (plan.shares !== undefined) return [];
  const inputs = plan.inbound.map((name) => shapes.get(name) as Dimensions);
  return layerKinds[plan.className]?.weights?.(inputs, plan.config) ?? [];
}
