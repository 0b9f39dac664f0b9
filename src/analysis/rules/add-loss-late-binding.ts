import type { AddedLossFact } from '../facts/facts';
import { message } from '../text/localized';
import { type Documentation, defineRule, type Fix } from './define-rule';
import { insert } from './support/edits';
import { noOptions } from './support/phrases';

export const documentation: Documentation = {
  what: {
    en: 'Finds `add_loss` in a loop with a function that reads the loop’s variable without binding it.',
    zh: '查找循环中的 `add_loss`：所传的函数读取循环变量，却没有绑定它。',
  },
  why: {
    en: 'Keras 2 calls the functions given to `add_loss` whenever `losses` is read, which is after the loop. A Python function looks a variable up when it runs, so **every one of them sees the last value**: with ten layers, the last one is penalised ten times and the others never. A default (`lambda layer=layer: …`) keeps the value of the turn.\n\nKeras 3 takes no functions in `add_loss` at all: it raises a `ValueError`, and a functional model a `NotImplementedError`.',
    zh: 'Keras 2 在每次读取 `losses` 时才调用传给 `add_loss` 的函数，那时循环早已结束。Python 函数在运行时才查找变量，因此**每个函数看到的都是最后一个值**：有十层时，最后一层被惩罚十次，其余各层一次也没有。用默认参数（`lambda layer=layer: …`）可以保留当轮的值。\n\nKeras 3 的 `add_loss` 根本不接受函数：会抛出 `ValueError`，函数式模型则抛出 `NotImplementedError`。',
  },
  bad: {
    language: 'python',
    code: `import tf_keras as keras

model = keras.Sequential([keras.Input((8,)), keras.layers.Dense(4), keras.layers.Dense(1)])
for layer in model.layers:
    model.add_loss(lambda: keras.regularizers.L2(1e-4)(layer.kernel))  # always the last layer's
`,
  },
  good: {
    language: 'python',
    code: `import tf_keras as keras

model = keras.Sequential([keras.Input((8,)), keras.layers.Dense(4), keras.layers.Dense(1)])
for layer in model.layers:
    model.add_loss(lambda layer=layer: keras.regularizers.L2(1e-4)(layer.kernel))
`,
  },
  fix: {
    en: 'Binds the variable by a default of the lambda. It is *unsafe*: other weights are penalised than before.',
    zh: '用 lambda 的默认参数绑定该变量。该修复标为**不安全**：受惩罚的权重与之前不同。',
  },
  options: noOptions,
  limits: {
    en: 'Where Keras 3 is known to run the file, the call fails, and `add-loss-outside-call` tells so. A function that a helper makes (`penalty_of(layer)`) binds the variable by itself and is not reported.',
    zh: '如果已知由 Keras 3 运行该文件，则调用会失败，由 `add-loss-outside-call` 报告。由辅助函数生成的函数（`penalty_of(layer)`）本身已绑定变量，不报告。',
  },
  precision: { found: 1, wrong: 0, files: 1 },
  references: [
    {
      title: 'tensorflow#38891: add_loss in a loop',
      address: 'https://github.com/tensorflow/tensorflow/issues/38891',
    },
    {
      title: 'Python: why do lambdas defined in a loop all return the same result?',
      address:
        'https://docs.python.org/3/faq/programming.html#why-do-lambdas-defined-in-a-loop-with-different-values-all-return-the-same-result',
    },
  ],
};

export default defineRule({
  id: 'add-loss-late-binding',
  severity: 'warning',
  title: {
    en: '`add_loss` functions of a loop all see its last turn',
    zh: '循环中的 `add_loss` 函数都只看到最后一轮',
  },
  check(facts, { text }) {
    const { version } = facts.framework;
    if (version === 3) return [];
    return facts.addedLosses.flatMap((added) => {
      const [first] = added.lateBound;
      if (first === undefined) return [];
      return [
        {
          span: added.argumentSpan,
          confidence: isCertain(version, added) ? ('certain' as const) : ('likely' as const),
          message: message(
            version === 2
              ? {
                  en: 'Every function of this loop sees the last `{name}`: Keras calls them after the loop, so one value is penalised again and again and the others never. Bind it: `lambda {name}={name}: …`.',
                  zh: '此循环中的每个函数看到的都是最后一个 `{name}`：Keras 在循环之后才调用它们，于是同一个值被反复惩罚，其余的从未受罚。请绑定：`lambda {name}={name}: …`。',
                }
              : {
                  en: 'Every function of this loop sees the last `{name}`: Keras 2 calls them after the loop, so one value is penalised again and again and the others never; Keras 3 takes no functions here and raises an error. Bind it: `lambda {name}={name}: …`.',
                  zh: '此循环中的每个函数看到的都是最后一个 `{name}`：Keras 2 在循环之后才调用它们，于是同一个值被反复惩罚，其余的从未受罚；Keras 3 在此不接受函数，会抛出异常。请绑定：`lambda {name}={name}: …`。',
                },
            { name: first },
          ),
          related: [],
          fixes: bind(added, text),
          model: added.model,
        },
      ];
    });
  },
});

function isCertain(version: 2 | 3 | null, added: AddedLossFact): boolean {
  return version === 2 && added.reachedFromModule && added.receiver !== 'unknown';
}

/** Only a lambda that takes nothing yet can be bound where it stands. */
function bind({ argumentSpan, lateBound }: AddedLossFact, text: string): Fix[] {
  const word = 'lambda';
  if (!/^lambda\s*:/.test(text.slice(argumentSpan.start, argumentSpan.end))) return [];
  const names = lateBound.map((name) => `${name}=${name}`).join(', ');
  return [
    {
      title: message({ en: 'Bind it: `lambda {names}`', zh: '绑定：`lambda {names}`' }, { names }),
      safety: 'unsafe',
      edits: [insert(argumentSpan.start + word.length, ` ${names}`)],
    },
  ];
}
