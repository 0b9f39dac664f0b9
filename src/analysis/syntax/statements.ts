import type { Expression, Statement } from '../program/program';
import type { Span } from '../text/span';
import { lowerBlock, lowerCompound } from './blocks';
import { isExpression, lowerExpression, lowerSequence, lowerTuple, lowerYield } from './expressions';
import { lowerImport } from './imports';
import { at, enter, holdsError, leave, next, nodeText } from './lowering';
import type { Lowering } from './lowering';

/** Lowers the statement under the cursor and appends what it comes to: nothing for a broken one, several for `a; b`. */
export function lowerStatement(lowering: Lowering, out: Statement[]): void {
  const { cursor } = lowering;
  if (cursor.name === 'StatementGroup') {
    lowerBlock(lowering, out);
    return;
  }
  const span = statementSpan(lowering);
  if (cursor.type.isError || cursor.name === 'PrintStatement') {
    if (span.start < span.end) lowering.broken.push(span);
    return;
  }
  const statement = lowerCompound(lowering, span);
  if (statement === undefined) {
    if (holdsError(lowering)) lowering.broken.push(span);
    else out.push(lowerSimple(lowering, span));
  } else if (statement) out.push(statement);
  else lowering.broken.push(span);
}

/** A compound statement's node takes in the line breaks after it. */
function statementSpan(lowering: Lowering): Span {
  const { from } = lowering.cursor;
  let { to } = lowering.cursor;
  while (to > from && isBlank(lowering.text.charCodeAt(to - 1))) to--;
  return lowering.spanOf(from, to);
}

function isBlank(code: number): boolean {
  return code === 10 || code === 13 || code === 32 || code === 9 || code === 12;
}

function lowerSimple(lowering: Lowering, span: Span): Statement {
  switch (lowering.cursor.name) {
    case 'ExpressionStatement':
      return { kind: 'expression', span, value: lowerChildren(lowering) };
    case 'AssignStatement':
      return lowerAssignment(lowering, span);
    case 'UpdateStatement':
      return lowerUpdate(lowering, span);
    case 'ReturnStatement':
      return { kind: 'return', span, value: lowerOptional(lowering, lowerTupleHere) };
    case 'RaiseStatement':
      return { kind: 'raise', span, value: lowerOptional(lowering, lowerExpression) };
    case 'DeleteStatement':
      return { kind: 'delete', span, targets: lowerAll(lowering) };
    case 'AssertStatement': {
      const test = lowerOptional(lowering, lowerExpression);
      return test ? { kind: 'assert', span, test } : { kind: 'pass', span };
    }
    case 'ImportStatement':
      return { kind: 'import', span, bindings: lowerImport(lowering) };
    case 'ScopeStatement':
      return lowerScope(lowering, span);
    case 'BreakStatement':
      return { kind: 'break', span };
    case 'ContinueStatement':
      return { kind: 'continue', span };
    case 'PassStatement':
    case 'TypeDefinition':
      return { kind: 'pass', span };
    case 'YieldStatement':
      return { kind: 'expression', span, value: lowerYield(lowering, span) };
    default:
      return { kind: 'opaque', span, children: lowerAll(lowering) };
  }
}

const nothingEnds = (): boolean => false;

function lowerTupleHere(lowering: Lowering): Expression {
  return lowerTuple(lowering, nothingEnds);
}

function lowerChildren(lowering: Lowering): Expression {
  enter(lowering);
  const value = lowerTupleHere(lowering);
  leave(lowering);
  return value;
}

function lowerAll(lowering: Lowering): Expression[] {
  if (!enter(lowering)) return [];
  const { elements } = lowerSequence(lowering, nothingEnds);
  leave(lowering);
  return elements;
}

/** What follows the keyword, if anything does. */
function lowerOptional(lowering: Lowering, lower: (lowering: Lowering) => Expression): Expression | null {
  if (!enter(lowering)) return null;
  const value = next(lowering) ? lower(lowering) : null;
  leave(lowering);
  return value;
}

function lowerAssignment(lowering: Lowering, span: Span): Statement {
  const sides: Expression[] = [];
  const ends = (name: string): boolean => name === 'AssignOp' || name === 'TypeDef';
  enter(lowering);
  let typed = false;
  do {
    if (isExpression(lowering.cursor.name) || at(lowering, '*')) sides.push(lowerTuple(lowering, ends));
    typed ||= at(lowering, 'TypeDef');
  } while (next(lowering));
  leave(lowering);
  const value = sides.pop();
  if (!value) return { kind: 'pass', span };
  if (sides.length === 0) return { kind: 'declaration', span, target: value };
  return { kind: 'assign', span, targets: sides, value, ...(typed && { typed }) };
}

function lowerUpdate(lowering: Lowering, span: Span): Statement {
  enter(lowering);
  const target = lowerTuple(lowering, (name) => name === 'UpdateOp');
  const operator = nodeText(lowering).slice(0, -1);
  next(lowering);
  const value = lowerTupleHere(lowering);
  leave(lowering);
  return { kind: 'augmented', span, operator, target, value };
}

function lowerScope(lowering: Lowering, span: Span): Statement {
  enter(lowering);
  const declares = at(lowering, 'global') ? 'global' : 'nonlocal';
  const names: string[] = [];
  while (next(lowering)) if (at(lowering, 'VariableName')) names.push(nodeText(lowering));
  leave(lowering);
  return { kind: 'scope', span, declares, names };
}
