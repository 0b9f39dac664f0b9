import type { Localized } from '../../../analysis/text/localized';
import { filled } from '../../planning/words';
import type { OwnData, Target } from './own-data';
import type { NumberArray, StoredArray } from './read-arrays';
import { refuse } from './refuse';
import { listed } from './words';

/** Arrays that are the inputs, the first that is there. */
export const inputNames = ['x', 'X', 'x_train', 'X_train', 'inputs', 'features', 'data', 'arr_0'];
/** Arrays that are predicted, the first that is there. */
export const targetNames = ['y', 'Y', 'y_train', 'Y_train', 'targets', 'labels', 'target', 'arr_1'];

/**
 * @param names the array to predict; none is the one called `y` or alike
 * @throws CannotBuild when the two arrays are not there, hold no numbers, or differ in length
 */
export function fromArrays(arrays: ReadonlyMap<string, StoredArray>, names: readonly string[]): OwnData {
  const named = (candidates: readonly string[]) => candidates.find((name) => arrays.has(name));
  const target = names[0] ?? named(targetNames);
  const input = named(inputNames.filter((name) => name !== target));
  if (input === undefined || target === undefined || !arrays.has(target) || names.length > 1) {
    throw refuse(
      {
        en: 'two arrays are needed, x for the inputs and y for the target; there are {names}.',
        zh: '需要两个数组：x 为输入，y 为目标；有 {names}。',
      },
      { names: listed([...arrays.keys()]) || '–' },
    );
  }
  const [x, y] = [numbersIn(arrays, input), numbersIn(arrays, target)];
  const rows = x.shape[0] ?? 0;
  if (rows === 0 || y.shape[0] !== rows) {
    throw refuse(
      {
        en: 'the arrays have different numbers of examples: {input} has {rows} and {target} has {count}.',
        zh: '两个数组的样本数不同：{input} 有 {rows} 个，{target} 有 {count} 个。',
      },
      { input, rows, target, count: y.shape[0] ?? 0 },
    );
  }
  const width = x.values.length / rows;
  const targetWidth = y.values.length / rows;
  const complete = Array.from({ length: rows }, (_, row) => row).filter((row) =>
    y.values.subarray(row * targetWidth, (row + 1) * targetWidth).every(Number.isFinite),
  );
  const inputs = new Float64Array(complete.length * width);
  complete.forEach((row, place) =>
    inputs.set(x.values.subarray(row * width, (row + 1) * width), place * width),
  );
  const missing = inputs.reduce((count, value) => count + Number(Number.isNaN(value)), 0);
  const targets = Array.from({ length: targetWidth }, (_, column): Target => ({
    name: targetWidth === 1 ? target : `${target}[${column}]`,
    kind: 'numbers',
    values: Float64Array.from(complete, (row) => y.values[row * targetWidth + column] as number),
  }));
  return {
    rows: complete.length,
    width,
    inputShape: x.shape.slice(1),
    inputs,
    targets,
    notes: notesOn({ input, missing, withoutTarget: rows - complete.length, rounded: x.rounded }),
  };
}

function numbersIn(arrays: ReadonlyMap<string, StoredArray>, name: string): NumberArray {
  const array = arrays.get(name) as StoredArray;
  if (!('problem' in array)) return array;
  throw refuse({ en: '{name} {problem}', zh: '{name} {problem}' }, { name, problem: array.problem });
}

function notesOn(found: {
  readonly input: string;
  readonly missing: number;
  readonly withoutTarget: number;
  readonly rounded: boolean;
}): Localized[] {
  const { input, missing, withoutTarget, rounded } = found;
  const notes: readonly (readonly [holds: boolean, text: Localized])[] = [
    [
      withoutTarget > 0,
      {
        en: 'Rows without a target are left out: {withoutTarget}.',
        zh: '忽略了没有目标值的行：{withoutTarget} 行。',
      },
    ],
    [
      missing > 0,
      {
        en: '{input}: {missing} missing values take the mean of the training part.',
        zh: '{input}：{missing} 个缺失值取训练部分的均值。',
      },
    ],
    [
      rounded,
      {
        en: '{input} holds whole numbers beyond 2^53, which are rounded.',
        zh: '{input} 含有超过 2^53 的整数，已被舍入。',
      },
    ],
  ];
  return notes.flatMap(([holds, text]) => (holds ? [filled(text, { input, missing, withoutTarget })] : []));
}
