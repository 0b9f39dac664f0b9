import { readFile } from 'node:fs/promises';
import { unreadable } from './problem';

/** The text of a file, and whether writing it back would keep every byte. */
export interface Source {
  readonly text: string;
  readonly byteOrderMark: boolean;
  /** False when bytes that are not UTF-8 were replaced. */
  readonly faithful: boolean;
}

/** Reads UTF-8; what is not, is replaced, so that the rest can be analysed. */
export function decode(bytes: Uint8Array): Source {
  const byteOrderMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), byteOrderMark, faithful: true };
  } catch {
    return { text: new TextDecoder('utf-8').decode(bytes), byteOrderMark, faithful: false };
  }
}

/** The bytes of a changed text. */
export function encode(source: Source, text: string): Uint8Array {
  return new TextEncoder().encode((source.byteOrderMark ? '\uFEFF' : '') + text);
}

/** The bytes of a file. @param shown its name in messages */
export async function readSource(file: string, shown: string): Promise<Uint8Array> {
  return readFile(file).catch((error: unknown) => {
    throw unreadable(shown, error);
  });
}
