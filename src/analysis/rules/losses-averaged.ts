import type { ReductionFact } from '../facts/facts';
import { message } from '../text/localized';
import { type Documentation, defineRule, type Fix } from './define-rule';
import { replace } from './support/edits';
import { noOptions } from './support/phrases';
import { quoted } from './support/words';

export const documentation: Documentation = {
  what: {
    en: 'Finds a loss that holds the *mean* of `model.losses` instead of their sum: `tf.reduce_mean(model.losses)`, or a division by `len(model.losses)`.',
    zh: '查找包含 `model.losses` 的**均值**而不是和的损失：`tf.reduce_mean(model.losses)`，或除以 `len(model.losses)`。',
  },
  why: {
    en: 'Each entry of `model.losses` already is a whole penalty: `0.01 * Σw²` of one weight. `fit` adds them up. A mean divides each by their number, so `L2(0.01)` acts like 0.01/n, and adding one more penalised layer makes all others weaker. Nothing fails; the strength just is not the one that is written.\n\nWith no entry at all the mean is NaN.',
    zh: '`model.losses` 的每一项本身就是完整的惩罚：一个权重的 `0.01 * Σw²`。`fit` 会把它们相加。均值把每一项除以项数，于是 `L2(0.01)` 的作用相当于 0.01/n，而且每多一个带惩罚的层，其他层的惩罚就变弱。程序不会报错，只是强度不是所写的那个。\n\n一项都没有时，均值为 NaN。',
  },
  bad: {
    language: 'python',
    code: `import tensorflow as tf

model = tf.keras.Sequential([
    tf.keras.Input((20,)),
    tf.keras.layers.Dense(16, activation='relu', kernel_regularizer='l2'),
    tf.keras.layers.Dense(1, kernel_regularizer='l2'),
])
loss_fn = tf.keras.losses.MeanSquaredError()
optimizer = tf.keras.optimizers.Adam()


@tf.function
def train_step(x, y):
    with tf.GradientTape() as tape:
        loss = loss_fn(y, model(x, training=True)) + tf.reduce_mean(model.losses)
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
    tf.keras.layers.Dense(1, kernel_regularizer='l2'),
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
    en: 'Puts `sum(model.losses)` in place of the mean, or takes the division away. It is *unsafe*: the penalties become as strong as they are written.',
    zh: '用 `sum(model.losses)` 代替均值，或去掉除法。该修复标为**不安全**：惩罚项会恢复为所写的强度。',
  },
  options: noOptions,
  limits: {
    en: 'Only means that go into a loss are reported; one that is logged or printed is not. A list that certainly holds one term has the same mean and sum and is not reported. If you tuned the strength with the mean in place, keep it and silence the line.',
    zh: '只报告进入损失的均值；只用于记录或打印的不报告。列表肯定只有一项时，均值与和相同，不报告。如果强度就是在使用均值的情况下调出来的，请保留它并在该行忽略此规则。',
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
  id: 'losses-averaged',
  severity: 'information',
  title: { en: 'Penalties averaged instead of summed', zh: '惩罚项求了均值而不是和' },
  check(facts, { text }) {
    return facts.reductions.filter(isDiluting).flatMap((reduction) => {
      const read = facts.lossesReads[reduction.read];
      const model = facts.models[read?.model ?? -1];
      if (!read) return [];
      const list = `${read.modelText}.losses`;
      return [
        {
          span: reduction.span,
          confidence: reduction.terms !== null ? 'certain' : 'likely',
          message: message(
            reduction.terms === null
              ? {
                  en: '`{operation}` divides every penalty by their number, so each acts weaker than it is written. Use `sum({list})`, as fit() does.',
                  zh: '`{operation}` 把每个惩罚项都除以项数，使其比所写的弱。请像 fit() 那样使用 `sum({list})`。',
                }
              : {
                  en: '`{operation}` divides every penalty by {n}, so each acts {n} times weaker than it is written. Use `sum({list})`, as fit() does.',
                  zh: '`{operation}` 把每个惩罚项都除以 {n}，强度只有所写的 1/{n}。请像 fit() 那样使用 `sum({list})`。',
                },
            { operation: quoted(text, reduction.span), list, n: reduction.terms ?? 0 },
          ),
          related: [
            {
              span: read.span,
              message: message({
                en: 'Each entry already is a whole penalty.',
                zh: '每一项本身就是完整的惩罚。',
              }),
            },
          ],
          fixes: [withSum(reduction, text)],
          model: model?.id ?? null,
        } as const,
      ];
    });
  },
});

/** A mean of several terms, or of a number of them that is not known, that goes into a loss. */
function isDiluting({ kind, terms, flowsTo }: ReductionFact): boolean {
  if (kind !== 'mean' && kind !== 'divided-by-count') return false;
  return flowsTo !== 'elsewhere' && (terms === null || terms > 1);
}

function withSum({ kind, span, argumentSpan }: ReductionFact, text: string): Fix {
  const argument = text.slice(argumentSpan.start, argumentSpan.end);
  const replacement = kind === 'mean' ? `sum(${argument})` : argument;
  return {
    title: message(
      { en: 'Use `{sum}`', zh: '改用 `{sum}`' },
      { sum: quoted(replacement, { start: 0, end: replacement.length }) },
    ),
    safety: 'unsafe',
    edits: [replace(span, replacement)],
  };
}
