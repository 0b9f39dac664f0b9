import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Rule } from '../../src/analysis/rules/define-rule';
import type { Locale } from '../../src/analysis/text/localized';
import { formatted, type GeneratedFile } from './rules';

type Json = Record<string, unknown>;

const severities = ['off', 'hint', 'information', 'warning', 'error'];

/** The manifest with one severity setting a rule, and its texts with the rules' titles. */
export async function manifest(root: string, rules: readonly Rule[]): Promise<GeneratedFile[]> {
  return Promise.all([
    changed(root, 'package.json', (json) => withRuleSettings(json, rules)),
    changed(root, 'package.nls.json', (json) => withTitles(json, rules, 'en')),
    changed(root, 'package.nls.zh-cn.json', (json) => withTitles(json, rules, 'zh')),
  ]);
}

async function changed(root: string, file: string, change: (json: Json) => Json): Promise<GeneratedFile> {
  const json = JSON.parse(await readFile(path.join(root, file), 'utf8')) as Json;
  return { path: file, text: await formatted(root, file, JSON.stringify(change(json), null, 2)) };
}

function withRuleSettings(json: Json, rules: readonly Rule[]): Json {
  const properties = Object.fromEntries(
    rules.map(({ id }) => [
      id,
      { type: 'string', enum: severities, markdownDescription: `%${textKey(id)}%` },
    ]),
  );
  const copy = structuredClone(json) as {
    contributes: { configuration: { properties: Record<string, Json> }[] };
  };
  for (const group of copy.contributes.configuration) {
    const setting = group.properties['reglens.rules'];
    if (setting) setting['properties'] = properties;
  }
  return copy;
}

function withTitles(json: Json, rules: readonly Rule[], locale: Locale): Json {
  const others = Object.entries(json).filter(([key]) => !key.startsWith('rule.'));
  const titles = rules.map((rule) => [textKey(rule.id), rule.title[locale]] as const);
  return Object.fromEntries([...others, ...titles]);
}

function textKey(id: string): string {
  return `rule.${id}`;
}
