import { Tree } from '@lezer/common';
import type { TreeBuffer } from '@lezer/common';
import type { Comment, Program, Statement } from '../program/program';
import type { Span } from '../text/span';
import { lowerBlock } from './blocks';
import type { Lowering } from './lowering';
import { ownSegments, spansOf } from './reading';
import type { Reading } from './reading';
import { anyWithin } from './tree';
import type { Parsed } from './tree';

/**
 * What a part of a tree lowered to. The parser keeps a part that an edit did not touch, so that before
 * the edit, where nothing moves, its statements are taken over as they are.
 */
interface Lowered {
  /** Where the part stood in the document. */
  readonly start: number;
  readonly statements: readonly Statement[];
  readonly comments: readonly Comment[];
}

const lowered = new WeakMap<Tree | TreeBuffer, Lowered>();

/**
 * Lowers a whole module.
 * @param errors where the reading's tree holds errors, in order.
 */
export function lowerModule({ tree }: Parsed, reading: Reading, errors: readonly number[]): Program {
  const spanOf = spansOf(reading);
  const own = ownSegments(reading);
  const body: Statement[] = [];
  const comments: Comment[] = [];
  const broken: Span[] = [];
  for (const { part, from } of partsOf(tree)) {
    const to = from + part.length;
    const { start } = spanOf(from, from);
    const intact = own.holds(from, to) && isAsWritten(reading, from, to) && !anyWithin(errors, from, to);
    let result = intact ? lowered.get(part) : undefined;
    if (result?.start !== start) {
      const found: Comment[] = [];
      const alone = new Tree(tree.type, [part], [from], to);
      const statements = lowerBlock(
        startLowering(alone, { text: reading.text, spanOf, errors, broken, comments: found }),
      );
      result = { start, statements, comments: found };
      if (intact) lowered.set(part, result);
    }
    for (const statement of result.statements) body.push(statement);
    for (const comment of result.comments) comments.push(comment);
  }
  return { body, comments, broken };
}

function startLowering(tree: Tree, rest: Omit<Lowering, 'cursor' | 'depth'>): Lowering {
  return { ...rest, cursor: tree.cursor(), depth: 0 };
}

/** Whether the grammar reads a part as it is written, so that the same tree means the same text. */
function isAsWritten({ text, parsable }: Reading, from: number, to: number): boolean {
  return text.slice(from, to) === parsable.slice(from, to);
}

/** The largest parts of a tree that hold whole statements; a long list of statements is a tree of unnamed nodes. */
function partsOf(root: Tree): { readonly part: Tree | TreeBuffer; readonly from: number }[] {
  const parts: { part: Tree | TreeBuffer; from: number }[] = [];
  const pending: { part: Tree | TreeBuffer; from: number }[] = [{ part: root, from: 0 }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { part, from } = next;
    if (part instanceof Tree && (part === root || part.type.isAnonymous)) {
      for (let index = part.children.length - 1; index >= 0; index--) {
        pending.push({
          part: part.children[index] as Tree | TreeBuffer,
          from: from + (part.positions[index] ?? 0),
        });
      }
    } else parts.push(next);
  }
  return parts;
}
