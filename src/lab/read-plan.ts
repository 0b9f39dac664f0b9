import type { Message } from '../analysis/text/localized';
import { message } from '../analysis/text/localized';
import { layerKinds } from './architecture/index';
import { isReal } from './data/data-set';
import { dataSets, fittingDataSets } from './data/index';
import { ownDataName } from './data/own/own-data';
import { optimizerNames } from './optimizer-arguments';
import type { Plan } from './plan';
import {
  count,
  counts,
  isRecord,
  least0,
  names,
  oneOf,
  optional,
  orthogonal,
  positive,
  record,
  seeds,
  share,
  text,
  texts,
  yesOrNo,
  type Field,
} from './plan-checks';
import { misfitOfModel } from './read-model';
import { optimizerFields } from './read-optimizer';
import { lossNames } from './task';

/** The fields of a plan by their paths; `*` stands for every element of a list. */
const fields: readonly Field[] = [
  ['version', oneOf([1])],
  ['model.name', text],
  ['model.inputShape', counts],
  ['model.outputShape', counts],
  ['model.layers.*.className', oneOf(Object.keys(layerKinds))],
  ['model.layers.*.name', text],
  ['model.layers.*.config', record],
  ['model.layers.*.inbound', texts],
  ['model.layers.*.shares', optional(text)],
  ['optimizer.className', oneOf(optimizerNames)],
  ['optimizer.learningRate', positive],
  ['optimizer.momentum', least0],
  ['optimizer.weightDecay', optional(least0)],
  ['optimizer.schedule', optional(record)],
  ['loss.name', oneOf(lossNames)],
  ['loss.fromLogits', yesOrNo],
  ['data.file', optional(text)],
  ['data.targets', optional(names)],
  ['data.labelNoise', optional(share)],
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
  ['arms.*.penalties.*.orthogonal', optional(orthogonal)],
  ['arms.*.proximal', optional(yesOrNo)],
  ['arms.*.dropout', optional(share)],
  ['arms.*.weightDecay', optional(least0)],
  ['arms.*.patience', optional(count)],
  ['arms.*.strength', optional(positive)],
  ['seeds', seeds],
  ['epochs', count],
  ['batchSize', count],
  ['budgetSeconds', optional(positive)],
];

/** The plan in a JSON text, or what is wrong with it. */
export function readPlan(source: string): { readonly plan: Plan } | { readonly reason: Message } {
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch {
    return { reason: message({ en: 'it is not JSON.', zh: '它不是 JSON。' }) };
  }
  const misfit = misfitOf(value, fields) ?? misfitOf(value, optimizerFields((value as Plan).optimizer));
  if (misfit) return { reason: misfit };
  const plan = value as Plan;
  if (plan.arms.length < 2) {
    return { reason: message({ en: 'it needs two arms to compare.', zh: '至少需要两个方案才能比较。' }) };
  }
  const reason = misfitOfModel(plan) ?? misfitOfData(plan);
  return reason ? { reason } : { plan };
}

/** Why the data that a plan names cannot be had, or null. */
function misfitOfData({ model, loss, data }: Plan): Message | null {
  if (data.name === ownDataName) {
    return data.file === undefined
      ? message({ en: 'data.file has to name the file.', zh: 'data.file 必须给出文件名。' })
      : null;
  }
  const dataSet = fittingDataSets(model, loss).find(({ name }) => name === data.name);
  if (!dataSet) {
    return message(
      {
        en: 'the data {name} do not fit the inputs and outputs of its model.',
        zh: '数据 {name} 与其模型的输入输出不匹配。',
      },
      { name: data.name },
    );
  }
  const wanted = data.trainSize + data.validationSize + data.testSize;
  const there = isReal(dataSet) ? dataSet.examples.rows : wanted;
  return wanted <= there
    ? null
    : message(
        {
          en: 'it asks for {wanted} examples of {name}, and there are {there}.',
          zh: '它需要 {name} 的 {wanted} 个样本，而总共只有 {there} 个。',
        },
        { wanted, there, name: data.name },
      );
}

/** What is wrong with the first field that does not fit, or null. */
function misfitOf(value: unknown, checked: readonly Field[]): Message | null {
  for (const [path, [fits, what]] of checked) {
    const wrong = firstMisfit(value, path.split('.'), fits);
    if (wrong !== null)
      return message({ en: '{path} has to be {what}.', zh: '{path} 必须是{what}。' }, { path: wrong, what });
  }
  return null;
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
