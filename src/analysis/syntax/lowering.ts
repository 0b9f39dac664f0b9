import type { TreeCursor } from '@lezer/common';
import type { Comment, Expression } from '../program/program';
import type { Span } from '../text/span';
import { anyWithin } from './tree';

/**
 * Forms nested deeper than this lower to an opaque leaf, so that neither the lowering nor
 * the interpreter, which both recurse, can run out of stack.
 */
export const deepestNesting = 200;

/** One walk over a syntax tree. The cursor stands on the node to lower; each function leaves it where it found it. */
export interface Lowering {
  readonly cursor: TreeCursor;
  /** The text the tree's offsets refer to. */
  readonly text: string;
  /** Where a range of that text stands in the document. */
  readonly spanOf: (from: number, to: number) => Span;
  readonly comments: Comment[];
  readonly broken: Span[];
  /** Where the tree holds errors, in order. */
  readonly errors: readonly number[];
  depth: number;
}

/** Moves to the first child that is no comment; stays and returns false when there is none. */
export function enter(lowering: Lowering): boolean {
  if (!lowering.cursor.firstChild()) return false;
  if (lowering.cursor.name !== 'Comment' || next(lowering)) return true;
  lowering.cursor.parent();
  return false;
}

/** Moves to the next sibling that is no comment; false when there is none. */
export function next(lowering: Lowering): boolean {
  const { cursor } = lowering;
  do {
    if (cursor.name === 'Comment') addComment(lowering);
    if (!cursor.nextSibling()) return false;
  } while (cursor.name === 'Comment');
  return true;
}

/** Back to the parent; pairs with an `enter` that returned true. */
export function leave(lowering: Lowering): void {
  lowering.cursor.parent();
}

/** Whether the node under the cursor is or holds a syntax error. */
export function holdsError({ cursor, errors }: Lowering): boolean {
  return errors.length > 0 && anyWithin(errors, cursor.from, cursor.to);
}

/** Whether the node under the cursor has this name. */
export function at(lowering: Lowering, name: string): boolean {
  return lowering.cursor.name === name;
}

/** The span of the node under the cursor. */
export function nodeSpan(lowering: Lowering): Span {
  return lowering.spanOf(lowering.cursor.from, lowering.cursor.to);
}

/** The source of the node under the cursor. */
export function nodeText(lowering: Lowering): string {
  return lowering.text.slice(lowering.cursor.from, lowering.cursor.to);
}

/** An expression nothing is known about, without children. */
export function opaqueLeaf(span: Span): Expression {
  return { kind: 'opaque', span, children: [] };
}

/** From the start of one span to the end of another. */
export function join(first: Span, last: Span): Span {
  return { start: first.start, end: last.end };
}

function addComment(lowering: Lowering): void {
  lowering.comments.push({ span: nodeSpan(lowering), text: nodeText(lowering).slice(1).trim() });
}
