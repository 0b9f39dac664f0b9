import type { Confidence, Facts, ModelFact, TrainingFact } from '../facts/facts';
import { type Localized, message } from '../text/localized';
import { type Documentation, defineRule, type Report } from './define-rule';
import { addition } from './support/addition';
import { weaker, weightPenalties, weightPenaltyPresence } from './support/penalties';
import { noOptions } from './support/phrases';
import { minimisesCompiledLoss, mistakeOf } from './support/steps';
import { counted } from './support/words';

export const documentation: Documentation = {
  what: {
    en: 'Finds a training step of your own (`GradientTape`, `train_step` or `compute_loss` of a subclass, a function that JAX differentiates, a PyTorch loop around `backward()`) whose gradients are taken of a loss that holds none of the model’s weight penalties.',
    zh: '查找自己编写的训练步骤（`GradientTape`、子类的 `train_step` 或 `compute_loss`、由 JAX 求导的函数、围绕 `backward()` 的 PyTorch 循环）：其求梯度的损失不包含模型的任何权重惩罚。',
  },
  why: {
    en: '`kernel_regularizer=` alone changes nothing in a loop of your own. It puts a term into `model.losses`, and whoever computes the loss has to add it: `fit` does, `compute_loss` does, `stateless_compute_loss` does, `loss_fn(y, y_pred)` does not. An override of `compute_loss` takes the place of Keras’ own, so it has to add the sum too. The regularizer is then decoration: the weights get the same gradient as without it.\n\nAdd the sum inside the tape and in every step. A sum read before the tape is a constant without gradient, and one added after the `with` block makes every gradient `None`.\n\n`self.compiled_loss(y, y_pred)` holds the penalties in Keras 3 and not in Keras 2, where they go in by `regularization_losses=self.losses`.',
    zh: '在自己编写的循环中，仅有 `kernel_regularizer=` 什么也不会改变。它只是把一项放进 `model.losses`，要由计算损失的一方加上：`fit` 会加，`compute_loss` 会加，`stateless_compute_loss` 会加，`loss_fn(y, y_pred)` 不会。重写的 `compute_loss` 取代了 Keras 自己的，因此也必须自己加上这个和。此时正则化器形同虚设：权重得到的梯度与没有它时完全一样。\n\n请在 tape 内、在每一步都加上这个和。在 tape 之前读取的和是没有梯度的常数；在 `with` 块之后才加，则所有梯度都是 `None`。\n\n`self.compiled_loss(y, y_pred)` 在 Keras 3 中包含惩罚项，在 Keras 2 中则不包含，需要通过 `regularization_losses=self.losses` 传入。',
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


@tf.function
def train_step(x, y):
    with tf.GradientTape() as tape:
        loss = loss_fn(y, model(x, training=True))
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


@tf.function
def train_step(x, y):
    with tf.GradientTape() as tape:
        loss = loss_fn(y, model(x, training=True)) + sum(model.losses)
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
`,
  },
  fix: {
    en: 'Adds `+ sum(model.losses)` to the expression that gives the gradient’s target its value, inside the tape. With JAX there is no fix: the losses have to come from `stateless_call`. It is *unsafe*: the penalty begins to act.',
    zh: '在 tape 内，把 `+ sum(model.losses)` 加到求梯度目标的赋值表达式上。JAX 的情形没有修复：惩罚项须来自 `stateless_call`。该修复标为**不安全**：惩罚项从此开始起作用。',
  },
  options: noOptions,
  limits: {
    en: 'Not reported: steps that take gradients with respect to inputs (saliency, adversarial examples), steps whose loss passes through code outside the file, steps with a hand-written penalty, models trained with weight decay, and penalties on frozen layers. If the penalties are meant for another training phase, silence it on the line.',
    zh: '不报告：对输入求梯度的步骤（显著性图、对抗样本）；损失经过文件之外代码的步骤；带有手写惩罚的步骤；使用权重衰减训练的模型；冻结层上的惩罚。如果惩罚项是为另一训练阶段准备的，请在该行忽略此规则。',
  },
  precision: { found: 5, wrong: 0, files: 4 },
  references: [
    {
      title: 'Keras: writing a training loop from scratch',
      address: 'https://keras.io/guides/writing_a_custom_training_loop_in_tensorflow/',
    },
    {
      title: 'tensorflow-yolov4-tflite#369: identical loss with kernel_regularizer=None',
      address: 'https://github.com/hunglc007/tensorflow-yolov4-tflite/issues/369',
    },
  ],
};

export default defineRule({
  id: 'losses-ignored',
  severity: 'warning',
  title: { en: 'Training step without the penalties', zh: '训练步骤遗漏惩罚项' },
  check(facts) {
    return facts.trainings.flatMap((training) => {
      const model = facts.models[training.model];
      const confidence = model === undefined ? null : confidenceOf(facts, training, model);
      return model === undefined || confidence === null ? [] : [report(facts, training, model, confidence)];
    });
  },
});

function confidenceOf(facts: Facts, training: TrainingFact, model: ModelFact): Confidence | null {
  const open = isVersionOpen(facts, training);
  if (minimisesCompiledLoss(training) || !training.updatesWeights) return null;
  if (!open && mistakeOf(training) !== 'ignored') return null;
  const replaced = ['hand-written-penalty', 'weight-decay'];
  if (model.mechanisms.some(({ kind }) => replaced.includes(kind))) return null;
  const presence = weightPenaltyPresence(model);
  if (presence === 'none' || weightPenalties(model).length === 0) return null;
  if (open) return 'possible';
  const sure = training.certain && !model.escaped ? 'certain' : 'likely';
  return weaker(sure, presence === 'known' ? 'certain' : 'possible');
}

/** Whether `compiled_loss` alone makes the loss, which leaves the penalties out in Keras 2 only, and the version is not known. */
function isVersionOpen(facts: Facts, training: TrainingFact): boolean {
  return (
    training.versionDependent === 'compiled-loss' &&
    facts.framework.version === null &&
    training.penaltyTimes !== 2 &&
    training.reads.length === 0
  );
}

function report(facts: Facts, training: TrainingFact, model: ModelFact, confidence: Confidence): Report {
  const penalties = weightPenalties(model);
  const versionOpen = isVersionOpen(facts, training);
  const values = {
    model: training.additionPoint?.modelText ?? model.name,
    n: penalties.length,
    penalties: counted(
      penalties.length,
      'the weight penalty of `{model}`',
      'the {n} weight penalties of `{model}`',
      '`{model}` 的 {n} 项权重惩罚',
    ),
  };
  return {
    span: training.additionPoint?.span ?? training.targetSpan ?? training.span,
    confidence,
    message: message(versionOpen ? inKeras2 : ignored[training.kind], {
      ...values,
      penalties: message(values.penalties, { model: values.model, n: values.n }),
    }),
    related: [
      ...penalties.slice(0, 1).map(({ penalty }) => ({
        span: penalty.span,
        message: message({ en: 'This penalty never acts.', zh: '这一惩罚项从不起作用。' }),
      })),
      { span: training.span, message: message({ en: 'The training step.', zh: '训练步骤。' }) },
    ],
    fixes: versionOpen ? [] : addition(training),
    model: model.id,
  };
}

const inKeras2: Localized = {
  en: 'In Keras 2 this training step ignores the penalties of `{model}`: its `compiled_loss` does not add them, in Keras 3 it does. Use `compute_loss`, which adds them in both.',
  zh: '在 Keras 2 中，该训练步骤忽略了 `{model}` 的惩罚项：`compiled_loss` 不会加上它们，而 Keras 3 会。请改用 `compute_loss`，两者中它都会加上。',
};

const inTape: Localized = {
  en: 'This training step ignores {penalties}: the gradients are taken of a loss without them, so the regularizer has no effect. Add `sum({model}.losses)` inside the tape.',
  zh: '该训练步骤忽略了{penalties}：求梯度的损失不包含它们，正则化器不起作用。请在 tape 内加上 `sum({model}.losses)`。',
};

const inComputeLoss: Localized = {
  en: 'This `compute_loss` leaves out {penalties}: what it returns is the whole loss of the training, so the regularizer has no effect. Add `sum({model}.losses)`.',
  zh: '这个 `compute_loss` 遗漏了{penalties}：它的返回值就是训练的全部损失，正则化器不起作用。请加上 `sum({model}.losses)`。',
};

const ignored: Readonly<Record<TrainingFact['kind'], Localized>> = {
  tape: inTape,
  train_step: inTape,
  fit: inComputeLoss,
  train_on_batch: inComputeLoss,
  'grad-function': {
    en: 'This training step ignores {penalties}: the function that JAX differentiates returns a loss without them, so the regularizer has no effect. Call `stateless_call` with `return_losses=True` and add the sum of what it returns.',
    zh: '该训练步骤忽略了{penalties}：JAX 求导的函数返回的损失不包含它们，正则化器不起作用。请用 `return_losses=True` 调用 `stateless_call`，并加上它返回的各项之和。',
  },
  backward: {
    en: 'This training step ignores {penalties}: `backward()` is called on a loss without them, so the regularizer has no effect. Add `sum({model}.losses)` before.',
    zh: '该训练步骤忽略了{penalties}：调用 `backward()` 的损失不包含它们，正则化器不起作用。请在此之前加上 `sum({model}.losses)`。',
  },
};
