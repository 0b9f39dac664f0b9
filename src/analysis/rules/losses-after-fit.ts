import type {
  Confidence,
  Facts,
  LossesReadFact,
  ModelFact,
  ReductionFact,
  TrainingFact,
} from '../facts/facts';
import { message } from '../text/localized';
import { type Documentation, defineRule, type Report } from './define-rule';
import { weaker } from './support/penalties';
import { passTerms } from './support/pass-terms';
import { noOptions } from './support/phrases';

export const documentation: Documentation = {
  what: {
    en: 'Finds a sum over `model.losses` right after `fit`, `evaluate`, `predict` or a `tf.function`, on a model with activity penalties or `add_loss` terms.',
    zh: '查找在 `fit`、`evaluate`、`predict` 或 `tf.function` 之后立即对 `model.losses` 求和的代码，且模型带有激活惩罚或 `add_loss` 项。',
  },
  why: {
    en: 'Activity penalties and `add_loss` terms are values of the last forward pass. With the TensorFlow backend `fit` and its relatives run that pass inside a graph, and what it leaves in `model.losses` are tensors of the graph: adding them outside fails with `TypeError: … is out of scope and cannot be used here`. The same holds after a function under `tf.function`. With JAX the terms are missing after `fit`, with torch they are those of the last batch.\n\nWeight penalties are computed anew at every read and are always usable.',
    zh: '激活惩罚和 `add_loss` 项是最近一次前向传播的值。使用 TensorFlow 后端时，`fit` 等方法在图中执行前向传播，留在 `model.losses` 中的是图张量：在图外相加会报错 `TypeError: … is out of scope and cannot be used here`。`tf.function` 函数之后也是如此。使用 JAX 时，`fit` 之后没有这些项；使用 torch 时，它们是最后一个批次的值。\n\n权重惩罚在每次读取时重新计算，始终可用。',
  },
  bad: {
    language: 'python',
    code: `import tensorflow as tf

model = tf.keras.Sequential([
    tf.keras.Input((20,)),
    tf.keras.layers.Dense(16, activation='relu', activity_regularizer='l1'),
    tf.keras.layers.Dense(1),
])
model.compile('adam', 'mse')
model.fit(x, y)
print(sum(model.losses))  # TypeError: out of scope
`,
  },
  good: {
    language: 'python',
    code: `import tensorflow as tf

model = tf.keras.Sequential([
    tf.keras.Input((20,)),
    tf.keras.layers.Dense(16, activation='relu', activity_regularizer='l1'),
    tf.keras.layers.Dense(1),
])
model.compile('adam', 'mse')
model.fit(x, y)
model(x)
print(sum(model.losses))
`,
  },
  fix: {
    en: 'There is no automatic fix. Call the model on a batch, `model(x)`, before the read.',
    zh: '没有自动修复。请在读取之前用一批数据调用模型：`model(x)`。',
  },
  options: noOptions,
  limits: {
    en: 'Only sums, means and the like of the whole list are reported: to count the terms is harmless. Not reported where the backend is known to be JAX or torch, with `run_eagerly=True`, inside `try`, and where a call of the model came in between. Where the file does not show the backend, the finding is *likely*.',
    zh: '只报告对整个列表的求和、求均值等操作：仅计数是无害的。已知后端为 JAX 或 torch、使用 `run_eagerly=True`、位于 `try` 之内，或其间调用过模型时不报告。如果文件没有表明后端，则按**很可能**报告。',
  },
  precision: { found: 0, wrong: 0, files: 0 },
  references: [
    {
      title: 'tensorflow#58666: losses of an activity regularizer outside of the graph',
      address: 'https://github.com/tensorflow/tensorflow/issues/58666',
    },
  ],
};

export default defineRule({
  id: 'losses-after-fit',
  severity: 'warning',
  title: {
    en: 'Activity or `add_loss` terms used after the graph that made them',
    zh: '在图之外使用图中产生的激活惩罚或 `add_loss` 项',
  },
  check(facts) {
    return facts.lossesReads.flatMap((read, index) => {
      const model = facts.models[read.model ?? -1];
      if (model === undefined || read.lastPass !== 'graph') return [];
      const uses = facts.reductions.filter((one) => one.read === index && !one.guarded);
      const confidence = uses.length === 0 ? null : confidenceOf(read, model, uses);
      return confidence === null ? [] : [report(facts, read, model, confidence)];
    });
  },
});

function confidenceOf(
  read: LossesReadFact,
  model: ModelFact,
  uses: readonly ReductionFact[],
): Confidence | null {
  if (read.otherTerms === 0) return null;
  const sources = passTerms(model);
  if (sources.length === 0) return null;
  const sure = sources.some(({ kind }) => kind === 'activity-penalty') ? 'certain' : 'likely';
  // `add_n` hands a single term on as it is.
  const fails = uses.some(({ kind }) => kind !== 'add-n') || (read.terms ?? 0) > 1;
  // Where the backend is open, the number of terms is too.
  return weaker(read.reachedFromModule && read.otherTerms !== null && fails ? 'certain' : 'likely', sure);
}

function report(facts: Facts, read: LossesReadFact, model: ModelFact, confidence: Confidence): Report {
  const training = lastTraining(facts, read, model);
  return {
    span: read.span,
    confidence,
    message: message(
      read.otherTerms === null
        ? {
            en: 'With TensorFlow, using the values in `{read}` fails here (TypeError: out of scope): its activity and add_loss terms are tensors of the graph that the last forward pass ran in. Call `{model}` on a batch before this line.',
            zh: '使用 TensorFlow 时，在此处使用 `{read}` 的值会失败（TypeError: out of scope）：其中的激活惩罚和 add_loss 项是最近一次前向传播所在图的张量。请在此行之前用一批数据调用 `{model}`。',
          }
        : {
            en: 'Using the values in `{read}` fails here (TypeError: out of scope): its activity and add_loss terms are tensors of the graph that the last forward pass ran in. Call `{model}` on a batch before this line.',
            zh: '在此处使用 `{read}` 的值会失败（TypeError: out of scope）：其中的激活惩罚和 add_loss 项是最近一次前向传播所在图的张量。请在此行之前用一批数据调用 `{model}`。',
          },
      { read: `${read.modelText}.losses`, model: read.modelText },
    ),
    related: [
      ...passTerms(model)
        .slice(0, 1)
        .map(({ span }) => ({
          span,
          message: message({
            en: 'This term is a value of one forward pass.',
            zh: '该项是某一次前向传播的值。',
          }),
        })),
      ...(training
        ? [
            {
              span: training.span,
              message: message({
                en: 'This runs the forward pass in a graph.',
                zh: '这里在图中执行前向传播。',
              }),
            },
          ]
        : []),
    ],
    fixes: [],
    model: model.id,
  };
}

/** The last training by Keras' own loop above the read. */
function lastTraining(facts: Facts, read: LossesReadFact, model: ModelFact): TrainingFact | undefined {
  return model.trainings
    .flatMap((index) => facts.trainings[index] ?? [])
    .filter(({ kind, span }) => (kind === 'fit' || kind === 'train_on_batch') && span.end < read.span.start)
    .at(-1);
}
