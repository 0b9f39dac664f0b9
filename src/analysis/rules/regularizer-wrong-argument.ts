import type { Confidence, Facts, RegularizerArgumentFact } from '../facts/facts';
import { message, type Message } from '../text/localized';
import { type Documentation, defineRule, type Fix, type Severity } from './define-rule';
import { removeArgument, replace } from './support/edits';
import { noOptions } from './support/phrases';

export const documentation: Documentation = {
  what: {
    en: 'Finds a regularizer argument that the layer does not take, such as `kernel_regularizer=` of `DepthwiseConv2D` or `Embedding`.',
    zh: '查找层不接受的正则化参数，例如 `DepthwiseConv2D` 或 `Embedding` 的 `kernel_regularizer=`。',
  },
  why: {
    en: 'The name of the argument is the name of the weight. Where a layer has no weight of that name, Keras raises: Keras 3 a `ValueError` (“Unrecognized keyword arguments”), Keras 2 a `TypeError` (“Keyword argument not understood”). One case is silent: **Keras 2 takes `kernel_regularizer=` on `DepthwiseConv1D/2D` and `SeparableConv1D/2D` and drops it**, so the model trains without the penalty.\n\n| layer | its regularizer arguments |\n| --- | --- |\n| `Dense`, `Conv…`, `MultiHeadAttention` | `kernel_`, `bias_` |\n| `DepthwiseConv…` | `depthwise_`, `bias_` |\n| `SeparableConv…` | `depthwise_`, `pointwise_`, `bias_` |\n| `LSTM`, `GRU`, `SimpleRNN`, `ConvLSTM…` | `kernel_`, `recurrent_`, `bias_` |\n| `Embedding` | `embeddings_` |\n| `BatchNormalization`, `LayerNormalization` | `beta_`, `gamma_` |\n| `PReLU` | `alpha_` |\n| `Bidirectional`, `TimeDistributed`, `RNN` | none: they belong to the layer or cell inside |\n\nBeside those, nearly every layer takes `activity_regularizer=`, for what it puts out.',
    zh: '参数名就是权重的名字。层没有该权重时，Keras 会抛出异常：Keras 3 抛出 `ValueError`（“Unrecognized keyword arguments”），Keras 2 抛出 `TypeError`（“Keyword argument not understood”）。有一种情况没有任何提示：**Keras 2 接受 `DepthwiseConv1D/2D` 和 `SeparableConv1D/2D` 的 `kernel_regularizer=`，然后丢弃它**，模型于是在没有惩罚项的情况下训练。\n\n| 层 | 正则化参数 |\n| --- | --- |\n| `Dense`、`Conv…`、`MultiHeadAttention` | `kernel_`、`bias_` |\n| `DepthwiseConv…` | `depthwise_`、`bias_` |\n| `SeparableConv…` | `depthwise_`、`pointwise_`、`bias_` |\n| `LSTM`、`GRU`、`SimpleRNN`、`ConvLSTM…` | `kernel_`、`recurrent_`、`bias_` |\n| `Embedding` | `embeddings_` |\n| `BatchNormalization`、`LayerNormalization` | `beta_`、`gamma_` |\n| `PReLU` | `alpha_` |\n| `Bidirectional`、`TimeDistributed`、`RNN` | 无：应写在内部的层或单元上 |\n\n此外，几乎所有层都接受针对输出的 `activity_regularizer=`。',
  },
  bad: {
    language: 'python',
    code: `import keras

model = keras.Sequential([
    keras.Input((32, 32, 3)),
    keras.layers.DepthwiseConv2D(3, kernel_regularizer='l2'),  # its weight is called depthwise_kernel
    keras.layers.GlobalAveragePooling2D(),
    keras.layers.Dense(10),
])
`,
  },
  good: {
    language: 'python',
    code: `import keras

model = keras.Sequential([
    keras.Input((32, 32, 3)),
    keras.layers.DepthwiseConv2D(3, depthwise_regularizer='l2'),
    keras.layers.GlobalAveragePooling2D(),
    keras.layers.Dense(10),
])
`,
  },
  fix: {
    en: 'Renames the argument to the one that the layer takes for the same purpose, where there is one, or removes it. Both are *unsafe*: the first makes a penalty act that did not, the second gives it up.',
    zh: '如果层有用途相同的参数，就改成该参数名；也可以移除该参数。两者都标为**不安全**：前者使原本不起作用的惩罚项起作用，后者则放弃它。',
  },
  options: noOptions,
  limits: {
    en: 'Layers of other packages and of the file itself are not judged. Names from Keras 1 (`W_regularizer=`) are *likely* findings unless the version is known, because a file that old may run with a Keras that takes them. The table behind it was recorded by running Keras 3.15 and tf_keras 2.21.',
    zh: '不判断其他包的层和文件中自定义的层。Keras 1 的参数名（`W_regularizer=`）除非版本已知，否则按**很可能**报告，因为这么老的文件可能用接受它们的 Keras 运行。所依据的表格由实际运行 Keras 3.15 和 tf_keras 2.21 记录而成。',
  },
  precision: { found: 29, wrong: 0, files: 12 },
  references: [
    { title: 'Keras: layer weight regularizers', address: 'https://keras.io/api/layers/regularizers/' },
    {
      title: 'keras#6360: activity_l2',
      address: 'https://github.com/keras-team/keras/issues/6360',
    },
  ],
};

export default defineRule({
  id: 'regularizer-wrong-argument',
  severity: 'error',
  title: { en: 'A regularizer argument the layer does not take', zh: '层不接受的正则化参数' },
  check(facts, { text }) {
    return facts.regularizerArguments.flatMap((argument) => {
      const verdict = verdictOf(facts, argument);
      if (!verdict || !argument.keyword || argument.accepted.includes(argument.name)) return [];
      return [
        {
          span: argument.span,
          confidence: verdict.confidence,
          severity: verdict.severity,
          message: message(verdict.text, {
            layer: argument.layer,
            name: argument.name,
            advice: advice(argument),
          }),
          related: [],
          fixes: fixesOf(argument, text),
          model: null,
        },
      ];
    });
  },
});

interface Verdict {
  readonly confidence: Confidence;
  readonly severity: Severity;
  readonly text: Message['text'];
}

const raises: Message['text'] = {
  en: '`{layer}` takes no `{name}=`: making the layer raises an error. {advice}',
  zh: '`{layer}` 不接受 `{name}=`：创建该层会抛出异常。{advice}',
};
const drops: Message['text'] = {
  en: '`{name}=` is dropped without a word, so there is no penalty: `{layer}` has no weight of that name. {advice}',
  zh: '`{name}=` 被悄悄丢弃，没有惩罚项：`{layer}` 没有这个名字的权重。{advice}',
};
const dropsOrRaises: Message['text'] = {
  en: '`{layer}` takes no `{name}=`: Keras 2 drops it without a word, so there is no penalty, and Keras 3 raises an error. {advice}',
  zh: '`{layer}` 不接受 `{name}=`：Keras 2 悄悄丢弃它，没有惩罚项；Keras 3 则抛出异常。{advice}',
};

function verdictOf(
  facts: Facts,
  { inKeras2, inKeras3, name, value, spread }: RegularizerArgumentFact,
): Verdict | null {
  const { version } = facts.framework;
  const outcomes = version === 2 ? [inKeras2] : version === 3 ? [inKeras3] : [inKeras2, inKeras3];
  if (outcomes.includes('penalises')) return null;
  const isSilent = outcomes.includes('ignores');
  // Dropping nothing loses nothing.
  if (isSilent && value.inKeras2 === 'none') return null;
  const isOld = /^[WUb]_regularizer$/.test(name) && version === null;
  // What a caller hands over may be meant for another layer than the one that a branch makes of it.
  const confidence = isOld || spread || value.inKeras2 === 'none' ? 'likely' : 'certain';
  if (!isSilent) return { confidence, severity: 'error', text: raises };
  return { confidence, severity: 'warning', text: version === null ? dropsOrRaises : drops };
}

const wrappers = new Set(['Bidirectional', 'TimeDistributed', 'RNN', 'SpectralNormalization', 'Wrapper']);

function advice(argument: RegularizerArgumentFact): Message {
  const [first] = replacements(argument);
  if (first !== undefined) {
    return message(
      { en: 'Write `{names}=`.', zh: '请改用 `{names}=`。' },
      { names: replacements(argument).join('=` / `') },
    );
  }
  if (wrappers.has(argument.layer)) {
    return message({
      en: 'Give it to the layer or cell inside.',
      zh: '请写在内部的层或单元上。',
    });
  }
  const weights = argument.accepted.filter((name) => name !== 'activity_regularizer');
  return weights.length > 0
    ? message({ en: 'It takes `{names}=`.', zh: '它接受的是 `{names}=`。' }, { names: weights.join('=`, `') })
    : message({ en: 'It has no weights to penalise; remove it.', zh: '它没有可惩罚的权重，请移除该参数。' });
}

/** What the other name is meant for: the main weight, the recurrent one, the bias. */
function replacements({ name, accepted }: RegularizerArgumentFact): readonly string[] {
  const near = accepted.filter((one) => distance(one, name) <= 2);
  if (near.length > 0) return near;
  const weights = accepted.filter((one) => one !== 'activity_regularizer');
  const [role = ''] = name.split('_');
  if (role === 'b') return weights.filter((one) => one === 'bias_regularizer');
  if (role === 'U') return weights.filter((one) => one === 'recurrent_regularizer');
  if (
    ![
      'kernel',
      'W',
      'weight',
      'weights',
      'embedding',
      'embeddings',
      'regularizer',
      'depthwise',
      'pointwise',
    ].includes(role)
  )
    return [];
  const main = ['kernel', 'pointwise', 'depthwise', 'embeddings'].map((one) => `${one}_regularizer`);
  return main.filter((one) => weights.includes(one));
}

function fixesOf(argument: RegularizerArgumentFact, text: string): Fix[] {
  const { span, name } = argument;
  if (argument.spread) return [];
  const keyword = { start: span.start, end: span.start + name.length };
  return [
    ...replacements(argument).map((replacement): Fix => ({
      title: message({ en: 'Rename it to `{replacement}`', zh: '改名为 `{replacement}`' }, { replacement }),
      safety: 'unsafe',
      edits: [replace(keyword, replacement)],
    })),
    {
      title: message({ en: 'Remove `{name}`', zh: '移除 `{name}`' }, { name }),
      safety: 'unsafe',
      edits: [removeArgument(text, span)],
    },
  ];
}

/** How many letters must change, come or go, up to three. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return Math.min(row[b.length] as number, 3);
}
