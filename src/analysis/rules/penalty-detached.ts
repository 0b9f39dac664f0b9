import type { Confidence, Facts, LostReadFact, TrainingFact } from '../facts/facts';
import { message } from '../text/localized';
import type { Span } from '../text/span';
import { type Documentation, defineRule, type Fix, type Report } from './define-rule';
import { replace } from './support/edits';
import { weaker } from './support/penalties';
import { noOptions } from './support/phrases';
import { lostReads, mistakeOf, modelIndex, presenceLimit, stepConfidence } from './support/steps';
import { quoted } from './support/words';

export const documentation: Documentation = {
  what: {
    en: 'Finds a penalty that is turned into a number, or cut off from its gradient, on its way from `model.losses` into the loss: `float()`, `.numpy()`, `.item()`, `.detach()`, NumPy functions, `stop_gradient`, `K.get_value`, `torch.no_grad()`.',
    zh: '查找从 `model.losses` 进入损失的途中被转换成数值、或被切断梯度的惩罚项：`float()`、`.numpy()`、`.item()`、`.detach()`、NumPy 函数、`stop_gradient`、`K.get_value`、`torch.no_grad()`。',
  },
  why: {
    en: 'A regularizer acts by its gradient. After `float(penalty)` the loss has the right value and no derivative of it: for an error of 9 and a penalty of 8 it reads 17, and the gradient is that of the error alone. Training curves look as they should; the weights are those of a model without regularizer.\n\nTensorFlow, JAX and PyTorch agree in this. NumPy functions on TensorFlow tensors (`np.sum(model.losses)`) convert them silently; on PyTorch tensors with a gradient, and inside a function that JAX differentiates, they raise an error instead. `tf.Variable(penalty)` is a new variable of that value. `tf.convert_to_tensor`, `tf.cast` and `tf.add_n` keep the gradient.',
    zh: '正则化器通过梯度起作用。经过 `float(penalty)` 之后，损失的值是对的，却没有对它的导数：误差为 9、惩罚为 8 时显示 17，而梯度只来自误差。训练曲线看上去一切正常，权重却与没有正则化器的模型一样。\n\nTensorFlow、JAX 和 PyTorch 在这一点上一致。NumPy 函数作用于 TensorFlow 张量（`np.sum(model.losses)`）时会悄悄转换；作用于带梯度的 PyTorch 张量，或在 JAX 求导的函数内，则会报错。`tf.Variable(penalty)` 是以该值新建的变量。`tf.convert_to_tensor`、`tf.cast` 和 `tf.add_n` 会保留梯度。',
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

for x, y in batches:
    with tf.GradientTape() as tape:
        loss = loss_fn(y, model(x, training=True)) + float(sum(model.losses))
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

for x, y in batches:
    with tf.GradientTape() as tape:
        penalty = sum(model.losses)
        loss = loss_fn(y, model(x, training=True)) + penalty
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    print(float(penalty))
`,
  },
  fix: {
    en: 'Takes the conversion away: `float(x)`, `tf.stop_gradient(x)` and `x.numpy()` become `x`. It is *unsafe*: the penalty begins to act. There is none for functions that also compute something, such as `np.sum`.',
    zh: '去掉转换：`float(x)`、`tf.stop_gradient(x)` 和 `x.numpy()` 变为 `x`。该修复标为**不安全**：惩罚项从此开始起作用。对同时进行计算的函数（如 `np.sum`）没有修复。',
  },
  options: noOptions,
  limits: {
    en: 'Not reported: a number that is only printed, logged or put into a history, a penalty that is also in the loss with its gradient, and losses that are no part of a gradient’s target.',
    zh: '不报告：只用于打印、日志或历史记录的数值；损失中另有带梯度的同一惩罚项的情形；以及不属于求梯度目标的损失。',
  },
  precision: { found: 0, wrong: 0, files: 0 },
  references: [
    {
      title: 'TensorFlow: gradients of None, calculations outside of TensorFlow',
      address: 'https://www.tensorflow.org/guide/autodiff#2_did_calculations_outside_of_tensorflow',
    },
  ],
};

export default defineRule({
  id: 'penalty-detached',
  severity: 'warning',
  title: { en: 'Penalty without a gradient', zh: '惩罚项没有梯度' },
  check(facts, { text }) {
    const seen = new Set<number>();
    return facts.trainings.flatMap((training) => {
      const model = facts.models[training.model];
      const limit = presenceLimit(model);
      if (limit === null || mistakeOf(training) !== 'detached') return [];
      return lostReads(training).flatMap((lost) => {
        if (lost.why !== 'detached' || seen.has(lost.span.start)) return [];
        seen.add(lost.span.start);
        return [report(facts, training, lost, weaker(limit, stepConfidence(training)), text)];
      });
    });
  },
});

function report(
  facts: Facts,
  training: TrainingFact,
  lost: LostReadFact,
  confidence: Confidence,
  text: string,
): Report {
  const read = facts.lossesReads[lost.read];
  return {
    span: lost.span,
    confidence,
    message: message(
      {
        en: '`{call}` takes the penalty’s gradient away: the loss grows by a number, and the regularizer has no effect. Add the tensor itself, and convert it for printing only.',
        zh: '`{call}` 去掉了惩罚项的梯度：损失只是加上一个数值，正则化器不起作用。请加上张量本身，只在打印时转换。',
      },
      { call: quoted(text, lost.span) },
    ),
    related: [
      ...(read ? [{ span: read.span, message: message({ en: 'The penalty.', zh: '惩罚项。' }) }] : []),
      {
        span: training.targetSpan ?? training.span,
        message: message({ en: 'The gradients are taken of this.', zh: '对它求梯度。' }),
      },
    ],
    fixes: unwrapped(text, lost.span),
    model: modelIndex(training),
  };
}

/** Conversions that change nothing but the kind of the value. */
const CONVERSION = /^(?:float|(?:[\w.]+\.)?(?:stop_gradient|get_value|convert_to_numpy))\((.*)\)$/s;
const METHOD = /\.(?:numpy|item|detach)\(\)$/;

function unwrapped(text: string, span: Span): Fix[] {
  const written = text.slice(span.start, span.end);
  const inner = METHOD.test(written) ? written.replace(METHOD, '') : CONVERSION.exec(written)?.[1];
  if (inner === undefined || !isOneArgument(inner)) return [];
  return [
    {
      title: message(
        { en: 'Use `{inner}` itself', zh: '直接使用 `{inner}`' },
        { inner: quoted(inner, { start: 0, end: inner.length }) },
      ),
      safety: 'unsafe',
      edits: [replace(span, inner)],
    },
  ];
}

/** Whether no comma or operator stands outside of brackets, so that the text may stand anywhere. */
function isOneArgument(written: string): boolean {
  let depth = 0;
  for (const character of written) {
    if ('([{'.includes(character)) depth++;
    else if (')]}'.includes(character)) depth--;
    else if (depth === 0 && !/[\w.]/.test(character)) return false;
    if (depth < 0) return false;
  }
  return depth === 0;
}
