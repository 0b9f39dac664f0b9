import type { Localized } from '../../analysis/text/localized';
import { CannotBuild, elementsIn } from '../architecture/layer-kind';
import type { Plan, PlanLayer } from '../plan';
import { weightsOf } from './penalties';
import { inferShapes } from './shapes';
import { budget, planSeconds } from './size';
import { filled } from './words';

/** A smaller model in place of one that takes too long, with how much smaller it is. */
export interface ScaledPlan {
  readonly plan: Plan;
  readonly note: Localized;
}

/** Arguments that say how wide a layer is. */
const widths: readonly string[] = ['units', 'filters', 'output_dim', 'key_dim', 'value_dim'];
const divisors = [2, 4, 8, 16, 32];
/** A layer is not made narrower than this. */
const narrowest = 2;

/**
 * The plan with a narrower model, divided by the least power of two that brings the estimated time into the
 * budget; null where the plan takes no longer as it is, or no such model fits its own connections and outputs.
 */
export function scaledToBudget(plan: Plan): ScaledPlan | null {
  if (planSeconds(plan) <= budget) return null;
  for (const divisor of divisors) {
    const scaled = scaledPlan(plan, 1 / divisor);
    if (scaled && planSeconds(scaled) <= budget)
      return { plan: scaled, note: scaledNote(plan, scaled, divisor) };
  }
  return null;
}

/**
 * The plan with every layer narrower but the one that makes the output.
 *
 * @param share of the width that is kept, above 0 and below 1
 * @returns null where the layers do not fit together any more, or give another output
 */
export function scaledPlan(plan: Plan, share: number): Plan | null {
  const { layers, inputShape, outputShape } = plan.model;
  const output = layers.findLast(({ config }) => widthsIn(config).length > 0);
  const kept = output?.shares ?? output?.name;
  const scaled = layers.map((layer) =>
    layer.name === kept || layer.shares === kept ? layer : narrower(layer, share),
  );
  try {
    const shapes = inferShapes(scaled, inputShape);
    const same = shapes.get(layers.at(-1)?.name ?? '')?.join() === outputShape.join();
    return same ? { ...plan, model: { ...plan.model, layers: scaled } } : null;
  } catch (error) {
    if (error instanceof CannotBuild) return null;
    throw error;
  }
}

function widthsIn(config: PlanLayer['config']): readonly string[] {
  return widths.filter((name) => typeof config[name] === 'number');
}

function narrower(layer: PlanLayer, share: number): PlanLayer {
  const scaled = widthsIn(layer.config).map((name): [string, number] => {
    const width = layer.config[name] as number;
    return [name, Math.min(width, Math.max(narrowest, Math.round(width * share)))];
  });
  const config = { ...layer.config, ...Object.fromEntries(scaled) };
  const inner = config.layer as PlanLayer | undefined;
  return { ...layer, config: inner ? { ...config, layer: narrower(inner, share) } : config };
}

function scaledNote(plan: Plan, scaled: Plan, divisor: number): Localized {
  return filled(
    {
      en: 'units and filters divided by {divisor}: {before} → {after} parameters.',
      zh: '单元数和滤波器数除以 {divisor}：参数从 {before} 减到 {after}。',
    },
    { divisor, before: parametersIn(plan), after: parametersIn(scaled) },
  );
}

/** Parameters of a plan's model, moving averages included. */
function parametersIn({ model }: Plan): number {
  const shapes = inferShapes(model.layers, model.inputShape);
  const weights = model.layers.flatMap((layer) => weightsOf(layer, shapes));
  return weights.reduce((sum, { shape }) => sum + elementsIn(shape), 0);
}
