import { randomStream } from '../../random';

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
}

/** Rows kept of a file; a larger one is sampled. */
export const mostRows = 50_000;

/** Takes rows one by one and keeps a random part of them when there are too many. */
export interface TableBuilder<Value> {
  add(row: readonly Value[]): void;
  table(): Table;
}

/**
 * @param names of the columns; empty ones and doubles get names of their own
 * @param toCell reads a value, of the rows that are kept only
 * @param limit rows kept, by Vitter's reservoir sampling (Algorithm R, 1985), always the same ones of a file
 */
export function tableBuilder<Value>(
  names: readonly string[],
  toCell: (value: Value | undefined) => Cell,
  limit = mostRows,
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
    table: () => ({
      columns: uniqueNames(names).map((name, column) =>
        columnOf(
          name,
          kept.map((row) => toCell(row[column])),
        ),
      ),
      rows: kept.length,
      rowsInFile: seen,
    }),
  };
}

/** The cell that a text stands for. */
export function cellOf(text: string | undefined): Cell {
  const trimmed = text?.trim() ?? '';
  if (/^(|na|n\/a|nan|null|none|\?)$/i.test(trimmed)) return null;
  const value = Number(trimmed);
  return Number.isFinite(value) ? value : trimmed;
}

function columnOf(name: string, cells: readonly Cell[]): Column {
  const numbers = cells.every((cell) => cell === null || typeof cell === 'number');
  return numbers
    ? { name, kind: 'numbers', values: cells as (number | null)[] }
    : { name, kind: 'texts', values: cells.map((cell) => (cell === null ? null : String(cell))) };
}

function uniqueNames(names: readonly string[]): string[] {
  const used = new Set<string>();
  return names.map((given, index) => {
    const base = given.trim() || `column ${index + 1}`;
    let name = base;
    for (let count = 2; used.has(name); count++) name = `${base} (${count})`;
    used.add(name);
    return name;
  });
}
