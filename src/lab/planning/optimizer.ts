import type { OptimizerFact } from '../../analysis/facts/facts';
import type { Localized } from '../../analysis/text/localized';
import type { PlanOptimizer } from '../plan';
import { filled } from './words';

/** Keras' default learning rates of the optimizers that the engine knows (`optimizerNames`). */
const learningRates: Readonly<Record<string, number>> = {
  SGD: 0.01,
  RMSprop: 0.001,
  Adam: 0.001,
  AdamW: 0.001,
  Adagrad: 0.001,
  Adamax: 0.001,
};

/** AdamW's default in Keras; all others have none. */
const adamWDecay = 0.004;

/** The optimizer of `compile`, with Keras' defaults; Adam where there is none or the engine does not know it. */
export function planOptimizer(fact: OptimizerFact | null): {
  optimizer: PlanOptimizer;
  notes: readonly Localized[];
} {
  const name = fact?.name ?? null;
  const known = name !== null && name in learningRates;
  const className = known ? name : 'Adam';
  const optimizer: PlanOptimizer = {
    className,
    learningRate: (known ? fact?.learningRate : null) ?? (learningRates[className] as number),
    momentum: (known ? fact?.momentum : 0) ?? 0,
    weightDecay: fact?.weightDecay ?? (className === 'AdamW' ? adamWDecay : 0),
  };
  if (known) return { optimizer, notes: unreadSettings(fact, optimizer) };
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
  return { optimizer, notes: [filled(text, { name: name ?? '' })] };
}

/** Says what is used where a setting is written but is no plain number, such as a schedule of the learning rate. */
function unreadSettings(fact: OptimizerFact | null, used: PlanOptimizer): Localized[] {
  const notes: Localized[] = [];
  if (fact?.learningRate === null)
    notes.push(
      filled(
        {
          en: 'The learning rate in the code is no plain number; {rate} is used throughout.',
          zh: '代码中的学习率不是一个数值；全程使用 {rate}。',
        },
        { rate: String(used.learningRate) },
      ),
    );
  if (fact?.momentum === null)
    notes.push({
      en: 'The momentum in the code is no plain number; training is without momentum.',
      zh: '代码中的动量不是一个数值；训练时不使用动量。',
    });
  return notes;
}
