import type { Confidence, Facts, LegacyCollectionFact, ModelFact } from '../facts/facts';
import { message } from '../text/localized';
import { type Documentation, defineRule } from './define-rule';
import { weightPenalties } from './support/penalties';
import { noOptions } from './support/phrases';
import { quoted } from './support/words';

export const documentation: Documentation = {
  what: {
    en: 'Finds a read of TensorFlow 1’s collection of regularization losses (`tf.get_collection(tf.GraphKeys.REGULARIZATION_LOSSES)`, `tf.compat.v1.losses.get_regularization_loss()`) in a file whose penalties sit on Keras layers.',
    zh: '查找在惩罚项设于 Keras 层的文件中，对 TensorFlow 1 正则化损失集合的读取（`tf.get_collection(tf.GraphKeys.REGULARIZATION_LOSSES)`、`tf.compat.v1.losses.get_regularization_loss()`）。',
  },
  why: {
    en: 'Layers of Keras never write into that collection, neither in TensorFlow 1 nor in 2: their penalties are in `model.losses`. So `tf.compat.v1.get_collection(…)` gives `[]` and `get_regularization_loss()` gives 0.0, also in graph mode, and the penalty is lost without a word. The names without `compat.v1` do not exist in TensorFlow 2 at all: `AttributeError`.\n\nRun with TensorFlow 2.21, Keras 3.15 and tf_keras 2.21.',
    zh: '无论在 TensorFlow 1 还是 2 中，Keras 的层从不写入这个集合：它们的惩罚项在 `model.losses` 中。因此 `tf.compat.v1.get_collection(…)` 得到 `[]`，`get_regularization_loss()` 得到 0.0（图模式下也一样），惩罚项无声无息地丢失。不带 `compat.v1` 的名字在 TensorFlow 2 中根本不存在：`AttributeError`。\n\n以上在 TensorFlow 2.21、Keras 3.15 和 tf_keras 2.21 上运行过。',
  },
  bad: {
    language: 'python',
    code: `import tensorflow as tf

model = tf.keras.Sequential([
    tf.keras.Input((20,)),
    tf.keras.layers.Dense(1, kernel_regularizer='l2'),
])
penalty = tf.compat.v1.losses.get_regularization_loss()  # 0.0
`,
  },
  good: {
    language: 'python',
    code: `import tensorflow as tf

model = tf.keras.Sequential([
    tf.keras.Input((20,)),
    tf.keras.layers.Dense(1, kernel_regularizer='l2'),
])
penalty = sum(model.losses)
`,
  },
  fix: {
    en: 'None: which model’s losses are meant, and whether the call gave a list or a sum, is for you to say.',
    zh: '无自动修复：指的是哪个模型的损失、原调用返回列表还是和，需要由你决定。',
  },
  options: noOptions,
  limits: {
    en: 'Quiet in files that fill the collection or work in the manner of TensorFlow 1: `tf.layers`, `tf.contrib`, slim, `get_variable`, sessions, placeholders, TensorFlow 1’s optimizers. Also quiet where no model of the file has a penalty.',
    zh: '填充该集合或以 TensorFlow 1 方式编写的文件不报告：`tf.layers`、`tf.contrib`、slim、`get_variable`、session、placeholder、TensorFlow 1 的优化器。文件中没有任何模型带惩罚项时也不报告。',
  },
  precision: { found: 2, wrong: 0, files: 2 },
  references: [
    {
      title: 'tensorflow#21587: tf.keras layers do not add to the collection',
      address: 'https://github.com/tensorflow/tensorflow/issues/21587',
    },
    {
      title: 'TensorFlow: migrating from TensorFlow 1',
      address: 'https://www.tensorflow.org/guide/migrate',
    },
  ],
};

export default defineRule({
  id: 'legacy-loss-collection',
  severity: 'warning',
  title: { en: 'A collection of losses that Keras never fills', zh: 'Keras 从不填充的损失集合' },
  check(facts, { text }) {
    return facts.legacyCollections.flatMap((read) => {
      const models = facts.models.filter((model) => weightPenalties(model).length > 0);
      const confidence = confidenceOf(facts, read, models);
      if (confidence === null) return [];
      const [model] = models;
      const [first] = model ? weightPenalties(model) : [];
      return [
        {
          span: read.span,
          confidence,
          message: message(
            read.exists
              ? {
                  en: '`{call}` is empty, so the penalties are lost: layers of Keras never fill that collection. Use `{model}.losses`.',
                  zh: '`{call}` 为空，惩罚项丢失：Keras 的层从不填充这个集合。请使用 `{model}.losses`。',
                }
              : {
                  en: '`{call}` does not exist in TensorFlow 2, and in TensorFlow 1 it is empty: layers of Keras never fill that collection. Use `{model}.losses`.',
                  zh: '`{call}` 在 TensorFlow 2 中不存在，在 TensorFlow 1 中为空：Keras 的层从不填充这个集合。请使用 `{model}.losses`。',
                },
            { call: quoted(text, read.span), model: model?.name ?? 'model' },
          ),
          related: first
            ? [
                {
                  span: first.penalty.span,
                  message: message({ en: 'This penalty is not in it.', zh: '这一惩罚项不在其中。' }),
                },
              ]
            : [],
          fixes: [],
          model: model?.id ?? null,
        },
      ];
    });
  },
});

function confidenceOf(
  facts: Facts,
  read: LegacyCollectionFact,
  models: readonly ModelFact[],
): Confidence | null {
  if (read.fillsCollection || models.length === 0) return null;
  // Another file may have filled it for a model that is not of this one.
  return facts.models.length === models.length ? 'likely' : 'possible';
}
