import type { Localized, message } from '../../../analysis/text/localized';
import { refuse } from './refuse';
import type { PlanData } from '../../plan';
import { filled } from '../../planning/words';
import type { NumberArray } from './read-arrays';
import type { FileContent } from './read-table';
import { resplitSizes } from './split';
import type { Column, Table } from './table';

/** Data of the reader's, ready to be split; numbers are as in the file. */
export interface OwnData {
  readonly rows: number;
  /** Numbers of one example in `inputs`. */
  readonly width: number;
  /** How the file shapes one example; null for a table, whose columns have no shape. */
  readonly inputShape: readonly number[] | null;
  /** rows × width; NaN where a value is missing. */
  readonly inputs: Float32Array;
  readonly targets: readonly Target[];
  /** What was left out, turned into numbers, or is worth knowing. */
  readonly notes: readonly Localized[];
}

export type Target =
  | { readonly name: string; readonly kind: 'numbers'; readonly values: Float32Array }
  | {
      readonly name: string;
      readonly kind: 'classes';
      readonly classes: readonly string[];
      readonly values: Float32Array;
    };

/** The name of such data in a plan. */
export const ownDataName = 'file';

/** More different texts than this are no category but names, dates or sentences. */
const mostCategories = 30;
const fewestRows = 20;

/**
 * @param targets names of the columns to predict; none takes the last column, of arrays the one called `y`
 * @throws CannotBuild with a sentence that says what to do
 */
export function ownData(content: FileContent, targets: readonly string[]): OwnData {
  const data =
    content.kind === 'table' ? fromTable(content.table, targets) : fromArrays(content.arrays, targets);
  if (data.rows >= fewestRows) return data;
  throw refuse(
    {
      en: 'it has {rows} usable rows, and fewer than {fewest} say nothing.',
      zh: '可用的行只有 {rows} 行，少于 {fewest} 行无法说明任何问题。',
    },
    { rows: data.rows, fewest: fewestRows },
  );
}

function fromTable(table: Table, names: readonly string[]): OwnData {
  const notes: Localized[] = [];
  const wanted = names.length > 0 ? names : [table.columns.at(-1)?.name ?? ''];
  const targetColumns = wanted.map((name) => columnNamed(table, name));
  const complete = Array.from({ length: table.rows }, (_, row) => row).filter((row) =>
    targetColumns.every(({ values }) => values[row] !== null),
  );
  note(
    notes,
    table.rowsInFile > table.rows,
    {
      en: 'The file has {all} rows; a random {kept} of them are used.',
      zh: '文件有 {all} 行，随机使用其中 {kept} 行。',
    },
    { all: table.rowsInFile, kept: table.rows },
  );
  note(
    notes,
    complete.length < table.rows,
    {
      en: 'Rows without a target are left out: {count}.',
      zh: '忽略了没有目标值的行：{count} 行。',
    },
    { count: table.rows - complete.length },
  );
  const features = table.columns.filter((column) => !targetColumns.includes(column));
  const encoded = features.flatMap((column) => featureOf(column, complete, notes));
  if (encoded.length === 0) {
    throw refuse({
      en: 'it has no column beside the target that can be an input.',
      zh: '除目标外没有可作为输入的列。',
    });
  }
  const width = encoded.length;
  const inputs = new Float32Array(complete.length * width);
  encoded.forEach((values, column) => values.forEach((value, row) => (inputs[row * width + column] = value)));
  const targets = targetColumns.map((column) => targetOf(column, complete, notes));
  return { rows: complete.length, width, inputShape: null, inputs, targets, notes };
}

function columnNamed(table: Table, name: string): Column {
  const column = table.columns.find((one) => one.name === name);
  if (column) return column;
  throw refuse(
    { en: 'it has no column “{name}”; there are {names}.', zh: '没有“{name}”列；有 {names}。' },
    { name, names: table.columns.map((one) => one.name).join(', ') },
  );
}

/** The inputs that a column becomes: itself, one a category, or none. */
function featureOf(column: Column, rows: readonly number[], notes: Localized[]): number[][] {
  const { name } = column;
  const missing = rows.filter((row) => column.values[row] === null).length;
  note(
    notes,
    missing > 0 && missing < rows.length,
    {
      en: '{name}: {count} missing values take the mean of the training part.',
      zh: '{name}：{count} 个缺失值取训练部分的均值。',
    },
    { name, count: missing },
  );
  if (column.kind === 'numbers') {
    const values = rows.map((row) => column.values[row] ?? Number.NaN);
    const there = new Set(values.filter((value) => !Number.isNaN(value)));
    note(
      notes,
      there.size < 2,
      {
        en: '{name} is constant and says nothing.',
        zh: '{name} 是常数，不含任何信息。',
      },
      { name },
    );
    return [values];
  }
  const categories = categoriesOf(column, rows);
  if (categories.length > mostCategories) {
    note(
      notes,
      true,
      {
        en: '{name} is left out: {count} different texts are no category.',
        zh: '忽略了 {name}：{count} 种不同的文本不构成类别。',
      },
      { name, count: categories.length },
    );
    return [];
  }
  note(
    notes,
    true,
    {
      en: '{name} becomes {count} inputs, one a category.',
      zh: '{name} 变为 {count} 个输入，每个类别一个。',
    },
    { name, count: categories.length },
  );
  return categories.map((category) =>
    rows.map((row) => (column.values[row] === null ? Number.NaN : Number(column.values[row] === category))),
  );
}

function targetOf(column: Column, rows: readonly number[], notes: Localized[]): Target {
  const { name } = column;
  if (column.kind === 'numbers')
    return { name, kind: 'numbers', values: Float32Array.from(rows, (row) => column.values[row] ?? 0) };
  const classes = categoriesOf(column, rows);
  const values = Float32Array.from(rows, (row) => classes.indexOf(String(column.values[row])));
  const rare = classes.filter((_, index) => values.filter((value) => value === index).length === 1);
  note(
    notes,
    rare.length > 0,
    {
      en: 'Classes with one example, which can be in one part only: {classes}.',
      zh: '只有一个样本的类别，只能出现在一个部分中：{classes}。',
    },
    { classes: rare.join(', ') },
  );
  return { name, kind: 'classes', classes, values };
}

function categoriesOf(column: Column, rows: readonly number[]): string[] {
  const found = rows.flatMap((row) => (column.values[row] === null ? [] : [String(column.values[row])]));
  return [...new Set(found)].sort();
}

const inputNames = ['x', 'X', 'x_train', 'X_train', 'inputs', 'features', 'data'];
const targetNames = ['y', 'Y', 'y_train', 'Y_train', 'targets', 'labels', 'target'];

function fromArrays(arrays: ReadonlyMap<string, NumberArray>, names: readonly string[]): OwnData {
  const named = (candidates: readonly string[]) => candidates.find((name) => arrays.has(name));
  const target = names[0] ?? named(targetNames);
  const input = named(inputNames.filter((name) => name !== target));
  const [x, y] = [arrays.get(input ?? ''), arrays.get(target ?? '')];
  if (!x || !y || target === undefined || names.length > 1) {
    throw refuse(
      {
        en: 'two arrays are needed, x for the inputs and y for the target; there are {names}.',
        zh: '需要两个数组：x 为输入，y 为目标；有 {names}。',
      },
      { names: [...arrays.keys()].join(', ') || '–' },
    );
  }
  const rows = x.shape[0] ?? 0;
  const width = rows === 0 ? 0 : x.values.length / rows;
  if (rows === 0 || y.values.length % rows !== 0) {
    throw refuse({ en: 'the arrays have different numbers of examples.', zh: '两个数组的样本数不同。' });
  }
  const targetWidth = y.values.length / rows;
  const targets = Array.from({ length: targetWidth }, (_, column): Target => ({
    name: targetWidth === 1 ? target : `${target}[${column}]`,
    kind: 'numbers',
    values: Float32Array.from({ length: rows }, (__, row) => y.values[row * targetWidth + column] as number),
  }));
  return {
    rows,
    width,
    inputShape: x.shape.slice(1),
    inputs: Float32Array.from(x.values),
    targets,
    notes: [],
  };
}

/**
 * The part of a plan that says how many examples of the file each seed takes.
 *
 * @param most training examples, as the size of the model allows
 */
export function ownPlanData(data: OwnData, file: string, targets: readonly string[], most: number): PlanData {
  return { name: ownDataName, file, targets, ...resplitSizes(data.rows, most), noise: 0 };
}

function note(
  notes: Localized[],
  holds: boolean,
  text: Localized,
  values: Parameters<typeof message>[1] = {},
): void {
  if (holds) notes.push(filled(text, values));
}
