import type { Confidence, LossesReadFact, TrainingFact } from '../facts/facts';
import { type Localized, message } from '../text/localized';
import { type Documentation, defineRule, type Report } from './define-rule';
import { weaker } from './support/penalties';
import { noOptions } from './support/phrases';
import {
  lostReads,
  minimisesCompiledLoss,
  mistakeOf,
  modelIndex,
  presenceLimit,
  stepConfidence,
} from './support/steps';

export const documentation: Documentation = {
  what: {
    en: 'Finds a penalty that is read from `model.losses` once, before the loop or function that repeats the training step, and then used in every step.',
    zh: '查找只在重复训练步骤的循环或函数之前从 `model.losses` 读取一次、之后每一步都沿用的惩罚项。',
  },
  why: {
    en: '`model.losses` is computed from the weights at each access; what it returns is a plain value of that moment. Read once, it is a constant in all later steps: the loss is larger by it, the gradient is that of the error alone, and the weights are trained as without a regularizer. With an error of 9 and a penalty of 8 the loss reads 17 either way, which is why it is easy to overlook.\n\nA `tf.function` that takes such a value from outside bakes it into its graph. JAX takes it for a constant as well.\n\nPyTorch fails instead: the first `backward()` frees the graph that leads to the value, and the second one raises `RuntimeError: Trying to backward through the graph a second time`. `retain_graph=True` only hides that; the gradient then is that of the old weights.\n\nIn a loss function given to `compile` the value is a constant too, but `fit` adds the present penalties itself: training is right, and only the reported loss is too large.',
    zh: '`model.losses` 每次访问都会根据当前权重重新计算，返回的只是那一刻的值。只读取一次，它在之后的所有步骤中就是常数：损失变大了这么多，梯度却只来自误差，权重的训练与没有正则化器时一样。误差为 9、惩罚为 8 时，两种写法的损失都显示 17，因此很容易忽略。\n\n从外部取得这一值的 `tf.function` 会把它固化进计算图。JAX 同样把它当作常数。\n\nPyTorch 则会失败：第一次 `backward()` 释放了通向该值的计算图，第二次便抛出 `RuntimeError: Trying to backward through the graph a second time`。`retain_graph=True` 只是掩盖问题，此时的梯度属于旧的权重。\n\n在传给 `compile` 的损失函数中，该值也是常数，但 `fit` 会自行加上当前的惩罚项：训练是对的，只是报告的损失偏大。',
  },
  bad: {
    language: 'python',
    code: `import tensorflow as tf

model = tf.keras.Sequential([
    tf.keras.Input((20,)),
    tf.keras.layers.Dense(16, activation='relu', kernel_regularizer='l2'),
    tf.keras.layers.Dense(1),
])
loss_fn = tf.keras.losses.MeanSquaredError()
optimizer = tf.keras.optimizers.Adam()
penalty = sum(model.losses)

for x, y in batches:
    with tf.GradientTape() as tape:
        loss = loss_fn(y, model(x, training=True)) + penalty
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
`,
  },
  good: {
    language: 'python',
    code: `import tensorflow as tf

model = tf.keras.Sequential([
    tf.keras.Input((20,)),
    tf.keras.layers.Dense(16, activation='relu', kernel_regularizer='l2'),
    tf.keras.layers.Dense(1),
])
loss_fn = tf.keras.losses.MeanSquaredError()
optimizer = tf.keras.optimizers.Adam()

for x, y in batches:
    with tf.GradientTape() as tape:
        loss = loss_fn(y, model(x, training=True)) + sum(model.losses)
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
`,
  },
  fix: {
    en: 'None: the sum has to move into the step, and the name that holds the old value may be used elsewhere.',
    zh: '无：求和必须移到步骤之内，而保存旧值的名称可能还在别处使用。',
  },
  options: noOptions,
  limits: {
    en: 'Not reported: a value that is only printed or logged, a step that also reads the losses anew, and reads while the model had no variables, which `losses-before-build` reports. A constant that is meant, such as the penalty before training as a reference, belongs outside of the loss.',
    zh: '不报告：只用于打印或记录的值；同一步中也重新读取了 `losses` 的情形；以及模型还没有变量时的读取（由 `losses-before-build` 报告）。如果确实需要一个常数，例如以训练前的惩罚作参照，它不应出现在损失中。',
  },
  precision: { found: 0, wrong: 0, files: 0 },
  references: [
    {
      title: 'Keras: writing a training loop from scratch',
      address: 'https://keras.io/guides/writing_a_custom_training_loop_in_tensorflow/',
    },
    {
      title: 'TensorFlow: introduction to graphs and tf.function, values captured from outside',
      address: 'https://www.tensorflow.org/guide/function',
    },
  ],
};

export default defineRule({
  id: 'losses-captured-once',
  severity: 'warning',
  title: { en: 'Penalty read once for all steps', zh: '惩罚项只读取一次，供所有步骤使用' },
  check(facts) {
    const reported = new Set<number>();
    return facts.trainings.flatMap((training) => {
      const model = facts.models[training.model];
      const limit = presenceLimit(model);
      if (limit === null || mistakeOf(training) !== 'captured-once') return [];
      return lostReads(training).flatMap(({ read, why }) => {
        const fact = facts.lossesReads[read];
        if (why !== 'captured-once' || fact === undefined || reported.has(read)) return [];
        reported.add(read);
        return [report(training, fact, weaker(limit, confidenceOf(training)))];
      });
    });
  },
});

/** In a compiled loss it is a blemish of what is reported, not of training. */
function confidenceOf(training: TrainingFact): Confidence {
  return minimisesCompiledLoss(training) ? 'likely' : stepConfidence(training);
}

const constant: Localized = {
  en: '`{read}` is read once for all steps, so the penalty is a constant in the loss: it has no gradient, and the regularizer has no effect. Compute `sum({read})` in every step.',
  zh: '`{read}` 只读取一次，供所有步骤使用，惩罚项在损失中只是常数：没有梯度，正则化器不起作用。请在每一步中计算 `sum({read})`。',
};

const failing: Localized = {
  en: '`{read}` is read once for all steps, so the second `backward()` fails: the first one has freed the graph of the penalty. Compute `sum({read})` in every step.',
  zh: '`{read}` 只读取一次，供所有步骤使用，因此第二次 `backward()` 会失败：第一次已释放惩罚项的计算图。请在每一步中计算 `sum({read})`。',
};

const shifting: Localized = {
  en: '`{read}` is read once, so it only adds a constant to the reported loss: fit() adds the present penalties itself. Leave it out.',
  zh: '`{read}` 只读取一次，因此只是给报告的损失加上一个常数：fit() 会自行加上当前的惩罚项。请去掉它。',
};

function textOf(training: TrainingFact): Localized {
  if (minimisesCompiledLoss(training)) return shifting;
  return training.kind === 'backward' ? failing : constant;
}

function report(training: TrainingFact, read: LossesReadFact, confidence: Confidence): Report {
  return {
    span: read.span,
    confidence,
    message: message(textOf(training), { read: `${read.modelText}.losses` }),
    related: [
      {
        span: training.targetSpan ?? training.span,
        message: message({
          en: 'The loss that holds the old value in every step.',
          zh: '每一步都含有旧值的损失。',
        }),
      },
    ],
    fixes: [],
    model: modelIndex(training),
  };
}
