import type { Confidence, ForwardPassFact, LayerFact, ModelFact, TrainingFact } from '../facts/facts';
import { message, type Localized } from '../text/localized';
import { type Documentation, defineRule, type Report } from './define-rule';
import { addArgument } from './support/edits';
import { noOptions } from './support/phrases';
import { quoted } from './support/words';

export const documentation: Documentation = {
  what: {
    en: 'Finds a training step of your own that calls a model with dropout, noise, augmentation or batch normalization without `training=True`.',
    zh: '查找自己编写的训练步骤：模型含有 dropout、噪声、数据增强或批归一化，调用时却没有 `training=True`。',
  },
  why: {
    en: '`fit` tells the model that it trains; a loop of your own has to. `model(x)` alone is inference: dropout drops nothing, noise and augmentation layers pass their input on, and batch normalization uses its moving averages, which stay at 0 and 1 because nothing updates them. Nothing fails: the model trains, without the regularization that is written into it.\n\nRun with Keras 3.15 and tf_keras 2.21: with a rate of 0.5, none of 800 outputs is zero without `training=True`, about 400 are with it; on TensorFlow, JAX (also by `stateless_call`) and torch (also after `model.train()`), and inside a `train_step` that `fit` calls.',
    zh: '`fit` 会告诉模型正在训练，自己编写的循环则必须自己说明。单独的 `model(x)` 是推理：dropout 什么也不丢弃，噪声层和数据增强层原样传递输入，批归一化使用滑动平均值，而由于没有更新，它们一直停留在 0 和 1。程序不会报错：模型照样训练，只是没有了写在其中的正则化。\n\n以下在 Keras 3.15 和 tf_keras 2.21 上运行过：比例为 0.5 时，没有 `training=True`，800 个输出中没有一个为零，有则约 400 个为零；TensorFlow、JAX（包括 `stateless_call`）和 torch（即使先调用 `model.train()`）都是如此，在由 `fit` 调用的 `train_step` 中也一样。',
  },
  bad: {
    language: 'python',
    code: `import tensorflow as tf

model = tf.keras.Sequential([
    tf.keras.Input((20,)),
    tf.keras.layers.Dense(16, activation='relu'),
    tf.keras.layers.Dropout(0.5),
    tf.keras.layers.Dense(1),
])
loss_fn = tf.keras.losses.MeanSquaredError()
optimizer = tf.keras.optimizers.Adam()


@tf.function
def train_step(x, y):
    with tf.GradientTape() as tape:
        loss = loss_fn(y, model(x))
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
`,
  },
  good: {
    language: 'python',
    code: `import tensorflow as tf

model = tf.keras.Sequential([
    tf.keras.Input((20,)),
    tf.keras.layers.Dense(16, activation='relu'),
    tf.keras.layers.Dropout(0.5),
    tf.keras.layers.Dense(1),
])
loss_fn = tf.keras.losses.MeanSquaredError()
optimizer = tf.keras.optimizers.Adam()


@tf.function
def train_step(x, y):
    with tf.GradientTape() as tape:
        loss = loss_fn(y, model(x, training=True))
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
`,
  },
  fix: {
    en: 'Adds `training=True` to the call. *Unsafe*: the layers begin to act.',
    zh: '在调用中加上 `training=True`。标为**不安全**：这些层从此开始起作用。',
  },
  options: noOptions,
  limits: {
    en: 'An explicit `training=False` is taken as meant (fine-tuning with frozen statistics). Also quiet: steps that call the model with `training=True` as well, steps that update no weights, layers called with `training=True` themselves, a `call` whose `training` parameter is true by default, a learning phase set for the whole program, and frozen batch normalization.',
    zh: '明确写出的 `training=False` 视为有意（例如以冻结的统计量微调）。以下情况也不报告：同时用 `training=True` 调用模型的步骤；不更新权重的步骤；自身以 `training=True` 调用的层；`training` 参数默认为真的 `call`；为整个程序设置了学习阶段；冻结的批归一化。',
  },
  precision: { found: 24, wrong: 0, files: 20 },
  references: [
    {
      title: 'Keras: what is the difference between the training argument and the trainable attribute',
      address: 'https://keras.io/getting_started/faq/',
    },
    {
      title: 'keras#20378: examples without training=True',
      address: 'https://github.com/keras-team/keras/issues/20378',
    },
  ],
};

export default defineRule({
  id: 'dropout-inactive',
  severity: 'warning',
  title: { en: 'A training step in inference mode', zh: '以推理模式运行的训练步骤' },
  check(facts, { text }) {
    const reported = new Set<number>();
    return facts.trainings.filter(isStep).flatMap((training) => {
      const model = facts.models[training.model];
      const passes = training.forwardPasses;
      if (!model || passes.some((pass) => pass.training === 'yes')) return [];
      return passes.flatMap((pass) => {
        const layers = pass.layers.flatMap((index) => model.layers[index] ?? []);
        if (pass.training !== 'absent' || layers.length === 0 || reported.has(pass.span.start)) return [];
        reported.add(pass.span.start);
        return [report(training, model, pass, layers, text)];
      });
    });
  },
});

function isStep({ kind, updatesWeights }: TrainingFact): boolean {
  return updatesWeights && kind !== 'fit' && kind !== 'train_on_batch';
}

function report(
  training: TrainingFact,
  model: ModelFact,
  pass: ForwardPassFact,
  layers: readonly LayerFact[],
  text: string,
): Report {
  const [first] = layers as [LayerFact];
  return {
    span: pass.span,
    confidence: confidenceOf(model, layers),
    message: message(
      {
        en: '`{call}` runs in inference mode, so {layers} of `{model}` {effect} in this training step. Pass `training=True`.',
        zh: '`{call}` 以推理模式运行，因此在该训练步骤中 `{model}` 的{layers}{effect}。请传入 `training=True`。',
      },
      {
        call: quoted(text, pass.span),
        model: model.name,
        layers: namesOf(layers),
        effect: effectOf(layers),
      },
    ),
    related: [
      {
        span: first.span,
        message: message({ en: 'This layer does not act.', zh: '该层不起作用。' }),
      },
      { span: training.span, message: message({ en: 'The training step.', zh: '训练步骤。' }) },
    ],
    fixes: [
      {
        title: message({ en: 'Add `training=True`', zh: '加上 `training=True`' }),
        safety: 'unsafe',
        edits: [addArgument(text, pass.argumentsSpan, 'training=True')],
      },
    ],
    model: model.id,
  };
}

/** A model whose forward pass is the user’s own may do there what is not seen. */
function confidenceOf(model: ModelFact, layers: readonly LayerFact[]): Confidence {
  const plain = model.kind === 'sequential' || model.kind === 'functional';
  const drops = layers.some(({ type }) => type !== 'BatchNormalization');
  return plain && drops && model.layersExact && !model.escaped ? 'certain' : 'likely';
}

/** `Dropout`, `Dropout and BatchNormalization`: each kind once. */
function namesOf(layers: readonly LayerFact[]): Localized {
  const names = [...new Set(layers.map(({ type }) => `\`${type}\``))];
  const last = names.at(-1) ?? '';
  const others = names.slice(0, -1);
  return others.length === 0
    ? { en: last, zh: ` ${last} ` }
    : { en: `${others.join(', ')} and ${last}`, zh: ` ${others.join('、')}和 ${last} ` };
}

function effectOf(layers: readonly LayerFact[]): Localized {
  const normalizes = layers.every(({ type }) => type === 'BatchNormalization');
  const one = new Set(layers.map(({ type }) => type)).size === 1;
  return normalizes
    ? { en: 'uses averages that nothing updates', zh: '使用的是无人更新的滑动平均值' }
    : { en: one ? 'does nothing' : 'do nothing', zh: '不起作用' };
}
