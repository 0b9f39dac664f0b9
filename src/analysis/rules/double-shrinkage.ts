import { message } from '../text/localized';
import { type Documentation, defineRule } from './define-rule';
import { weightPenalties } from './support/penalties';
import { noOptions } from './support/phrases';

export const documentation: Documentation = {
  what: {
    en: 'Finds a model that is compiled with an optimizer that decays weights and has L2 penalties as well. Off by default: it is advice, not an error.',
    zh: '查找既用带权重衰减的优化器编译、又有 L2 惩罚项的模型。默认关闭：这只是建议，不是错误。',
  },
  why: {
    en: 'Both shrink the same weights, on two scales. Weight decay takes `learning rate · decay · w` off each weight in each step, whatever the gradient is. The gradient of L2 is `2 · strength · w`; `Adam` divides it by the size of recent gradients, so it shrinks weights with large gradients less. Two strengths have then to be tuned together, and neither says what the model gets. Every optimizer of Keras has `weight_decay=`; `AdamW` has 0.004 where none is given.',
    zh: '两者以不同的尺度缩小同一批权重。权重衰减在每一步从每个权重减去 `学习率 · 衰减 · w`，与梯度无关。L2 的梯度是 `2 · 强度 · w`；`Adam` 会用近期梯度的大小去除它，因此梯度大的权重缩小得更少。这样就要同时调整两个强度，而且任何一个都说明不了模型实际受到的正则化。Keras 的每个优化器都有 `weight_decay=`；`AdamW` 不给出时为 0.004。',
  },
  bad: {
    language: 'python',
    code: `import keras

model = keras.Sequential([
    keras.Input((20,)),
    keras.layers.Dense(64, activation='relu', kernel_regularizer=keras.regularizers.L2(1e-4)),
    keras.layers.Dense(1),
])
model.compile(keras.optimizers.AdamW(weight_decay=1e-2), 'mse')
`,
  },
  good: {
    language: 'python',
    code: `import keras

model = keras.Sequential([
    keras.Input((20,)),
    keras.layers.Dense(64, activation='relu'),
    keras.layers.Dense(1),
])
model.compile(keras.optimizers.AdamW(weight_decay=1e-2), 'mse')
`,
  },
  fix: {
    en: 'None: which of the two to keep is a question for an experiment.',
    zh: '无：保留哪一个要靠实验决定。',
  },
  options: noOptions,
  limits: {
    en: 'L1 beside weight decay has a purpose of its own (sparse weights) and is not reported. Both may be meant: decay for everything, L2 for one layer more.',
    zh: 'L1 与权重衰减并用有自己的目的（稀疏权重），不报告。两者并用也可能是有意的：衰减用于全部权重，L2 额外用于某一层。',
  },
  precision: { found: 0, wrong: 0, files: 0 },
  references: [
    {
      title: 'Loshchilov, Hutter: Decoupled weight decay regularization',
      address: 'https://arxiv.org/abs/1711.05101',
    },
  ],
};

export default defineRule({
  id: 'double-shrinkage',
  severity: 'off',
  title: { en: 'Weight decay and L2 together', zh: '权重衰减与 L2 并用' },
  check(facts) {
    return facts.models.flatMap((model) => {
      const optimizer = model.compile?.optimizer;
      if (!optimizer || optimizer.name === null || !(optimizer.weightDecay ?? 0)) return [];
      const penalties = weightPenalties(model).filter(({ penalty }) => (penalty.l2 ?? 0) > 0);
      const [first] = penalties;
      if (!first) return [];
      return [
        {
          span: optimizer.span,
          confidence: 'likely',
          message: message(
            {
              en: '`{model}` is shrunk twice: by the weight decay of {decay} of `{optimizer}` and by its L2 penalties, on different scales. Keep one of them.',
              zh: '`{model}` 的权重被缩小了两次：`{optimizer}` 的权重衰减 {decay}，以及尺度不同的 L2 惩罚项。请保留其中之一。',
            },
            {
              model: model.name,
              optimizer: optimizer.name,
              decay: optimizer.weightDecay ?? 0,
            },
          ),
          related: [
            {
              span: first.penalty.span,
              message: message({ en: 'An L2 penalty of the same model.', zh: '同一模型的 L2 惩罚项。' }),
            },
          ],
          fixes: [],
          model: model.id,
        },
      ];
    });
  },
});
