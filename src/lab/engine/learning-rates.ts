import { scheduleArguments, type ScheduleArgument } from '../schedule-arguments';
import type { PlanOptimizer } from '../plan';

/** The learning rate of a step. @param step from 0 */
export type LearningRate = (step: number) => number;

/** The learning rate of every step: the plan's schedule, or the same throughout. */
export function learningRates({ learningRate, schedule }: PlanOptimizer): LearningRate {
  const make = schedule ? schedules[schedule.className] : undefined;
  if (!schedule || !make) return () => learningRate;
  return make(learningRate, { ...scheduleArguments[schedule.className], ...schedule.arguments });
}

type Schedule = (from: number, given: Arguments) => LearningRate;
type Arguments = Readonly<Record<string, ScheduleArgument | undefined>>;

/** The formulas of `keras.optimizers.schedules` (3.15); `from` is the initial learning rate. */
const schedules: Readonly<Record<string, Schedule>> = {
  ExponentialDecay: (from, given) => (step) => from * Number(given.decay_rate) ** progress(step, given),
  InverseTimeDecay: (from, given) => (step) => from / (1 + Number(given.decay_rate) * progress(step, given)),
  PolynomialDecay: (from, given) => {
    const [steps, end] = [Number(given.decay_steps), Number(given.end_learning_rate)];
    return (step) => {
      const cycles = given.cycle && step > 0 ? Math.ceil(step / steps) : 1;
      const share = Math.min(step / (steps * cycles), 1);
      return (from - end) * (1 - share) ** Number(given.power) + end;
    };
  },
  PiecewiseConstantDecay: (from, given) => {
    const [boundaries, values] = [given.boundaries, given.values] as [readonly number[], readonly number[]];
    return (step) => {
      const place = boundaries.findIndex((boundary) => step <= boundary);
      return values.at(place === -1 ? values.length - 1 : place) ?? from;
    };
  },
  CosineDecay: (from, given) => {
    const [steps, warmup] = [Number(given.decay_steps), Number(given.warmup_steps)];
    const alpha = Number(given.alpha);
    if (given.warmup_target === null) return (step) => from * cosine(Math.min(step / steps, 1), alpha);
    const top = Number(given.warmup_target);
    return (step) =>
      step < warmup
        ? from + ((top - from) * step) / warmup
        : top * cosine(Math.min((step - warmup) / steps, 1), alpha);
  },
  CosineDecayRestarts: (from, given) => {
    const [first, longer] = [Number(given.first_decay_steps), Number(given.t_mul)];
    return (step) => {
      const passed = step / first;
      const restarts =
        longer === 1
          ? Math.floor(passed)
          : Math.floor(Math.log(1 - passed * (1 - longer)) / Math.log(longer));
      const since = longer === 1 ? restarts : (1 - longer ** restarts) / (1 - longer);
      const height = Number(given.m_mul) ** restarts;
      return from * cosine((passed - since) / longer ** restarts, Number(given.alpha), height);
    };
  },
};

/** The share of the decay's steps that have passed; may be above 1. */
function progress(step: number, { decay_steps, staircase }: Arguments): number {
  const share = step / Number(decay_steps);
  return staircase ? Math.floor(share) : share;
}

/** From `height` down to `alpha` along half a wave. @param share from 0 to 1 */
function cosine(share: number, alpha: number, height = 1): number {
  return (1 - alpha) * 0.5 * height * (1 + Math.cos(Math.PI * share)) + alpha;
}
