import { refuse } from './refuse';
import { type Cell, cellOf, type Table, tableBuilder } from './table';

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * The table in a JSON text: a list of objects, an object of lists, an object that holds such a list under one
 * key, or one object a line (JSON Lines).
 *
 * @throws CannotBuild when there is none
 */
export function readJson(text: string): Table {
  if (text.trim() === '') throw refuse({ en: 'it is empty.', zh: '它是空的。' });
  const value = parsed(text);
  if (Array.isArray(value)) return fromObjects(value);
  const lists = isObject(value) ? Object.entries(value).filter(isListEntry) : [];
  const [only] = lists;
  if (only && lists.length === 1 && only[1].some(isObject)) return fromObjects(only[1]);
  return fromLists(lists);
}

function fromObjects(list: readonly unknown[]): Table {
  if (list.length === 0 || !list.every(isObject)) throw notATable();
  const names = [...new Set(list.flatMap((row) => Object.keys(row)))];
  if (names.length === 0) throw notATable();
  const builder = tableBuilder(names, jsonCell);
  for (const row of list) {
    builder.add(
      names.map((name) => {
        requireFlat(name, row[name]);
        return row[name];
      }),
    );
  }
  return builder.table();
}

function fromLists(lists: readonly (readonly [string, readonly unknown[]])[]): Table {
  const [first] = lists;
  if (!first) throw notATable();
  const rows = first[1].length;
  const other = lists.find(([, list]) => list.length !== rows);
  if (other) {
    throw refuse(
      {
        en: 'its lists differ in length: {first} has {rows} values and {other} has {count}.',
        zh: '其中的列表长度不同：{first} 有 {rows} 个值，{other} 有 {count} 个。',
      },
      { first: first[0], rows, other: other[0], count: other[1].length },
    );
  }
  for (const [name, list] of lists) list.forEach((value) => requireFlat(name, value));
  const builder = tableBuilder(
    lists.map(([name]) => name),
    jsonCell,
  );
  for (let row = 0; row < rows; row++) builder.add(lists.map(([, list]) => list[row]));
  return builder.table();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return parsedLines(text);
  }
}

function parsedLines(text: string): unknown[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line, index) => {
    try {
      return JSON.parse(line);
    } catch {
      throw index === 0 || lines.length === 1
        ? refuse({ en: 'it is not JSON.', zh: '它不是 JSON。' })
        : refuse(
            {
              en: 'it is not JSON, and its line {line} is not either.',
              zh: '它不是 JSON，第 {line} 行也不是。',
            },
            { line: index + 1 },
          );
    }
  });
}

function requireFlat(name: string, value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  throw refuse(
    {
      en: '{name} holds lists or objects, and a table has one number or text in each place; flatten it, as pandas.json_normalize does, or keep arrays as NPZ.',
      zh: '{name} 含有列表或对象，而表格的每个位置只能是一个数或文本；请先展开（如 pandas.json_normalize），或把数组存为 NPZ。',
    },
    { name },
  );
}

function jsonCell(value: unknown): Cell {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'boolean') return String(value);
  return typeof value === 'string' ? cellOf(value) : null;
}

function isListEntry(entry: [string, unknown]): entry is [string, unknown[]] {
  return Array.isArray(entry[1]);
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function notATable() {
  return refuse({
    en: 'it holds no table: a list of objects, or an object of lists, is needed.',
    zh: '其中没有表格：需要由对象组成的列表，或由列表组成的对象。',
  });
}
