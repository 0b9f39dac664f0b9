import { message } from '../text/localized';
import { type Documentation, defineRule } from './define-rule';
import { replace } from './support/edits';
import { noOptions } from './support/phrases';
import { quoted } from './support/words';

export const documentation: Documentation = {
  what: {
    en: 'Finds a training step whose loss holds the Euclidean *norm* of weights (`tf.norm(w)`, `keras.ops.norm(w)`), not its square.',
    zh: '查找损失中包含权重欧几里得**范数**（`tf.norm(w)`、`keras.ops.norm(w)`）而不是其平方的训练步骤。',
  },
  why: {
    en: 'L2 regularization and weight decay are the *squared* norm: the gradient of `Σw²` is `2w`, so large weights shrink fast and small ones hardly. The gradient of `‖w‖` is `w/‖w‖`: it always has length 1, however large the weights are, and pulls a whole layer towards exactly zero. At zero it is NaN with TensorFlow and JAX (0 with torch), so a bias that starts at zero makes the first step NaN.\n\nRun with Keras 3.15: for w = (3, 4) and for ten times that the norm’s gradient is (0.6, 0.8); the square’s is (6, 8) and (60, 80).',
    zh: 'L2 正则化和权重衰减用的是范数的**平方**：`Σw²` 的梯度是 `2w`，大的权重缩小得快，小的几乎不变。`‖w‖` 的梯度是 `w/‖w‖`：无论权重多大，其长度总是 1，会把整层拉向恰好为零。在零点处，TensorFlow 和 JAX 得到 NaN（torch 得到 0），因此从零开始的偏置会让第一步就变成 NaN。\n\n以下在 Keras 3.15 上运行过：w = (3, 4) 以及它的十倍，范数的梯度都是 (0.6, 0.8)；平方的梯度则是 (6, 8) 和 (60, 80)。',
  },
  bad: {
    language: 'python',
    code: `import tensorflow as tf

model = tf.keras.Sequential([tf.keras.Input((20,)), tf.keras.layers.Dense(1)])
optimizer = tf.keras.optimizers.SGD()


def train_step(x, y):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean((y - model(x)) ** 2)
        for weight in model.trainable_variables:
            loss += 0.01 * tf.norm(weight)
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
`,
  },
  good: {
    language: 'python',
    code: `import tensorflow as tf

model = tf.keras.Sequential([tf.keras.Input((20,)), tf.keras.layers.Dense(1)])
optimizer = tf.keras.optimizers.SGD()


def train_step(x, y):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean((y - model(x)) ** 2)
        for weight in model.trainable_variables:
            loss += 0.01 * tf.reduce_sum(tf.square(weight))
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
`,
  },
  fix: {
    en: 'Squares the norm. *Unsafe*: the penalty becomes another one, and its strength has to be chosen anew.',
    zh: '对范数取平方。标为**不安全**：惩罚变成了另一种，强度需要重新选择。',
  },
  options: noOptions,
  limits: {
    en: 'Not reported: norms along an axis (a group lasso takes them on purpose), other orders than 2, norms of outputs and of gradients, norms that are squared later, and norms that reach no gradient. If you want whole layers to become zero, keep the norm and silence the line.',
    zh: '不报告：沿某个轴的范数（group lasso 有意如此）；阶数不是 2 的范数；输出或梯度的范数；之后被平方的范数；以及不进入梯度的范数。如果确实希望整层变为零，请保留范数并在该行忽略此规则。',
  },
  precision: { found: 0, wrong: 0, files: 0 },
  references: [
    { title: 'TensorFlow: tf.norm', address: 'https://www.tensorflow.org/api_docs/python/tf/norm' },
    {
      title: 'PyTorch forum: L2 regularization by p.norm(2)',
      address: 'https://discuss.pytorch.org/t/7951',
    },
  ],
};

export default defineRule({
  id: 'norm-not-squared',
  severity: 'information',
  title: { en: 'A norm where its square is meant', zh: '应为平方的范数' },
  check(facts, { text }) {
    const trainings = facts.trainings.filter(({ updatesWeights }) => updatesWeights);
    const found = trainings.flatMap(({ norms, model, targetSpan }) =>
      norms.map((span) => ({ span, model, targetSpan })),
    );
    // Weights of two models that one loss trains make one finding.
    const places = new Map(found.map((one) => [one.span.start, one]));
    return [...places.values()].map(({ span, model, targetSpan }) => ({
      span,
      confidence: 'likely',
      message: message(
        {
          en: '`{norm}` is not squared, so it is no L2 penalty: its gradient has length 1 however large the weights are. Use the sum of squares.',
          zh: '`{norm}` 没有平方，因此不是 L2 惩罚：无论权重多大，其梯度的长度都是 1。请使用平方和。',
        },
        { norm: quoted(text, span) },
      ),
      related: targetSpan
        ? [
            {
              span: targetSpan,
              message: message({ en: 'The loss that holds it.', zh: '包含它的损失。' }),
            },
          ]
        : [],
      fixes: [
        {
          title: message({ en: 'Square it', zh: '取平方' }),
          safety: 'unsafe',
          edits: [replace(span, `(${text.slice(span.start, span.end)} ** 2)`)],
        },
      ],
      model,
    }));
  },
});
