import type { LossesReadFact, ModelFact, TrainingFact } from '../facts/facts';
import { message } from '../text/localized';
import { type Documentation, defineRule, type Report } from './define-rule';
import { addition } from './support/addition';
import { weaker } from './support/penalties';
import { noOptions } from './support/phrases';
import { mistakeOf, modelIndex, presenceLimit, stepConfidence } from './support/steps';

export const documentation: Documentation = {
  what: {
    en: 'Finds a training step that computes the penalty and then differentiates a loss without it.',
    zh: '查找计算了惩罚项、却对不含它的损失求梯度的训练步骤。',
  },
  why: {
    en: '`total = loss + sum(model.losses)` followed by `tape.gradient(loss, …)` trains without the regularizer: only what the gradients are taken of matters, and one name is easily taken for the other. The total may still be returned and plotted, so that the curves look regularized.\n\nThis is so with `GradientTape`, with `loss.backward()`, and for a `train_step` or `compute_loss` that returns the wrong one of two losses, in Keras 2 and Keras 3.',
    zh: '先写 `total = loss + sum(model.losses)`，再写 `tape.gradient(loss, …)`，训练时就没有正则化：起作用的只有求梯度的目标，而两个名称很容易混淆。`total` 可能仍被返回和绘图，于是曲线看上去像是经过正则化的。\n\n无论 `GradientTape`、`loss.backward()`，还是返回了两个损失中错误那一个的 `train_step` 或 `compute_loss`，在 Keras 2 和 Keras 3 中都是如此。',
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
        total = loss + sum(model.losses)
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    return total
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
        total = loss + sum(model.losses)
    gradients = tape.gradient(total, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    return total
`,
  },
  fix: {
    en: 'Adds `+ sum(model.losses)` to the expression that gives the differentiated loss its value. It is *unsafe*: the penalty begins to act. Where the other loss was meant, differentiate that one instead.',
    zh: '把 `+ sum(model.losses)` 加到被求梯度的损失的赋值表达式上。该修复标为**不安全**：惩罚项从此开始起作用。如果本来想用的是另一个损失，请改为对它求梯度。',
  },
  options: noOptions,
  limits: {
    en: 'Not reported: a step whose differentiated loss holds the penalty as well, with a second sum for logging; penalties read after the gradients are taken; sums that are only printed; several gradients that are added up and applied together; steps with a hand-written penalty, and models trained with weight decay. For a model that the function is given the finding is only *possible*: it may have no penalty, and the sum be for the log.',
    zh: '不报告：求梯度的损失中已含惩罚项、另有一个和仅用于记录的步骤；求出梯度之后才读取的惩罚项；只用于打印的和；把几个梯度相加后一起应用的情形；带有手写惩罚的步骤；使用权重衰减训练的模型。对于由函数参数传入的模型，结果只标为**可能**：它也许没有惩罚项，求和只是为了记录。',
  },
  precision: { found: 0, wrong: 0, files: 0 },
  references: [
    {
      title: 'Keras: writing a training loop from scratch',
      address: 'https://keras.io/guides/writing_a_custom_training_loop_in_tensorflow/',
    },
  ],
};

export default defineRule({
  id: 'penalty-unused',
  severity: 'warning',
  title: { en: 'Penalty computed and not used', zh: '惩罚项计算了却没有使用' },
  check(facts) {
    return facts.trainings.flatMap((training) => {
      const model = facts.models[training.model];
      const read = facts.lossesReads[training.unusedReads[0] ?? -1];
      if (read === undefined || !training.updatesWeights) return [];
      return mistakeOf(training) === 'unused' ? report(training, model, read) : [];
    });
  },
});

function report(training: TrainingFact, model: ModelFact | undefined, read: LossesReadFact): Report[] {
  const limit = presenceLimit(model);
  const replaced = ['hand-written-penalty', 'weight-decay'];
  if (limit === null || model?.mechanisms.some(({ kind }) => replaced.includes(kind))) return [];
  return [
    {
      span: read.span,
      // Who trains a model that is given may only want to log its penalty.
      confidence: model ? weaker(limit, stepConfidence(training)) : 'possible',
      message: message(
        {
          en: '`{read}` is read in this step but never reaches the loss that is differentiated, so the regularizer has no effect. Add `sum({read})` to that loss.',
          zh: '该步骤读取了 `{read}`，但它从未进入求梯度的损失，正则化器不起作用。请把 `sum({read})` 加到该损失上。',
        },
        { read: `${read.modelText}.losses` },
      ),
      related: [
        {
          span: training.targetSpan ?? training.span,
          message: message({ en: 'The gradients are taken of this.', zh: '对它求梯度。' }),
        },
      ],
      fixes: addition(training),
      model: modelIndex(training),
    },
  ];
}
