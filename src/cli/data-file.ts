import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import Papa from 'papaparse';
import { CannotBuild } from '../lab/architecture/layer-kind';
import { readArrays } from '../lab/data/own/read-arrays';
import { delimitedRows, type FileContent, isDelimited, readTable } from '../lab/data/own/read-table';
import { Problem, reasonOf } from './problem';
import { decode, readSource } from './source';

/** JSON and NPZ files are read whole; larger ones are refused. */
const largestWhole = 500_000_000;

/** Reads a data file of the reader's; a CSV or TSV file piece by piece, whatever its size. */
export async function readDataFile(file: string, shown: string): Promise<FileContent> {
  if (isDelimited(file)) return { kind: 'table', table: await streamed(file, shown) };
  const { size } = await stat(file).catch(() => ({ size: 0 }));
  if (size > largestWhole) {
    throw new Problem(
      {
        en: '{file} is larger than 500 MB; give it as CSV, which is read piece by piece.',
        zh: '{file} 大于 500 MB；请改用可以逐段读取的 CSV。',
      },
      { file: shown },
    );
  }
  const bytes = await readSource(file, shown);
  return refusing(shown, () =>
    /\.npz$/i.test(file)
      ? { kind: 'arrays', arrays: readArrays(bytes) }
      : readTable(file, decode(bytes).text),
  );
}

async function streamed(file: string, shown: string) {
  const rows = delimitedRows();
  const parser = Papa.parse(Papa.NODE_STREAM_INPUT, { skipEmptyLines: 'greedy' });
  parser.on('data', (row: string[]) => rows.add(row));
  try {
    await pipeline(createReadStream(file), parser);
  } catch (error) {
    throw new Problem(
      { en: '{file} could not be read: {reason}.', zh: '无法读取 {file}：{reason}。' },
      { file: shown, reason: reasonOf(error) },
    );
  }
  return refusing(shown, () => rows.table());
}

/** Runs what may refuse a file, and names the file where it does. */
export function refusing<Result>(shown: string, body: () => Result): Result {
  try {
    return body();
  } catch (error) {
    if (!(error instanceof CannotBuild)) throw error;
    throw new Problem(
      { en: '{file} cannot be used: {reason}', zh: '无法使用 {file}：{reason}' },
      { file: shown, reason: error.reason },
    );
  }
}
