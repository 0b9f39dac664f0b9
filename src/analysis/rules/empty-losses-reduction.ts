import type {
  Confidence,
  EmptyOutcome,
  Facts,
  LossesReadFact,
  ModelFact,
  ReductionFact,
} from '../facts/facts';
import { message, type Localized, type Message } from '../text/localized';
import { type Documentation, defineRule, type Fix, type Report } from './define-rule';
import { replace } from './support/edits';
import { isWithoutTerms } from './support/penalties';
import { noOptions } from './support/phrases';
import { quoted } from './support/words';

export const documentation: Documentation = {
  what: {
    en: 'Finds an operation on the whole of `model.losses` that fails or gives NaN because the list is certainly empty: `tf.add_n`, a mean, `stack`, a division by the number of terms.',
    zh: '查找对整个 `model.losses` 的运算：列表此时肯定为空，因此运算报错或得到 NaN，例如 `tf.add_n`、求均值、`stack`、除以项数。',
  },
  why: {
    en: 'A model without penalties has an empty list, and so has a model without variables. What an operation does with it differs (each was run with Keras 3.15 on its three backends and with tf_keras 2.21):\n\n| operation on `[]` | result |\n| --- | --- |\n| `sum` | the number 0 |\n| `tf.reduce_sum`, `np.sum` | 0.0 |\n| `keras.ops.sum` | 0.0 on TensorFlow and JAX, `RuntimeError` on torch |\n| `tf.add_n` | `ValueError` |\n| `tf.reduce_mean`, `np.mean`, `np.average`, `keras.ops.average` | NaN |\n| `keras.ops.mean` | NaN on TensorFlow and JAX, `RuntimeError` on torch |\n| `keras.ops.stack` | an empty tensor on TensorFlow, an error on JAX and torch |\n| `np.stack`, `jnp.stack`, `torch.stack`, `statistics.mean`, `functools.reduce` without a start | an error |\n| `sum(…) / len(…)` | `ZeroDivisionError` |\n\nA NaN in the loss makes every gradient NaN, and after one step every weight.',
    zh: '没有惩罚项的模型，这个列表为空；还没有变量的模型也是如此。各种运算对空列表的结果不同（都在 Keras 3.15 的三个后端和 tf_keras 2.21 上运行过）：\n\n| 对 `[]` 的运算 | 结果 |\n| --- | --- |\n| `sum` | 数字 0 |\n| `tf.reduce_sum`、`np.sum` | 0.0 |\n| `keras.ops.sum` | TensorFlow 和 JAX 上为 0.0，torch 上为 `RuntimeError` |\n| `tf.add_n` | `ValueError` |\n| `tf.reduce_mean`、`np.mean`、`np.average`、`keras.ops.average` | NaN |\n| `keras.ops.mean` | TensorFlow 和 JAX 上为 NaN，torch 上为 `RuntimeError` |\n| `keras.ops.stack` | TensorFlow 上为空张量，JAX 和 torch 上报错 |\n| `np.stack`、`jnp.stack`、`torch.stack`、`statistics.mean`、没有初始值的 `functools.reduce` | 报错 |\n| `sum(…) / len(…)` | `ZeroDivisionError` |\n\n损失中一旦出现 NaN，所有梯度都是 NaN，一步之后所有权重也是。',
  },
  bad: {
    language: 'python',
    code: `import tensorflow as tf

model = tf.keras.Sequential([
    tf.keras.Input((20,)),
    tf.keras.layers.Dense(16, activation='relu'),
    tf.keras.layers.Dense(1),
])
penalty = tf.add_n(model.losses)  # ValueError: no layer has a penalty
`,
  },
  good: {
    language: 'python',
    code: `import tensorflow as tf

model = tf.keras.Sequential([
    tf.keras.Input((20,)),
    tf.keras.layers.Dense(16, activation='relu'),
    tf.keras.layers.Dense(1),
])
penalty = sum(model.losses)  # 0 without a penalty, their sum with some
`,
  },
  fix: {
    en: 'Uses Python’s `sum`, which is 0 for an empty list and the same sum otherwise. It is *unsafe*: where a mean stood, the sum is larger as soon as there are several penalties.',
    zh: '改用 Python 的 `sum`：空列表得 0，否则就是同样的和。该修复标为**不安全**：原来求均值的地方，一旦有多个惩罚项，和会更大。',
  },
  options: noOptions,
  limits: {
    en: 'Quiet where the list may hold something: models that are parameters of a function, that were handed to other code, or whose layers are not all known; behind `if model.losses:`; and inside `try`, where somebody may wait for the failure. A mean that is only printed is not reported.',
    zh: '列表可能非空时不报告：作为函数参数传入的模型、交给其他代码的模型、层不完全已知的模型；位于 `if model.losses:` 之后；以及在 `try` 之内（可能有意等待这个异常）。仅用于打印的均值不报告。',
  },
  precision: { found: 0, wrong: 0, files: 0 },
  references: [
    {
      title: 'tensorflow#33556: model.losses is empty',
      address: 'https://github.com/tensorflow/tensorflow/issues/33556',
    },
    {
      title: 'TensorFlow: tf.math.add_n',
      address: 'https://www.tensorflow.org/api_docs/python/tf/math/add_n',
    },
  ],
};

export default defineRule({
  id: 'empty-losses-reduction',
  severity: 'warning',
  title: { en: 'An operation on an empty list of losses', zh: '对空的损失列表做运算' },
  check(facts, { text }) {
    return facts.reductions.flatMap((reduction) => {
      const read = facts.lossesReads[reduction.read];
      const model = facts.models[read?.model ?? -1];
      if (!read || !model) return [];
      const outcomes = possibleOutcomes(facts, reduction);
      const confidence = confidenceOf(facts, reduction, read, model, outcomes);
      return confidence === null ? [] : [report(reduction, read, model, outcomes, confidence, text)];
    });
  },
});

type Backend = keyof ReductionFact['whenEmpty'];

/** What the operation does in the backends that may run the file. */
function possibleOutcomes({ framework }: Facts, { whenEmpty }: ReductionFact): Map<Backend, EmptyOutcome> {
  const backend = framework.version === 2 ? 'tensorflow' : framework.backend;
  const all = Object.entries(whenEmpty) as [Backend, EmptyOutcome][];
  return new Map(all.filter(([name]) => backend === null || backend === name));
}

function confidenceOf(
  facts: Facts,
  reduction: ReductionFact,
  read: LossesReadFact,
  model: ModelFact,
  outcomes: ReadonlyMap<Backend, EmptyOutcome>,
): Confidence | null {
  const all = [...outcomes.values()];
  if (reduction.guarded || all.every((outcome) => outcome === 'harmless')) return null;
  if (read.onlyKeras3 && facts.framework.version === 2) return null;
  const empty = reduction.terms === 0;
  // In a function that nobody calls, only a model that cannot have any terms has none.
  if (!empty && (read.reachedFromModule || reduction.terms !== null || !isWithoutTerms(model))) return null;
  if (all.includes('harmless')) return 'possible';
  if (all.includes('not-a-number')) return read.use === 'inspection' ? null : 'likely';
  return empty && read.reachedFromModule && !read.onlyKeras3 ? 'certain' : 'likely';
}

function report(
  reduction: ReductionFact,
  read: LossesReadFact,
  model: ModelFact,
  outcomes: ReadonlyMap<Backend, EmptyOutcome>,
  confidence: Confidence,
  text: string,
): Report {
  const list = `${read.modelText}.losses`;
  return {
    span: reduction.span,
    confidence,
    message: message(
      {
        en: '`{operation}` {result} here: `{list}` is empty, because {reason}. {advice}',
        zh: '`{operation}` 在此处{result}：{reason}，`{list}` 为空。{advice}',
      },
      {
        operation: quoted(text, reduction.span),
        list,
        result: resultOf(outcomes),
        reason: reasonOf(read, model),
        advice: advice(reduction, list),
      },
    ),
    related: [
      {
        span: model.span,
        message: message(
          { en: '`{model}` is made here.', zh: '`{model}` 在此处创建。' },
          { model: model.name },
        ),
      },
    ],
    fixes: withSum(reduction, text),
    model: model.id,
  };
}

function resultOf(outcomes: ReadonlyMap<Backend, EmptyOutcome>): Message {
  const all = new Set(outcomes.values());
  const names = { tensorflow: 'TensorFlow', jax: 'JAX', torch: 'torch' };
  const failing = [...outcomes].flatMap(([name, outcome]) => (outcome === 'raises' ? [names[name]] : []));
  if (!all.has('raises')) return message({ en: 'is NaN', zh: '是 NaN' });
  if (all.size === 1) return message({ en: 'fails', zh: '会报错' });
  const backends = failing.length > 1 ? { en: failing.join(' and '), zh: failing.join(' 和 ') } : failing[0];
  return all.has('not-a-number')
    ? message(
        { en: 'is NaN, and fails on {backends},', zh: '是 NaN（在 {backends} 上会报错）' },
        { backends: backends ?? '' },
      )
    : message({ en: 'fails on {backends}', zh: '在 {backends} 上会报错' }, { backends: backends ?? '' });
}

function reasonOf(read: LossesReadFact, model: ModelFact): Message {
  const text: Localized =
    read.built === 'no'
      ? { en: '`{model}` has no variables yet', zh: '`{model}` 还没有变量' }
      : { en: '`{model}` has no penalty that is counted', zh: '`{model}` 没有会被计入的惩罚项' };
  return message(text, { model: read.modelText || model.name });
}

function advice(reduction: ReductionFact, list: string): Message {
  return reduction.kind === 'stack'
    ? message({ en: 'Put it behind `if {list}:`.', zh: '请把它放在 `if {list}:` 之后。' }, { list })
    : message(
        {
          en: 'Use `sum({list})`, which is 0 for an empty list.',
          zh: '请改用 `sum({list})`，空列表时它为 0。',
        },
        { list },
      );
}

function withSum(reduction: ReductionFact, text: string): Fix[] {
  if (reduction.kind === 'stack') return [];
  const argument = text.slice(reduction.argumentSpan.start, reduction.argumentSpan.end);
  const replacement = reduction.kind === 'divided-by-count' ? argument : `sum(${argument})`;
  return [
    {
      title: message(
        { en: 'Use `{sum}`', zh: '改用 `{sum}`' },
        { sum: quoted(replacement, whole(replacement)) },
      ),
      safety: 'unsafe',
      edits: [replace(reduction.span, replacement)],
    },
  ];
}

function whole(text: string) {
  return { start: 0, end: text.length };
}
