import type { InnerLayer } from '../architecture/wrappers';
import type { Plan, PlanLayer } from '../plan';
import { outputActivation } from '../task';

const matching: Readonly<Record<string, string>> = {
  sparse_categorical_crossentropy: 'softmax',
  categorical_crossentropy: 'softmax',
  binary_crossentropy: 'sigmoid',
};

/**
 * The plan with a closing softmax or sigmoid taken off and the crossentropy computed from logits instead:
 * the same numbers without the loss of precision, as Keras does in its compiled training step.
 */
export function withLogits(plan: Plan): Plan {
  if (plan.loss.fromLogits || matching[plan.loss.name] !== outputActivation(plan.model)) return plan;
  const { layers } = plan.model;
  const last = layers.at(-1) as PlanLayer;
  // A penalty on what the last layer gives out is one on probabilities.
  const penalized = plan.arms.some(({ penalties }) =>
    penalties.some(({ on, layer }) => on === 'activity' && layer === last.name),
  );
  if (penalized) return plan;
  const bare: PlanLayer = { ...last, ...withoutActivation(last) };
  return {
    ...plan,
    model: { ...plan.model, layers: [...layers.slice(0, -1), bare] },
    loss: { ...plan.loss, fromLogits: true },
  };
}

function withoutActivation({ className, config }: InnerLayer): InnerLayer {
  if (className === 'Softmax') return { className: 'Activation', config: { activation: 'linear' } };
  if (className === 'TimeDistributed') {
    return { className, config: { ...config, layer: withoutActivation(config.layer as InnerLayer) } };
  }
  return { className, config: { ...config, activation: 'linear' } };
}
