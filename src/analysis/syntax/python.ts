import { parser } from '@lezer/python';
import type { Comment, Program } from '../program/program';
import type { Span } from '../text/span';
import { lowerBlock } from './blocks';
import type { Lowering } from './lowering';
import { tolerateNumbers } from './tolerance';
import type { Tree } from '@lezer/common';

/** Lowers Python source to a program. Never throws; what cannot be read is listed as broken. */
export function parsePython(text: string): Program {
  return lowerTree(parser.parse(tolerateNumbers(text)), text, (start, end) => ({ start, end }));
}

/** Lowers a syntax tree of `text`. */
export function lowerTree(tree: Tree, text: string, spanOf: Lowering['spanOf']): Program {
  const comments: Comment[] = [];
  const broken: Span[] = [];
  const body = lowerBlock({
    cursor: tree.cursor(),
    text,
    spanOf,
    comments,
    broken,
    erroneous: true,
    depth: 0,
  });
  return { body, comments, broken };
}
