import { type Documentation, defineRule } from './define-rule';
import { noOptions, notMeasured } from './support/phrases';

export const documentation: Documentation = {
  what: {
    en: 'Finds `# reglens: ignore…` comments, or single rule ids in them, that silence no finding.',
    zh: '查找没有忽略任何问题的 `# reglens: ignore…` 注释，或其中没有作用的规则名。',
  },
  why: {
    en: 'An ignore comment outlives its reason: the code is repaired, the comment stays, and one day it hides a new bug.\n\n| comment | silences |\n| --- | --- |\n| `# reglens: ignore[rule-id, …]` | the line it stands on |\n| `# reglens: ignore-next-line[rule-id, …]` | the next line of code |\n| `# reglens: ignore-file[rule-id, …]` | the whole file |\n\nWithout brackets every rule is silenced. Text after the brackets is free: say why.',
    zh: '忽略注释往往比它的理由活得更久：代码改好了，注释还在，某天它就会掩盖新的错误。\n\n| 注释 | 忽略范围 |\n| --- | --- |\n| `# reglens: ignore[rule-id, …]` | 注释所在行 |\n| `# reglens: ignore-next-line[rule-id, …]` | 下一行代码 |\n| `# reglens: ignore-file[rule-id, …]` | 整个文件 |\n\n不写方括号则忽略所有规则。方括号之后可以写任意文字，用来说明理由。',
  },
  bad: {
    language: 'python',
    code: `import keras

model = keras.Sequential([
    keras.Input((20,)),
    keras.layers.Dense(1, kernel_regularizer='l2'),
])
print(sum(model.losses))  # reglens: ignore[losses-before-build]
`,
  },
  good: {
    language: 'python',
    code: `import keras

model = keras.Sequential([
    keras.layers.Dense(1, kernel_regularizer='l2'),
])
start = 1.0 + sum(model.losses)  # reglens: ignore[losses-before-build] shows the empty list on purpose
`,
  },
  fix: {
    en: 'Removes the comment, or the one id in it that silences nothing. It is *safe* and part of fix-all.',
    zh: '移除该注释，或其中没有作用的规则名。该修复**安全**，包含在“全部修复”中。',
  },
  options: noOptions,
  limits: {
    en: 'Says nothing while a part of the file cannot be analysed, because a finding may be hidden there.',
    zh: '文件中有部分无法分析时不报告，因为那里可能还有未发现的问题。',
  },
  precision: notMeasured,
  references: [],
};

/** Metadata and page only: `applyIgnores` makes the findings, since it alone knows what an ignore silenced. */
export default defineRule({
  id: 'unused-ignore',
  severity: 'hint',
  title: { en: 'Ignore comment that silences nothing', zh: '没有作用的忽略注释' },
  check: () => [],
});
