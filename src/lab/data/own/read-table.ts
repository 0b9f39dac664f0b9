import Papa from 'papaparse';
import type { NumberArray } from './read-arrays';
import { refuse } from './refuse';
import { type Cell, cellOf, type Table, tableBuilder, type TableBuilder } from './table';

/** What a file of the reader's holds: a table, or arrays as NumPy keeps them. */
export type FileContent =
  | { readonly kind: 'table'; readonly table: Table }
  | { readonly kind: 'arrays'; readonly arrays: ReadonlyMap<string, NumberArray> };

/** Whether the lab reads files with such a name. */
export function isDataFile(name: string): boolean {
  return /\.(csv|tsv|json|npz)$/i.test(name);
}

/** Whether a file can be read piece by piece, by `delimitedRows`. */
export function isDelimited(name: string): boolean {
  return /\.(csv|tsv)$/i.test(name);
}

/**
 * The content of a text file.
 *
 * @param name decides how it is read, by its ending
 * @throws CannotBuild when it is not what its name says
 */
export function readTable(name: string, text: string): FileContent {
  if (/\.json$/i.test(name)) return { kind: 'table', table: readJson(text) };
  const rows = delimitedRows();
  for (const row of Papa.parse<string[]>(text, { skipEmptyLines: 'greedy' }).data) rows.add(row);
  return { kind: 'table', table: rows.table() };
}

/** Takes the rows of a CSV or TSV file as they come; the first one holds the names. */
export function delimitedRows(): { add(row: readonly string[]): void; table(): Table } {
  let builder: TableBuilder<string> | null = null;
  return {
    add: (row) => {
      if (builder) builder.add(row);
      else builder = tableBuilder(row, cellOf);
    },
    table: () => {
      if (!builder) throw empty();
      return builder.table();
    },
  };
}

/** A list of objects, or an object of lists. */
function readJson(text: string): Table {
  const value = parsed(text);
  if (Array.isArray(value)) {
    const names = [...new Set(value.flatMap((row) => (isRecord(row) ? Object.keys(row) : [])))];
    if (names.length === 0) throw notATable();
    const builder = tableBuilder(names, jsonCell);
    for (const row of value) if (isRecord(row)) builder.add(names.map((name) => row[name]));
    return builder.table();
  }
  const lists = isRecord(value) ? Object.entries(value).filter(([, list]) => Array.isArray(list)) : [];
  if (lists.length === 0) throw notATable();
  const builder = tableBuilder(
    lists.map(([name]) => name),
    jsonCell,
  );
  const rows = Math.max(...lists.map(([, list]) => (list as unknown[]).length));
  for (let row = 0; row < rows; row++) builder.add(lists.map(([, list]) => (list as unknown[])[row]));
  return builder.table();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refuse({ en: 'it is not JSON.', zh: '它不是 JSON。' });
  }
}

function jsonCell(value: unknown): Cell {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'boolean') return String(value);
  return typeof value === 'string' ? cellOf(value) : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function empty() {
  return refuse({ en: 'it is empty.', zh: '它是空的。' });
}

function notATable() {
  return refuse({
    en: 'it holds no table: a list of objects, or an object of lists, is needed.',
    zh: '其中没有表格：需要由对象组成的列表，或由列表组成的对象。',
  });
}
