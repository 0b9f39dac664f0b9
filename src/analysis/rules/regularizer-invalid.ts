import type { Confidence, Facts, RegularizerArgumentFact, RegularizerFact } from '../facts/facts';
import { message, type Message } from '../text/localized';
import { type Documentation, defineRule, type Fix, type Report, type Severity } from './define-rule';
import { replace } from './support/edits';
import { noOptions } from './support/phrases';
import { inVersion, regularizersModule } from './support/regularizers';
import { quoted } from './support/words';

export const documentation: Documentation = {
  what: {
    en: 'Finds regularizers that make the program fail: a name that Keras does not know, a number in place of a regularizer, a class without its parentheses, a parameter that the constructor does not have, a strength that is negative, infinite or no number.',
    zh: '查找会使程序失败的正则化：Keras 不认识的名字、用数字代替正则化对象、类名后缺少括号、构造函数没有的参数，以及负数、无穷或非数字的强度。',
  },
  why: {
    en: "| written | Keras 3 | Keras 2 |\n| --- | --- | --- |\n| `kernel_regularizer=0.01` | `ValueError` | `ValueError` |\n| `kernel_regularizer='ridge'` | `ValueError` at once | `TypeError` when the penalty is computed |\n| `kernel_regularizer='l1_l2'` | `ValueError` | works, 0.01 each |\n| `kernel_regularizer=l2` (no parentheses) | works, 0.01 | `ValueError` when the penalty is computed |\n| `kernel_regularizer=l1_l2` | penalises nothing | `ValueError` |\n| `l2(l=0.01)` | `TypeError` | works |\n| `l2(l1=0.01)`, `l2(rate=0.01)` | `TypeError` | `TypeError` |\n| `l2(-0.01)` | `ValueError` | rewards large weights |\n| `l2(float('inf'))`, `l2('0.01')` | `ValueError` | `ValueError` |\n\nThe strings that both know are `'l1'`, `'L1'`, `'l2'`, `'L2'`, `'orthogonal_regularizer'` and `'OrthogonalRegularizer'`.",
    zh: "| 写法 | Keras 3 | Keras 2 |\n| --- | --- | --- |\n| `kernel_regularizer=0.01` | `ValueError` | `ValueError` |\n| `kernel_regularizer='ridge'` | 立即 `ValueError` | 计算惩罚项时 `TypeError` |\n| `kernel_regularizer='l1_l2'` | `ValueError` | 有效，各 0.01 |\n| `kernel_regularizer=l2`（没有括号） | 有效，0.01 | 计算惩罚项时 `ValueError` |\n| `kernel_regularizer=l1_l2` | 什么也不惩罚 | `ValueError` |\n| `l2(l=0.01)` | `TypeError` | 有效 |\n| `l2(l1=0.01)`、`l2(rate=0.01)` | `TypeError` | `TypeError` |\n| `l2(-0.01)` | `ValueError` | 鼓励大权重 |\n| `l2(float('inf'))`、`l2('0.01')` | `ValueError` | `ValueError` |\n\n两者都认识的字符串是 `'l1'`、`'L1'`、`'l2'`、`'L2'`、`'orthogonal_regularizer'` 和 `'OrthogonalRegularizer'`。",
  },
  bad: {
    language: 'python',
    code: `import keras

layer = keras.layers.Dense(64, kernel_regularizer=0.01)  # a strength is no regularizer
`,
  },
  good: {
    language: 'python',
    code: `import keras

layer = keras.layers.Dense(64, kernel_regularizer=keras.regularizers.L2(0.01))
`,
  },
  fix: {
    en: 'Wraps a number in `L2(…)`, adds the parentheses, corrects the name of the parameter, takes the minus sign away, or writes a string that Keras knows. All are *unsafe*: a program that failed begins to train.',
    zh: '把数字放进 `L2(…)`、补上括号、更正参数名、去掉负号，或写成 Keras 认识的字符串。均标为**不安全**：原本失败的程序会开始训练。',
  },
  options: noOptions,
  limits: {
    en: 'Where the version of Keras is not known and only one of them fails, the message says which, and the finding is *likely*. Names that the file registers itself (`register_keras_serializable`, `custom_objects`) are not seen.',
    zh: '如果 Keras 版本未知，且只有其中一个版本会失败，消息会说明是哪个版本，并按**很可能**报告。看不到文件自行注册的名字（`register_keras_serializable`、`custom_objects`）。',
  },
  precision: { found: 22, wrong: 0, files: 5 },
  references: [
    { title: 'Keras: layer weight regularizers', address: 'https://keras.io/api/layers/regularizers/' },
    {
      title: 'deepxde#1781: unexpected keyword argument l',
      address: 'https://github.com/lululxvi/deepxde/issues/1781',
    },
  ],
};

export default defineRule({
  id: 'regularizer-invalid',
  severity: 'error',
  title: { en: 'A regularizer that raises an error', zh: '会抛出异常的正则化' },
  check(facts, { text }) {
    return [
      ...facts.regularizers.flatMap((one) => wrongCall(facts, one, text)),
      ...facts.regularizerArguments.flatMap((one) => wrongValue(facts, one, text)),
    ];
  },
});

/** How sure it is that something fails; null where it does not, or only in a version that may not be there and hides nothing. */
function failure(
  facts: Facts,
  one: {
    readonly inKeras2: string | null;
    readonly inKeras3: string | null;
  },
): { readonly confidence: Confidence; readonly only: 2 | 3 | null } | null {
  const { always, inKeras2, inKeras3 } = inVersion(facts, one);
  if (always === 'raises') return { confidence: 'certain', only: null };
  if (facts.framework.version !== null) return null;
  if (inKeras2 === 'raises') return { confidence: inKeras3 === 'no-op' ? 'certain' : 'likely', only: 2 };
  return inKeras3 === 'raises' ? { confidence: 'likely', only: 3 } : null;
}

/** Where the version is not known, and only one of them fails, the file may be written for the other. */
function severityOf({ confidence }: { readonly confidence: Confidence }): Severity {
  return confidence === 'certain' ? 'error' : 'warning';
}

/** Where: always, or in one version only. A part of a sentence, in both languages. */
function inOnly(only: 2 | 3 | null) {
  return only === null ? { en: '', zh: '' } : { en: ` in Keras ${only}`, zh: `在 Keras ${only} 中` };
}

function wrongCall(facts: Facts, one: RegularizerFact, text: string): Report[] {
  const failed = failure(facts, one);
  if (!failed || one.problem === null || one.problemSpan === null) return [];
  const strength = one.kind === 'l1' || one.kind === 'l2' ? one.kind : null;
  const values: Message['values'] = {
    name: one.name,
    argument: quoted(text, one.problemSpan),
    where: inOnly(failed.only),
    strength: strength ?? 'l1=`, `l2',
  };
  const texts: Record<NonNullable<RegularizerFact['problem']>, Message['text']> = {
    negative: {
      en: '`{name}({argument})` raises an error{where}: a penalty cannot be negative, and Keras 2, which takes it, rewards large weights. Take the minus sign away.',
      zh: '`{name}({argument})` {where}会抛出异常：惩罚不能为负；Keras 2 会接受它，从而鼓励大权重。请去掉负号。',
    },
    'not-finite': {
      en: '`{name}({argument})` raises an error{where}: the strength has to be a finite number, such as 0.001.',
      zh: '`{name}({argument})` {where}会抛出异常：强度必须是有限的数，例如 0.001。',
    },
    type: {
      en: '`{name}({argument})` raises an error{where}: the strength has to be a number, and this is text. Write it without quotes.',
      zh: '`{name}({argument})` {where}会抛出异常：强度必须是数字，而这里是字符串。请去掉引号。',
    },
    parameter: {
      en: '`{name}` takes no `{argument}` and raises an error{where}: its strength is called `{strength}=`.',
      zh: '`{name}` 不接受 `{argument}`，{where}会抛出异常：强度参数叫做 `{strength}=`。',
    },
  };
  return [
    {
      span: one.span,
      confidence: failed.confidence,
      severity: severityOf(failed),
      message: message(texts[one.problem], values),
      related: [],
      fixes: repairCall(one, strength, text),
      model: null,
    },
  ];
}

function repairCall(one: RegularizerFact, strength: 'l1' | 'l2' | null, text: string): Fix[] {
  const span = one.problemSpan as RegularizerFact['span'];
  const written = text.slice(span.start, span.end);
  const [, keyword = ''] = /^(\w+)\s*=/.exec(written) ?? [];
  const rest = written.slice(keyword === '' ? 0 : written.indexOf('=') + 1).trim();
  const fixed =
    one.problem === 'negative' && rest.startsWith('-')
      ? rest.slice(1).trim()
      : one.problem === 'type' && /^(['"])[\d.e+-]+\1$/.test(rest)
        ? rest.slice(1, -1)
        : null;
  if (fixed !== null) {
    return [
      {
        title: message({ en: 'Write `{fixed}`', zh: '改为 `{fixed}`' }, { fixed }),
        safety: 'unsafe',
        edits: [replace(span, keyword === '' ? fixed : `${keyword}=${fixed}`)],
      },
    ];
  }
  if (one.problem !== 'parameter' || keyword === '' || strength === null) return [];
  return [
    {
      title: message({ en: 'Rename it to `{strength}`', zh: '改名为 `{strength}`' }, { strength }),
      safety: 'unsafe',
      edits: [replace({ start: span.start, end: span.start + keyword.length }, strength)],
    },
  ];
}

function wrongValue(facts: Facts, one: RegularizerArgumentFact, text: string): Report[] {
  const { value } = one;
  const failed = failure(facts, value);
  if (!failed || value.inKeras3 === 'none') return [];
  // Another rule tells of an argument that is refused whatever it is given, and of strings that are empty in Keras 3.
  if (
    !one.accepted.includes(one.name) ||
    (value.kind === 'string' && value.inKeras3 === 'no-op' && facts.framework.version === null)
  )
    return [];
  const values: Message['values'] = {
    given: quoted(text, one.valueSpan),
    value: value.given ?? '',
    name: one.name,
    where: inOnly(failed.only),
  };
  return [
    {
      span: one.span,
      // A name of the file's own may be registered with Keras.
      confidence:
        value.kind === 'string' && !/l[12]/i.test(String(value.given)) ? 'likely' : failed.confidence,
      severity: severityOf(failed),
      message: message(textOf(value, failed.only), values),
      related: [],
      fixes: repairValue(facts, one, text),
      model: null,
    },
  ];
}

function textOf(value: RegularizerArgumentFact['value'], only: 2 | 3 | null): Message['text'] {
  switch (value.kind) {
    case 'number':
      return {
        en: '`{name}={value}` raises an error: a number is no regularizer. Write `L2({value})`.',
        zh: '`{name}={value}` 会抛出异常：数字不是正则化对象。请写 `L2({value})`。',
      };
    case 'class':
      if (only === null)
        return {
          en: '`{given}` has no parentheses, so Keras calls it with the weights in place of a strength and raises an error. Write `{given}(…)`.',
          zh: '`{given}` 缺少括号，Keras 会把权重当作强度传给它，从而抛出异常。请写 `{given}(…)`。',
        };
      return value.inKeras3 === 'no-op'
        ? {
            en: '`{given}` has no parentheses: Keras 2 raises an error, and Keras 3 makes a regularizer with strengths of 0, which penalises nothing. Write `{given}(…)`.',
            zh: '`{given}` 缺少括号：Keras 2 会抛出异常，Keras 3 则创建强度为 0 的正则化对象，什么也不惩罚。请写 `{given}(…)`。',
          }
        : {
            en: '`{given}` has no parentheses: Keras 2 raises an error, Keras 3 takes its default of 0.01. Write `{given}(…)` with the strength.',
            zh: '`{given}` 缺少括号：Keras 2 会抛出异常，Keras 3 则使用默认值 0.01。请写 `{given}(…)` 并给出强度。',
          };
    case 'string':
      return {
        en: "`'{value}'` raises an error{where}: there is no regularizer of that name. Write `'l1'`, `'l2'`, or a regularizer with its strength.",
        zh: "`'{value}'` {where}会抛出异常：没有这个名字的正则化。请写 `'l1'`、`'l2'`，或带有强度的正则化对象。",
      };
    default:
      return {
        en: '`{name}={given}` raises an error: this is no regularizer. Write one regularizer, such as `L2(0.01)`.',
        zh: '`{name}={given}` 会抛出异常：这不是正则化对象。请写单个正则化对象，例如 `L2(0.01)`。',
      };
  }
}

function repairValue(facts: Facts, one: RegularizerArgumentFact, text: string): Fix[] {
  if (one.spread) return [];
  const { value, valueSpan } = one;
  const regularizers = regularizersModule(facts);
  const written = text.slice(valueSpan.start, valueSpan.end);
  const fix = (newText: string): Fix => ({
    title: message({ en: 'Write `{newText}`', zh: '改为 `{newText}`' }, { newText }),
    safety: 'unsafe',
    edits: [replace(valueSpan, newText)],
  });
  if (value.kind === 'class')
    return [fix(value.inKeras3 === 'no-op' ? `${written}(l1=0.01, l2=0.01)` : `${written}(0.01)`)];
  if (value.kind === 'number' && regularizers !== null && Number(value.given) > 0)
    return [fix(`${regularizers}.L2(${written})`)];
  if (value.kind !== 'string') return [];
  const [, l1, l2] = /^(?=.*l[12])\D*?(l1)?\W*?_?(l2)?\D*$/i.exec(String(value.given)) ?? [];
  if (l1 && l2) return regularizers === null ? [] : [fix(`${regularizers}.L1L2(l1=0.01, l2=0.01)`)];
  return l1 ? [fix("'l1'")] : l2 ? [fix("'l2'")] : [];
}
