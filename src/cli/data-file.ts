import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import Papa from 'papaparse';
import { CannotBuild } from '../lab/architecture/layer-kind';
import { readArrays } from '../lab/data/own/read-arrays';
import { isDelimited } from '../lab/data/own/file-names';
import {
  delimitedRows,
  type DelimitedRows,
  type FileContent,
  readTable,
  requireText,
} from '../lab/data/own/read-table';
import { encodingOf } from '../lab/data/own/read-own';
import { refuse } from '../lab/data/own/refuse';
import { Problem, unreadable } from './problem';
import { readSource } from './source';

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
      : readTable(file, new TextDecoder(encodingOf(bytes)).decode(bytes)),
  );
}

/** Characters after which a row must have ended; a quotation mark that is never closed makes one of the rest. */
const longestRow = 16_000_000;

async function streamed(file: string, shown: string) {
  const rows = delimitedRows();
  const source = createReadStream(file, { highWaterMark: 1 << 20 });
  try {
    await new Promise<void>((resolve, reject) => {
      source.on('error', reject);
      const texts = Readable.from(decoded(source, rows));
      texts.on('error', reject);
      Papa.parse(texts, { ...rows.parsing, complete: () => resolve(), error: reject });
    });
  } catch (error) {
    if (error instanceof CannotBuild) throw refused(shown, error);
    throw unreadable(shown, error);
  }
  return refusing(shown, () => rows.table());
}

/** The text of a file, piece by piece. @throws CannotBuild when it is no text or its rows do not end */
async function* decoded(pieces: AsyncIterable<Uint8Array>, rows: DelimitedRows): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null;
  let [seen, since] = [0, 0];
  for await (const piece of pieces) {
    const text = (decoder ??= new TextDecoder(encodingOf(piece))).decode(piece, { stream: true });
    if (rows.seen() === 0) requireText(text);
    if (rows.seen() > seen) since = 0;
    seen = rows.seen();
    since += text.length;
    if (since > longestRow) {
      throw refuse(
        {
          en: 'row {row} does not end within 16 million characters; a quotation mark may not be closed.',
          zh: '第 {row} 行在 1600 万个字符内没有结束；可能有引号未闭合。',
        },
        { row: seen + 1 },
      );
    }
    yield text;
  }
}

/** Runs what may refuse a file, and names the file where it does. */
export function refusing<Result>(shown: string, body: () => Result): Result {
  try {
    return body();
  } catch (error) {
    throw error instanceof CannotBuild ? refused(shown, error) : error;
  }
}

function refused(shown: string, { reason }: CannotBuild): Problem {
  return new Problem(
    { en: '{file} cannot be used: {reason}', zh: '无法使用 {file}：{reason}' },
    { file: shown, reason },
  );
}
