import {
  afterLineBreak,
  isBetweenStatements,
  isBlank,
  isLineBreak,
  lineEnd,
  lineStart,
  scanLine,
  startScan,
} from './scanning';

/** The lines that one statement takes up, told by indentation and not by grammar. */
export interface Chunk {
  /** The first character that is not blank. */
  readonly start: number;
  /** After the last character that is neither blank nor part of a comment. */
  readonly end: number;
  /** Where the line after it starts. */
  readonly next: number;
  /** True when a string in triple quotes runs over a line break. */
  readonly crossesLines: boolean;
}

/** The first offset from a line start on that is neither blank nor in a comment line; `to` when there is none. */
export function nextCode(text: string, from: number, to: number): number {
  let offset = from;
  while (offset < to) {
    const code = text.charCodeAt(offset);
    if (isBlank(code)) offset++;
    else if (isLineBreak(code)) offset = afterLineBreak(text, offset, to);
    else if (code === 35) offset = lineEnd(text, offset, to);
    else return offset;
  }
  return to;
}

/** The column of the first character of a line, counted from 0, a tab going to the next multiple of 8. */
export function columnOf(text: string, offset: number): number {
  let column = 0;
  for (let at = lineStart(text, offset); at < offset; at++) {
    const code = text.charCodeAt(at);
    if (code === 9) column += 8 - (column % 8);
    else if (code !== 0xfeff) column++;
  }
  return column;
}

/**
 * The chunk that starts at an offset in a block whose statements stand at `column`. Deeper lines belong to it,
 * as do closing brackets, `else` and its like after a compound statement, and what decorators stand before.
 * An open bracket does not take in the lines after it unless it is closed soon.
 * @param respectStrings false to end an open string where a line looks like the next statement.
 */
export function chunkAt(
  text: string,
  start: number,
  to: number,
  column: number,
  respectStrings = true,
): Chunk {
  const state = startScan(start);
  const compound = startsCompound(text, start);
  let decorated = text.charAt(start) === '@';
  let next = scanLine(text, start, to, state);
  while (next < to) {
    if (state.continued || (respectStrings && state.quote !== '')) {
      next = scanLine(text, next, to, state);
      continue;
    }
    const code = nextCode(text, next, to);
    if (code >= to) break;
    const deeper = columnOf(text, code) > column;
    if (!deeper && state.quote !== '') break;
    if (!deeper && !isClosingBracket(text, code)) {
      if (state.depth > 0) {
        if (!isClosedAhead(text, next, to, column, state.depth)) break;
      } else if (decorated) decorated = text.charAt(code) === '@';
      else if (!(compound && clauseKeywords.has(wordAt(text, code)))) break;
    }
    next = scanLine(text, lineStart(text, code), to, state);
  }
  return { start, end: Math.max(state.contentEnd, start), next, crossesLines: state.crossedLine };
}

/** Whether a chunk of a block at `column` could go on at the code after it, as an `else` or deeper line does. */
export function goesOn(text: string, start: number, code: number, column: number): boolean {
  return (
    columnOf(text, code) > column ||
    isClosingBracket(text, code) ||
    (clauseKeywords.has(wordAt(text, code)) && startsCompound(text, start))
  );
}

/** Whether a scan of the text from a statement's start ends inside a string in triple quotes. */
export function endsInString(text: string, start: number, to: number): boolean {
  const state = startScan(start);
  let next = start;
  while (next < to) next = scanLine(text, next, to, state);
  return state.quote.length === 3;
}

/** Whether the statement at an offset has a body, decorators before it or not. */
export function startsCompound(text: string, start: number): boolean {
  return text.charAt(start) === '@' || compoundKeywords.has(wordAt(text, start));
}

/** The letters at an offset. */
export function wordAt(text: string, offset: number): string {
  word.lastIndex = offset;
  return word.exec(text)?.[0] ?? '';
}

const word = /[a-z]{1,8}(?![\w.])/y;
const clauseKeywords = new Set(['elif', 'else', 'except', 'finally']);
const compoundKeywords = new Set(['async', 'class', 'def', 'for', 'if', 'try', 'while', 'with']);

function isClosingBracket(text: string, offset: number): boolean {
  const code = text.charCodeAt(offset);
  return code === 41 || code === 93 || code === 125;
}

/** How many lines an argument that is not indented may go on. */
const longestUnindented = 100;
const statementStart =
  /^(?:@|(?:def|class|import|from|with|for|while|if|try|return|async|del|raise|assert|pass|break|continue)\b|[\w.]+ = (?!.*,\s*$))/;

/** Whether the open brackets are closed before the next statement starts. */
function isClosedAhead(text: string, from: number, to: number, column: number, depth: number): boolean {
  const state = { ...startScan(from), depth };
  let next = from;
  for (let count = 0; count < longestUnindented && next < to; count++) {
    const code = nextCode(text, next, lineEnd(text, next, to));
    const line = text.slice(code, lineEnd(text, code, to));
    if (state.quote === '' && columnOf(text, code) <= column && statementStart.test(line)) return false;
    next = scanLine(text, next, to, state);
    if (isBetweenStatements(state)) return true;
  }
  return false;
}
