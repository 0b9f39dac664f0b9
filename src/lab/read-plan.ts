import type { Localized, Message } from '../analysis/text/localized';
import { message } from '../analysis/text/localized';
import { layerKinds } from './architecture/index';
import { dataSets } from './data/index';
import { ownDataName } from './data/own/own-data';
import { optimizerNames } from './engine/optimizers';
import type { Plan } from './plan';
import { lossNames } from './task';

/** What a field of a plan has to be. */
type Check = readonly [fits: (value: unknown) => boolean, what: Localized];

const text: Check = [(value) => typeof value === 'string', { en: 'a text', zh: '文本' }];
const positive: Check = [
  (value) => isNumber(value) && value > 0,
  { en: 'a number above 0', zh: '大于 0 的数' },
];
const least0: Check = [
  (value) => isNumber(value) && value >= 0,
  { en: 'a number from 0', zh: '不小于 0 的数' },
];
const count: Check = [(value) => isCount(value), { en: 'a whole number from 1', zh: '不小于 1 的整数' }];
const counts: Check = [
  (value) => Array.isArray(value) && value.length > 0 && value.every(isCount),
  { en: 'a list of whole numbers from 1', zh: '由不小于 1 的整数组成的列表' },
];
const yesOrNo: Check = [(value) => typeof value === 'boolean', { en: 'true or false', zh: 'true 或 false' }];
const record: Check = [isRecord, { en: 'an object', zh: '对象' }];
const texts: Check = [
  (value) => Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string'),
  { en: 'a list of names', zh: '名称列表' },
];
const seeds: Check = [
  (value) => Array.isArray(value) && value.length > 0 && value.every(Number.isInteger),
  { en: 'a list of whole numbers', zh: '整数列表' },
];

/** The fields of a plan by their paths; `*` stands for every element of a list. */
const fields: readonly (readonly [path: string, check: Check])[] = [
  ['version', oneOf([1])],
  ['model.name', text],
  ['model.inputShape', counts],
  ['model.outputShape', counts],
  ['model.layers.*.className', oneOf(Object.keys(layerKinds))],
  ['model.layers.*.name', text],
  ['model.layers.*.config', record],
  ['model.layers.*.inbound', texts],
  ['optimizer.className', oneOf(optimizerNames)],
  ['optimizer.learningRate', positive],
  ['optimizer.momentum', least0],
  ['loss.name', oneOf(lossNames)],
  ['loss.fromLogits', yesOrNo],
  ['data.name', oneOf([...dataSets.map(({ name }) => name), ownDataName])],
  ['data.trainSize', count],
  ['data.validationSize', count],
  ['data.testSize', count],
  ['data.noise', least0],
  ['arms.*.name', text],
  ['arms.*.penalties.*.layer', text],
  ['arms.*.penalties.*.on', text],
  ['arms.*.penalties.*.l1', least0],
  ['arms.*.penalties.*.l2', least0],
  ['seeds', seeds],
  ['epochs', count],
  ['batchSize', count],
];

/** The plan in a JSON text, or what is wrong with it. */
export function readPlan(source: string): { readonly plan: Plan } | { readonly reason: Message } {
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch {
    return { reason: message({ en: 'it is not JSON.', zh: '它不是 JSON。' }) };
  }
  for (const [path, [fits, what]] of fields) {
    const wrong = firstMisfit(value, path.split('.'), fits);
    if (wrong !== null) {
      const reason = { en: '{path} has to be {what}.', zh: '{path} 必须是{what}。' };
      return { reason: message(reason, { path: wrong, what }) };
    }
  }
  const plan = value as Plan;
  return plan.arms.length > 1
    ? { plan }
    : { reason: message({ en: 'it needs two arms to compare.', zh: '至少需要两个方案才能比较。' }) };
}

/** The path of the first value that does not fit, or null. */
function firstMisfit(
  value: unknown,
  [name, ...rest]: readonly string[],
  fits: (value: unknown) => boolean,
): string | null {
  if (name === undefined) return fits(value) ? null : '';
  if (name === '*') {
    if (!Array.isArray(value)) return '';
    for (const [index, element] of value.entries()) {
      const wrong = firstMisfit(element, rest, fits);
      if (wrong !== null) return joined(String(index), wrong);
    }
    return null;
  }
  const wrong = firstMisfit(isRecord(value) ? value[name] : undefined, rest, fits);
  return wrong === null ? null : joined(name, wrong);
}

function joined(first: string, rest: string): string {
  return rest === '' ? first : `${first}.${rest}`;
}

function oneOf(words: readonly unknown[]): Check {
  const list = words.join(', ');
  return [
    (value) => words.includes(value),
    words.length === 1 ? { en: list, zh: list } : { en: `one of ${list}`, zh: `以下之一：${list}` },
  ];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isCount(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) > 0;
}
