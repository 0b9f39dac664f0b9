import type { Locale, Localized } from '../../text/localized';
import type { Documentation, Measurement, Rule, SeveritySetting } from '../define-rule';

const severities: Readonly<Record<SeveritySetting, Localized>> = {
  off: { en: 'off', zh: '关闭' },
  error: { en: 'error', zh: '错误' },
  warning: { en: 'warning', zh: '警告' },
  information: { en: 'information', zh: '信息' },
  hint: { en: 'hint', zh: '提示' },
};

const words = {
  defaultSeverity: { en: 'Default severity: ', zh: '默认级别：' },
  turnOn: { en: '. Turn it on with ', zh: '。启用方式：' },
  what: { en: 'What it does', zh: '作用' },
  why: { en: 'Why it matters', zh: '为什么重要' },
  bad: { en: 'Bad example', zh: '错误示例' },
  good: { en: 'Good example', zh: '正确示例' },
  fix: { en: 'Fix and its safety', zh: '修复及其安全性' },
  options: { en: 'Options', zh: '选项' },
  limits: { en: 'When not to use it, known false positives', zh: '何时不用，已知误报' },
  precision: { en: 'Measured precision', zh: '实测精度' },
  references: { en: 'References', zh: '参考资料' },
  noReferences: { en: 'None.', zh: '无。' },
} satisfies Record<string, Localized>;

/** A severity in the reader's language. */
export function severityName(severity: SeveritySetting, locale: Locale): string {
  return severities[severity][locale];
}

/** The rule's page as Markdown. */
export function rulePage(rule: Rule, documentation: Documentation, locale: Locale): string {
  const section = (heading: Localized, body: string) => `## ${heading[locale]}\n\n${body.trimEnd()}\n`;
  const example = (code: string) => `\`\`\`python\n${code.trimEnd()}\n\`\`\``;
  const references = documentation.references
    .map(({ title, address }) => `- [${title}](${address})`)
    .join('\n');
  return [
    `# ${rule.id}\n\n${rule.title[locale]}\n`,
    `${words.defaultSeverity[locale]}**${severityName(rule.severity, locale)}**${turnOn(rule, locale)}\n`,
    section(words.what, documentation.what[locale]),
    section(words.why, documentation.why[locale]),
    section(words.bad, example(documentation.bad.code)),
    section(words.good, example(documentation.good.code)),
    section(words.fix, documentation.fix[locale]),
    section(words.options, documentation.options[locale]),
    section(words.limits, documentation.limits[locale]),
    section(words.precision, precision(documentation.precision)[locale]),
    section(words.references, references || words.noReferences[locale]),
  ].join('\n');
}

function turnOn({ id, severity }: Rule, locale: Locale): string {
  return severity === 'off' ? `${words.turnOn[locale]}\`"reglens.rules": { "${id}": "information" }\`` : '';
}

/** The public files that rules were measured on: what of 229 repositories uses Keras regularizers, dropout or losses. */
const MEASURED_FILES = '3,666';

function precision(measured: Measurement | Localized): Localized {
  if ('en' in measured) return measured;
  const { found, wrong, files, fixed = 0 } = measured;
  const counted: Localized =
    found === 0
      ? {
          en: `No certain or likely finding in ${MEASURED_FILES} public files that use Keras regularizers, dropout or \`model.losses\` (November 2026), and a text search found none that was missed: its silence is measured, its hits rest on the recorded programs.`,
          zh: `在 ${MEASURED_FILES} 个使用 Keras 正则化、dropout 或 \`model.losses\` 的公开文件中（2026 年 11 月）没有确定或很可能的结果，文本搜索也没有发现遗漏：它的沉默是测量过的，它的命中则由记录的程序支持。`,
        }
      : {
          en: `${found} certain or likely findings in ${files} of ${MEASURED_FILES} public files that use Keras regularizers, dropout or \`model.losses\` (November 2026), each read: ${found - wrong} true, ${wrong} false.`,
          zh: `在 ${MEASURED_FILES} 个使用 Keras 正则化、dropout 或 \`model.losses\` 的公开文件中（2026 年 11 月），${files} 个文件共有 ${found} 个确定或很可能的结果，逐一核对：${found - wrong} 个正确，${wrong} 个误报。`,
        };
  if (fixed === 0) return counted;
  return {
    en: `${counted.en} ${fixed} more were false at first; their causes are gone, and the suite holds them.`,
    zh: `${counted.zh}起初还有 ${fixed} 个误报，其原因已消除，并由测试套件守住。`,
  };
}
