import type { Confidence, Facts, LostReadFact, TrainingFact } from '../facts/facts';
import { type Localized, message } from '../text/localized';
import type { Span } from '../text/span';
import { type Documentation, defineRule, type Fix, type Report } from './define-rule';
import { intoBlock } from './support/blocks';
import { weaker } from './support/penalties';
import { noOptions } from './support/phrases';
import { lostReads, mistakeOf, modelIndex, presenceLimit, stepConfidence } from './support/steps';
import { quoted } from './support/words';

export const documentation: Documentation = {
  what: {
    en: 'Finds a loss that gets its penalty, or is computed at all, outside of the `GradientTape` that differentiates it: read before the tape opens, or added after the `with` block.',
    zh: '查找在对其求梯度的 `GradientTape` 之外加上惩罚项、甚至整个在 tape 之外计算的损失：在 tape 打开之前读取，或在 `with` 块之后才加上。',
  },
  why: {
    en: 'A tape knows what is computed while it records, and nothing else.\n\n- **After the block.** `loss += sum(model.losses)` makes a new tensor that the tape has never seen. `tape.gradient(loss, …)` then is `None` for *every* variable, not only for the penalty, and `apply_gradients` raises `ValueError: No gradients provided for any variable`. The same holds for `loss / n`, `loss_fn(y, prediction)` and `optimizer.get_scaled_loss(loss)` after the block.\n- **Before the block.** The penalty is a constant in the step: the loss shows it, the gradient does not.\n- **In a list of targets**, `tape.gradient([loss, sum(model.losses)], …)`, a target from outside adds nothing to the gradients.\n\nThis is so in Keras 2 and Keras 3 and inside `tf.function`.',
    zh: 'tape 只知道它记录期间所计算的内容。\n\n- **在块之后。** `loss += sum(model.losses)` 会产生一个 tape 从未见过的新张量。此时 `tape.gradient(loss, …)` 对**每个**变量都是 `None`，而不仅仅是对惩罚项，`apply_gradients` 会抛出 `ValueError: No gradients provided for any variable`。块之后的 `loss / n`、`loss_fn(y, prediction)` 和 `optimizer.get_scaled_loss(loss)` 也是如此。\n- **在块之前。** 惩罚项在该步中是常数：损失里看得到它，梯度里没有它。\n- **在目标列表中**，如 `tape.gradient([loss, sum(model.losses)], …)`，来自外部的目标不会给梯度增加任何内容。\n\n在 Keras 2、Keras 3 以及 `tf.function` 中都是如此。',
  },
  bad: {
    language: 'python',
    code: `import tensorflow as tf

model = tf.keras.Sequential([
    tf.keras.Input((20,)),
    tf.keras.layers.Dense(1, kernel_regularizer='l2'),
])
loss_fn = tf.keras.losses.MeanSquaredError()
optimizer = tf.keras.optimizers.Adam()


def train_step(x, y):
    with tf.GradientTape() as tape:
        loss = loss_fn(y, model(x, training=True))
    loss += sum(model.losses)
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
`,
  },
  good: {
    language: 'python',
    code: `import tensorflow as tf

model = tf.keras.Sequential([
    tf.keras.Input((20,)),
    tf.keras.layers.Dense(1, kernel_regularizer='l2'),
])
loss_fn = tf.keras.losses.MeanSquaredError()
optimizer = tf.keras.optimizers.Adam()


def train_step(x, y):
    with tf.GradientTape() as tape:
        loss = loss_fn(y, model(x, training=True))
        loss += sum(model.losses)
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
`,
  },
  fix: {
    en: 'Moves the statement into the `with` block where it stands directly behind it. It is *unsafe*: the step begins to train.',
    zh: '如果语句紧跟在 `with` 块之后，就把它移入块中。该修复标为**不安全**：该步骤从此开始真正训练。',
  },
  options: noOptions,
  limits: {
    en: 'Not reported: what is computed after the gradients are taken, for logging; a tape that is entered a second time; an operation inside another tape, when that one takes the gradient.',
    zh: '不报告：求出梯度之后为记录而做的计算；再次进入的 tape；以及位于另一个 tape 之内、由那个 tape 求梯度的运算。',
  },
  precision: { found: 0, wrong: 0, files: 0 },
  references: [
    {
      title: 'TensorFlow: introduction to gradients and automatic differentiation, gradients of None',
      address: 'https://www.tensorflow.org/guide/autodiff#getting_a_gradient_of_none',
    },
  ],
};

export default defineRule({
  id: 'losses-outside-tape',
  severity: 'warning',
  title: { en: 'Loss or penalty outside the tape', zh: '损失或惩罚项在 tape 之外' },
  check(facts, { text }) {
    const seen = new Set<number>();
    return facts.trainings
      .flatMap((training) => found(facts, training, text))
      .filter(({ span }) => !seen.has(span.start) && seen.add(span.start));
  },
});

function found(facts: Facts, training: TrainingFact, text: string): Report[] {
  if (mistakeOf(training) !== 'outside-tape') return [];
  if (training.addedAfterTape) return [afterTape(training, training.addedAfterTape, text)];
  const limit = presenceLimit(facts.models[training.model]);
  if (limit === null) return [];
  return lostReads(training).flatMap((lost) =>
    lost.why === 'before-tape' || lost.why === 'after-tape'
      ? [outside(facts, training, lost, weaker(limit, stepConfidence(training)))]
      : [],
  );
}

function afterTape(training: TrainingFact, operation: Span, text: string): Report {
  return {
    span: operation,
    confidence: training.updatesWeights ? 'certain' : 'likely',
    message: message(
      {
        en: 'All gradients of this step are None: `{operation}` makes the loss after the tape has stopped recording. Move it into the `with` block.',
        zh: '该步骤的所有梯度都是 None：`{operation}` 在 tape 停止记录之后才产生损失。请把它移入 `with` 块。',
      },
      { operation: quoted(text, operation) },
    ),
    related: related(training),
    fixes: moved(training, operation, text),
    model: modelIndex(training),
  };
}

function moved(training: TrainingFact, operation: Span, text: string): Fix[] {
  const edits = intoBlock(text, training.span, operation);
  if (edits === null) return [];
  return [
    {
      title: message({ en: 'Move it into the `with` block', zh: '移入 `with` 块' }),
      safety: 'unsafe',
      edits,
    },
  ];
}

const before: Localized = {
  en: '`{read}` is read before the tape records, so the penalty is a constant in this step: it has no gradient, and the regularizer has no effect. Read it inside the `with` block.',
  zh: '`{read}` 在 tape 开始记录之前读取，惩罚项在该步中只是常数：没有梯度，正则化器不起作用。请在 `with` 块内读取。',
};

const after: Localized = {
  en: '`{read}` is read after the tape has stopped recording, so it adds nothing to the gradients, and the regularizer has no effect. Read it inside the `with` block.',
  zh: '`{read}` 在 tape 停止记录之后读取，不会给梯度增加任何内容，正则化器不起作用。请在 `with` 块内读取。',
};

function outside(facts: Facts, training: TrainingFact, lost: LostReadFact, confidence: Confidence): Report {
  const text = facts.lossesReads[lost.read]?.modelText ?? 'model';
  return {
    span: lost.span,
    confidence,
    message: message(lost.why === 'before-tape' ? before : after, { read: `${text}.losses` }),
    related: related(training),
    fixes: [],
    model: modelIndex(training),
  };
}

function related(training: TrainingFact): Report['related'] {
  return [
    {
      span: training.span,
      message: message({ en: 'The tape records from here.', zh: 'tape 从这里开始记录。' }),
    },
    ...(training.targetSpan
      ? [
          {
            span: training.targetSpan,
            message: message({ en: 'The gradients are taken of this.', zh: '对它求梯度。' }),
          },
        ]
      : []),
  ];
}
