import type { Facts, ModelFact } from '../../analysis/facts/facts';
import type { PlanArm, PlanModel, PlanPenalty } from '../plan';
import { planFor } from '../plan-from-model';
import { optimizerOf } from '../planning/training';

/**
 * Whether the model of an edited file is what an arm trained: its layers, its penalties, and the weight decay and
 * early stopping of the arm.
 */
export function holds(expected: PlanModel, arm: PlanArm, facts: Facts, model: ModelFact): boolean {
  const planned = planFor(model, facts, expected.inputShape);
  if ('reason' in planned) return false;
  if (same(shapeOf(planned.plan.model)) !== same(shapeOf(expected))) return false;
  const found = planned.penaltyWritten ? (planned.plan.arms[1]?.penalties ?? []) : [];
  if (same(listOf(found)) !== same(listOf(arm.penalties))) return false;
  if (arm.weightDecay !== undefined && optimizerOf(model, facts)?.weightDecay !== arm.weightDecay)
    return false;
  return arm.patience === undefined || model.fitted?.callbacks.includes('EarlyStopping') === true;
}

/** Of each layer what it is and what it gets its input from, names left out: a new layer may move their numbers. */
function shapeOf({ layers }: PlanModel): readonly string[] {
  const known = new Map([['input', 'input']]);
  for (const { name, className, config, inbound, shares } of layers) {
    const settings = Object.entries(config)
      .filter(([key, value]) => key !== 'name' && key !== 'seed' && value !== null)
      .sort();
    const from = inbound.map((source) => known.get(source));
    known.set(name, hash(same([className, settings, from, shares === undefined ? null : known.get(shares)])));
  }
  return [...known.values()].sort();
}

/** Short, so that what stands for a layer does not grow with its depth. */
function hash(text: string): string {
  let [one, two] = [0x811c9dc5, 0x1000193];
  for (let at = 0; at < text.length; at++) {
    one = Math.imul(one ^ text.charCodeAt(at), 0x01000193) >>> 0;
    two = (Math.imul(two, 31) + text.charCodeAt(at)) >>> 0;
  }
  return `${one}:${two}`;
}

function listOf(penalties: readonly PlanPenalty[]): readonly string[] {
  return penalties
    .filter(({ l1, l2, orthogonal }) => l1 !== 0 || l2 !== 0 || orthogonal)
    .map(({ layer, on, l1, l2, orthogonal }) =>
      same([layer, on, l1, l2, orthogonal?.factor, orthogonal?.mode]),
    )
    .sort();
}

const same = (value: unknown): string => JSON.stringify(value);
