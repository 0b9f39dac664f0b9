import { message } from '../text/localized';
import { type Documentation, defineRule } from './define-rule';
import { removeArgument } from './support/edits';
import { isActive } from './support/penalties';
import { noOptions } from './support/phrases';

export const documentation: Documentation = {
  what: {
    en: 'Finds penalties on biases and on the `beta` and `gamma` of normalization layers. Off by default: it is advice, not an error.',
    zh: '查找对偏置以及归一化层的 `beta` 和 `gamma` 的惩罚。默认关闭：这只是建议，不是错误。',
  },
  why: {
    en: 'A penalty works against overfitting by holding back weights that answer to single inputs. A bias answers to none: it is one number for each unit, moves its output as a whole, and adds next to nothing to the capacity. Shrinking it towards 0 mostly moves the output away from the mean of the data. `gamma` starts at 1, so L2 pulls it away from where it begins. The convention is to penalise kernels and embeddings only.',
    zh: '惩罚项通过抑制对单个输入作出反应的权重来防止过拟合。偏置不对任何输入作出反应：每个单元只有一个数，只整体移动输出，几乎不增加模型容量。把它缩向 0，多半只是让输出偏离数据的均值。`gamma` 从 1 开始，L2 会把它拉离起点。惯例是只惩罚卷积核、全连接核和嵌入。',
  },
  bad: {
    language: 'python',
    code: `import keras

model = keras.Sequential([
    keras.Input((20,)),
    keras.layers.Dense(64, kernel_regularizer='l2', bias_regularizer='l2'),
    keras.layers.Dense(1),
])
`,
  },
  good: {
    language: 'python',
    code: `import keras

model = keras.Sequential([
    keras.Input((20,)),
    keras.layers.Dense(64, kernel_regularizer='l2'),
    keras.layers.Dense(1),
])
`,
  },
  fix: {
    en: 'Removes the argument. It is *unsafe*: training changes.',
    zh: '移除该参数。该修复标为**不安全**：训练会改变。',
  },
  options: noOptions,
  limits: {
    en: 'A penalty on `gamma` is a known way of pruning channels (“network slimming”); turn the rule off there.',
    zh: '惩罚 `gamma` 是一种已知的通道剪枝方法（“network slimming”）；这种情况下请关闭本规则。',
  },
  precision: { found: 31, wrong: 0, files: 19, fixed: 14 },
  references: [
    {
      title: 'Goodfellow, Bengio, Courville: Deep Learning, 7.1',
      address: 'https://www.deeplearningbook.org/contents/regularization.html',
    },
  ],
};

const shifting = new Set(['bias', 'beta', 'gamma']);

export default defineRule({
  id: 'bias-regularized',
  severity: 'off',
  title: { en: 'A penalty on biases', zh: '对偏置的惩罚' },
  check(facts, { text }) {
    const seen = new Set<number>();
    return facts.models.flatMap((model) =>
      model.layers.flatMap((layer) =>
        layer.penalties.flatMap((penalty) => {
          if (!shifting.has(penalty.on) || !isActive(penalty) || penalty.kind === 'unknown') return [];
          // A layer made in a loop stands in the list once a turn, but in the text once.
          if (seen.has(penalty.span.start)) return [];
          seen.add(penalty.span.start);
          const written = layer.arguments.find((one) => one.span.start === penalty.span.start);
          return [
            {
              span: penalty.span,
              confidence: 'likely' as const,
              message: message(
                {
                  en: 'This penalises `{on}` of `{layer}`, which answers to no input and adds hardly any capacity: the penalty moves the output and does little against overfitting. Penalise the kernel only.',
                  zh: '这里惩罚的是 `{layer}` 的 `{on}`，它不对任何输入作出反应，几乎不增加容量：惩罚它只会移动输出，对防止过拟合作用不大。请只惩罚核权重。',
                },
                { on: penalty.on, layer: layer.type },
              ),
              related: [],
              fixes:
                written?.keyword === true && !written.spread
                  ? [
                      {
                        title: message(
                          { en: 'Remove `{name}`', zh: '移除 `{name}`' },
                          { name: written.name },
                        ),
                        safety: 'unsafe' as const,
                        edits: [removeArgument(text, written.span)],
                      },
                    ]
                  : [],
              model: model.id,
            },
          ];
        }),
      ),
    );
  },
});
