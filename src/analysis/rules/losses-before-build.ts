import type { Confidence, Facts, LossesReadFact, ModelFact } from '../facts/facts';
import { message, type Message } from '../text/localized';
import { contains } from '../text/span';
import { type Documentation, defineRule, type Fix, type Report } from './define-rule';
import {
  addArgument,
  indentation,
  insert,
  removeTerm,
  replace,
  skipToCode,
  startsLine,
} from './support/edits';
import { trainedByOwnSteps, weaker, weightPenalties, weightPenaltyPresence } from './support/penalties';
import { noOptions } from './support/phrases';
import { counted, pythonShape, quoted } from './support/words';

export const documentation: Documentation = {
  what: {
    en: 'Finds a read of `model.losses` at a moment when the model certainly has no variables yet. The list is empty there, its sum is the number 0, and the penalty is lost without a word.',
    zh: '查找在模型肯定还没有变量时对 `model.losses` 的读取。此时列表为空，求和得到数字 0，惩罚项无声无息地丢失。',
  },
  why: {
    en: 'A weight penalty hangs on its *variable*, so `model.losses` lists it as soon as the variable exists, and not before. **A forward pass is not needed for that, building is**: it is activity penalties and `add_loss` terms that need a forward pass.\n\n| model | weight penalties in `losses` |\n| --- | --- |\n| `Sequential` that starts with `Input` (or a layer with `input_shape=`) | at once |\n| functional `Model(inputs, outputs)` | at once |\n| `Sequential` without an input shape | after `build(shape)`, a call, `fit`, `predict` or `evaluate` |\n| subclass | after a call (Keras 2: also after `build(shape)`) |\n\n`compile()` builds nothing. A `Sequential` that starts with `Embedding` is built at once in Keras 2 and not in Keras 3; such a read is reported as *likely* unless the version is known.',
    zh: '权重惩罚挂在**变量**上：变量一旦存在，`model.losses` 就会列出它；变量不存在，就没有它。**这里需要的是构建模型，而不是前向传播**；需要前向传播的是激活惩罚和 `add_loss` 项。\n\n| 模型 | `losses` 中的权重惩罚 |\n| --- | --- |\n| 以 `Input`（或带 `input_shape=` 的层）开头的 `Sequential` | 立即存在 |\n| 函数式 `Model(inputs, outputs)` | 立即存在 |\n| 没有输入形状的 `Sequential` | `build(shape)`、调用、`fit`、`predict` 或 `evaluate` 之后 |\n| 子类模型 | 调用之后（Keras 2 中 `build(shape)` 之后也可以） |\n\n`compile()` 不会构建模型。以 `Embedding` 开头的 `Sequential` 在 Keras 2 中立即构建，在 Keras 3 中则不会；除非已知版本，否则这样的读取按**很可能**报告。',
  },
  bad: {
    language: 'python',
    code: `import keras

model = keras.Sequential([
    keras.layers.Dense(16, activation='relu', kernel_regularizer='l2'),
    keras.layers.Dense(1),
])
penalty = sum(model.losses)  # 0: there are no weights yet


def loss(y_true, y_pred):
    return keras.losses.mean_squared_error(y_true, y_pred) + penalty


model.compile(optimizer='adam', loss=loss)
`,
  },
  good: {
    language: 'python',
    code: `import keras

model = keras.Sequential([
    keras.Input((20,)),
    keras.layers.Dense(16, activation='relu', kernel_regularizer='l2'),
    keras.layers.Dense(1),
])
model.compile(optimizer='adam', loss='mse')
print(len(model.losses), 'penalty, added by fit()')
`,
  },
  fix: {
    en: 'Where the empty sum flows into a compiled loss or a loss object, the preferred fix removes the term, because `fit` adds the penalty itself. Elsewhere, when the input shape is known, the fix gives the `Sequential` an `Input` as its first element. Both are *unsafe*: the trained loss may change.',
    zh: '如果这个空的和流入编译的损失或损失对象，首选修复是移除该项，因为 `fit` 会自行加上惩罚项。其他情况下，如果输入形状已知，修复会在 `Sequential` 开头加入 `Input`。两者都标为**不安全**：训练所用的损失可能改变。',
  },
  options: noOptions,
  limits: {
    en: 'Not reported: models without a penalty, reads that are only printed, counted or tested (`if model.losses:`), models that are parameters of a function, and every read where a build, a call or a `fit` may have come first. In notebooks the order in which cells run is not known.',
    zh: '不报告：没有惩罚项的模型；只用于打印、计数或判断的读取（`if model.losses:`）；作为函数参数传入的模型；以及之前可能已构建、调用或 `fit` 过的任何读取。在 notebook 中，单元格的运行顺序无从得知。',
  },
  precision: { found: 0, wrong: 0, files: 0 },
  references: [
    { title: 'Keras: the Sequential model', address: 'https://keras.io/guides/sequential_model/' },
    {
      title: 'tensorflow#33556: model.losses is empty',
      address: 'https://github.com/tensorflow/tensorflow/issues/33556',
    },
  ],
};

export default defineRule({
  id: 'losses-before-build',
  severity: 'warning',
  title: { en: '`losses` read before the model is built', zh: '模型构建之前读取 `losses`' },
  check(facts, { text }) {
    return facts.lossesReads.flatMap((read) => {
      const model = facts.models[read.model ?? -1];
      const confidence = model === undefined ? null : confidenceOf(facts, read, model);
      return model === undefined || confidence === null ? [] : [report(facts, read, model, confidence, text)];
    });
  },
});

function confidenceOf(facts: Facts, read: LossesReadFact, model: ModelFact): Confidence | null {
  const open = isVersionOpen(facts, read);
  if (read.built !== 'no' && !(open && read.built === 'maybe')) return null;
  if (read.use !== 'value' || (read.terms ?? 0) > 0) return null;
  if (read.onlyKeras3 && facts.framework.version === 2) return null;
  const presence = weightPenaltyPresence(model);
  if (presence === 'none') return null;
  return weaker(
    read.reachedFromModule && !open ? 'certain' : 'likely',
    presence === 'known' ? 'certain' : 'possible',
  );
}

/** Whether the list is empty in Keras 3 only, and the version not known. */
function isVersionOpen(facts: Facts, read: LossesReadFact): boolean {
  return read.onlyKeras3 && facts.framework.version === null;
}

function report(
  facts: Facts,
  read: LossesReadFact,
  model: ModelFact,
  confidence: Confidence,
  text: string,
): Report {
  const penalties = weightPenalties(model);
  return {
    span: read.span,
    confidence,
    message: message(
      isVersionOpen(facts, read)
        ? {
            en: '`{read}` is empty here in Keras 3, so the penalty is lost: weight penalties exist once the model has variables (building is enough, no forward pass needed), and only Keras 2 builds `{model}` at once. {advice}',
            zh: '在 Keras 3 中，`{read}` 在此处为空，惩罚项丢失：权重惩罚要等模型有了变量才存在（构建即可，无需前向传播），而只有 Keras 2 会立即构建 `{model}`。{advice}',
          }
        : {
            en: '`{read}` is empty here, so the penalty is lost: weight penalties exist once the model has variables (building is enough, no forward pass needed), and `{model}` has none yet. {advice}',
            zh: '`{read}` 在此处为空，惩罚项丢失：权重惩罚要等模型有了变量才存在（构建即可，无需前向传播），而 `{model}` 还没有变量。{advice}',
          },
      { read: `${read.modelText}.losses`, model: read.modelText, advice: advice(facts, read, model) },
    ),
    related: [
      {
        span: model.span,
        message: message(
          {
            en: '`{model}` is made here without an input shape, so it has no variables.',
            zh: '`{model}` 在此处创建，没有输入形状，因此没有变量。',
          },
          { model: model.name },
        ),
      },
      ...penalties.slice(0, 1).map(({ penalty }) => ({
        span: penalty.span,
        message: message(
          counted(
            penalties.length,
            'This penalty is lost.',
            'This penalty and {n} more are lost.',
            penalties.length === 1 ? '这一惩罚项丢失。' : '这一惩罚项和另外 {n} 项丢失。',
          ),
          { n: penalties.length - 1 },
        ),
      })),
    ],
    fixes: [...removal(facts, read, model, text), ...inputFix(facts, model, text)],
    model: model.id,
  };
}

function advice(facts: Facts, read: LossesReadFact, model: ModelFact): Message {
  if (isRemovable(read) && !trainedByOwnSteps(facts, model)) {
    return message({
      en: 'Leave it out: fit() adds the penalty itself.',
      zh: '去掉它即可：fit() 会自行加上惩罚项。',
    });
  }
  return model.kind === 'subclass'
    ? message(
        {
          en: 'Call `{model}` on a batch before this line.',
          zh: '请在此行之前用一批数据调用 `{model}`。',
        },
        { model: read.modelText },
      )
    : message(
        {
          en: 'Start the model with an `Input`, or call `{model}.build(…)` before this line.',
          zh: '请让模型以 `Input` 开头，或在此行之前调用 `{model}.build(…)`。',
        },
        { model: read.modelText },
      );
}

function isRemovable(read: LossesReadFact): boolean {
  return read.termSpan !== null && (read.flowsTo === 'compile' || read.flowsTo === 'loss-object');
}

function removal(facts: Facts, read: LossesReadFact, model: ModelFact, text: string): Fix[] {
  if (read.termSpan === null || !isRemovable(read)) return [];
  return [
    {
      title: message(
        trainedByOwnSteps(facts, model)
          ? { en: 'Remove `{term}`: it adds nothing here', zh: '移除 `{term}`：它在这里什么也没加' }
          : {
              en: 'Remove `{term}`: fit() adds the penalty itself',
              zh: '移除 `{term}`：fit() 会自行加上惩罚项',
            },
        { term: quoted(text, read.termSpan) },
      ),
      safety: 'unsafe',
      edits: [removeTerm(text, read.termSpan)],
    },
  ];
}

/** Gives a Sequential its input shape, where that is known from its later use. */
function inputFix(facts: Facts, model: ModelFact, text: string): Fix[] {
  const shape = model.inputShape;
  if (model.kind !== 'sequential' || shape === null || typeof shape.at(-1) !== 'number') return [];
  const { spelling } = facts.framework;
  const edit =
    spelling === null
      ? inputShapeArgument(model, text, pythonShape(shape))
      : firstElement(model, text, `${spelling}.Input(shape=${pythonShape(shape)})`);
  if (edit === null) return [];
  return [
    {
      title: message(
        { en: 'Start `{model}` with the input shape {shape}', zh: '让 `{model}` 以输入形状 {shape} 开头' },
        { model: model.name, shape: pythonShape(shape) },
      ),
      safety: 'unsafe',
      edits: [edit],
    },
  ];
}

function firstElement(model: ModelFact, text: string, element: string) {
  const made = text.slice(model.span.start, model.span.end);
  if (/\(\s*\)$/.test(made)) {
    const open = model.span.start + made.lastIndexOf('(');
    return replace({ start: open, end: model.span.end }, `([${element}])`);
  }
  const first = model.layers[0]?.span;
  if (first === undefined || !contains(model.span, first)) return null;
  const opens = /\[\s*$/.test(text.slice(model.span.start, first.start));
  const isElement = ',]'.includes(text[skipToCode(text, first.end)] ?? ' ');
  if (!opens || !isElement) return null;
  const separator = startsLine(text, first) ? `,\n${indentation(text, first.start)}` : ', ';
  return insert(first.start, element + separator);
}

function inputShapeArgument(model: ModelFact, text: string, shape: string) {
  const first = model.layers[0];
  if (first === undefined || first.symbol === null) return null;
  return addArgument(text, first.argumentsSpan, `input_shape=${shape}`);
}
