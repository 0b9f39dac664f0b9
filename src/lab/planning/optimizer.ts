import type { OptimizerFact } from '../../analysis/facts/facts';
import type { Localized } from '../../analysis/text/localized';
import { furtherArguments, optimizerArguments } from '../optimizer-arguments';
import type { PlanOptimizer, PlanSchedule } from '../plan';
import { scheduleArguments, type ScheduleArgument } from '../schedule-arguments';
import { filled } from './words';

/** The optimizer of `compile`, with Keras' defaults; Adam where there is none or the engine does not know it. */
export function planOptimizer(fact: OptimizerFact | null): {
  optimizer: PlanOptimizer;
  notes: readonly Localized[];
} {
  const defaults = optimizerArguments[fact?.name ?? ''];
  if (fact === null || defaults === undefined) return { optimizer: adam, notes: [adamInstead(fact)] };
  const schedule = planSchedule(fact.schedule);
  const rate = schedule?.from ?? fact.learningRate;
  const further = furtherOf(fact);
  const optimizer: PlanOptimizer = {
    className: fact.name as string,
    learningRate: rate !== null && rate > 0 ? rate : Number(defaults.learning_rate),
    momentum: fact.momentum ?? 0,
    weightDecay:
      fact.weightDecay ?? ('weight_decay' in fact.arguments ? 0 : Number(defaults.weight_decay ?? 0)),
    ...(Object.keys(further).length > 0 ? { arguments: further } : {}),
    ...(schedule ? { schedule: schedule.schedule } : {}),
  };
  return { optimizer, notes: unreadSettings(fact, optimizer) };
}

const adam: PlanOptimizer = {
  className: 'Adam',
  learningRate: Number(optimizerArguments.Adam?.learning_rate),
  momentum: 0,
  weightDecay: 0,
};

function adamInstead(fact: OptimizerFact | null): Localized {
  const name = fact?.name ?? null;
  const text: Localized =
    name === null
      ? {
          en: 'The optimizer could not be read from the code; Adam with learning rate 0.001 is used.',
          zh: '无法从代码中读出优化器；改用学习率为 0.001 的 Adam。',
        }
      : {
          en: 'The lab does not have the optimizer {name}; Adam with learning rate 0.001 is used.',
          zh: '实验室没有优化器 {name}；改用学习率为 0.001 的 Adam。',
        };
  return filled(text, { name: name ?? '' });
}

/** Constant arguments of the optimizer that are not Keras' defaults. */
function furtherOf(fact: OptimizerFact): NonNullable<PlanOptimizer['arguments']> {
  const defaults = furtherArguments(fact.name ?? '');
  return Object.fromEntries(
    Object.entries(defaults).flatMap(([name, fallback]) => {
      const value = fact.arguments[name];
      const fits = typeof value === typeof fallback && value !== fallback;
      return fits ? [[name, value as number | boolean] as const] : [];
    }),
  );
}

/** A schedule that the lab has, all of whose arguments are constants, and its initial learning rate. */
function planSchedule(fact: OptimizerFact['schedule']): { schedule: PlanSchedule; from: number } | null {
  const known = scheduleArguments[fact?.name ?? ''];
  if (!fact || !known) return null;
  const given: Record<string, ScheduleArgument> = {};
  for (const [name, fallback] of Object.entries(known)) {
    const written = name in fact.arguments;
    const value = fact.arguments[name];
    if (written ? !isScheduleArgument(value) : fallback === undefined) return null;
    if (written && value !== fallback) given[name] = value as ScheduleArgument;
  }
  const from = Array.isArray(given.values)
    ? (given.values[0] as number)
    : fact.arguments.initial_learning_rate;
  if (typeof from !== 'number') return null;
  return { schedule: { className: fact.name, arguments: given }, from };
}

function isScheduleArgument(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0 && value.every((one) => typeof one === 'number');
  return value === null || typeof value === 'number' || typeof value === 'boolean';
}

/** Arguments of every optimizer that change training and that the lab does not have. */
const leftOut = ['use_ema', 'gradient_accumulation_steps'];

/** Says what is used where a setting is written but cannot be read, and what is left out. */
function unreadSettings(fact: OptimizerFact, used: PlanOptimizer): Localized[] {
  const notes: Localized[] = [];
  const rateWritten = 'learning_rate' in fact.arguments || 'lr' in fact.arguments;
  if (fact.learningRate === null && rateWritten && !used.schedule)
    notes.push(
      filled(
        {
          en: 'The learning rate in the code is no plain number; {rate} is used throughout.',
          zh: '代码中的学习率不是一个数值；全程使用 {rate}。',
        },
        { rate: String(used.learningRate) },
      ),
    );
  if (fact.momentum === null)
    notes.push({
      en: 'The momentum in the code is no plain number; training is without momentum.',
      zh: '代码中的动量不是一个数值；训练时不使用动量。',
    });
  for (const name of Object.keys(furtherArguments(used.className)).filter(
    (one) => one in fact.arguments && fact.arguments[one] === undefined,
  ))
    notes.push(
      filled(
        {
          en: 'The optimizer’s {name} could not be read from the code; Keras’ default is used.',
          zh: '无法从代码中读出优化器的 {name}；改用 Keras 的默认值。',
        },
        { name },
      ),
    );
  for (const name of leftOut.filter((one) => isOn(fact.arguments, one)))
    notes.push(
      filled({ en: '{name} of the optimizer is left out.', zh: '忽略了优化器的 {name}。' }, { name }),
    );
  return notes;
}

function isOn(given: OptimizerFact['arguments'], name: string): boolean {
  return name in given && given[name] !== null && given[name] !== false;
}
