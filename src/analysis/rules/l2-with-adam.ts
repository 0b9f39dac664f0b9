import { message } from '../text/localized';
import { type Documentation, defineRule } from './define-rule';
import { weightPenalties } from './support/penalties';
import { noOptions } from './support/phrases';

export const documentation: Documentation = {
  what: {
    en: 'Finds a model with L2 penalties that `Adam` or one of its relatives trains. Off by default: it is advice, not an error.',
    zh: '查找用 `Adam` 或其同类优化器训练、且带有 L2 惩罚项的模型。默认关闭：这只是建议，不是错误。',
  },
  why: {
    en: '`Adam` divides every gradient by the size of the recent ones, that of the penalty too. Weights whose gradients are large are then hardly shrunk, and those whose gradients are small are shrunk much: the strength does not mean what it means with `SGD`. Weight decay (`weight_decay=`, or `AdamW`) shrinks every weight alike, whatever its gradient is. With `SGD` without momentum both are the same thing: `L2(s)` is a weight decay of `2 · s`.',
    zh: '`Adam` 会用近期梯度的大小去除每个梯度，惩罚项的梯度也不例外。于是梯度大的权重几乎不缩小，梯度小的权重缩小得很多：强度的含义与用 `SGD` 时不同。权重衰减（`weight_decay=` 或 `AdamW`）则不论梯度大小，对每个权重一视同仁。对不带动量的 `SGD`，两者是一回事：`L2(s)` 相当于 `2 · s` 的权重衰减。',
  },
  bad: {
    language: 'python',
    code: `import keras

model = keras.Sequential([
    keras.Input((20,)),
    keras.layers.Dense(64, activation='relu', kernel_regularizer=keras.regularizers.L2(1e-4)),
    keras.layers.Dense(1),
])
model.compile('adam', 'mse')
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
model.compile(keras.optimizers.AdamW(learning_rate=1e-3, weight_decay=1e-2), 'mse')
`,
  },
  fix: {
    en: 'None: the strengths of the two cannot be converted into each other.',
    zh: '无：两者的强度无法相互换算。',
  },
  options: noOptions,
  limits: {
    en: 'L2 with `Adam` is common and works; whether weight decay is better is a question for an experiment. With L1, and where the optimizer decays weights already, nothing is reported.',
    zh: 'L2 与 `Adam` 并用很常见，也有效；权重衰减是否更好要靠实验回答。使用 L1，或优化器已带权重衰减时，不报告。',
  },
  precision: { found: 38, wrong: 0, files: 37 },
  references: [
    {
      title: 'Loshchilov, Hutter: Decoupled weight decay regularization',
      address: 'https://arxiv.org/abs/1711.05101',
    },
  ],
};

/** Optimizers that scale each weight's gradient by those it had before. */
const adaptive = new Set(['Adam', 'Adamax', 'Nadam', 'RMSprop', 'Adagrad', 'Adadelta']);

export default defineRule({
  id: 'l2-with-adam',
  severity: 'off',
  title: { en: 'L2 with an adaptive optimizer', zh: 'L2 与自适应优化器并用' },
  check(facts) {
    return facts.models.flatMap((model) => {
      const optimizer = model.compile?.optimizer;
      if (!optimizer || !adaptive.has(optimizer.name ?? '') || optimizer.weightDecay) return [];
      const [first] = weightPenalties(model).filter(({ penalty }) => (penalty.l2 ?? 0) > 0);
      if (!first) return [];
      return [
        {
          span: first.penalty.span,
          confidence: 'likely',
          message: message(
            {
              en: '`{optimizer}` scales the gradient of this L2 penalty like any other, so weights with large gradients are hardly shrunk. Weight decay shrinks all alike: `weight_decay=` or `AdamW`.',
              zh: '`{optimizer}` 会像对待其他梯度一样缩放此 L2 惩罚项的梯度，因此梯度大的权重几乎不会缩小。权重衰减对所有权重一视同仁：`weight_decay=` 或 `AdamW`。',
            },
            { optimizer: optimizer.name ?? '' },
          ),
          related: [
            {
              span: optimizer.span,
              message: message({ en: 'The optimizer.', zh: '优化器。' }),
            },
          ],
          fixes: [],
          model: model.id,
        },
      ];
    });
  },
});
