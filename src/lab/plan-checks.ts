import type { Localized } from '../analysis/text/localized';

/** What a field of a plan has to be. */
export type Check = readonly [fits: (value: unknown) => boolean, what: Localized];

export const text: Check = [(value) => typeof value === 'string', { en: 'a text', zh: '文本' }];
export const positive: Check = [
  (value) => isNumber(value) && value > 0,
  { en: 'a number above 0', zh: '大于 0 的数' },
];
export const least0: Check = [
  (value) => isNumber(value) && value >= 0,
  { en: 'a number from 0', zh: '不小于 0 的数' },
];
export const count: Check = [
  (value) => isCount(value),
  { en: 'a whole number from 1', zh: '不小于 1 的整数' },
];
export const counts: Check = [
  (value) => Array.isArray(value) && value.length > 0 && value.every(isCount),
  { en: 'a list of whole numbers from 1', zh: '由不小于 1 的整数组成的列表' },
];
export const yesOrNo: Check = [
  (value) => typeof value === 'boolean',
  { en: 'true or false', zh: 'true 或 false' },
];
export const record: Check = [isRecord, { en: 'an object', zh: '对象' }];
export const texts: Check = [
  (value) => Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string'),
  { en: 'a list of names', zh: '名称列表' },
];
/** As `texts`, or none. */
export const names: Check = [
  (value) => Array.isArray(value) && value.every((one) => typeof one === 'string'),
  { en: 'a list of names', zh: '名称列表' },
];
export const seeds: Check = [
  (value) => Array.isArray(value) && value.length > 0 && value.every(Number.isInteger),
  { en: 'a list of whole numbers', zh: '整数列表' },
];

export const share: Check = [
  (value) => isNumber(value) && value >= 0 && value < 1,
  { en: 'a number from 0 to below 1', zh: '不小于 0 且小于 1 的数' },
];
export const orthogonal: Check = [
  (value) =>
    isRecord(value) && least0[0](value.factor) && (value.mode === 'rows' || value.mode === 'columns'),
  {
    en: 'a factor from 0 and a mode, rows or columns',
    zh: '不小于 0 的 factor 与取值为 rows 或 columns 的 mode',
  },
];

export const most0: Check = [
  (value) => isNumber(value) && value <= 0,
  { en: 'a number up to 0', zh: '不大于 0 的数' },
];
export const numbers: Check = [
  (value) => Array.isArray(value) && value.length > 0 && value.every(isNumber),
  { en: 'a list of numbers', zh: '数值列表' },
];

/** A field by its path; `*` stands for every element of a list. */
export type Field = readonly [path: string, check: Check];

export function optional([fits, what]: Check): Check {
  return [(value) => value === undefined || fits(value), what];
}

export function oneOf(words: readonly unknown[]): Check {
  const list = words.join(', ');
  return [
    (value) => words.includes(value),
    words.length === 1 ? { en: list, zh: list } : { en: `one of ${list}`, zh: `以下之一：${list}` },
  ];
}

/** An object with no other keys than these. */
export function recordOf(keys: readonly string[]): Check {
  const list = keys.join(', ');
  return [
    (value) => isRecord(value) && Object.keys(value).every((key) => keys.includes(key)),
    { en: `an object with some of ${list}`, zh: `只含以下键的对象：${list}` },
  ];
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isCount(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) > 0;
}
