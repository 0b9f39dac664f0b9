import type { Localized } from '../../../analysis/text/localized';
import { filled } from '../../planning/words';
import { type ColumnNotes, columnNotes } from './column-notes';
import type { OwnData, Target } from './own-data';
import { refuse } from './refuse';
import type { Column, Table } from './table';
import { listed } from './words';

/** More different texts than this are no category but names, dates or sentences. */
export const mostCategories = 30;

const texts = {
  withoutTarget: {
    en: 'Rows without a target are left out: {count}.',
    zh: '忽略了没有目标值的行：{count} 行。',
  },
  missing: {
    en: '{name}: {count} missing values take the mean of the training part.',
    zh: '{name}：{count} 个缺失值取训练部分的均值。',
  },
  constant: { en: '{name} is constant and says nothing.', zh: '{name} 是常数，不含任何信息。' },
  constantTarget: {
    en: '{name} is the same in every row: there is nothing to learn.',
    zh: '{name} 在每一行都相同：没有可学习的内容。',
  },
  leftOut: {
    en: '{name} is left out: {count} different texts are no category.',
    zh: '忽略了 {name}：{count} 种不同的文本不构成类别。',
  },
  categories: {
    en: '{name} becomes {count} inputs, one a category.',
    zh: '{name} 变为 {count} 个输入，每个类别一个。',
  },
  rare: {
    en: 'Classes with one example, which can be in one part only: {classes}.',
    zh: '只有一个样本的类别，只能出现在一个部分中：{classes}。',
  },
} satisfies Record<string, Localized>;

/**
 * Numbers stay as they are, texts of few kinds become one input a kind, other texts are left out, and so are rows
 * without a target.
 *
 * @param names of the columns to predict; none is the last column
 * @throws CannotBuild when a target is not there, or nothing beside it can be an input
 */
export function fromTable(table: Table, names: readonly string[]): OwnData {
  const wanted = names.length > 0 ? names : [table.columns.at(-1)?.name ?? ''];
  const targetColumns = wanted.map((name) => columnNamed(table, name));
  const complete = Array.from({ length: table.rows }, (_, row) => row).filter((row) =>
    targetColumns.every(({ values }) => values[row] !== null),
  );
  const left = table.rows - complete.length;
  const notes = columnNotes();
  const features = table.columns.filter((column) => !targetColumns.includes(column));
  const encoded = features.flatMap((column) => featureOf(column, complete, notes));
  if (encoded.length === 0) {
    throw refuse({
      en: 'it has no column beside the target that can be an input.',
      zh: '除目标外没有可作为输入的列。',
    });
  }
  const width = encoded.length;
  const inputs = new Float64Array(complete.length * width);
  encoded.forEach((values, column) => values.forEach((value, row) => (inputs[row * width + column] = value)));
  const targets = targetColumns.map((column) => targetOf(column, complete, notes));
  return {
    rows: complete.length,
    width,
    inputShape: null,
    inputs,
    targets,
    notes: [
      ...table.notes,
      ...(left > 0 ? [filled(texts.withoutTarget, { count: left })] : []),
      ...notes.all(),
    ],
  };
}

function columnNamed(table: Table, name: string): Column {
  const column = table.columns.find((one) => one.name === name);
  if (column) return column;
  throw refuse(
    { en: 'it has no column “{name}”; there are {names}.', zh: '没有“{name}”列；有 {names}。' },
    { name, names: listed(table.columns.map((one) => one.name)) },
  );
}

/** The inputs that a column becomes: itself, one a category, or none. */
function featureOf(column: Column, rows: readonly number[], notes: ColumnNotes): number[][] {
  const { name } = column;
  const missing = rows.filter((row) => column.values[row] === null).length;
  if (missing > 0 && missing < rows.length) notes.add(texts.missing, { name, count: missing });
  if (column.kind === 'numbers') {
    const values = rows.map((row) => column.values[row] ?? Number.NaN);
    if (isConstant(values)) notes.add(texts.constant, { name });
    return [values];
  }
  const categories = categoriesOf(column, rows);
  const count = categories.length;
  if (count > mostCategories) {
    notes.add(texts.leftOut, { name, count });
    return [];
  }
  notes.add(texts.categories, { name, count });
  return categories.map((category) =>
    rows.map((row) => (column.values[row] === null ? Number.NaN : Number(column.values[row] === category))),
  );
}

function targetOf(column: Column, rows: readonly number[], notes: ColumnNotes): Target {
  const { name } = column;
  if (column.kind === 'numbers') {
    const values = Float64Array.from(rows, (row) => column.values[row] ?? 0);
    if (isConstant(values)) notes.add(texts.constantTarget, { name });
    return { name, kind: 'numbers', values };
  }
  const classes = categoriesOf(column, rows);
  const numbers = new Map(classes.map((category, index) => [category, index]));
  const values = Float64Array.from(rows, (row) => numbers.get(String(column.values[row])) as number);
  const counts = new Array<number>(classes.length).fill(0);
  for (const value of values) counts[value] = (counts[value] as number) + 1;
  const rare = classes.filter((_, index) => counts[index] === 1);
  if (classes.length === 1) notes.add(texts.constantTarget, { name });
  if (rare.length > 0) notes.add(texts.rare, { classes: listed(rare) });
  return { name, kind: 'classes', classes, values };
}

/** Whether all values that are there are the same, or none is. */
function isConstant(values: readonly number[] | Float64Array): boolean {
  let first = Number.NaN;
  for (const value of values) {
    if (Number.isNaN(first)) first = value;
    else if (!Number.isNaN(value) && value !== first) return false;
  }
  return true;
}

function categoriesOf(column: Column, rows: readonly number[]): string[] {
  const found = new Set<string>();
  for (const row of rows) {
    const value = column.values[row];
    if (value !== null && value !== undefined) found.add(String(value));
  }
  return [...found].sort();
}
