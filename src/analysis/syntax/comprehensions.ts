import type { ComprehensionClause, Expression } from '../program/program';
import type { Span } from '../text/span';
import { isExpression, lowerExpression, lowerTuple } from './expressions';
import { at, enter, leave, next, nodeSpan, opaqueLeaf } from './lowering';
import type { Lowering } from './lowering';

type Shape = (Expression & { kind: 'comprehension' })['shape'];

/** Lowers the comprehension under the cursor. */
export function lowerComprehension(lowering: Lowering, span: Span, shape: Shape): Expression {
  if (!enter(lowering)) return opaqueLeaf(span);
  let key: Expression | null = null;
  let element: Expression | null = null;
  while (!at(lowering, 'for') && !at(lowering, 'async')) {
    if (isExpression(lowering.cursor.name)) {
      key = element;
      element = lowerExpression(lowering);
    }
    if (!next(lowering)) break;
  }
  const clauses = lowerClauses(lowering);
  leave(lowering);
  if (!element) return opaqueLeaf(span);
  return { kind: 'comprehension', span, shape, key, element, clauses };
}

/** Lowers the clauses from the `for` or `async` under the cursor on; leaves it on the first node after them. */
export function lowerClauses(lowering: Lowering): ComprehensionClause[] {
  const clauses: ComprehensionClause[] = [];
  let more = true;
  while (more) {
    const { name } = lowering.cursor;
    if (name === 'async') more = next(lowering);
    else if (name === 'for') {
      const [clause, follows] = lowerClause(lowering);
      if (clause) clauses.push(clause);
      more = follows;
    } else break;
  }
  return clauses;
}

function lowerClause(lowering: Lowering): [ComprehensionClause | null, boolean] {
  if (!next(lowering)) return [null, false];
  const target = lowerTuple(lowering, (name) => name === 'in');
  if (!at(lowering, 'in') || !next(lowering)) return [null, false];
  const iterable = lowerExpression(lowering);
  const conditions: Expression[] = [];
  let more = next(lowering);
  while (more && at(lowering, 'if')) {
    if (!next(lowering)) return [{ target, iterable, conditions }, false];
    conditions.push(
      isExpression(lowering.cursor.name) ? lowerExpression(lowering) : opaqueLeaf(nodeSpan(lowering)),
    );
    more = next(lowering);
  }
  return [{ target, iterable, conditions }, more];
}
