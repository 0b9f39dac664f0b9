import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Rule } from '../../src/analysis/rules/define-rule';
import { severityName } from '../../src/analysis/rules/support/page';
import type { Locale } from '../../src/analysis/text/localized';
import { formatted, type GeneratedFile } from './rules';

interface Manifest {
  readonly contributes: {
    readonly commands?: readonly { readonly command: string; readonly title: string }[];
    readonly configuration?: readonly {
      readonly properties: Readonly<
        Record<
          string,
          { readonly default: unknown; readonly markdownDescription?: string; readonly order?: number }
        >
      >;
    }[];
  };
}

const editions = [
  { file: 'README.md', locale: 'en', texts: 'package.nls.json' },
  { file: 'README.zh-CN.md', locale: 'zh', texts: 'package.nls.zh-cn.json' },
] as const;

const headings = {
  rules: { en: ['Rule', 'Finds', 'Default'], zh: ['规则', '查找', '默认级别'] },
  settings: { en: ['Setting', 'Default', 'Meaning'], zh: ['设置', '默认值', '含义'] },
  commands: { en: ['Command', 'Id'], zh: ['命令', '标识'] },
};
type TableName = keyof typeof headings;

/** The READMEs with their tables of rules, settings and commands brought up to date. */
export async function readmes(root: string, rules: readonly Rule[]): Promise<GeneratedFile[]> {
  const files = await Promise.all(editions.map((edition) => readme(root, edition, rules)));
  return files.filter((file) => file !== null);
}

async function readme(
  root: string,
  edition: (typeof editions)[number],
  loaded: readonly Rule[],
): Promise<GeneratedFile | null> {
  const text = await readFile(path.join(root, edition.file), 'utf8').catch(() => null);
  if (text === null) return null;
  const rows: Record<TableName, string[][]> = {
    rules: ruleRows(loaded, edition.locale),
    ...(await manifestRows(root, edition.texts)),
  };
  const marked = /(<!-- generated:(rules|settings|commands) -->)[\s\S]*?(<!-- \/generated -->)/g;
  const names = [...text.matchAll(marked)].map((match) => match[2] as TableName);
  const tables = new Map<string, string>();
  for (const name of names) {
    const written = table(headings[name][edition.locale], rows[name]);
    tables.set(name, await formatted(root, edition.file, written));
  }
  const updated = text.replace(
    marked,
    (_, open: string, name: string, close: string) => `${open}\n\n${tables.get(name)}\n${close}`,
  );
  return { path: edition.file, text: updated };
}

function ruleRows(rules: readonly Rule[], locale: Locale): string[][] {
  const suffix = locale === 'zh' ? '.zh-cn' : '';
  return rules.map((rule) => [
    `[\`${rule.id}\`](docs/rules/${rule.id}${suffix}.md)`,
    rule.title[locale],
    severityName(rule.severity, locale),
  ]);
}

async function manifestRows(root: string, textsFile: string) {
  const json = async <T>(file: string) => JSON.parse(await readFile(path.join(root, file), 'utf8')) as T;
  const { contributes } = await json<Manifest>('package.json');
  const texts = await json<Record<string, string>>(textsFile);
  const say = (text: string) => text.replace(/^%(.+)%$/, (whole, key: string) => texts[key] ?? whole);
  return {
    settings: (contributes.configuration ?? []).flatMap(({ properties }) =>
      Object.entries(properties)
        .sort(([, a], [, b]) => (a.order ?? 0) - (b.order ?? 0))
        .map(([name, property]) => [
          `\`${name}\``,
          `\`${JSON.stringify(property.default)}\``,
          say(property.markdownDescription ?? ''),
        ]),
    ),
    commands: (contributes.commands ?? []).map(({ command, title }) => [say(title), `\`${command}\``]),
  };
}

function table(heads: readonly string[], rows: readonly string[][]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replace(/\|/g, '\\|').replace(/\n/g, ' ')).join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}
