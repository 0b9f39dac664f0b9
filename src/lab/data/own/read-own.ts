import type { Localized } from '../../../analysis/text/localized';
import { CannotBuild } from '../../architecture/layer-kind';
import { ownData, type OwnData } from './own-data';
import { readArrays } from './read-arrays';
import { readTable, type FileContent } from './read-table';

/** A file of the reader's, and what of it is to be predicted; none is what `ownData` takes by itself. */
export interface ReadRequest {
  readonly type: 'read';
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly targets: readonly string[];
}

/** What a file holds, or why it cannot be used, as the end of a sentence that begins with its name. */
export interface ReadAnswer {
  /** Columns or arrays that can be predicted. */
  readonly columns: readonly string[];
  readonly result: OwnData | { readonly reason: Localized };
}

/** Reads a file whole. */
export function readOwn({ name, bytes, targets }: ReadRequest): ReadAnswer {
  let columns: readonly string[] = [];
  try {
    const content = contentOf(name, bytes);
    columns =
      content.kind === 'table'
        ? content.table.columns.map((column) => column.name)
        : [...content.arrays.keys()];
    return { columns, result: ownData(content, targets) };
  } catch (error) {
    if (error instanceof CannotBuild) return { columns, result: { reason: error.reason } };
    throw error;
  }
}

function contentOf(name: string, bytes: Uint8Array): FileContent {
  return /\.npz$/i.test(name)
    ? { kind: 'arrays', arrays: readArrays(bytes) }
    : readTable(name, new TextDecoder(encodingOf(bytes)).decode(bytes));
}

/** By the byte order mark that Windows programs put first; UTF-8 without one. */
export function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}
