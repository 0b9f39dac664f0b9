/** A constant argument of a schedule; lists are those of `PiecewiseConstantDecay`. */
export type ScheduleArgument = number | boolean | null | readonly number[];

/**
 * The schedules of `keras.optimizers.schedules` that the lab has, with the arguments of each in Keras' order
 * after the initial learning rate, and their defaults (3.15); undefined has to be given.
 */
export const scheduleArguments: Readonly<
  Record<string, Readonly<Record<string, ScheduleArgument | undefined>>>
> = {
  ExponentialDecay: { decay_steps: undefined, decay_rate: undefined, staircase: false },
  InverseTimeDecay: { decay_steps: undefined, decay_rate: undefined, staircase: false },
  PolynomialDecay: { decay_steps: undefined, end_learning_rate: 0.0001, power: 1, cycle: false },
  PiecewiseConstantDecay: { boundaries: undefined, values: undefined },
  CosineDecay: { decay_steps: undefined, alpha: 0, warmup_target: null, warmup_steps: 0 },
  CosineDecayRestarts: { first_decay_steps: undefined, t_mul: 2, m_mul: 1, alpha: 0 },
};
