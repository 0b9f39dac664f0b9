import type { SyntaxNode, TreeCursor } from '@lezer/common';
import type { Span } from '../text/span';
import { chunkAt, columnOf, endsInString, goesOn, nextCode, startsCompound } from './chunks';
import type { Chunk } from './chunks';
import { outlineOf } from './outline';
import type { Outline } from './outline';
import { isBlank, isLineBreak, lineEnd, lineStart } from './scanning';
import { tolerate } from './tolerance';
import { anyWithin, errorsOf, isStatementName, parseText } from './tree';
import type { Parsed } from './tree';

/** What keeps a text from being read as a whole. */
export interface Repairs {
  /** The smallest broken statements, in order. */
  readonly broken: readonly BrokenStatement[];
  /** Valid code that the grammar does not know, with text of the same length that it does. */
  readonly rewritten: readonly { readonly span: Span; readonly text: string }[];
}

export interface BrokenStatement {
  readonly span: Span;
  /** False where it stands at a column at which no statement may. */
  readonly aligned: boolean;
}

/** Whether each piece of text, as cut out by an earlier recovery, is free of errors. */
export type PieceMemory = Map<string, boolean>;

/** Pieces longer than this are looked into before they are parsed as a whole. */
const longestPiece = 4000;
/** How much broken text is parsed in pieces; past it, a piece that the whole tree does not show to be clean is broken. */
const mostBrokenText = 200_000;
/** Python itself allows a hundred blocks in each other. */
const deepestBlocks = 100;
/** How many strings are looked at as perhaps never closed. */
const mostOpenStrings = 50;

interface Recovery {
  readonly parsed: Parsed;
  readonly errors: readonly number[];
  cursor: TreeCursor;
  readonly known: PieceMemory;
  readonly memory: PieceMemory;
  readonly broken: BrokenStatement[];
  readonly rewritten: { span: Span; text: string }[];
  brokenText: number;
  openStrings: number;
  /** A part of the text known to leave no string open. */
  closedStrings: Span;
  /** How many blocks are open. */
  depth: number;
}

/**
 * Finds the smallest broken statements of a text: it is split into statements by indentation, each is
 * taken over from the tree of the whole where that shows it without error, else it is parsed on its own,
 * and a broken one with a body is looked into in the same way.
 * @param known what the last recovery of this document remembered.
 */
export function findRepairs(parsed: Parsed, known: PieceMemory): { repairs: Repairs; memory: PieceMemory } {
  const memory: PieceMemory = new Map();
  const errors = errorsOf(parsed);
  if (errors.length === 0) return { repairs: { broken: [], rewritten: [] }, memory: known };
  const recovery: Recovery = {
    parsed,
    errors,
    cursor: parsed.tree.cursor(),
    known,
    memory,
    broken: [],
    rewritten: [],
    brokenText: 0,
    openStrings: 0,
    closedStrings: { start: 0, end: 0 },
    depth: 0,
  };
  recoverBlock(recovery, { start: 0, end: parsed.text.length }, 0);
  return { repairs: { broken: recovery.broken, rewritten: recovery.rewritten }, memory };
}

/** Goes through the statements of a block, which stand at `column`. */
function recoverBlock(recovery: Recovery, region: Span, column: number): void {
  const { text } = recovery.parsed;
  let code = nextCode(text, region.start, region.end);
  while (code < region.end) {
    const end = cleanStatementEnd(recovery, code);
    if (end !== null && standsAlone(recovery, code, end, region.end, column)) {
      code = nextCode(text, end, region.end);
      continue;
    }
    const next = recoverStatement(recovery, code, region.end, column);
    code = nextCode(text, next, region.end);
  }
}

/** The end of the statement that the whole tree shows at an offset, or null when it shows none or one with an error. */
function cleanStatementEnd(recovery: Recovery, start: number): number | null {
  if (!seekStatement(recovery, start)) return null;
  const { text } = recovery.parsed;
  const { to } = recovery.cursor;
  // What is missing at a statement's end may stand after the line break.
  if (anyWithin(recovery.errors, start, to)) return null;
  let end = to;
  while (end > start && (isBlank(text.charCodeAt(end - 1)) || isLineBreak(text.charCodeAt(end - 1)))) end--;
  return end;
}

/** Moves the cursor to the outermost statement that starts at an offset; the next sibling is found at once. */
function seekStatement(recovery: Recovery, start: number): boolean {
  const { cursor } = recovery;
  for (let step = 0; step < 8 && cursor.from < start && cursor.nextSibling(); step++);
  if (cursor.from === start && isStatementName(cursor.name)) return true;
  let found: SyntaxNode | null = null;
  let node: SyntaxNode | null = recovery.parsed.tree.resolveInner(start, 1);
  for (; node?.from === start; node = node.parent) if (isStatementName(node.name)) found = node;
  if (!found) return false;
  recovery.cursor = found.cursor();
  return true;
}

/** Whether nothing follows a statement on its line, and the next line belongs to another. */
function standsAlone(recovery: Recovery, start: number, end: number, to: number, column: number): boolean {
  const { text } = recovery.parsed;
  if (columnOf(text, start) !== column) return false;
  let after = end;
  while (after < to && isBlank(text.charCodeAt(after))) after++;
  if (after < to && text.charCodeAt(after) === 35) after = lineEnd(text, after, to);
  if (after < to && !isLineBreak(text.charCodeAt(after))) return false;
  const code = nextCode(text, after, to);
  return code >= to || !goesOn(text, start, code, column);
}

/** Looks at the statement that starts at an offset on its own; returns where the line after it starts. */
function recoverStatement(recovery: Recovery, start: number, to: number, column: number): number {
  const { text } = recovery.parsed;
  const whole = chunkAt(text, start, to, column);
  if (columnOf(text, start) !== column) {
    recovery.broken.push({ span: { start: whole.start, end: whole.end }, aligned: false });
    return whole.next;
  }
  const short = whole.end - whole.start <= longestPiece;
  if (short && isReadable(recovery, whole, column)) return whole.next;
  const open = whole.crossesLines && holdsOpenString(recovery, whole, to);
  const chunk = open ? chunkAt(text, start, to, column, false) : whole;
  if ((open || !short) && isReadable(recovery, chunk, column)) return chunk.next;
  const outline = startsCompound(text, start) ? outlineOf(text, chunk, column) : null;
  if (outline && recovery.depth < deepestBlocks && headersParse(recovery, outline, column)) {
    recoverBodies(recovery, outline);
  } else recovery.broken.push({ span: { start: chunk.start, end: chunk.end }, aligned: true });
  return chunk.next;
}

/** Whether a string that takes in the lines after it was never meant to: the rest of the text ends inside a string. */
function holdsOpenString(recovery: Recovery, chunk: Chunk, to: number): boolean {
  const { closedStrings } = recovery;
  if (closedStrings.start <= chunk.start && to <= closedStrings.end) return false;
  if (recovery.openStrings >= mostOpenStrings) return false;
  recovery.openStrings++;
  if (endsInString(recovery.parsed.text, chunk.start, to)) return true;
  recovery.closedStrings = { start: chunk.start, end: to };
  return false;
}

/** Whether a statement parses, perhaps after rewriting; a long one with a body is left to its parts. */
function isReadable(recovery: Recovery, chunk: Chunk, column: number): boolean {
  const { text } = recovery.parsed;
  if (chunk.end - chunk.start > longestPiece && startsCompound(text, chunk.start)) return false;
  const source = text.slice(chunk.start, chunk.end);
  if (parses(recovery, inBlock(text, chunk.start, column) + source)) return true;
  const rewritten = tolerate(source);
  if (rewritten === source || !parses(recovery, inBlock(text, chunk.start, column) + rewritten)) return false;
  recovery.rewritten.push({ span: { start: chunk.start, end: chunk.end }, text: rewritten });
  return true;
}

/** Whether the headers of a statement parse, with nothing in its bodies. */
function headersParse(recovery: Recovery, outline: Outline, column: number): boolean {
  const { text } = recovery.parsed;
  const [first] = outline.headers;
  if (!first) return false;
  const skeleton = (source: (header: Span) => string): string =>
    outline.headers.map((header) => `${inBlock(text, header.start, 0)}${source(header)} pass\n`).join('');
  const opening = column > 0 ? 'if 1:\n' : '';
  const asWritten = (header: Span): string => text.slice(header.start, header.end);
  if (parses(recovery, opening + skeleton(asWritten))) return true;
  const rewritten = (header: Span): string => tolerate(asWritten(header));
  if (!parses(recovery, opening + skeleton(rewritten))) return false;
  for (const header of outline.headers) recovery.rewritten.push({ span: header, text: rewritten(header) });
  return true;
}

function recoverBodies(recovery: Recovery, outline: Outline): void {
  const { text } = recovery.parsed;
  recovery.depth++;
  for (const body of outline.bodies) {
    const first = nextCode(text, body.start, body.end);
    recoverBlock(recovery, body, columnOf(text, first));
  }
  recovery.depth--;
}

/** What stands before a statement that is cut out of an indented block: the block's opening and the indentation. */
function inBlock(text: string, start: number, column: number): string {
  return (column > 0 ? 'if 1:\n' : '') + text.slice(lineStart(text, start), start);
}

function parses(recovery: Recovery, source: string): boolean {
  let result = recovery.memory.get(source) ?? recovery.known.get(source);
  if (result === undefined) {
    if (recovery.brokenText > mostBrokenText) return false;
    result = errorsOf(parseText(`${source}\n`)).length === 0;
    if (!result) recovery.brokenText += source.length;
  }
  recovery.memory.set(source, result);
  return result;
}
