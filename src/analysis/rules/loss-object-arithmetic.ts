import type { Facts, LossArithmeticFact } from '../facts/facts';
import { message, type Message } from '../text/localized';
import { contains } from '../text/span';
import { type Documentation, defineRule, type Fix, type Report } from './define-rule';
import { insert, removeStatement, replace } from './support/edits';
import { trainedByOwnSteps } from './support/penalties';
import { noOptions } from './support/phrases';
import { quoted } from './support/words';

export const documentation: Documentation = {
  what: {
    en: 'Finds arithmetic in which one operand is a loss *object*, as in `SparseCategoricalCrossentropy() + sum(model.losses)`. It sees through names, aliases, `+=` and either order of the operands.',
    zh: '查找以损失**对象**为操作数的算术运算，例如 `SparseCategoricalCrossentropy() + sum(model.losses)`。变量名、导入别名、`+=` 以及两个操作数的任意顺序都能识别。',
  },
  why: {
    en: 'A loss class of Keras makes a function `(y_true, y_pred) → scalar`, not a number, and it has no arithmetic operators. The program stops on this line in every version: `TypeError: unsupported operand type(s)` where the other side is a Python number (an unbuilt model’s `sum(model.losses)` is the `int` 0) and on JAX and torch, `ValueError: Attempt to convert a value … to a Tensor` where TensorFlow sees a tensor on the other side.\n\nNothing has to be added for `kernel_regularizer` and its relatives to work: `fit`, `train_on_batch` and `evaluate` add `model.losses` to the compiled loss in Keras 2 and in Keras 3. Only a loop of your own has to add them, and there the loss is a *value* by then: `loss_fn(y, model(x, training=True)) + sum(model.losses)`.\n\nA sibling: `MeanSquaredError(y, y_pred)` hands the tensors to the constructor. `MeanSquaredError()(y, y_pred)` was meant.',
    zh: 'Keras 的损失类得到的是函数 `(y_true, y_pred) → 标量`，不是数值，也没有定义算术运算符。程序在任何版本中都会停在这一行：另一侧是 Python 数值时（模型未构建时 `sum(model.losses)` 就是整数 0），以及在 JAX、torch 后端上，抛出 `TypeError: unsupported operand type(s)`；在 TensorFlow 上另一侧是张量时，抛出 `ValueError: Attempt to convert a value … to a Tensor`。\n\n要让 `kernel_regularizer` 等参数生效，无需自己添加任何东西：在 Keras 2 和 Keras 3 中，`fit`、`train_on_batch` 和 `evaluate` 都会把 `model.losses` 加进编译时给定的损失。只有自己编写的训练循环才需要手动相加，而那时损失已经是一个**数值**：`loss_fn(y, model(x, training=True)) + sum(model.losses)`。\n\n与之类似的错误是 `MeanSquaredError(y, y_pred)`：张量被传给了构造函数，本意应为 `MeanSquaredError()(y, y_pred)`。',
  },
  bad: {
    language: 'python',
    code: `import keras

model = keras.Sequential([
    keras.Input((20,)),
    keras.layers.Dense(16, activation='relu', kernel_regularizer='l2'),
    keras.layers.Dense(1),
])
loss_fn = keras.losses.MeanSquaredError() + sum(model.losses)
model.compile(optimizer='adam', loss=loss_fn)
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
# fit() adds the penalties of model.losses itself.
model.compile(optimizer='adam', loss=keras.losses.MeanSquaredError())
`,
  },
  fix: {
    en: 'Leaves the loss object alone on the line and removes the other operand when that operand reads `model.losses`: `fit` adds the penalty. Where the constructor was given tensors, the fix calls the object. Where another term was added, the fix turns the sum into a function of `(y_true, y_pred)`. All are *unsafe* in the sense that a program that failed now runs.',
    zh: '如果另一个操作数读取了 `model.losses`，修复会移除它，只留下损失对象，因为 `fit` 会自行加上惩罚项。如果张量被传给了构造函数，修复会改为调用该对象。如果加的是其他项，修复会把整个和改写成 `(y_true, y_pred)` 的函数。这些修复都标为**不安全**：原本报错的程序会开始运行。',
  },
  options: noOptions,
  limits: {
    en: 'None known. Functions such as `keras.losses.mean_squared_error(y, y_pred)` return values and are not reported, nor are loss classes of your own that define operators.',
    zh: '尚无已知误报。`keras.losses.mean_squared_error(y, y_pred)` 这类函数返回的是数值，不会被报告；自行定义了运算符的损失类也不会被报告。',
  },
  precision: { found: 1, wrong: 0, files: 1 },
  references: [
    { title: 'Keras: losses', address: 'https://keras.io/api/losses/' },
    { title: 'Keras: layer weight regularizers', address: 'https://keras.io/api/layers/regularizers/' },
  ],
};

export default defineRule({
  id: 'loss-object-arithmetic',
  severity: 'error',
  title: { en: 'Arithmetic with a loss object', zh: '对损失对象做算术运算' },
  check(facts, { text }) {
    return facts.lossArithmetic.map((fact) => report(facts, fact, text));
  },
});

function report(facts: Facts, fact: LossArithmeticFact, text: string): Report {
  const model = readModel(facts, fact);
  return {
    span: fact.span,
    confidence: fact.certain ? 'certain' : 'likely',
    message: message(
      {
        en: '`{loss}` is a loss object, and `{operator}` with it fails: it is a function of (y_true, y_pred), not a number. {advice}',
        zh: '`{loss}` 是损失对象，对它做 `{operator}` 运算会报错：它是 (y_true, y_pred) 的函数，不是数值。{advice}',
      },
      { loss: fact.lossName, operator: fact.operator, advice: advice(facts, fact) },
    ),
    related: contains(fact.span, fact.definitionSpan)
      ? []
      : [
          {
            span: fact.definitionSpan,
            message: message({ en: 'The loss object is made here.', zh: '损失对象在此处创建。' }),
          },
        ],
    fixes: fixes(facts, fact, text),
    model,
  };
}

function advice(facts: Facts, fact: LossArithmeticFact): Message {
  if (fact.calledWithTensors) {
    return message(
      { en: 'Call an instance instead: `{loss}()(…)`.', zh: '应改为调用实例：`{loss}()(…)`。' },
      { loss: fact.lossName },
    );
  }
  const read = facts.lossesReads[fact.reads[0] ?? -1];
  if (read === undefined) {
    return message({
      en: 'Put the sum into a function of (y_true, y_pred).',
      zh: '应把整个和写成 (y_true, y_pred) 的函数。',
    });
  }
  const values = { read: `${read.modelText}.losses` };
  return ownSteps(facts, fact)
    ? message(
        {
          en: 'In your own training step, add `sum({read})` to the loss value inside the tape.',
          zh: '在自己编写的训练步骤中，应在 tape 内把 `sum({read})` 加到损失值上。',
        },
        values,
      )
    : message(
        {
          en: 'Compile with the loss alone: fit() adds `{read}` itself.',
          zh: '编译时只需给出损失本身：fit() 会自行加上 `{read}`。',
        },
        values,
      );
}

function fixes(facts: Facts, fact: LossArithmeticFact, text: string): Fix[] {
  if (fact.calledWithTensors) return callFix(fact, text);
  if (fact.reads.length === 0) return functionFix(facts, fact, text);
  const removed =
    fact.lossSpan.start < fact.otherSpan.start
      ? { start: fact.lossSpan.end, end: fact.span.end }
      : { start: fact.span.start, end: fact.lossSpan.start };
  return [
    {
      title: message(
        ownSteps(facts, fact)
          ? {
              en: 'Remove `{term}`: the training step adds the penalty to the loss value',
              zh: '移除 `{term}`：惩罚项由训练步骤加到损失值上',
            }
          : {
              en: 'Remove `{term}`: fit() adds the penalty itself',
              zh: '移除 `{term}`：fit() 会自行加上惩罚项',
            },
        { term: quoted(text, removed) },
      ),
      safety: 'unsafe',
      edits: [
        isAugmented(fact, text)
          ? removeStatement(text, fact.span)
          : replace(fact.span, text.slice(fact.lossSpan.start, fact.lossSpan.end)),
      ],
    },
  ];
}

/** `MeanSquaredError(y, p)` → `MeanSquaredError()(y, p)`. */
function callFix(fact: LossArithmeticFact, text: string): Fix[] {
  const open = text.indexOf('(', fact.definitionSpan.start);
  if (open < 0 || open >= fact.definitionSpan.end) return [];
  return [
    {
      title: message(
        { en: 'Call the loss: `{loss}()(…)`', zh: '调用损失：`{loss}()(…)`' },
        { loss: fact.lossName },
      ),
      safety: 'unsafe',
      edits: [insert(open, '()')],
    },
  ];
}

/** `Loss() + x` → `lambda y_true, y_pred: Loss()(y_true, y_pred) + x`. */
function functionFix(facts: Facts, fact: LossArithmeticFact, text: string): Fix[] {
  const entangled = facts.lossArithmetic.some(
    (other) =>
      other !== fact && (contains(other.span, fact.span) || contains(fact.otherSpan, other.lossSpan)),
  );
  const standsAlone = /^[ \t]*([\r\n#),]|$)/.test(text.slice(fact.span.end));
  if (entangled || !standsAlone || isAugmented(fact, text)) return [];
  return [
    {
      title: message({
        en: 'Make the sum a function of (y_true, y_pred)',
        zh: '把整个和改写成 (y_true, y_pred) 的函数',
      }),
      safety: 'unsafe',
      edits: [
        insert(fact.span.start, 'lambda y_true, y_pred: '),
        insert(fact.lossSpan.end, '(y_true, y_pred)'),
      ],
    },
  ];
}

function isAugmented(fact: LossArithmeticFact, text: string): boolean {
  return text.slice(fact.lossSpan.end, fact.otherSpan.start).includes('=');
}

function readModel(facts: Facts, fact: LossArithmeticFact): number | null {
  return facts.lossesReads[fact.reads[0] ?? -1]?.model ?? null;
}

function ownSteps(facts: Facts, fact: LossArithmeticFact): boolean {
  const model = facts.models[readModel(facts, fact) ?? -1];
  return model !== undefined && trainedByOwnSteps(facts, model);
}
