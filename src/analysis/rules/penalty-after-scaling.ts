import type { ModelFact, TrainingFact } from '../facts/facts';
import { message } from '../text/localized';
import type { Span } from '../text/span';
import { type Documentation, defineRule, type Report } from './define-rule';
import { weaker } from './support/penalties';
import { noOptions } from './support/phrases';
import { modelIndex, presenceLimit } from './support/steps';
import { quoted } from './support/words';

export const documentation: Documentation = {
  what: {
    en: 'Finds a penalty that is added to a loss which mixed precision has scaled already.',
    zh: '查找加到已由混合精度缩放过的损失上的惩罚项。',
  },
  why: {
    en: 'With 16-bit floats small gradients would become zero. `LossScaleOptimizer` multiplies the loss by a large number, 32768 at the start, and divides the gradients by it afterwards. What is added in between is divided without having been multiplied: `l2(1e-3)` acts as `l2(3e-8)`, and the regularizer has practically no effect. The value of the scaled loss hides it.\n\nKeras 2 has `optimizer.get_scaled_loss(loss)`, Keras 3 `optimizer.scale_loss(loss)`. The penalty belongs into the loss before either. `fit` does it in that order.',
    zh: '使用 16 位浮点数时，过小的梯度会变成零。`LossScaleOptimizer` 把损失乘以一个很大的数（起初为 32768），随后再把梯度除以它。在这之间加上的内容没有被乘过，却会被除：`l2(1e-3)` 的作用只相当于 `l2(3e-8)`，正则化器几乎不起作用，而缩放后的损失值会掩盖这一点。\n\nKeras 2 中是 `optimizer.get_scaled_loss(loss)`，Keras 3 中是 `optimizer.scale_loss(loss)`。惩罚项应在此之前加入损失。`fit` 就是按这个顺序做的。',
  },
  bad: {
    language: 'python',
    code: `import tensorflow as tf

model = tf.keras.Sequential([
    tf.keras.Input((20,)),
    tf.keras.layers.Dense(1, kernel_regularizer='l2'),
])
loss_fn = tf.keras.losses.MeanSquaredError()
optimizer = tf.keras.mixed_precision.LossScaleOptimizer(tf.keras.optimizers.Adam())


def train_step(x, y):
    with tf.GradientTape() as tape:
        loss = loss_fn(y, model(x, training=True))
        scaled = optimizer.get_scaled_loss(loss)
        scaled += sum(model.losses)
    gradients = tape.gradient(scaled, model.trainable_variables)
    gradients = optimizer.get_unscaled_gradients(gradients)
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
optimizer = tf.keras.mixed_precision.LossScaleOptimizer(tf.keras.optimizers.Adam())


def train_step(x, y):
    with tf.GradientTape() as tape:
        loss = loss_fn(y, model(x, training=True))
        loss += sum(model.losses)
        scaled = optimizer.get_scaled_loss(loss)
    gradients = tape.gradient(scaled, model.trainable_variables)
    gradients = optimizer.get_unscaled_gradients(gradients)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
`,
  },
  fix: {
    en: 'None: two statements change places, and the sum goes into another name.',
    zh: '无：两条语句要交换位置，求和也要写进另一个名称。',
  },
  options: noOptions,
  limits: {
    en: 'Not reported: `scale_loss` of an optimizer that is not known to scale (in Keras 3 it returns the loss as it is for all but `LossScaleOptimizer`), and sums that are only logged.',
    zh: '不报告：不确定会缩放的优化器的 `scale_loss`（在 Keras 3 中，除 `LossScaleOptimizer` 外它原样返回损失）；以及仅用于记录的和。',
  },
  precision: { found: 0, wrong: 0, files: 0 },
  references: [
    {
      title: 'TensorFlow: mixed precision, training with a custom training loop',
      address:
        'https://www.tensorflow.org/guide/mixed_precision#training_the_model_with_a_custom_training_loop',
    },
  ],
};

export default defineRule({
  id: 'penalty-after-scaling',
  severity: 'warning',
  title: { en: 'Penalty added after loss scaling', zh: '在损失缩放之后加上惩罚项' },
  check(facts, { text }) {
    const seen = new Set<number>();
    return facts.trainings.flatMap((training) => {
      const model = facts.models[training.model];
      const span = training.addedAfterScaling;
      if (span === null || seen.has(span.start)) return [];
      seen.add(span.start);
      return report(training, model, span, text);
    });
  },
});

function report(training: TrainingFact, model: ModelFact | undefined, span: Span, text: string): Report[] {
  const limit = presenceLimit(model);
  if (limit === null) return [];
  return [
    {
      span,
      confidence: weaker(limit, training.updatesWeights ? 'certain' : 'likely'),
      message: message(
        {
          en: 'The penalty joins a loss that is scaled already: the gradients are divided by the scale (32768 at the start), so `{operation}` has practically no effect. Add the penalty before the loss is scaled.',
          zh: '惩罚项加到了已经缩放的损失上：梯度随后会除以缩放系数（起初为 32768），因此 `{operation}` 几乎不起作用。请在缩放损失之前加上惩罚项。',
        },
        { operation: quoted(text, span) },
      ),
      related: training.targetSpan
        ? [
            {
              span: training.targetSpan,
              message: message({ en: 'The gradients are taken of this.', zh: '对它求梯度。' }),
            },
          ]
        : [],
      fixes: [],
      model: modelIndex(training),
    },
  ];
}
