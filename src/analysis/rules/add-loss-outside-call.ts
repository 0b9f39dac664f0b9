import type { AddedLossFact, Confidence, Facts } from '../facts/facts';
import { message, type Message } from '../text/localized';
import { type Documentation, defineRule, type Severity } from './define-rule';
import { noOptions } from './support/phrases';

export const documentation: Documentation = {
  what: {
    en: 'Finds calls of `add_loss` that Keras refuses or forgets: on a functional model, with a function or a number, or with a tensor outside of `call`.',
    zh: '查找会被 Keras 拒绝或遗忘的 `add_loss` 调用：在函数式模型上、传入函数或数字，或在 `call` 之外传入张量。',
  },
  why: {
    en: 'In Keras 3 a term of `add_loss` lives from one forward pass to the next: each outermost call clears what the last one added.\n\n| call | Keras 3 | Keras 2 |\n| --- | --- | --- |\n| a tensor, inside `call` | counted | counted |\n| a tensor, on a `Sequential`, a subclass or a layer from outside | **in `losses` until the next call, then gone**: training never sees it | `ValueError` |\n| a tensor, in `__init__` or `build` | gone at the first call | `ValueError`, or gone |\n| anything on a functional model | `NotImplementedError` | symbolic tensors and functions count |\n| a function, a number | `ValueError` | a function counts |\n\nA penalty on weights belongs into `kernel_regularizer=` and its relatives; one on activations into a layer’s `call`.',
    zh: '在 Keras 3 中，`add_loss` 的项只存在于一次前向传播到下一次之间：每次最外层调用都会清除上一次添加的内容。\n\n| 调用 | Keras 3 | Keras 2 |\n| --- | --- | --- |\n| 在 `call` 内传入张量 | 计入 | 计入 |\n| 从外部对 `Sequential`、子类模型或层传入张量 | **在下一次调用前留在 `losses` 中，随后消失**：训练从未看到它 | `ValueError` |\n| 在 `__init__` 或 `build` 中传入张量 | 第一次调用时消失 | `ValueError` 或消失 |\n| 对函数式模型传入任何内容 | `NotImplementedError` | 符号张量和函数计入 |\n| 传入函数或数字 | `ValueError` | 函数计入 |\n\n对权重的惩罚应写在 `kernel_regularizer=` 等参数里；对激活的惩罚应写在层的 `call` 里。',
  },
  bad: {
    language: 'python',
    code: `import keras
from keras import ops

model = keras.Sequential([keras.Input((8,)), keras.layers.Dense(4), keras.layers.Dense(1)])
model.add_loss(1e-3 * ops.sum(ops.square(model.layers[0].kernel)))  # gone at the next call
`,
  },
  good: {
    language: 'python',
    code: `import keras
from keras import ops


class Sparse(keras.layers.Layer):
    def call(self, inputs):
        self.add_loss(1e-3 * ops.mean(ops.abs(inputs)))
        return inputs


model = keras.Sequential([
    keras.Input((8,)),
    keras.layers.Dense(4, kernel_regularizer=keras.regularizers.L2(1e-3)),
    Sparse(),
    keras.layers.Dense(1),
])
`,
  },
  fix: {
    en: 'None: where the term belongs depends on what it penalises.',
    zh: '无：该项应放在哪里取决于它惩罚什么。',
  },
  options: noOptions,
  limits: {
    en: 'Where the version is not known, what works in Keras 2 (functions and symbolic tensors) is a *possible* finding, hidden by default. Methods of the receiver other than `__init__` and `build` may run inside `call` and are not judged.',
    zh: '如果版本未知，Keras 2 中有效的写法（函数和符号张量）按**可能**报告，默认不显示。接收者的方法中，除 `__init__` 和 `build` 外都可能在 `call` 内运行，不作判断。',
  },
  precision: { found: 0, wrong: 0, files: 0 },
  references: [
    {
      title: 'Keras: migrating to Keras 3',
      address: 'https://keras.io/guides/migrating_to_keras_3/',
    },
    {
      title: 'Keras: the add_loss() method',
      address: 'https://keras.io/api/losses/#the-addloss-api',
    },
  ],
};

export default defineRule({
  id: 'add-loss-outside-call',
  severity: 'warning',
  title: { en: '`add_loss` that is refused or forgotten', zh: '被拒绝或遗忘的 `add_loss`' },
  check(facts) {
    return facts.addedLosses.flatMap((added) => {
      const verdict = verdictOf(facts, added);
      if (!verdict) return [];
      return [
        {
          span: added.span,
          confidence: verdict.confidence,
          severity: verdict.severity,
          message: message(verdict.text),
          related: [],
          fixes: [],
          model: added.model,
        },
      ];
    });
  },
});

interface Verdict {
  readonly confidence: Confidence;
  readonly severity: Severity;
  readonly text: Message['text'];
}

function verdictOf(facts: Facts, added: AddedLossFact): Verdict | null {
  const { version } = facts.framework;
  if (version === 2 || added.receiver === 'unknown') return null;
  const inKeras3 = version === 3 ? 'certain' : 'possible';
  if (added.receiver === 'functional') {
    return {
      confidence: inKeras3,
      severity: 'error',
      text: {
        en: '`add_loss` of a functional model raises a `NotImplementedError` in Keras 3. Call it inside the `call` of a layer, or penalise weights by `kernel_regularizer=`.',
        zh: '函数式模型的 `add_loss` 在 Keras 3 中会抛出 `NotImplementedError`。请在层的 `call` 中调用，或用 `kernel_regularizer=` 惩罚权重。',
      },
    };
  }
  if (added.value === 'function' || added.value === 'number') {
    return {
      confidence: added.value === 'number' && !added.insideCall ? 'certain' : inKeras3,
      severity: 'error',
      text:
        added.value === 'number'
          ? {
              en: '`add_loss` takes no number and raises a `ValueError`: a loss has to be a tensor computed inside `call`.',
              zh: '`add_loss` 不接受数字，会抛出 `ValueError`：损失必须是在 `call` 中计算的张量。',
            }
          : {
              en: '`add_loss` takes no function in Keras 3 and raises a `ValueError`. Add a tensor inside `call`, or penalise weights by `kernel_regularizer=`.',
              zh: 'Keras 3 的 `add_loss` 不接受函数，会抛出 `ValueError`。请在 `call` 中添加张量，或用 `kernel_regularizer=` 惩罚权重。',
            },
    };
  }
  if (added.value !== 'tensor' || added.insideCall || !added.reachedFromModule) return null;
  return {
    confidence: 'likely',
    severity: 'warning',
    text:
      version === 3
        ? {
            en: 'This term is gone at the next call of the model, so training never sees it: only what `call` itself adds stays. Add it inside `call`, or penalise weights by `kernel_regularizer=`.',
            zh: '此项在模型下一次被调用时就会消失，训练从未看到它：只有 `call` 自己添加的项才会保留。请在 `call` 中添加，或用 `kernel_regularizer=` 惩罚权重。',
          }
        : {
            en: 'This term never reaches training: Keras 3 drops it at the next call of the model, and Keras 2 raises a `ValueError`. Add it inside `call`, or penalise weights by `kernel_regularizer=`.',
            zh: '此项到不了训练：Keras 3 在模型下一次被调用时丢弃它，Keras 2 抛出 `ValueError`。请在 `call` 中添加，或用 `kernel_regularizer=` 惩罚权重。',
          },
  };
}
