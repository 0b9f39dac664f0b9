import type { Span, TextEdit } from '../../text/span';
import { insert } from './edits';

/**
 * Moves a statement of one line into the block directly before it, by giving it the indentation of that block.
 * @param header where the block's header is. @param part of the statement: its value, or all of it.
 * Null where something else stands between, or the statement is not of that form.
 */
export function intoBlock(text: string, header: Span, part: Span): TextEdit[] | null {
  const start = lineStart(text, part.start);
  const opening = lineStart(text, header.start);
  const indentation = blanksAt(text, start);
  if (opening >= start || blanksAt(text, opening) !== indentation) return null;
  const end = text.indexOf('\n', part.end);
  const line = text.slice(start, end < 0 ? text.length : end);
  const assigned = line.slice(0, Math.max(part.start - start, indentation.length));
  if (!/^\s*([\w.]+\s*[-+*/]?=\s*)?$/.test(assigned) || part.end > start + line.length) return null;
  if (!/^\s*(#.*)?$/.test(text.slice(part.end, start + line.length))) return null;
  const body = text.slice(opening, start).split('\n').slice(1).filter(isCode);
  const [first] = body;
  const inner = first === undefined ? '' : (/^\s*/.exec(first)?.[0] ?? '');
  if (!inner.startsWith(indentation) || inner.length <= indentation.length) return null;
  if (body.some((one) => !one.startsWith(inner) && !/^\s*[)\]}]/.test(one))) return null;
  return [insert(start, inner.slice(indentation.length))];
}

function isCode(line: string): boolean {
  return line.trim() !== '' && !line.trimStart().startsWith('#');
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

function blanksAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(offset, offset + 200))?.[0] ?? '';
}
