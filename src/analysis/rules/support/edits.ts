import type { Span, TextEdit } from '../../text/span';

/** Replaces what a span covers. */
export function replace(span: Span, newText: string): TextEdit {
  return { span, newText };
}

/** Inserts at an offset. */
export function insert(offset: number, newText: string): TextEdit {
  return { span: { start: offset, end: offset }, newText };
}

/**
 * Takes one term with its operator out of an addition, and the blanks that only it needed.
 * A term that is a whole statement (`loss += sum(model.losses)`) goes as a statement.
 */
export function removeTerm(text: string, span: Span): TextEdit {
  const augmented = /^[\w.[\]'"]+\s*[+-]=/.test(text.slice(span.start, span.end));
  if (augmented) return removeStatement(text, span);
  const trailing = /[+-]/.test(text[span.start] ?? '');
  if (!trailing) return replace({ start: span.start, end: skipBlanks(text, span.end) }, '');
  let start = span.start;
  while (isBlank(text[start - 1])) start--;
  const lineBreak = lineBreakBefore(text, start);
  // Text after a comment would become part of the comment.
  if (lineBreak !== null && !text.slice(lineStart(text, lineBreak), lineBreak).includes('#')) {
    start = lineBreak;
    while (isBlank(text[start - 1]) || text[start - 1] === '\\') start--;
  }
  return replace({ start, end: span.end }, '');
}

/** Takes a statement out: its line too when nothing else stands there, and `pass` where a block would be empty. */
export function removeStatement(text: string, span: Span): TextEdit {
  if (!isWholeLine(text, span) || isOnlyStatementOfBlock(text, span)) return replace(span, 'pass');
  const end = lineEnd(text, span.end);
  const next = text.startsWith('\r\n', end) ? end + 2 : Math.min(end + 1, text.length);
  return replace({ start: lineStart(text, span.start), end: next }, '');
}

/** Takes one argument out of a call, with one of the commas beside it. */
export function removeArgument(text: string, span: Span): TextEdit {
  let before = span.start;
  while (/\s/.test(text[before - 1] ?? '')) before--;
  if (text[before - 1] === ',') return replace({ start: before - 1, end: span.end }, '');
  let after = span.end;
  while (/\s/.test(text[after] ?? '')) after++;
  if (text[after] === ',') return replace({ start: span.start, end: skipBlanks(text, after + 1) }, '');
  return replace(span, '');
}

/**
 * Adds a keyword argument at the end of a call.
 * @param argumentsSpan the argument list with its parentheses.
 */
export function addArgument(text: string, argumentsSpan: Span, argument: string): TextEdit {
  const last = lastCodeOffset(text, argumentsSpan.start + 1, argumentsSpan.end - 1);
  if (last === null) return insert(argumentsSpan.start + 1, argument);
  return insert(last + 1, text[last] === ',' ? ` ${argument}` : `, ${argument}`);
}

/** The offset after blanks, line breaks and comments. */
export function skipToCode(text: string, offset: number): number {
  let at = offset;
  for (;;) {
    while (/\s/.test(text[at] ?? '')) at++;
    if (text[at] !== '#') return at;
    at = lineEnd(text, at);
  }
}

/** The blanks that a line begins with. */
export function indentation(text: string, offset: number): string {
  const start = lineStart(text, offset);
  return text.slice(start, skipBlanks(text, start));
}

/** Whether only blanks stand before the span on its line. */
export function startsLine(text: string, span: Span): boolean {
  return text.slice(lineStart(text, span.start), span.start).trim() === '';
}

/** The last character between two offsets that is neither blank nor comment. */
function lastCodeOffset(text: string, start: number, end: number): number | null {
  let last: number | null = null;
  for (let at = start; at < end; at++) {
    const character = text[at] as string;
    if (character === '#') at = lineEnd(text, at);
    else if (character === '"' || character === "'") last = at = Math.min(stringEnd(text, at), end) - 1;
    else if (!/\s/.test(character)) last = at;
  }
  return last;
}

function stringEnd(text: string, start: number): number {
  const quote = text[start] as string;
  const mark = text.startsWith(quote.repeat(3), start) ? quote.repeat(3) : quote;
  for (let at = start + mark.length; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text.startsWith(mark, at)) return at + mark.length;
  }
  return text.length;
}

function isWholeLine(text: string, span: Span): boolean {
  return startsLine(text, span) && /^\s*(#.*)?$/.test(text.slice(span.end, lineEnd(text, span.end)));
}

function isOnlyStatementOfBlock(text: string, span: Span): boolean {
  const own = indentation(text, span.start).length;
  const before = text.slice(0, lineStart(text, span.start)).split(/\r\n?|\n/);
  const previous = before.reverse().find(isCodeLine);
  const next = text
    .slice(lineEnd(text, span.end))
    .split(/\r\n?|\n/)
    .find(isCodeLine);
  const opens = previous !== undefined && indentation(previous, 0).length < own;
  const closes = next === undefined || indentation(next, 0).length < own;
  return opens && closes;
}

function isCodeLine(line: string): boolean {
  return line.trim() !== '' && !line.trimStart().startsWith('#');
}

function lineStart(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && !isLineBreak(text[start - 1])) start--;
  return start;
}

function lineEnd(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && !isLineBreak(text[end])) end++;
  return end;
}

/** The offset of the line break that ends just before `offset`, or null. */
function lineBreakBefore(text: string, offset: number): number | null {
  if (text[offset - 1] === '\n') return text[offset - 2] === '\r' ? offset - 2 : offset - 1;
  return text[offset - 1] === '\r' ? offset - 1 : null;
}

function skipBlanks(text: string, offset: number): number {
  let at = offset;
  while (isBlank(text[at])) at++;
  return at;
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t';
}

function isLineBreak(character: string | undefined): boolean {
  return character === '\n' || character === '\r';
}
