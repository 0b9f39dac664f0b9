import type { Localized } from '../../../analysis/text/localized';
import { filled } from '../../planning/words';
import { randomStream } from '../../random';
import { listed } from './words';

/** A value of a table: what is empty, `NA`, `NaN`, `null` or `?` is missing. */
export type Cell = number | string | null;

/** One column. A column is of numbers when every value that is there is one. */
export type Column =
  | { readonly name: string; readonly kind: 'numbers'; readonly values: readonly (number | null)[] }
  | { readonly name: string; readonly kind: 'texts'; readonly values: readonly (string | null)[] };

/** Rows and columns of a file of the reader's. */
export interface Table {
  readonly columns: readonly Column[];
  readonly rows: number;
  /** More than `rows` when only a random part was kept. */
  readonly rowsInFile: number;
  /** What was done to the file to read it. */
  readonly notes: readonly Localized[];
}

/** Rows kept of a file; a larger one is sampled. */
const mostRows = 50_000;
/** Values kept of a file: one with many columns is sampled to fewer rows. */
const mostCells = 20_000_000;

/** Takes rows one by one and keeps a random part of them when there are too many. */
export interface TableBuilder<Value> {
  add(row: readonly Value[]): void;
  /** @param decimalComma whether numbers may be written `1,5` */
  table(decimalComma?: boolean): Table;
}

/**
 * @param names of the columns; empty ones and doubles get names of their own
 * @param toCell reads a value, of the rows that are kept only
 * @param limit rows kept, by Vitter's reservoir sampling (Algorithm R, 1985), always the same ones of a file
 */
export function tableBuilder<Value>(
  names: readonly string[],
  toCell: (value: Value | undefined) => Cell,
  limit = Math.max(1, Math.min(mostRows, Math.floor(mostCells / names.length))),
): TableBuilder<Value> {
  const kept: (readonly Value[])[] = [];
  const random = randomStream(1, 'rows');
  let seen = 0;
  return {
    add: (row) => {
      seen += 1;
      if (kept.length < limit) kept.push(row);
      else {
        const place = random.integer(seen);
        if (place < limit) kept[place] = row;
      }
    },
    table: (decimalComma = false) => {
      const { unique, doubles } = uniqueNames(names);
      const columns = unique.map((name, column) =>
        columnOf(
          name,
          kept.map((row) => toCell(row[column])),
          decimalComma,
        ),
      );
      return { columns, rows: kept.length, rowsInFile: seen, notes: notesOn(seen, kept.length, doubles) };
    },
  };
}

function notesOn(all: number, kept: number, doubles: readonly string[]): Localized[] {
  const sampled = {
    en: 'The file has {all} rows; a random {kept} of them are used.',
    zh: '文件有 {all} 行，随机使用其中 {kept} 行。',
  };
  const renamed = {
    en: 'More than one column is called {names}; the later ones are counted: “{name} (2)”.',
    zh: '有多列同名：{names}；后出现的列加上序号：“{name} (2)”。',
  };
  return [
    ...(all > kept ? [filled(sampled, { all, kept })] : []),
    ...(doubles.length > 0 ? [filled(renamed, { names: listed(doubles), name: doubles[0] as string })] : []),
  ];
}

/** The cell that a text stands for. */
export function cellOf(text: string | undefined): Cell {
  const trimmed = text?.trim() ?? '';
  if (/^(|na|n\/a|nan|null|none|\?)$/i.test(trimmed)) return null;
  const value = Number(trimmed);
  return Number.isFinite(value) ? value : trimmed;
}

function columnOf(name: string, cells: readonly Cell[], decimalComma: boolean): Column {
  const isNumber = (cell: Cell) => cell === null || typeof cell === 'number';
  if (cells.every(isNumber)) return { name, kind: 'numbers', values: cells as (number | null)[] };
  if (decimalComma) {
    const values = cells.map((cell) => (typeof cell === 'string' ? withPoint(cell) : cell));
    if (values.every(isNumber)) return { name, kind: 'numbers', values: values as (number | null)[] };
  }
  return { name, kind: 'texts', values: cells.map((cell) => (cell === null ? null : String(cell))) };
}

/** `1,5` as 1.5. */
function withPoint(text: string): Cell {
  return /^[-+]?\d*,\d+(e[-+]?\d+)?$/i.test(text) ? Number(text.replace(',', '.')) : text;
}

function uniqueNames(names: readonly string[]): { unique: string[]; doubles: string[] } {
  const used = new Set<string>();
  const times = new Map<string, number>();
  const unique = names.map((given, index) => {
    const base = given.trim() || `column ${index + 1}`;
    let time = (times.get(base) ?? 0) + 1;
    let name = time === 1 ? base : `${base} (${time})`;
    while (used.has(name)) name = `${base} (${++time})`;
    times.set(base, time);
    used.add(name);
    return name;
  });
  const doubles = [...times].filter(([, time]) => time > 1).map(([base]) => base);
  return { unique, doubles };
}
