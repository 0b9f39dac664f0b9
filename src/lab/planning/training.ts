import type { Facts, LossFact, MechanismFact, ModelFact, OptimizerFact } from '../../analysis/facts/facts';
import type { Localized } from '../../analysis/text/localized';
import type { PlanOptimizer } from '../plan';
import { filled } from './words';

/** The loss of `compile`; of a model that is trained without it the one that is called on its output. */
export function lossOf(model: ModelFact, facts: Facts): LossFact | null {
  const called = facts.lossApplications.find((application) => application.model === model.id);
  return model.compile?.loss ?? called?.loss ?? null;
}

/** The optimizer of `compile`, or the one that applies the gradients in a loop of the file. */
export function optimizerOf(model: ModelFact, facts: Facts): OptimizerFact | null {
  if (model.compile?.optimizer) return model.compile.optimizer;
  const applied = model.trainings.flatMap((index) => {
    const training = facts.trainings[index];
    return training?.updatesWeights && training.optimizer ? [training.optimizer] : [];
  });
  return applied[0] ?? null;
}

/** What the code trains with beside optimizer, loss and the penalties of layers, and the comparison does not. */
export function leftOutNotes(
  { mechanisms, fitted }: ModelFact,
  { settings }: Facts,
  { weightDecay }: PlanOptimizer,
): readonly Localized[] {
  const has = (...kinds: readonly MechanismFact['kind'][]): boolean =>
    mechanisms.some(({ kind, withoutEffect }) => kinds.includes(kind) && !withoutEffect);
  const callbacks = fitted?.callbacks.filter((name) => changing.includes(name)) ?? [];
  return [
    ...(has('add-loss', 'hand-written-penalty') ? [penaltiesByHand] : []),
    ...(has('label-smoothing') ? [labelSmoothing] : []),
    ...(has('augmentation') ? [augmentation] : []),
    ...(fitted?.weighted ? [weights] : []),
    ...(settings.otherPrecision ? [precision] : []),
    ...(settings.excludesFromDecay && (weightDecay ?? 0) > 0 ? [exclusions] : []),
    ...callbacks.map((callback) =>
      filled(callback === 'EarlyStopping' ? earlyStopping : callbackLeftOut, { callback }),
    ),
  ];
}

/** Callbacks of Keras that change what is trained, not only what is told or saved of it. */
const changing: readonly string[] = [
  'EarlyStopping',
  'LambdaCallback',
  'LearningRateScheduler',
  'ReduceLROnPlateau',
  'SwapEMAWeights',
];

const penaltiesByHand: Localized = {
  en: 'Penalties added by hand or by add_loss are left out; those given to layers are compared.',
  zh: '忽略了手写或通过 add_loss 加入的惩罚；只比较写在层上的惩罚。',
};
const labelSmoothing: Localized = {
  en: 'Label smoothing is left out of the loss.',
  zh: '损失中忽略了标签平滑。',
};
const augmentation: Localized = {
  en: 'Data augmentation is left out.',
  zh: '忽略了数据增强。',
};
const weights: Localized = {
  en: 'Weights of classes and examples are left out; every example counts the same.',
  zh: '忽略了类别权重和样本权重；每个样本同等对待。',
};
const precision: Localized = {
  en: 'The precision that the code sets is left out: the lab computes in 32 bits.',
  zh: '忽略了代码设置的精度：实验室以 32 位浮点数计算。',
};
const exclusions: Localized = {
  en: 'exclude_from_weight_decay is left out: all weights decay.',
  zh: '忽略了 exclude_from_weight_decay：所有权重都会衰减。',
};
const earlyStopping: Localized = {
  en: 'EarlyStopping is left out: both arms train all epochs. Early stopping can be compared as an arm of its own.',
  zh: '忽略了 EarlyStopping：两个方案都训练全部 epoch。早停可以作为单独的方案来比较。',
};
const callbackLeftOut: Localized = { en: '{callback} is left out.', zh: '忽略了 {callback}。' };
