import type { Confidence, Facts, LossesReadFact, MechanismFact, ModelFact } from '../facts/facts';
import { message, type Message } from '../text/localized';
import { type Documentation, defineRule, type Report } from './define-rule';
import { weaker } from './support/penalties';
import { noOptions } from './support/phrases';
import { passTerms } from './support/pass-terms';

export const documentation: Documentation = {
  what: {
    en: 'Finds a read of `model.losses` that comes before the forward pass whose activity penalties or `add_loss` terms it is meant to hold: on a model that has not been called at all, or inside a gradient tape above the call of the model.',
    zh: '查找早于前向传播的 `model.losses` 读取，而它本应包含该次前向传播产生的激活惩罚或 `add_loss` 项：模型从未被调用过，或者在梯度带内读取语句位于模型调用之前。',
  },
  why: {
    en: 'A weight penalty is computed from the weights at every read. **An activity penalty and an `add_loss` term are values of one forward pass**: each outermost call of the model throws the old ones away and makes new ones.\n\n| read | activity and `add_loss` terms in it |\n| --- | --- |\n| before the first call, Keras 3 | none |\n| before the first call, Keras 2 | tensors of a graph, so that `sum(model.losses)` fails with a `TypeError` |\n| inside a tape, above the call | those of the previous step, which have no gradient in this one |\n| inside a tape, below the call | those of this step |',
    zh: '权重惩罚在每次读取时都由当时的权重算出。**激活惩罚和 `add_loss` 项则是某一次前向传播的值**：每次最外层的模型调用都会丢弃旧值并产生新值。\n\n| 读取位置 | 其中的激活惩罚和 `add_loss` 项 |\n| --- | --- |\n| 首次调用之前，Keras 3 | 没有 |\n| 首次调用之前，Keras 2 | 图张量，`sum(model.losses)` 会因 `TypeError` 失败 |\n| 梯度带内，调用之前 | 上一步的值，在本步中没有梯度 |\n| 梯度带内，调用之后 | 本步的值 |',
  },
  bad: {
    language: 'python',
    code: `import tensorflow as tf

model = tf.keras.Sequential([
    tf.keras.Input((20,)),
    tf.keras.layers.Dense(16, activation='relu', activity_regularizer='l1'),
    tf.keras.layers.Dense(1),
])
loss_fn = tf.keras.losses.MeanSquaredError()
optimizer = tf.keras.optimizers.Adam()


def train_step(x, y):
    with tf.GradientTape() as tape:
        penalty = sum(model.losses)  # of the step before
        loss = loss_fn(y, model(x, training=True)) + penalty
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))


for x, y in batches:
    train_step(x, y)
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
loss_fn = tf.keras.losses.MeanSquaredError()
optimizer = tf.keras.optimizers.Adam()


def train_step(x, y):
    with tf.GradientTape() as tape:
        prediction = model(x, training=True)
        loss = loss_fn(y, prediction) + sum(model.losses)
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))


for x, y in batches:
    train_step(x, y)
`,
  },
  fix: {
    en: 'There is no automatic fix. Read `model.losses` below the call of the model, in the same step.',
    zh: '没有自动修复。请在同一步中、模型调用之后再读取 `model.losses`。',
  },
  options: noOptions,
  limits: {
    en: 'Models whose penalties are all on weights are never reported: those need no forward pass. Neither are reads that are only printed, counted or tested, and reads of a model that code outside of the file may have called. A model that is not built yet is told by `losses-before-build`, a value that is read once and used in every step by `losses-captured-once`.',
    zh: '如果模型的惩罚项都在权重上，则从不报告：它们不需要前向传播。只用于打印、计数或判断的读取，以及可能已被文件之外的代码调用过的模型，也不报告。尚未构建的模型由 `losses-before-build` 报告，只读取一次却在每一步使用的值由 `losses-captured-once` 报告。',
  },
  precision: { found: 0, wrong: 0, files: 0 },
  references: [
    {
      title: 'Keras: losses added inside a layer are reset by each call',
      address: 'https://keras.io/guides/making_new_layers_and_models_via_subclassing/',
    },
    {
      title: 'Keras: writing a training loop from scratch',
      address: 'https://keras.io/guides/writing_a_custom_training_loop_in_tensorflow/',
    },
  ],
};

export default defineRule({
  id: 'losses-before-call',
  severity: 'warning',
  title: {
    en: 'Activity or `add_loss` terms read before the forward pass that makes them',
    zh: '在产生激活惩罚或 `add_loss` 项的前向传播之前读取它们',
  },
  check(facts) {
    return facts.lossesReads.flatMap((read, index) => {
      const model = facts.models[read.model ?? -1];
      if (model === undefined || read.use !== 'value' || isOtherRules(facts, read, index)) return [];
      const sources = passTerms(model);
      const confidence = sources.length === 0 ? null : confidenceOf(facts, read, index, sources);
      return confidence === null ? [] : [report(facts, read, model, sources, confidence)];
    });
  },
});

/** Whether another rule says what is wrong with the read. */
function isOtherRules(facts: Facts, read: LossesReadFact, index: number): boolean {
  return (
    read.flowsTo === 'loss-object' ||
    facts.trainings.some(({ withoutGradient }) => withoutGradient.some((lost) => lost.read === index))
  );
}

function confidenceOf(
  facts: Facts,
  read: LossesReadFact,
  index: number,
  sources: readonly MechanismFact[],
): Confidence | null {
  const sure = sources.some(({ kind }) => kind === 'activity-penalty') ? 'certain' : 'likely';
  if (isStale(facts, read, index)) return weaker(read.reachedFromModule ? 'certain' : 'likely', sure);
  if (!isNeverCalled(read) || !read.reachedFromModule) return null;
  return sure;
}

/** No pass has been made, of a model that has variables and so is not the business of `losses-before-build`. */
function isNeverCalled({ built, called, lastPass }: LossesReadFact): boolean {
  return built === 'yes' && called === 'no' && lastPass === 'none';
}

/** Inside a tape, above the pass of that step, and in the loss that the step minimises. */
function isStale(facts: Facts, read: LossesReadFact, index: number): boolean {
  return (
    read.passInStep === false &&
    facts.trainings.some(({ targetSpan, reads }) => targetSpan !== null && reads.includes(index))
  );
}

function report(
  facts: Facts,
  read: LossesReadFact,
  model: ModelFact,
  sources: readonly MechanismFact[],
  confidence: Confidence,
): Report {
  const { version } = facts.framework;
  const values = { read: `${read.modelText}.losses`, model: read.modelText };
  return {
    span: read.span,
    confidence,
    message: read.passInStep === false ? staleMessage(values) : missingMessage(values, version),
    related: sources.slice(0, 1).map(({ span, kind }) => ({
      span,
      message:
        kind === 'activity-penalty'
          ? message({
              en: 'This penalty is a value of one forward pass.',
              zh: '该惩罚项是某一次前向传播的值。',
            })
          : message({ en: 'The `add_loss` terms come from here.', zh: '`add_loss` 项来自这里。' }),
    })),
    fixes: [],
    model: model.id,
  };
}

interface Names {
  readonly read: string;
  readonly model: string;
}

function staleMessage(values: Names): Message {
  return message(
    {
      en: '`{read}` is read above the call of `{model}` in this step, so its activity and add_loss terms are those of the step before and have no gradient: they are values of one forward pass. Read it below the call.',
      zh: '`{read}` 在本步调用 `{model}` 之前读取，因此其中的激活惩罚和 add_loss 项是上一步的，没有梯度：它们是某一次前向传播的值。请在调用之后再读取。',
    },
    { ...values },
  );
}

function missingMessage(values: Names, version: 2 | 3 | null): Message {
  if (version === 2)
    return message(
      {
        en: '`{read}` holds tensors of a graph here, so using their values fails: activity and add_loss terms are values of one forward pass, and `{model}` has not been called yet. Read it below the call.',
        zh: '`{read}` 在此处包含图张量，使用其值会失败：激活惩罚和 add_loss 项是某一次前向传播的值，而 `{model}` 尚未被调用。请在调用之后再读取。',
      },
      { ...values },
    );
  if (version === 3)
    return message(
      {
        en: '`{read}` holds no activity or add_loss terms here: they are values of one forward pass, and `{model}` has not been called yet. Read it below the call.',
        zh: '`{read}` 在此处不含激活惩罚和 add_loss 项：它们是某一次前向传播的值，而 `{model}` 尚未被调用。请在调用之后再读取。',
      },
      { ...values },
    );
  return message(
    {
      en: '`{read}` holds no usable activity or add_loss terms here: they are values of one forward pass, and `{model}` has not been called yet (Keras 3 leaves them out, in Keras 2 they are tensors of a graph). Read it below the call.',
      zh: '`{read}` 在此处没有可用的激活惩罚和 add_loss 项：它们是某一次前向传播的值，而 `{model}` 尚未被调用（Keras 3 不包含它们，Keras 2 中它们是图张量）。请在调用之后再读取。',
    },
    { ...values },
  );
}
