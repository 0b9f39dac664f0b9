import { parser } from '@lezer/python';
import { Tree, TreeBuffer, TreeFragment } from '@lezer/common';
import type { NodeType } from '@lezer/common';

/** A text with its tree; the text is written so that the grammar can read it. */
export interface Parsed {
  readonly text: string;
  readonly tree: Tree;
}

/**
 * Text that takes longer is no program but noise, on which error recovery is slow;
 * the rest of it is then left unread.
 */
const longestParse = 3000;

/**
 * Parses a text, reusing what an earlier parse of a similar text found.
 * Never throws: a text nested too deeply for the parser yields an empty tree.
 */
export function parseText(text: string, earlier?: Parsed): Parsed {
  if (earlier?.text === text) return earlier;
  try {
    const parse = parser.startParse(text, earlier && unchangedParts(earlier, text));
    const deadline = Date.now() + longestParse;
    let tree = parse.advance();
    for (let step = 1; !tree; step++) {
      if (step % 4096 === 0 && parse.stoppedAt === null && Date.now() > deadline)
        parse.stopAt(parse.parsedPos);
      tree = parse.advance();
    }
    return { text, tree };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { text, tree: Tree.empty };
  }
}

function unchangedParts(earlier: Parsed, text: string): readonly TreeFragment[] {
  const shorter = Math.min(earlier.text.length, text.length);
  let start = 0;
  while (start < shorter && earlier.text.charCodeAt(start) === text.charCodeAt(start)) start++;
  let tail = 0;
  while (
    tail < shorter - start &&
    earlier.text.charCodeAt(earlier.text.length - tail - 1) === text.charCodeAt(text.length - tail - 1)
  ) {
    tail++;
  }
  const change = { fromA: start, toA: earlier.text.length - tail, fromB: start, toB: text.length - tail };
  return TreeFragment.applyChanges(TreeFragment.addTree(earlier.tree), [change]);
}

/** Where a text's syntax errors stand, in order; the end of the tree counts as one if it stops short of the text. */
export function errorsOf({ text, tree }: Parsed): number[] {
  const errors: number[] = [];
  collectErrors(tree, text, errors);
  if (tree.length < text.length) errors.push(tree.length);
  return errors;
}

/** Trees without errors; an incremental parse keeps most of them from one keystroke to the next. */
const clean = new WeakSet<Tree | TreeBuffer>();

function collectErrors(root: Tree, text: string, errors: number[]): void {
  const path = [{ tree: root, start: 0, child: 0, found: 0 }];
  for (let frame = path.at(-1); frame; frame = path.at(-1)) {
    const child = frame.tree.children[frame.child];
    const start = frame.start + (frame.tree.positions[frame.child] ?? 0);
    if (frame.child === 0) {
      frame.found = errors.length;
      if (isError(frame.tree.type, text, frame.start, frame.start + frame.tree.length))
        errors.push(frame.start);
    }
    frame.child++;
    if (!child) {
      if (errors.length === frame.found) clean.add(frame.tree);
      path.pop();
    } else if (clean.has(child)) continue;
    else if (child instanceof TreeBuffer) {
      const found = errors.length;
      collectBufferErrors(child, start, text, errors);
      if (errors.length === found) clean.add(child);
    } else path.push({ tree: child, start, child: 0, found: 0 });
  }
}

function collectBufferErrors(
  { set, buffer }: TreeBuffer,
  offset: number,
  text: string,
  errors: number[],
): void {
  // Four numbers a node: its type, start and end, and the index after its last descendant.
  for (let index = 0; index < buffer.length; index += 4) {
    const type = set.types[buffer[index] as number] as NodeType;
    const start = offset + (buffer[index + 1] as number);
    if (isError(type, text, start, offset + (buffer[index + 2] as number))) errors.push(start);
  }
}

/** The grammar takes a line break for the end of a string and does not call it an error. */
function isError(type: NodeType, text: string, start: number, end: number): boolean {
  return type.isError || (stringTypes.has(type.id) && !isClosed(text, start, end));
}

const stringTypes = new Set(
  parser.nodeSet.types.filter(({ name }) => name === 'String' || name === 'FormatString').map(({ id }) => id),
);

/** Whether a string ends in the quote it begins with. */
function isClosed(text: string, start: number, end: number): boolean {
  let opening = start;
  while (opening < end && !isQuote(text.charCodeAt(opening))) opening++;
  if (end - 1 <= opening || text.charCodeAt(end - 1) !== text.charCodeAt(opening)) return false;
  let backslashes = 0;
  while (text.charCodeAt(end - 2 - backslashes) === 92) backslashes++;
  return backslashes % 2 === 0;
}

function isQuote(code: number): boolean {
  return code === 34 || code === 39;
}

/** Whether one of the ordered offsets lies in the range, its ends included. */
export function anyWithin(offsets: readonly number[], from: number, to: number): boolean {
  let low = 0;
  let high = offsets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((offsets[middle] as number) < from) low = middle + 1;
    else high = middle;
  }
  const first = offsets[low];
  return first !== undefined && first <= to;
}

/** Whether a node of this name is a statement. */
export function isStatementName(name: string): boolean {
  return name.endsWith('Statement') || name.endsWith('Definition') || name === 'StatementGroup';
}
