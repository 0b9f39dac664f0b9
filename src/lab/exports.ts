import type { Locale, Localized } from '../analysis/text/localized';
import { toCsv } from './csv';
import type { ComparisonResult, Plan } from './plan';
import { pythonScript } from './python/script';

/** What can be taken out of a comparison. */
export const exportKinds = ['plan', 'csv', 'json', 'python', 'ray-tune'] as const;
export type ExportKind = (typeof exportKinds)[number];

/** What each is called. */
export const exportNames: Readonly<Record<ExportKind, Localized>> = {
  plan: { en: 'Plan (JSON)', zh: '计划（JSON）' },
  csv: { en: 'Results (CSV)', zh: '结果（CSV）' },
  json: { en: 'Results (JSON)', zh: '结果（JSON）' },
  python: { en: 'Python program with Keras', zh: '使用 Keras 的 Python 程序' },
  'ray-tune': { en: 'Python program with Ray Tune', zh: '使用 Ray Tune 的 Python 程序' },
};

/** A text, and VS Code's name of its language. */
export interface Exported {
  readonly text: string;
  readonly language: 'json' | 'csv' | 'python';
}

/** What is exported. */
export interface Exportable {
  readonly plan: Plan;
  /** Of this plan; null before anything was trained. */
  readonly result: ComparisonResult | null;
  /** File of the model, for the head of a Python program. */
  readonly source: string;
}

/** @returns null where the kind needs a result and there is none */
export function exported(
  kind: ExportKind,
  { plan, result, source }: Exportable,
  locale: Locale,
): Exported | null {
  switch (kind) {
    case 'plan':
      return { text: toJson(plan), language: 'json' };
    case 'csv':
      return result && { text: toCsv(result), language: 'csv' };
    case 'json':
      return result && { text: toJson(result), language: 'json' };
    case 'python':
      return { text: pythonScript(plan, 'keras', source, locale), language: 'python' };
    case 'ray-tune':
      return { text: pythonScript(plan, 'ray-tune', source, locale), language: 'python' };
  }
}

function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
