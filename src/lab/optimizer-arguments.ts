import type { PlanOptimizer } from './plan';

/** A constant argument of an optimizer. */
export type OptimizerArgument = number | boolean;

/**
 * The optimizers of Keras that the lab has, by class name, with the arguments of each in Keras' order and their
 * defaults (3.15).
 */
export const optimizerArguments: Readonly<Record<string, Readonly<Record<string, OptimizerArgument>>>> = {
  SGD: { learning_rate: 0.01, momentum: 0, nesterov: false },
  RMSprop: { learning_rate: 0.001, rho: 0.9, momentum: 0, epsilon: 1e-7, centered: false },
  Adam: { learning_rate: 0.001, beta_1: 0.9, beta_2: 0.999, epsilon: 1e-7, amsgrad: false },
  AdamW: {
    learning_rate: 0.001,
    weight_decay: 0.004,
    beta_1: 0.9,
    beta_2: 0.999,
    epsilon: 1e-7,
    amsgrad: false,
  },
  Nadam: { learning_rate: 0.001, beta_1: 0.9, beta_2: 0.999, epsilon: 1e-7 },
  Adamax: { learning_rate: 0.001, beta_1: 0.9, beta_2: 0.999, epsilon: 1e-7 },
  Adagrad: { learning_rate: 0.001, initial_accumulator_value: 0.1, epsilon: 1e-7 },
  Adadelta: { learning_rate: 0.001, rho: 0.95, epsilon: 1e-7 },
  Ftrl: {
    learning_rate: 0.001,
    learning_rate_power: -0.5,
    initial_accumulator_value: 0.1,
    l1_regularization_strength: 0,
    l2_regularization_strength: 0,
    l2_shrinkage_regularization_strength: 0,
    beta: 0,
  },
  Lion: { learning_rate: 0.001, beta_1: 0.9, beta_2: 0.99 },
  Lamb: { learning_rate: 0.001, beta_1: 0.9, beta_2: 0.999, epsilon: 1e-7 },
  Adafactor: {
    learning_rate: 0.001,
    beta_2_decay: -0.8,
    epsilon_1: 1e-30,
    epsilon_2: 1e-3,
    clip_threshold: 1,
    relative_step: true,
  },
};

/** Arguments that limit the gradient, of every optimizer; 0 is none, which is the default. At most one is set. */
const clippingArguments = ['clipnorm', 'clipvalue', 'global_clipnorm'] as const;

/** Class names of the optimizers that the lab has. */
export const optimizerNames: readonly string[] = Object.keys(optimizerArguments);

/** Arguments that are fields of `PlanOptimizer` themselves. */
const ownFields = ['learning_rate', 'momentum', 'weight_decay'];

/** The further arguments that an optimizer may have in `PlanOptimizer.arguments`, with their defaults. */
export function furtherArguments(className: string): Readonly<Record<string, OptimizerArgument>> {
  const all = optimizerArguments[className] ?? {};
  return {
    ...Object.fromEntries(Object.entries(all).filter(([name]) => !ownFields.includes(name))),
    ...Object.fromEntries(clippingArguments.map((name) => [name, 0])),
  };
}

/** A further argument as the plan has it, or Keras' default; booleans as 0 and 1. */
export function argumentOf({ className, arguments: given }: PlanOptimizer, name: string): number {
  return Number(given?.[name] ?? furtherArguments(className)[name] ?? 0);
}
