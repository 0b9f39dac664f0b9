import type { Facts, LossesReadFact, TrainingFact } from '../facts/facts';
import { message } from '../text/localized';
import { type Documentation, defineRule, type Fix, type Report } from './define-rule';
import { insert } from './support/edits';
import { modelIndex, presenceLimit } from './support/steps';
import { noOptions } from './support/phrases';

export const documentation: Documentation = {
  what: {
    en: 'Finds a raw sum of `model.losses` in a step that a distribution strategy runs on every replica, beside a data loss averaged over the global batch.',
    zh: '查找由分布式策略在每个副本上运行的步骤中，与按全局批次平均的数据损失并列、却未经缩放的 `model.losses` 之和。',
  },
  why: {
    en: '`strategy.run(step)` runs the step once per replica, and `apply_gradients` sums the gradients of all replicas. `tf.nn.compute_average_loss` divides the data loss so that this sum is the mean over the global batch. The penalty is the same on every replica, so its sum is the penalty times the number of replicas: with 8 devices, `l2(1e-4)` acts as `l2(8e-4)`, and the best strength changes with the machine.\n\n`tf.nn.scale_regularization_loss(penalty)` divides by the number of replicas. `fit` does so by itself, in Keras 2 and Keras 3. With one replica both are the same.',
    zh: '`strategy.run(step)` 在每个副本上各运行一次该步骤，`apply_gradients` 会把所有副本的梯度相加。`tf.nn.compute_average_loss` 已对数据损失做了除法，使这个和等于全局批次上的平均。而惩罚项在每个副本上都相同，因此其和是惩罚项乘以副本数：在 8 个设备上，`l2(1e-4)` 的作用相当于 `l2(8e-4)`，最佳强度会随机器而变。\n\n`tf.nn.scale_regularization_loss(penalty)` 会除以副本数。在 Keras 2 和 Keras 3 中，`fit` 都会自行这样做。只有一个副本时两者相同。',
  },
  bad: {
    language: 'python',
    code: `import tensorflow as tf

strategy = tf.distribute.MirroredStrategy()
with strategy.scope():
    model = tf.keras.Sequential([
        tf.keras.Input((20,)),
        tf.keras.layers.Dense(1, kernel_regularizer='l2'),
    ])
    loss_object = tf.keras.losses.MeanSquaredError(reduction='none')
    optimizer = tf.keras.optimizers.Adam()


def train_step(x, y):
    with tf.GradientTape() as tape:
        per_example = loss_object(y, model(x, training=True))
        loss = tf.nn.compute_average_loss(per_example, global_batch_size=64)
        loss += tf.add_n(model.losses)
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))


for x, y in batches:
    strategy.run(train_step, args=(x, y))
`,
  },
  good: {
    language: 'python',
    code: `import tensorflow as tf

strategy = tf.distribute.MirroredStrategy()
with strategy.scope():
    model = tf.keras.Sequential([
        tf.keras.Input((20,)),
        tf.keras.layers.Dense(1, kernel_regularizer='l2'),
    ])
    loss_object = tf.keras.losses.MeanSquaredError(reduction='none')
    optimizer = tf.keras.optimizers.Adam()


def train_step(x, y):
    with tf.GradientTape() as tape:
        per_example = loss_object(y, model(x, training=True))
        loss = tf.nn.compute_average_loss(per_example, global_batch_size=64)
        loss += tf.nn.scale_regularization_loss(tf.add_n(model.losses))
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))


for x, y in batches:
    strategy.run(train_step, args=(x, y))
`,
  },
  fix: {
    en: 'Puts the added term into `tf.nn.scale_regularization_loss(…)`. It is *unsafe*: with several replicas the penalty becomes weaker. If the strength was tuned on that machine, multiply it by the number of replicas.',
    zh: '用 `tf.nn.scale_regularization_loss(…)` 包住所加的项。该修复标为**不安全**：在多个副本上惩罚会变弱。如果强度是在该机器上调好的，请把它乘以副本数。',
  },
  options: noOptions,
  limits: {
    en: 'Not reported: steps that no strategy of the file runs, steps that average without `compute_average_loss`, and sums that are divided by `num_replicas_in_sync`. The number of devices is not known, so a finding is never *certain*.',
    zh: '不报告：文件中没有策略运行的步骤；不使用 `compute_average_loss` 求平均的步骤；以及除以 `num_replicas_in_sync` 的和。由于不知道设备数，结果从不标为**确定**。',
  },
  precision: { found: 0, wrong: 0, files: 0 },
  references: [
    {
      title: 'TensorFlow: custom training with tf.distribute.Strategy',
      address: 'https://www.tensorflow.org/tutorials/distribute/custom_training',
    },
    {
      title: 'tf.nn.scale_regularization_loss',
      address: 'https://www.tensorflow.org/api_docs/python/tf/nn/scale_regularization_loss',
    },
  ],
};

export default defineRule({
  id: 'losses-unscaled-replica',
  severity: 'warning',
  title: { en: 'Penalty counted once per replica', zh: '惩罚项按副本重复计入' },
  check(facts, { text }) {
    const seen = new Set<number>();
    return facts.trainings.flatMap((training) => {
      const model = facts.models[training.model];
      if (presenceLimit(model) === null) return [];
      return training.unscaledReplicaReads.flatMap((index) => {
        const read = facts.lossesReads[index];
        if (read === undefined || seen.has(index)) return [];
        seen.add(index);
        return [report(facts, training, read, text)];
      });
    });
  },
});

function report(facts: Facts, training: TrainingFact, read: LossesReadFact, text: string): Report {
  return {
    span: read.span,
    confidence: 'likely',
    message: message(
      {
        en: '`{read}` counts once per replica: every replica adds the whole penalty and their gradients are summed, while `compute_average_loss` divides the data loss. Put the sum into `tf.nn.scale_regularization_loss`.',
        zh: '`{read}` 按副本重复计入：每个副本都加上整个惩罚项，梯度再相加，而 `compute_average_loss` 已对数据损失做了除法。请把这个和放进 `tf.nn.scale_regularization_loss`。',
      },
      { read: `${read.modelText}.losses` },
    ),
    related: [
      {
        span: training.targetSpan ?? training.span,
        message: message({
          en: 'The loss of one replica, whose gradients are summed.',
          zh: '一个副本的损失，其梯度会被相加。',
        }),
      },
    ],
    fixes: scaled(facts, read, text),
    model: modelIndex(training),
  };
}

/** Wraps what is added, `+ sum(model.losses)` or the value of `loss += …`. */
function scaled(facts: Facts, read: LossesReadFact, text: string): Fix[] {
  const { spelling } = facts.framework;
  const term = read.termSpan;
  if (term === null || !spelling?.endsWith('.keras')) return [];
  const written = text.slice(term.start, term.end);
  const operator = /^\s*(?:[\w.[\]'"]+\s*\+=|\+)\s*/.exec(written)?.[0];
  if (operator === undefined) return [];
  const wrapper = `${spelling.slice(0, -'.keras'.length)}.nn.scale_regularization_loss`;
  return [
    {
      title: message({ en: 'Put it into `{wrapper}`', zh: '放进 `{wrapper}`' }, { wrapper }),
      safety: 'unsafe',
      edits: [insert(term.start + operator.length, `${wrapper}(`), insert(term.end, ')')],
    },
  ];
}
