import type { Facts, LayerFact, LossApplicationFact } from '../facts/facts';
import { message, type Message } from '../text/localized';
import { contains } from '../text/span';
import { type Documentation, defineRule, type Fix, type Report } from './define-rule';
import { addArgument, removeArgument, replace } from './support/edits';
import { noOptions } from './support/phrases';

export const documentation: Documentation = {
  what: {
    en: 'Finds a model that ends in softmax or sigmoid with a cross-entropy told `from_logits=True`, and a model that ends without an activation with a cross-entropy that expects probabilities. Softmax is paired with the categorical losses, sigmoid with the binary ones.',
    zh: '查找以 softmax 或 sigmoid 结尾、损失却设置了 `from_logits=True` 的模型，以及末层没有激活函数、损失却期望概率的模型。softmax 对应分类交叉熵，sigmoid 对应二元交叉熵。',
  },
  why: {
    en: "`from_logits=True` makes the loss apply softmax or sigmoid itself. On outputs that have been through it already it is applied twice, which flattens the probabilities and the gradients.\n\n- **TensorFlow backend** (Keras 3 and Keras 2): the loss finds the logits behind the activation, warns, and the value is right as long as the activation is the very last operation. Anything in between, and it is wrong as well.\n- **JAX and torch backends**: no warning, wrong loss (2.35 where 3.57 is right).\n\nThe reverse, raw outputs and `from_logits=False` (the default, also of the strings such as `'sparse_categorical_crossentropy'`), is wrong on every backend: the values are clipped and normalized as if they were probabilities, and training stalls or gives NaN.",
    zh: "`from_logits=True` 会让损失自己再做一次 softmax 或 sigmoid。如果输出已经做过，就等于做了两次，概率和梯度都会被压平。\n\n- **TensorFlow 后端**（Keras 3 和 Keras 2）：损失会找回激活函数之前的 logits，并给出警告；只要激活函数确实是最后一步运算，数值就是正确的。中间若夹有其他运算，结果同样错误。\n- **JAX 和 torch 后端**：没有警告，损失错误（应为 3.57，却得到 2.35）。\n\n反过来，原始输出配 `from_logits=False`（默认值，`'sparse_categorical_crossentropy'` 等字符串也是如此），在所有后端上都是错的：数值被当作概率裁剪和归一化，训练会停滞或得到 NaN。",
  },
  bad: {
    language: 'python',
    code: `import keras

model = keras.Sequential([
    keras.Input((20,)),
    keras.layers.Dense(16, activation='relu'),
    keras.layers.Dense(10, activation='softmax'),
])
model.compile(
    optimizer='adam',
    loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
)
`,
  },
  good: {
    language: 'python',
    code: `import keras

model = keras.Sequential([
    keras.Input((20,)),
    keras.layers.Dense(16, activation='relu'),
    keras.layers.Dense(10),
])
model.compile(
    optimizer='adam',
    loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
)
`,
  },
  fix: {
    en: "The preferred fix changes the *loss* to match the model, because what the model returns is used elsewhere (`predict`, metrics, thresholds) and stays as it is: `from_logits=False` after softmax or sigmoid, `from_logits=True` for raw outputs. One exception: a compiled binary loss on raw outputs prefers to add `activation='sigmoid'`, because binary accuracy and its relatives threshold the output at 0.5. The other fix changes the last layer. Logits are the numerically better choice where the outputs are not used as probabilities. All are *unsafe*.",
    zh: "首选修复是让**损失**去适应模型，因为模型的输出还会用在别处（`predict`、指标、阈值），应保持不变：softmax 或 sigmoid 之后改为 `from_logits=False`，原始输出则改为 `from_logits=True`。有一个例外：原始输出配编译的二元损失时，首选加上 `activation='sigmoid'`，因为二元准确率等指标以 0.5 为输出阈值。另一个修复则改动末层。如果输出不当作概率使用，logits 在数值上更好。所有修复都标为**不安全**。",
  },
  options: noOptions,
  limits: {
    en: 'Not reported: outputs whose activation is not known, sigmoid outputs with a categorical loss, and other losses. On TensorFlow a softmax directly before the loss is recovered, so the finding is *likely*, never *certain*.',
    zh: '不报告：激活函数未知的输出；sigmoid 输出配分类损失；其他损失。在 TensorFlow 上，紧接损失之前的 softmax 会被还原，因此这种情况只按**很可能**报告，不会是**确定**。',
  },
  precision: { found: 14, wrong: 0, files: 13 },
  references: [
    { title: 'Keras: probabilistic losses', address: 'https://keras.io/api/losses/probabilistic_losses/' },
  ],
};

export default defineRule({
  id: 'logits-mismatch',
  severity: 'warning',
  title: { en: 'Outputs and `from_logits` disagree', zh: '模型输出与 `from_logits` 不一致' },
  check(facts, { text }) {
    const seen = new Set<number>();
    return facts.lossApplications.flatMap((application) => {
      const mismatch = mismatchOf(facts, application);
      if (mismatch === null) return [];
      const found = report(facts, application, mismatch, text);
      if (seen.has(found.span.start)) return [];
      seen.add(found.span.start);
      return [found];
    });
  },
});

interface Mismatch {
  /** `activated`: the activation is applied twice; `raw`: never. */
  readonly kind: 'activated' | 'raw';
  readonly activation: 'softmax' | 'sigmoid';
  readonly layer: LayerFact | null;
}

const activationOf: Readonly<Record<string, Mismatch['activation']>> = {
  SparseCategoricalCrossentropy: 'softmax',
  CategoricalCrossentropy: 'softmax',
  CategoricalFocalCrossentropy: 'softmax',
  BinaryCrossentropy: 'sigmoid',
  BinaryFocalCrossentropy: 'sigmoid',
};

/** Layers that compute raw scores where they have no activation. */
const scoring = /^keras\.layers\.(Dense|EinsumDense|(Separable)?Conv\dD(Transpose)?)$/;

function mismatchOf(facts: Facts, application: LossApplicationFact): Mismatch | null {
  const { loss, activation } = application;
  const expected = activationOf[loss.name ?? ''];
  if (expected === undefined || activation === null) return null;
  const layer = facts.models[application.model]?.layers[application.layer ?? -1] ?? null;
  if (activation === expected && loss.fromLogits === 'yes')
    return { kind: 'activated', activation: expected, layer };
  const raw = activation === 'linear' && loss.fromLogits === 'no' && scoring.test(layer?.symbol ?? '');
  return raw ? { kind: 'raw', activation: expected, layer } : null;
}

function report(facts: Facts, application: LossApplicationFact, mismatch: Mismatch, text: string): Report {
  const { loss, activationSpan } = application;
  const span = loss.fromLogitsSpan ?? loss.definitionSpan;
  const outputSpan = activationSpan ?? mismatch.layer?.span ?? null;
  return {
    span,
    confidence: mismatch.kind === 'raw' && application.certain ? 'certain' : 'likely',
    message: messageOf(mismatch, loss.name ?? ''),
    related: [
      ...(outputSpan === null ? [] : [{ span: outputSpan, message: outputMessage(mismatch) }]),
      ...(contains(application.span, span)
        ? []
        : [
            {
              span: application.span,
              message: message({
                en: 'The loss meets these outputs here.',
                zh: '损失在此处作用于这些输出。',
              }),
            },
          ]),
    ],
    fixes: fixes(facts, application, mismatch, text),
    model: application.model,
  };
}

function messageOf({ kind, activation }: Mismatch, loss: string): Message {
  return kind === 'activated'
    ? message(
        {
          en: '`{activation}` is applied twice: the model’s outputs have been through it, and `from_logits=True` makes `{loss}` apply it again. TensorFlow recovers the logits with a warning; JAX and torch silently compute a wrong loss. Set `from_logits=False`, or let the last layer be linear.',
          zh: '`{activation}` 被应用了两次：模型输出已经做过，而 `from_logits=True` 会让 `{loss}` 再做一次。TensorFlow 会还原 logits 并给出警告；JAX 和 torch 则会悄悄算出错误的损失。请设置 `from_logits=False`，或让末层保持线性。',
        },
        { activation, loss },
      )
    : message(
        {
          en: '`{activation}` is missing: the model’s outputs are raw scores, and `{loss}` without `from_logits=True` takes them for probabilities, so the loss is wrong on every backend. Set `from_logits=True`, or end the model with `{activation}`.',
          zh: '缺少 `{activation}`：模型输出是原始得分，而 `{loss}` 未设置 `from_logits=True`，会把它们当作概率，因此在所有后端上损失都是错的。请设置 `from_logits=True`，或让模型以 `{activation}` 结尾。',
        },
        { activation, loss },
      );
}

function outputMessage({ kind, activation }: Mismatch): Message {
  return kind === 'activated'
    ? message(
        { en: 'The outputs go through `{activation}` here.', zh: '输出在此处经过 `{activation}`。' },
        { activation },
      )
    : message({ en: 'This layer has no activation.', zh: '该层没有激活函数。' });
}

function fixes(facts: Facts, application: LossApplicationFact, mismatch: Mismatch, text: string): Fix[] {
  const loss = lossFix(facts, application, mismatch, text);
  const layer = layerFix(mismatch, text);
  const thresholded =
    mismatch.kind === 'raw' && mismatch.activation === 'sigmoid' && application.via === 'compile';
  return thresholded ? [...layer, ...loss] : [...loss, ...layer];
}

function lossFix(facts: Facts, { loss }: LossApplicationFact, mismatch: Mismatch, text: string): Fix[] {
  const value = mismatch.kind === 'raw' ? 'True' : 'False';
  const argument = `from_logits=${value}`;
  const written = text.slice(loss.definitionSpan.start, loss.definitionSpan.end);
  if (loss.fromLogitsSpan !== null) {
    const keyword = text.startsWith('from_logits', loss.fromLogitsSpan.start);
    return [unsafe(setTo(argument), replace(loss.fromLogitsSpan, keyword ? argument : value))];
  }
  if (mismatch.kind === 'activated') return [];
  if (written.endsWith(')')) {
    const open = loss.definitionSpan.start + written.indexOf('(');
    return [
      unsafe(setTo(argument), addArgument(text, { start: open, end: loss.definitionSpan.end }, argument)),
    ];
  }
  if (facts.framework.spelling === null || loss.name === null) return [];
  const object = `${facts.framework.spelling}.losses.${loss.name}(${argument})`;
  const title = message(
    { en: 'Use `{object}`', zh: '改用 `{object}`' },
    { object: `${loss.name}(${argument})` },
  );
  return [unsafe(title, replace(loss.definitionSpan, object))];
}

function layerFix({ kind, activation, layer }: Mismatch, text: string): Fix[] {
  if (layer === null) return [];
  const argument = layer.arguments.find(({ name }) => name === 'activation');
  if (argument?.spread) return [];
  if (kind === 'activated') {
    if (!argument?.keyword || !scoring.test(layer.symbol ?? '')) return [];
    const title = message(
      { en: 'Remove `{activation}` from the last layer', zh: '移除末层的 `{activation}`' },
      { activation },
    );
    return [unsafe(title, removeArgument(text, argument.span))];
  }
  const title = message(
    { en: 'End the model with `{activation}`', zh: '让模型以 `{activation}` 结尾' },
    { activation },
  );
  const edit = argument
    ? replace(argument.valueSpan, `'${activation}'`)
    : addArgument(text, layer.argumentsSpan, `activation='${activation}'`);
  return [unsafe(title, edit)];
}

function setTo(argument: string): Message {
  return message({ en: 'Set `{argument}`', zh: '设置 `{argument}`' }, { argument });
}

function unsafe(title: Message, edit: Fix['edits'][number]): Fix {
  return { title, safety: 'unsafe', edits: [edit] };
}
