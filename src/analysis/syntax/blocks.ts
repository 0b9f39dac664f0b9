import type { Argument, Expression, Parameter, Statement } from '../program/program';
import type { Span } from '../text/span';
import { lowerArguments, lowerParameters } from './calls';
import { isExpression, lowerExpression, lowerTuple } from './expressions';
import {
  at,
  deepestNesting,
  enter,
  holdsError,
  join,
  leave,
  next,
  nodeSpan,
  nodeText,
  opaqueLeaf,
} from './lowering';
import type { Lowering } from './lowering';
import { lowerCases } from './patterns';
import { lowerStatement } from './statements';

/** Lowers the statements among the children of the node under the cursor: a module, a body, a group. */
export function lowerBlock(lowering: Lowering, out: Statement[] = []): Statement[] {
  if (!enter(lowering)) return out;
  do {
    if (isStatement(lowering)) lowerStatement(lowering, out);
  } while (next(lowering));
  leave(lowering);
  return out;
}

function isStatement(lowering: Lowering): boolean {
  const { type } = lowering.cursor;
  return (
    type.isError ||
    type.name.endsWith('Statement') ||
    type.name.endsWith('Definition') ||
    type.name === 'StatementGroup'
  );
}

/** The compound statement under the cursor; null when its header is broken, undefined when it is none. */
export function lowerCompound(lowering: Lowering, span: Span): Statement | null | undefined {
  const lower = compound[lowering.cursor.name];
  if (!lower) return undefined;
  if (lowering.depth >= deepestNesting) return { kind: 'opaque', span, children: [] };
  if (holdsError(lowering) && headerHoldsError(lowering)) return null;
  if (!enter(lowering)) return null;
  lowering.depth++;
  const statement = lower(lowering, span);
  lowering.depth--;
  leave(lowering);
  return statement && endedWithBody(statement);
}

/** A node takes in the comments after its last statement; a statement does not. */
function endedWithBody(statement: Statement): Statement {
  const last = lastBody(statement)?.at(-1);
  return last ? { ...statement, span: join(statement.span, last.span) } : statement;
}

function lastBody(statement: Statement): readonly Statement[] | undefined {
  switch (statement.kind) {
    case 'if':
      return statement.otherwise.length > 0 ? statement.otherwise : statement.then;
    case 'while':
    case 'for':
      return statement.otherwise.length > 0 ? statement.otherwise : statement.body;
    case 'try':
      return [statement.finally, statement.otherwise, statement.handlers.at(-1)?.body, statement.body].find(
        (body) => body && body.length > 0,
      );
    case 'with':
    case 'function':
    case 'class':
      return statement.body;
    case 'match':
      return statement.cases.at(-1)?.body;
    default:
      return undefined;
  }
}

function headerHoldsError(lowering: Lowering): boolean {
  const { cursor } = lowering;
  if (!cursor.firstChild()) return true;
  let found = false;
  do {
    if (cursor.type.isError) found = true;
    else if (definitions.has(cursor.name)) found = headerHoldsError(lowering);
    else if (!bodies.has(cursor.name)) found = holdsError(lowering);
  } while (!found && cursor.nextSibling());
  cursor.parent();
  return found;
}

const bodies = new Set(['Body', 'MatchBody']);
const definitions = new Set(['FunctionDefinition', 'ClassDefinition']);

/** Each lowers from the first child on and leaves the cursor on some child. */
const compound: Readonly<Record<string, (lowering: Lowering, span: Span) => Statement | null>> = {
  IfStatement: lowerIf,
  WhileStatement: lowerWhile,
  ForStatement: lowerFor,
  WithStatement: lowerWith,
  TryStatement: lowerTry,
  MatchStatement: lowerMatch,
  FunctionDefinition: (lowering, span) => lowerFunction(lowering, span, []),
  ClassDefinition: (lowering, span) => lowerClass(lowering, span, []),
  DecoratedStatement: lowerDecorated,
};

function lowerIf(lowering: Lowering, span: Span): Statement {
  next(lowering);
  const test = lowerExpression(lowering);
  const then = nextBody(lowering);
  if (!next(lowering)) return { kind: 'if', span, test, then, otherwise: [] };
  if (!at(lowering, 'elif')) return { kind: 'if', span, test, then, otherwise: nextBody(lowering) };
  const rest = { start: nodeSpan(lowering).start, end: span.end };
  let otherwise: Statement;
  if (lowering.depth >= deepestNesting) otherwise = { kind: 'opaque', span: rest, children: [] };
  else {
    lowering.depth++;
    otherwise = endedWithBody(lowerIf(lowering, rest));
    lowering.depth--;
  }
  return { kind: 'if', span, test, then, otherwise: [otherwise] };
}

function lowerWhile(lowering: Lowering, span: Span): Statement {
  next(lowering);
  const test = lowerExpression(lowering);
  return { kind: 'while', span, test, body: nextBody(lowering), otherwise: elseBody(lowering) };
}

function lowerFor(lowering: Lowering, span: Span): Statement {
  while (!at(lowering, 'for')) if (!next(lowering)) break;
  next(lowering);
  const target = lowerTuple(lowering, (name) => name === 'in');
  next(lowering);
  const iterable = lowerTuple(lowering, isBody);
  const body = lowerBlock(lowering);
  return { kind: 'for', span, target, iterable, body, otherwise: elseBody(lowering) };
}

function lowerWith(lowering: Lowering, span: Span): Statement {
  const items: { context: Expression; target: Expression | null }[] = [];
  while (next(lowering) && !isBody(lowering.cursor.name)) {
    const { name } = lowering.cursor;
    const last = items.at(-1);
    if (name === 'as') {
      if (next(lowering) && last) last.target = lowerExpression(lowering);
    } else if (isExpression(name)) {
      const context = lowerExpression(lowering);
      // `with (a, b):` opens both; a tuple is no context manager.
      const opened = context.kind === 'tuple' ? context.elements : [context];
      items.push(...opened.map((element) => ({ context: element, target: null })));
    }
  }
  return { kind: 'with', span, items, body: lowerBlock(lowering) };
}

function lowerTry(lowering: Lowering, span: Span): Statement {
  const handlers: { type: Expression | null; name: string | null; body: Statement[] }[] = [];
  const body = nextBody(lowering);
  let otherwise: Statement[] = [];
  let last: Statement[] = [];
  while (next(lowering)) {
    const { name } = lowering.cursor;
    if (name === 'except') handlers.push(lowerHandler(lowering));
    else if (name === 'else') otherwise = nextBody(lowering);
    else if (name === 'finally') last = nextBody(lowering);
  }
  return { kind: 'try', span, body, handlers, otherwise, finally: last };
}

function lowerHandler(lowering: Lowering): {
  type: Expression | null;
  name: string | null;
  body: Statement[];
} {
  let type: Expression | null = null;
  let name: string | null = null;
  while (next(lowering) && !isBody(lowering.cursor.name)) {
    if (!isExpression(lowering.cursor.name)) continue;
    if (type) name = nodeText(lowering);
    else type = lowerExpression(lowering);
  }
  return { type, name, body: lowerBlock(lowering) };
}

function lowerMatch(lowering: Lowering, span: Span): Statement {
  next(lowering);
  let subject: Expression | null = null;
  do {
    if (at(lowering, 'MatchBody')) break;
    if (isExpression(lowering.cursor.name)) subject = lowerExpression(lowering);
  } while (next(lowering));
  return { kind: 'match', span, subject: subject ?? opaqueLeaf(span), cases: lowerCases(lowering) };
}

function lowerDecorated(lowering: Lowering, span: Span): Statement | null {
  const decorators: Expression[] = [];
  do {
    const { name } = lowering.cursor;
    if (name === 'Decorator') decorators.push(lowerDecorator(lowering));
    else if (name === 'FunctionDefinition' || name === 'ClassDefinition') {
      if (!enter(lowering)) return null;
      const lower = name === 'FunctionDefinition' ? lowerFunction : lowerClass;
      const statement = lower(lowering, span, decorators);
      leave(lowering);
      return statement;
    }
  } while (next(lowering));
  return null;
}

/** The grammar lists the dotted name and the arguments of a decorator side by side. */
function lowerDecorator(lowering: Lowering): Expression {
  let result: Expression | null = null;
  enter(lowering);
  do {
    const { name } = lowering.cursor;
    const end = nodeSpan(lowering);
    if (!result) {
      if (name === 'VariableName') result = lowerExpression(lowering);
    } else if (name === 'ArgList') {
      const call: Span = join(result.span, end);
      const list = lowerArguments(lowering);
      result = { kind: 'call', span: call, callee: result, arguments: list, argumentsSpan: end };
    } else if (name === 'VariableName') {
      const attribute: Span = join(result.span, end);
      result = {
        kind: 'attribute',
        span: attribute,
        object: result,
        name: nodeText(lowering),
        nameSpan: end,
      };
    }
  } while (next(lowering));
  leave(lowering);
  return result ?? opaqueLeaf(nodeSpan(lowering));
}

function lowerFunction(lowering: Lowering, span: Span, decorators: readonly Expression[]): Statement {
  while (!at(lowering, 'VariableName')) if (!next(lowering)) break;
  const name = nodeText(lowering);
  const nameSpan = nodeSpan(lowering);
  let parameters: Parameter[] = [];
  while (next(lowering) && !isBody(lowering.cursor.name)) {
    if (at(lowering, 'ParamList')) parameters = lowerParameters(lowering);
  }
  return { kind: 'function', span, name, nameSpan, parameters, decorators, body: lowerBlock(lowering) };
}

function lowerClass(lowering: Lowering, span: Span, decorators: readonly Expression[]): Statement {
  next(lowering);
  const name = nodeText(lowering);
  const nameSpan = nodeSpan(lowering);
  let bases: Argument[] = [];
  while (next(lowering) && !isBody(lowering.cursor.name)) {
    if (at(lowering, 'ArgList')) bases = lowerArguments(lowering);
  }
  return { kind: 'class', span, name, nameSpan, bases, decorators, body: lowerBlock(lowering) };
}

function isBody(name: string): boolean {
  return name === 'Body';
}

/** The statements of the first body after the node under the cursor; the cursor then stands on it. */
function nextBody(lowering: Lowering): Statement[] {
  while (next(lowering)) if (isBody(lowering.cursor.name)) return lowerBlock(lowering);
  return [];
}

function elseBody(lowering: Lowering): Statement[] {
  return next(lowering) ? nextBody(lowering) : [];
}
