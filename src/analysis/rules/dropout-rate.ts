import type { Confidence, DropoutFact } from '../facts/facts';
import { message, type Localized, type Message } from '../text/localized';
import { type Documentation, defineRule, type Report } from './define-rule';
import { replace } from './support/edits';
import { noOptions } from './support/phrases';
import { quoted } from './support/words';

export const documentation: Documentation = {
  what: {
    en: 'Finds dropout rates that are no share of what is dropped: percentages (`Dropout(30)`), 1, 0, and a probability of *keeping* handed to something that takes the share to *drop*.',
    zh: '查找不是“丢弃比例”的 dropout 率：百分数（`Dropout(30)`）、1、0，以及把**保留**概率传给需要**丢弃**比例的地方。',
  },
  why: {
    en: 'The rate is the share that is dropped, between 0 and 1. Run with Keras 3.15 and tf_keras 2.21:\n\n| rate | `Dropout`, `SpatialDropout…` | `AlphaDropout`, `GaussianDropout` | `dropout=` of LSTM, GRU, SimpleRNN, ConvLSTM | `tf.nn.dropout` |\n| --- | --- | --- | --- | --- |\n| 30 | `ValueError` | Keras 3: `ValueError`; Keras 2: no dropout | Keras 3: like 1; Keras 2: `ValueError` when called | `ValueError` |\n| 1 | Keras 3: every output is 0; Keras 2: `ValueError` when called | Keras 3: `ZeroDivisionError`; Keras 2: no dropout | Keras 3: every input is dropped; Keras 2: `ValueError` when called | `ValueError` |\n| 0 | no dropout | no dropout | no dropout | no dropout |\n\nTensorFlow 1’s `tf.nn.dropout(x, keep_prob)` took the share to keep. In TensorFlow 2 the second argument is the rate, so `tf.nn.dropout(x, 0.8)` drops 80 % where it once dropped 20 %, and `keep_prob=` is a `TypeError`. `tf.compat.v1.nn.dropout` still keeps.',
    zh: 'dropout 率是被丢弃的比例，在 0 与 1 之间。以下在 Keras 3.15 和 tf_keras 2.21 上运行过：\n\n| 比例 | `Dropout`、`SpatialDropout…` | `AlphaDropout`、`GaussianDropout` | LSTM、GRU、SimpleRNN、ConvLSTM 的 `dropout=` | `tf.nn.dropout` |\n| --- | --- | --- | --- | --- |\n| 30 | `ValueError` | Keras 3：`ValueError`；Keras 2：没有 dropout | Keras 3：等同于 1；Keras 2：调用时 `ValueError` | `ValueError` |\n| 1 | Keras 3：输出全为 0；Keras 2：调用时 `ValueError` | Keras 3：`ZeroDivisionError`；Keras 2：没有 dropout | Keras 3：丢弃全部输入；Keras 2：调用时 `ValueError` | `ValueError` |\n| 0 | 没有 dropout | 没有 dropout | 没有 dropout | 没有 dropout |\n\nTensorFlow 1 的 `tf.nn.dropout(x, keep_prob)` 接受的是保留比例。在 TensorFlow 2 中第二个参数是丢弃比例，因此 `tf.nn.dropout(x, 0.8)` 会丢弃 80%（以前是 20%），而 `keep_prob=` 会引发 `TypeError`。`tf.compat.v1.nn.dropout` 仍然是保留比例。',
  },
  bad: {
    language: 'python',
    code: `import keras

model = keras.Sequential([
    keras.Input((20,)),
    keras.layers.Dense(64, activation='relu'),
    keras.layers.Dropout(30),
    keras.layers.Dense(1),
])
`,
  },
  good: {
    language: 'python',
    code: `import keras

model = keras.Sequential([
    keras.Input((20,)),
    keras.layers.Dense(64, activation='relu'),
    keras.layers.Dropout(0.3),
    keras.layers.Dense(1),
])
`,
  },
  fix: {
    en: 'Divides a percentage by 100; hands over `1 - keep_prob`. Both are *unsafe*: training changes.',
    zh: '把百分数除以 100；改传 `1 - keep_prob`。两者都标为**不安全**：训练会改变。',
  },
  options: noOptions,
  limits: {
    en: 'A rate of 0 is reported only where it is written into the layer itself: as a default, from a variable or in `dropout=0.0` it is a switch. In files that work in the manner of TensorFlow 1 (sessions, placeholders, `tf.layers`) `tf.nn.dropout` is left alone. A keep probability is told by the name of its variable.',
    zh: '比例 0 只有直接写在层中时才报告：作为默认值、来自变量或写成 `dropout=0.0` 时，它是一个开关。以 TensorFlow 1 方式编写的文件（session、placeholder、`tf.layers`）中不检查 `tf.nn.dropout`。保留概率是根据变量名判断的。',
  },
  precision: { found: 0, wrong: 0, files: 0, fixed: 16 },
  references: [
    { title: 'Keras: Dropout', address: 'https://keras.io/api/layers/regularization_layers/dropout/' },
    {
      title: 'google-research#369: the rate of tf.nn.dropout is the one to keep',
      address: 'https://github.com/google-research/google-research/issues/369',
    },
  ],
};

export default defineRule({
  id: 'dropout-rate',
  severity: 'warning',
  title: { en: 'A dropout rate that is no rate', zh: '不是比例的 dropout 率' },
  check(facts, { text }) {
    return facts.dropouts.flatMap((dropout) => {
      const problem = problemOf(dropout);
      return problem === null ? [] : [report(dropout, problem, text)];
    });
  },
});

/** What is wrong with a rate. */
interface Problem {
  readonly confidence: Confidence;
  readonly message: Message;
  /** What stands in its place after a fix; null without one. */
  readonly replacement: string | null;
}

function problemOf(dropout: DropoutFact): Problem | null {
  const { rate, keeps, rateText } = dropout;
  const values = { name: spelled(dropout), rate: rate === null ? '' : String(rate) };
  if (keeps && dropout.name === 'tensorflow.nn.dropout')
    return {
      confidence: 'likely',
      message: message(
        {
          en: '`{name}` has no `keep_prob` in TensorFlow 2, so the call fails there: it takes the share to drop. Pass `rate=1 - keep_prob`.',
          zh: 'TensorFlow 2 的 `{name}` 没有 `keep_prob`，调用会报错：它接受的是丢弃比例。请传入 `rate=1 - keep_prob`。',
        },
        values,
      ),
      replacement: null,
    };
  if (rate !== null && (rate > 1 || (rate < 0 && refuses(dropout))))
    return {
      confidence: 'certain',
      message: message(
        {
          en: '`{rate}` is no dropout rate: it is the share that is dropped, between 0 and 1, and with {rate} {consequence}. {advice}',
          zh: '`{rate}` 不是 dropout 率：它是被丢弃的比例，在 0 与 1 之间；取 {rate} 时{consequence}。{advice}',
        },
        { ...values, consequence: consequence(dropout), advice: percentAdvice(rate) },
      ),
      replacement: rate > 1 && rate <= 100 && !keeps && dropout.literal ? String(rate / 100) : null,
    };
  if (keeps) return null;
  if (rate === 1)
    return {
      confidence: 'certain',
      message: message(
        {
          en: 'A rate of 1 drops everything, so nothing gets through `{name}`: {consequence}. Give the share to drop, such as 0.5.',
          zh: '比例 1 会丢弃一切，`{name}` 什么也不会传递：{consequence}。请给出要丢弃的比例，例如 0.5。',
        },
        { ...values, consequence: everythingDropped(dropout) },
      ),
      replacement: null,
    };
  if (rateText !== null && /keep/i.test(rateText) && rate !== 0.5)
    return {
      // A name alone may be a misnomer for what is the rate after all.
      confidence: rate !== null && rate > 0.5 ? 'likely' : 'possible',
      message: message(
        {
          en: '`{keep}` is handed over as the rate, which is the share to *drop*: {effect}. Pass `1 - {keep}`.',
          zh: '`{keep}` 被当作丢弃率传入，而丢弃率是要**丢弃**的比例：{effect}。请传入 `1 - {keep}`。',
        },
        {
          keep: rateText,
          effect:
            rate === null
              ? message({
                  en: 'what should be kept is dropped',
                  zh: '本应保留的部分会被丢弃',
                })
              : message(
                  {
                    en: '{rate} of the units are dropped, not kept',
                    zh: '{rate} 的单元会被丢弃，而不是保留',
                  },
                  values,
                ),
        },
      ),
      replacement: `1 - ${rateText}`,
    };
  if (rate === 0 && dropout.literal && isLayer(dropout))
    return {
      // Most zeros on public code keep a place: a baseline to compare with, a layer that weights are ported to.
      confidence: 'possible',
      message: message(
        {
          en: '`{name}` with a rate of 0 has no effect: nothing is dropped, in training neither. Give the share to drop, or take the layer out.',
          zh: '比例为 0 的 `{name}` 不起作用：训练时也不会丢弃任何东西。请给出要丢弃的比例，或删除该层。',
        },
        values,
      ),
      replacement: null,
    };
  if (
    rate !== null &&
    rate >= 0.7 &&
    dropout.literal &&
    dropout.name === 'tensorflow.nn.dropout' &&
    !dropout.argument?.keyword
  )
    return {
      confidence: 'possible',
      message: message(
        {
          en: '`{name}` drops {rate} of the units in TensorFlow 2: the argument is the rate, where TensorFlow 1 took the share to keep. If {rate} was meant to be kept, pass the rest.',
          zh: '在 TensorFlow 2 中，`{name}` 会丢弃 {rate} 的单元：该参数是丢弃率，而 TensorFlow 1 接受的是保留比例。如果本意是保留 {rate}，请传入剩下的部分。',
        },
        values,
      ),
      replacement: null,
    };
  return null;
}

function report(
  dropout: DropoutFact,
  { confidence, message: text, replacement }: Problem,
  source: string,
): Report {
  const at = dropout.argument?.valueSpan ?? dropout.span;
  return {
    span: at,
    confidence,
    message: text,
    related: [],
    fixes:
      replacement === null || dropout.argument?.spread
        ? []
        : [
            {
              title: message(
                { en: 'Use `{rate}` instead of `{given}`', zh: '用 `{rate}` 代替 `{given}`' },
                { rate: replacement, given: quoted(source, at) },
              ),
              safety: 'unsafe',
              edits: [replace(at, replacement)],
            },
          ],
    model: null,
  };
}

/** As the program may write it: `tf.nn.dropout`, `LSTM(dropout=…)`, `Dropout`. */
function spelled({ name }: DropoutFact): string {
  const parts = name.split('.');
  if (/^[A-Z]/.test(name)) return parts.length === 1 ? name : `${parts[0]}(${parts[1]}=…)`;
  return name.replace(/^tensorflow\./, 'tf.');
}

/** A layer that does nothing but drop. */
function isLayer({ name }: DropoutFact): boolean {
  return /^[A-Z]\w*$/.test(name);
}

/** Whether a negative rate fails everywhere, too. */
function refuses({ name }: DropoutFact): boolean {
  return /^(Spatial)?Dropout/.test(name);
}

function consequence({ name }: DropoutFact): Localized {
  if (/^(Alpha|Gaussian)/.test(name))
    return { en: 'Keras 3 fails and Keras 2 drops nothing', zh: ' Keras 3 会报错，Keras 2 则什么也不丢弃' };
  if (/^(LSTM|GRU|SimpleRNN|ConvLSTM)/.test(name))
    return {
      en: 'Keras 3 drops every input and Keras 2 fails',
      zh: ' Keras 3 会丢弃全部输入，Keras 2 会报错',
    };
  if (name.includes('Attention'))
    return { en: 'the layer fails or drops everything', zh: '该层会报错或丢弃一切' };
  return { en: 'the call fails', zh: '调用会报错' };
}

function everythingDropped({ name }: DropoutFact): Localized {
  if (/^(Alpha|Gaussian)/.test(name))
    return {
      en: 'Keras 3 fails, and Keras 2 leaves the layer out',
      zh: 'Keras 3 会报错，Keras 2 会忽略该层',
    };
  if (name.startsWith('tensorflow.')) return { en: 'the call fails', zh: '调用会报错' };
  return {
    en: 'Keras 3 gives zeros in training, and Keras 2 fails',
    zh: 'Keras 3 在训练时得到全零，Keras 2 会报错',
  };
}

function percentAdvice(rate: number): Message {
  return rate > 1 && rate <= 100
    ? message(
        { en: 'For {rate} % pass {share}.', zh: '若要 {rate}%，请传入 {share}。' },
        { rate: String(rate), share: String(rate / 100) },
      )
    : message({ en: 'Pass a number between 0 and 1.', zh: '请传入 0 与 1 之间的数。' });
}
