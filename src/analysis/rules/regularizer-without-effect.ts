import type { Confidence, Facts, RegularizerArgumentFact, RegularizerFact } from '../facts/facts';
import { message, type Message } from '../text/localized';
import { type Documentation, defineRule, type Report } from './define-rule';
import { addArgument, removeArgument, replace } from './support/edits';
import { noOptions } from './support/phrases';
import { inVersion } from './support/regularizers';

export const documentation: Documentation = {
  what: {
    en: "Finds regularizers that are accepted and penalise nothing: `L1L2()` without strengths, the string `'L1L2'`, arguments that a layer takes and drops, and layer classes of the file that take a `…_regularizer` parameter and never hand it to a weight.",
    zh: "查找被接受却什么也不惩罚的正则化：没有给出强度的 `L1L2()`、字符串 `'L1L2'`、层接受后又丢弃的参数，以及文件中接受 `…_regularizer` 参数却从不把它交给权重的自定义层。",
  },
  why: {
    en: "Nothing tells that such a penalty is missing: the model trains, and overfits as it did before.\n\n- `L1L2` has the defaults `l1=0.0, l2=0.0`, in Keras 2 and 3, and so has the string `'L1L2'`. `L1` and `L2` have 0.01. The function `l1_l2()` has 0.01 for each in Keras 2; in Keras 3 it is the class and has 0 for each. `'l1l2'` has zeros in Keras 3 and raises in Keras 2.\n- Keras 3 takes `activity_regularizer=` on `SimpleRNN` and drops it; Keras 2 does so on `EinsumDense`.\n- Keras knows nothing of an attribute `self.kernel_regularizer` in a class of your own: only the `regularizer=` of `add_weight` makes a penalty.",
    zh: "没有任何提示表明惩罚项不存在：模型照常训练，也照样过拟合。\n\n- `L1L2` 的默认值在 Keras 2 和 3 中都是 `l1=0.0, l2=0.0`，字符串 `'L1L2'` 也一样；`L1` 和 `L2` 的默认值是 0.01。函数 `l1_l2()` 在 Keras 2 中两者都是 0.01；在 Keras 3 中它就是该类，两者都是 0。`'l1l2'` 在 Keras 3 中两者为 0，在 Keras 2 中抛出异常。\n- Keras 3 接受 `SimpleRNN` 的 `activity_regularizer=`，然后丢弃它；Keras 2 对 `EinsumDense` 也是如此。\n- Keras 并不理会自定义类中的 `self.kernel_regularizer` 属性：只有 `add_weight` 的 `regularizer=` 才产生惩罚项。",
  },
  bad: {
    language: 'python',
    code: `import keras

layer = keras.layers.Dense(64, kernel_regularizer=keras.regularizers.L1L2())  # l1=0.0, l2=0.0
`,
  },
  good: {
    language: 'python',
    code: `import keras

layer = keras.layers.Dense(64, kernel_regularizer=keras.regularizers.L1L2(l1=1e-5, l2=1e-4))
`,
  },
  fix: {
    en: "Gives `L1L2()` an L2 strength of 0.01, the default of `L2`; replaces the string by `'l2'`; removes an argument that is dropped. The first two are *unsafe*: a penalty begins to act. The last is *safe*.",
    zh: "为 `L1L2()` 给出强度 0.01 的 L2（即 `L2` 的默认值）；把字符串改为 `'l2'`；移除被丢弃的参数。前两者标为**不安全**：惩罚项开始起作用。最后一种是**安全**的。",
  },
  options: noOptions,
  limits: {
    en: 'A strength of zero that is written out (`L2(0.0)`) is the matter of `regularizer-strength`. Classes that derive from anything but `Layer`, `Model` and classes of the file, or that read their attributes by name (`getattr`, `vars`), are not judged; a subclass in another file may use what this one only keeps, so these findings are *likely*.',
    zh: '明确写出的零强度（`L2(0.0)`）由 `regularizer-strength` 处理。如果类派生自 `Layer`、`Model` 和本文件的类以外的类，或按名称读取自己的属性（`getattr`、`vars`），则不作判断；其他文件中的子类可能会用到这里只是保存的参数，因此这类结果按**很可能**报告。',
  },
  precision: { found: 3, wrong: 0, files: 2 },
  references: [
    { title: 'Keras: layer weight regularizers', address: 'https://keras.io/api/layers/regularizers/' },
    {
      title: 'Keras: making new layers and models via subclassing',
      address: 'https://keras.io/guides/making_new_layers_and_models_via_subclassing/',
    },
  ],
};

export default defineRule({
  id: 'regularizer-without-effect',
  severity: 'warning',
  title: { en: 'A regularizer that penalises nothing', zh: '不起作用的正则化' },
  check(facts, { text }) {
    return [
      ...facts.regularizers.flatMap((one) => emptyRegularizer(facts, one, text)),
      ...facts.regularizerArguments.flatMap((one) => [
        ...emptyString(facts, one),
        ...droppedArgument(facts, one, text),
      ]),
      ...facts.unusedRegularizerParameters.map((one): Report => ({
        span: one.span,
        confidence: 'likely',
        message: message(
          {
            en: '`{name}` of `{className}` has no effect: no weight gets it, so there is no penalty. Hand it to `self.add_weight(…, regularizer=…)`, or to the layers inside.',
            zh: '`{className}` 的 `{name}` 不起作用：它没有交给任何权重，因此没有惩罚项。请交给 `self.add_weight(…, regularizer=…)`，或交给内部的层。',
          },
          { name: one.name, className: one.className },
        ),
        related: [{ span: one.classSpan, message: message({ en: 'The class.', zh: '该类。' }) }],
        fixes: [],
        model: null,
      })),
    ];
  },
});

/** `L1L2()`: strengths of zero that nobody wrote. */
function emptyRegularizer(facts: Facts, one: RegularizerFact, text: string): Report[] {
  if (one.strengthSpan !== null) return [];
  const { always, inKeras3 } = inVersion(facts, one);
  if (inKeras3 !== 'no-op' && always !== 'no-op') return [];
  const values = { name: one.name };
  return [
    {
      span: one.span,
      confidence: always === 'no-op' ? 'certain' : 'likely',
      message:
        always === 'no-op'
          ? message(
              {
                en: '`{name}()` penalises nothing: its strengths are 0 unless they are given, so the weights stay free. Give it `l1=` or `l2=`.',
                zh: '`{name}()` 什么也不惩罚：不给出强度时两者都是 0，权重不受约束。请给出 `l1=` 或 `l2=`。',
              },
              values,
            )
          : message(
              {
                en: '`{name}()` penalises nothing in Keras 3, where its strengths are 0 unless they are given; in Keras 2 they are 0.01. Give it `l1=` and `l2=`, and it means the same in both.',
                zh: '`{name}()` 在 Keras 3 中什么也不惩罚：不给出强度时两者都是 0；在 Keras 2 中则是 0.01。请给出 `l1=` 和 `l2=`，使两者含义一致。',
              },
              values,
            ),
      related: [],
      fixes: [
        {
          title: message({ en: 'Give it `l2=0.01`', zh: '给出 `l2=0.01`' }),
          safety: 'unsafe',
          edits: [addArgument(text, one.argumentsSpan, one.name === 'L1L2' ? 'l2=0.01' : 'l1=0.0, l2=0.01')],
        },
      ],
      model: null,
    },
  ];
}

function emptyString(facts: Facts, one: RegularizerArgumentFact): Report[] {
  const { value } = one;
  if (value.kind !== 'string' || value.given === null) return [];
  const { always, inKeras2, inKeras3 } = inVersion(facts, value);
  const raisesElse = inKeras2 === 'raises' && inKeras3 === 'no-op';
  if (always !== 'no-op' && !raisesElse) return [];
  return [
    {
      span: one.span,
      confidence: 'certain',
      message: message(
        raisesElse
          ? {
              en: "`'{given}'` penalises nothing in Keras 3, where its strengths are 0, and raises an error in Keras 2. Write `'l2'`, or a regularizer with its strengths.",
              zh: "`'{given}'` 在 Keras 3 中强度为 0，什么也不惩罚；在 Keras 2 中则抛出异常。请写 `'l2'`，或带有强度的正则化对象。",
            }
          : {
              en: "`'{given}'` penalises nothing: its strengths are 0. Write `'l2'` (0.01), or a regularizer with its strengths.",
              zh: "`'{given}'` 什么也不惩罚：它的强度为 0。请写 `'l2'`（0.01），或带有强度的正则化对象。",
            },
        { given: value.given },
      ),
      related: [],
      fixes: one.spread
        ? []
        : [
            {
              title: message({ en: "Write `'l2'`", zh: "改为 `'l2'`" }),
              safety: 'unsafe',
              edits: [replace(one.valueSpan, "'l2'")],
            },
          ],
      model: null,
    },
  ];
}

/** `SimpleRNN(activity_regularizer=…)` in Keras 3. */
function droppedArgument(facts: Facts, one: RegularizerArgumentFact, text: string): Report[] {
  if (one.value.inKeras3 === 'none' || !one.accepted.includes(one.name)) return [];
  const { always, inKeras2, inKeras3 } = inVersion(facts, one);
  const only = always === 'ignores' ? null : inKeras2 === 'ignores' ? 2 : inKeras3 === 'ignores' ? 3 : null;
  if (always !== 'ignores' && only === null) return [];
  const confidence: Confidence = only === null ? 'certain' : 'likely';
  const values: Message['values'] = { layer: one.layer, name: one.name, version: only ?? 0 };
  return [
    {
      span: one.span,
      confidence,
      message: message(
        only === null
          ? {
              en: '`{name}=` of `{layer}` has no effect: Keras takes it and drops it, so there is no penalty. Put an `ActivityRegularization` layer behind it.',
              zh: '`{layer}` 的 `{name}=` 不起作用：Keras 接受后丢弃它，没有惩罚项。请在其后加一个 `ActivityRegularization` 层。',
            }
          : {
              en: '`{name}=` of `{layer}` has no effect in Keras {version}, which takes it and drops it, so there is no penalty. Put an `ActivityRegularization` layer behind it.',
              zh: '`{layer}` 的 `{name}=` 在 Keras {version} 中不起作用：接受后丢弃，没有惩罚项。请在其后加一个 `ActivityRegularization` 层。',
            },
        values,
      ),
      related: [],
      fixes:
        one.keyword && !one.spread
          ? [
              {
                title: message({ en: 'Remove `{name}`', zh: '移除 `{name}`' }, values),
                safety: only === null ? 'safe' : 'unsafe',
                edits: [removeArgument(text, one.span)],
              },
            ]
          : [],
      model: null,
    },
  ];
}
