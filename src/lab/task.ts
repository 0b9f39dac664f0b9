import type { InnerLayer } from './architecture/wrappers';
import type { PlanLoss, PlanModel } from './plan';

/** How targets are made and scored. */
export interface Task {
  /**
   * `classes`: one of several; `labels`: each output is yes or no; `numbers`: regression.
   */
  readonly kind: 'classes' | 'labels' | 'numbers';
  /** Outputs that share one decision: the last dimension of the output. */
  readonly width: number;
  /** Decisions per example: 1, or more for outputs such as one class per time step. */
  readonly positions: number;
}

/** Losses the engine computes, by Keras' snake_case names. */
export const lossNames: readonly string[] = [
  'binary_crossentropy',
  'categorical_crossentropy',
  'hinge',
  'huber',
  'kl_divergence',
  'log_cosh',
  'mean_absolute_error',
  'mean_squared_error',
  'sparse_categorical_crossentropy',
];

const classLosses = ['sparse_categorical_crossentropy', 'categorical_crossentropy', 'kl_divergence'];
const labelLosses = ['binary_crossentropy', 'hinge'];

/** The task that a loss and the activation of the output stand for. */
export function taskOf(model: PlanModel, loss: PlanLoss): Task {
  const width = model.outputShape.at(-1) ?? 1;
  const positions = model.outputShape.slice(0, -1).reduce((product, dimension) => product * dimension, 1);
  return { kind: kindOf(loss.name, outputActivation(model), width), width, positions };
}

function kindOf(loss: string, activation: string, width: number): Task['kind'] {
  if (classLosses.includes(loss)) return 'classes';
  // A mean squared error on probabilities is a classifier all the same.
  if (activation === 'softmax' && width > 1) return 'classes';
  if (labelLosses.includes(loss) || activation === 'sigmoid') return 'labels';
  return 'numbers';
}

/** The activation that makes the model's output. */
export function outputActivation(model: PlanModel): string {
  const last = model.layers.at(-1);
  return last ? closingActivation(last, model.outputShape.length) : 'linear';
}

/** @param rank dimensions of its output, without the batch */
function closingActivation({ className, config }: InnerLayer, rank: number): string {
  if (className === 'TimeDistributed') return closingActivation(config.layer as InnerLayer, rank - 1);
  if (className === 'Softmax') {
    const axes: readonly unknown[] = [config.axis ?? -1].flat();
    return axes.length === 1 && (axes[0] === -1 || axes[0] === rank) ? 'softmax' : 'linear';
  }
  if (className === 'ReLU') return 'relu';
  const { activation } = config;
  return typeof activation === 'string' ? activation : 'linear';
}
