import { furtherArguments } from './optimizer-arguments';
import type { PlanOptimizer } from './plan';
import {
  least0,
  most0,
  numbers,
  oneOf,
  optional,
  positive,
  recordOf,
  share,
  yesOrNo,
  type Check,
  type Field,
} from './plan-checks';
import { scheduleArguments } from './schedule-arguments';

/** Arguments that share out, such as between the past and the present. */
const shares = ['beta_1', 'beta_2', 'rho'];

/** What arguments of schedules have to be where that is not a number from 0. */
const ofSchedules: Readonly<Record<string, Check>> = {
  boundaries: numbers,
  values: numbers,
  decay_steps: positive,
  first_decay_steps: positive,
  t_mul: positive,
};

/** What the arguments of an optimizer and its schedule have to be, which depends on their classes. */
export function optimizerFields({ className, schedule }: PlanOptimizer): readonly Field[] {
  const known = Object.entries(furtherArguments(className));
  const fields: Field[] = [
    ['optimizer.arguments', optional(recordOf(known.map(([name]) => name)))],
    ...known.map(([name, fallback]): Field => [
      `optimizer.arguments.${name}`,
      optional(
        typeof fallback === 'boolean'
          ? yesOrNo
          : fallback < 0
            ? most0
            : shares.includes(name)
              ? share
              : least0,
      ),
    ]),
  ];
  return schedule ? [...fields, ...scheduleFields(schedule)] : fields;
}

function scheduleFields({ className }: NonNullable<PlanOptimizer['schedule']>): readonly Field[] {
  const known = Object.entries(scheduleArguments[className] ?? {});
  return [
    ['optimizer.schedule.className', oneOf(Object.keys(scheduleArguments))],
    ['optimizer.schedule.arguments', recordOf(known.map(([name]) => name))],
    ...known.map(([name, fallback]): Field => {
      const range = typeof fallback === 'boolean' ? yesOrNo : (ofSchedules[name] ?? least0);
      const path = `optimizer.schedule.arguments.${name}`;
      if (fallback === undefined) return [path, range];
      return [path, optional(fallback === null ? orNull(range) : range)];
    }),
  ];
}

function orNull([fits, what]: Check): Check {
  return [(value) => value === null || fits(value), what];
}
