import Papa from 'papaparse';
import type { Localized } from '../../../analysis/text/localized';
import { filled } from '../../planning/words';
import type { StoredArray } from './read-arrays';
import { readJson } from './read-json';
import { refuse } from './refuse';
import { cellOf, type Table, tableBuilder, type TableBuilder } from './table';
import { listed } from './words';

/** What a file of the reader's holds: a table, or arrays as NumPy keeps them. */
export type FileContent =
  | { readonly kind: 'table'; readonly table: Table }
  | { readonly kind: 'arrays'; readonly arrays: ReadonlyMap<string, StoredArray> };

/**
 * The content of a text file.
 *
 * @param name decides how it is read, by its ending
 * @throws CannotBuild when it is not what its name says
 */
export function readTable(name: string, text: string): FileContent {
  requireText(text);
  if (/\.jsonl?$/i.test(name)) return { kind: 'table', table: readJson(text) };
  const rows = delimitedRows();
  Papa.parse(text, rows.parsing);
  return { kind: 'table', table: rows.table() };
}

/**
 * @param text the beginning of a file is enough
 * @throws CannotBuild when it is no text
 */
export function requireText(text: string): void {
  if (text.startsWith('PK\u0003\u0004')) {
    throw refuse({
      en: 'it is a zip archive, as spreadsheets are; export the sheet as CSV in UTF-8.',
      zh: '它是 zip 归档（电子表格文件即如此）；请将工作表导出为 UTF-8 编码的 CSV。',
    });
  }
  if (text.slice(0, 65_536).includes('\0')) {
    throw refuse({
      en: 'it is no text; save it as text in UTF-8.',
      zh: '它不是文本；请保存为 UTF-8 编码的文本。',
    });
  }
}

/** Takes the rows of a CSV or TSV file as they come. */
export interface DelimitedRows {
  /** For Papa Parse, whole or piece by piece. */
  readonly parsing: {
    readonly skipEmptyLines: 'greedy';
    readonly step: (result: Papa.ParseStepResult<string[]>) => void;
  };
  /** Rows so far, the names included. */
  seen(): number;
  /** @throws CannotBuild */
  table(): Table;
}

/** The first row holds the names. */
export function delimitedRows(): DelimitedRows {
  let names: readonly string[] = [];
  let builder: TableBuilder<string> | null = null;
  let seen = 0;
  let longer = 0;
  let openQuote: number | null = null;
  let delimiter = ',';
  const step = ({ data, errors, meta }: Papa.ParseStepResult<string[]>): void => {
    seen += 1;
    delimiter = meta.delimiter;
    if (errors.some(({ code }) => code === 'MissingQuotes')) openQuote = seen;
    if (!builder) {
      names = data;
      builder = tableBuilder(data, cellOf);
      return;
    }
    if (data.length > names.length && data.slice(names.length).some((cell) => cell !== '')) longer += 1;
    builder.add(data);
  };
  return {
    parsing: { skipEmptyLines: 'greedy', step },
    seen: () => seen,
    table: () => {
      if (!builder) throw refuse({ en: 'it is empty.', zh: '它是空的。' });
      if (openQuote !== null) {
        throw refuse(
          {
            en: 'a quotation mark that opens in row {row} is never closed.',
            zh: '第 {row} 行打开的引号没有闭合。',
          },
          { row: openQuote },
        );
      }
      if (seen === 1) {
        throw refuse({
          en: 'it has a line of names and no rows below.',
          zh: '只有一行列名，下面没有数据行。',
        });
      }
      const table = builder.table(delimiter === ';');
      return { ...table, notes: [...notesOn(names, longer, table), ...table.notes] };
    },
  };
}

function notesOn(names: readonly string[], longer: number, table: Table): Localized[] {
  const numbers = names.filter((name) => typeof cellOf(name) === 'number');
  const noNames = {
    en: 'The first line is taken for the names of the columns, and it holds numbers ({numbers}): if it is an example, put a line of names above it.',
    zh: '第一行被当作列名，但其中含有数字（{numbers}）：如果它是样本，请在其上方加一行列名。',
  };
  const tooLong = {
    en: 'Rows with more values than there are names: {count}; those values are left out.',
    zh: '有 {count} 行的值多于列名；多出的值被忽略。',
  };
  const replaced = {
    en: 'Some characters are not UTF-8 and were replaced; save the file as UTF-8.',
    zh: '部分字符不是 UTF-8，已被替换；请将文件保存为 UTF-8。',
  };
  const broken = (text: string | null) => text?.includes('\ufffd') ?? false;
  const isBroken =
    names.some(broken) ||
    table.columns.some((column) => column.kind === 'texts' && column.values.some(broken));
  return [
    ...(numbers.length > 0 ? [filled(noNames, { numbers: listed(numbers) })] : []),
    ...(longer > 0 ? [filled(tooLong, { count: longer })] : []),
    ...(isBroken ? [replaced] : []),
  ];
}
