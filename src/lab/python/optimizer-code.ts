import type { Plan } from '../plan';
import { pythonLiteral } from './literal';

/** The optimizer of a plan for the arm `settings`, as a call of Keras. */
export function optimizerCode({ optimizer, arms }: Plan): string {
  const { className, learningRate, momentum, weightDecay, arguments: further, schedule } = optimizer;
  const decay = weightDecay ?? 0;
  const decayed = arms.some((arm) => arm.weightDecay !== undefined)
    ? [`weight_decay=settings.get("weight_decay", ${decay}) or None`]
    : decay > 0
      ? [`weight_decay=${decay}`]
      : [];
  const written = [
    `learning_rate=${schedule ? scheduleCode(schedule, learningRate) : learningRate}`,
    ...(momentum > 0 ? [`momentum=${momentum}`] : []),
    ...decayed,
    ...Object.entries(further ?? {}).map(([name, value]) => `${name}=${pythonLiteral(value)}`),
  ];
  return `keras.optimizers.${className}(${written.join(', ')})`;
}

function scheduleCode(schedule: NonNullable<Plan['optimizer']['schedule']>, from: number): string {
  const given = Object.entries(schedule.arguments).map(([name, value]) => `${name}=${pythonLiteral(value)}`);
  // Its first learning rate is the first of its values.
  const start = schedule.className === 'PiecewiseConstantDecay' ? [] : [String(from)];
  return `keras.optimizers.schedules.${schedule.className}(${[...start, ...given].join(', ')})`;
}
