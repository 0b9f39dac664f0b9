/** What a scanner knows between two lines. */
export interface ScanState {
  /** The quotes of the string that is open, or nothing. */
  quote: string;
  /** How many brackets are open. */
  depth: number;
  /** True after a line that ends in a backslash. */
  continued: boolean;
  /** After the last character so far that is neither blank nor part of a comment. */
  contentEnd: number;
  /** True once a string has run over a line break. */
  crossedLine: boolean;
}

/** The state at the start of a statement. */
export function startScan(offset: number): ScanState {
  return { quote: '', depth: 0, continued: false, contentEnd: offset, crossedLine: false };
}

/** Whether a statement may end after the line scanned last. */
export function isBetweenStatements(state: ScanState): boolean {
  return state.quote === '' && state.depth === 0 && !state.continued;
}

/** Scans from an offset to the end of its line, at most to `to`; returns where the next line starts. */
export function scanLine(text: string, from: number, to: number, state: ScanState): number {
  let offset = from;
  state.continued = false;
  while (offset < to) {
    const code = text.charCodeAt(offset);
    if (isLineBreak(code)) {
      if (state.quote.length === 3) state.crossedLine = true;
      else if (text.charCodeAt(offset - 1) !== 92) state.quote = '';
      return afterLineBreak(text, offset, to);
    }
    if (state.quote !== '') offset = scanString(text, offset, to, state);
    else if (code === 35) offset = lineEnd(text, offset, to);
    else offset = scanToken(text, offset, code, state);
  }
  return to;
}

function scanToken(text: string, offset: number, code: number, state: ScanState): number {
  if (isBlank(code)) return offset + 1;
  state.contentEnd = offset + 1;
  switch (code) {
    case 34:
    case 39: {
      const quote = text.charAt(offset);
      const triple = text.charCodeAt(offset + 1) === code && text.charCodeAt(offset + 2) === code;
      state.quote = triple ? quote.repeat(3) : quote;
      state.contentEnd = offset + state.quote.length;
      return state.contentEnd;
    }
    case 40:
    case 91:
    case 123:
      state.depth++;
      break;
    case 41:
    case 93:
    case 125:
      if (state.depth > 0) state.depth--;
      break;
    case 92:
      if (isLineBreak(text.charCodeAt(offset + 1))) state.continued = true;
      break;
  }
  return offset + 1;
}

/** Scans inside a string to its end or to the line break, whichever comes first. */
function scanString(text: string, from: number, to: number, state: ScanState): number {
  const closing = state.quote.charCodeAt(0);
  const triple = state.quote.length === 3;
  let offset = from;
  while (offset < to) {
    const code = text.charCodeAt(offset);
    if (isLineBreak(code)) break;
    if (code === 92) {
      offset += isLineBreak(text.charCodeAt(offset + 1)) ? 1 : 2;
      continue;
    }
    offset++;
    if (code !== closing) continue;
    if (!triple) state.quote = '';
    else if (text.startsWith(state.quote, offset - 1)) {
      state.quote = '';
      offset += 2;
    } else continue;
    break;
  }
  state.contentEnd = Math.min(offset, to);
  return state.contentEnd;
}

/** LF and CR. */
export function isLineBreak(code: number): boolean {
  return code === 10 || code === 13;
}

/** Blanks within a line; a byte order mark counts as one. */
export function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 12 || code === 0xfeff;
}

/** Where the line of an offset ends, before its line break. */
export function lineEnd(text: string, offset: number, to: number): number {
  let end = offset;
  while (end < to && !isLineBreak(text.charCodeAt(end))) end++;
  return end;
}

/** Where the line of an offset starts. */
export function lineStart(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && !isLineBreak(text.charCodeAt(start - 1))) start--;
  return start;
}

/** After the line break at an offset. */
export function afterLineBreak(text: string, offset: number, to: number): number {
  const width = text.charCodeAt(offset) === 13 && text.charCodeAt(offset + 1) === 10 ? 2 : 1;
  return Math.min(offset + width, to);
}
