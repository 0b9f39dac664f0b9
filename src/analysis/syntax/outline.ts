import type { Span } from '../text/span';
import { chunkAt, columnOf, nextCode } from './chunks';
import type { Chunk } from './chunks';
import { isBetweenStatements, lineStart, scanLine, startScan } from './scanning';

/** A compound statement as told by its lines. */
export interface Outline {
  /** From the first character of a line to the colon: of the statement and of each `else` and its like. */
  readonly headers: readonly Span[];
  readonly bodies: readonly Span[];
}

/** The outline of a compound statement, or null when a header does not end in a colon or has no body of its own lines. */
export function outlineOf(text: string, chunk: Chunk, column: number): Outline | null {
  const headers: Span[] = [];
  const bodies: Span[] = [];
  let start = chunk.start;
  while (start < chunk.next) {
    const header = headerAt(text, start, chunk.next);
    if (!header) return null;
    const first = nextCode(text, header.next, chunk.next);
    const inner = first < chunk.next ? columnOf(text, first) : -1;
    if (inner <= column) return null;
    headers.push({ start, end: header.end });
    start = bodyEnd(text, first, chunk.next, column, inner);
    bodies.push({ start: header.next, end: start < chunk.next ? lineStart(text, start) : chunk.next });
  }
  return { headers, bodies };
}

/** Where a header ends, the decorators before it included; null when no colon ends it. */
function headerAt(
  text: string,
  start: number,
  to: number,
): { readonly end: number; readonly next: number } | null {
  const state = startScan(start);
  let next = start;
  let decorator = text.charAt(start) === '@';
  do {
    next = scanLine(text, next, to, state);
    if (!isBetweenStatements(state)) continue;
    if (!decorator) {
      const colon = text.charCodeAt(state.contentEnd - 1) === 58;
      return colon ? { end: state.contentEnd, next } : null;
    }
    decorator = text.charAt(nextCode(text, next, to)) === '@';
  } while (next < to);
  return null;
}

/** The first code after a body that is not deeper than the statement. */
function bodyEnd(text: string, first: number, to: number, column: number, inner: number): number {
  let code = first;
  while (code < to && columnOf(text, code) > column)
    code = nextCode(text, chunkAt(text, code, to, inner).next, to);
  return code;
}
