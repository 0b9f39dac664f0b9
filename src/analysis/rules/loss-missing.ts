import type { CompileFact, Facts, ModelFact, TrainingFact } from '../facts/facts';
import { message } from '../text/localized';
import { type Documentation, defineRule } from './define-rule';
import { weightPenalties } from './support/penalties';
import { noOptions } from './support/phrases';
import { counted } from './support/words';

export const documentation: Documentation = {
  what: {
    en: 'Finds a model with weight penalties that is compiled without a loss and then trained by `fit`.',
    zh: '查找带有权重惩罚、编译时没有损失、随后用 `fit` 训练的模型。',
  },
  why: {
    en: 'Without a penalty Keras refuses to train such a model (`No loss to compute`; on JAX the loss is silently 0). With one, the penalty *is* the loss: `fit` runs, the loss falls nicely, and all it does is shrink the weights towards zero. The targets are never looked at.\n\nRun with Keras 3.15 on TensorFlow, JAX and torch and with tf_keras 2.21. A model that adds its own loss with `add_loss` in a layer, such as a variational autoencoder, needs none in `compile` and is not reported.',
    zh: '没有惩罚项时，Keras 会拒绝训练这样的模型（`No loss to compute`；在 JAX 上损失无声地为 0）。有惩罚项时，惩罚项**就是**损失：`fit` 可以运行，损失也在下降，但它所做的只是把权重缩向零，从不查看目标值。\n\n以上在 TensorFlow、JAX、torch 上的 Keras 3.15 以及 tf_keras 2.21 上运行过。在层中用 `add_loss` 添加自己的损失的模型（如变分自编码器）不需要在 `compile` 中给出损失，不会报告。',
  },
  bad: {
    language: 'python',
    code: `import keras

model = keras.Sequential([
    keras.Input((20,)),
    keras.layers.Dense(16, activation='relu', kernel_regularizer='l2'),
    keras.layers.Dense(1),
])
model.compile(optimizer='adam')
model.fit(x, y, epochs=10)
`,
  },
  good: {
    language: 'python',
    code: `import keras

model = keras.Sequential([
    keras.Input((20,)),
    keras.layers.Dense(16, activation='relu', kernel_regularizer='l2'),
    keras.layers.Dense(1),
])
model.compile(optimizer='adam', loss='mse')
model.fit(x, y, epochs=10)
`,
  },
  fix: {
    en: 'None: which loss is right depends on the task.',
    zh: '无自动修复：用哪个损失取决于任务。',
  },
  options: noOptions,
  limits: {
    en: 'Quiet for subclassed models, which may compute their loss themselves, where `add_loss` is called anywhere in the file, where layers are not all known, and where the arguments of `compile` are hidden in `**options`.',
    zh: '以下情况不报告：可能自行计算损失的子类模型；文件中任何地方调用了 `add_loss`；层不完全已知；`compile` 的参数藏在 `**options` 中。',
  },
  precision: { found: 0, wrong: 0, files: 0 },
  references: [{ title: 'Keras: compile', address: 'https://keras.io/api/models/model_training_apis/' }],
};

export default defineRule({
  id: 'loss-missing',
  severity: 'warning',
  title: { en: 'Trained on its penalties alone', zh: '只用惩罚项训练' },
  check(facts) {
    return facts.models.flatMap((model) => {
      const { compile } = model;
      const training = fitOf(facts, model);
      if (!compile || !training || !lacksLoss(facts, model, compile)) return [];
      const penalties = weightPenalties(model);
      return [
        {
          span: compile.span,
          confidence: model.escaped ? 'likely' : 'certain',
          message: message(
            {
              en: '`{model}` is compiled without a loss, so fit() minimises {penalties} alone: the weights shrink to zero and the targets are never used. Pass `loss=` to compile().',
              zh: '`{model}` 编译时没有损失，fit() 只会最小化{penalties}：权重缩向零，目标值从未使用。请向 compile() 传入 `loss=`。',
            },
            {
              model: model.name,
              penalties: message(
                counted(penalties.length, 'its penalty', 'its {n} penalties', '它的 {n} 项惩罚'),
                { n: penalties.length },
              ),
            },
          ),
          related: [
            ...penalties.slice(0, 1).map(({ penalty }) => ({
              span: penalty.span,
              message: message({ en: 'The penalty that is the loss.', zh: '成为损失的惩罚项。' }),
            })),
            { span: training.span, message: message({ en: 'Trained here.', zh: '在此处训练。' }) },
          ],
          fixes: [],
          model: model.id,
        } as const,
      ];
    });
  },
});

function fitOf(facts: Facts, model: ModelFact): TrainingFact | undefined {
  return model.trainings
    .flatMap((index) => facts.trainings[index] ?? [])
    .find(({ kind }) => kind === 'fit' || kind === 'train_on_batch');
}

function lacksLoss(facts: Facts, model: ModelFact, compile: CompileFact): boolean {
  return (
    compile.loss === null &&
    compile.argumentsExact &&
    (model.kind === 'sequential' || model.kind === 'functional') &&
    model.layersExact &&
    weightPenalties(model).some(({ penalty }) => penalty.kind !== 'unknown') &&
    facts.addedLosses.length === 0 &&
    !facts.models.some(({ mechanisms }) => mechanisms.some(({ kind }) => kind === 'add-loss')) &&
    !model.mechanisms.some(({ kind }) => kind === 'unknown')
  );
}
