import type { Argument, Expression, Parameter } from '../program/program';
import type { Span } from '../text/span';
import { lowerClauses } from './comprehensions';
import { isExpression, lowerExpression } from './expressions';
import { at, enter, join, leave, next, nodeSpan, nodeText } from './lowering';
import type { Lowering } from './lowering';

/** Lowers the argument list under the cursor. */
export function lowerArguments(lowering: Lowering): Argument[] {
  const list: Argument[] = [];
  if (!enter(lowering)) return list;
  let start: Span | null = null;
  let spread: Argument['spread'] = 'none';
  let more = true;
  while (more) {
    const { name } = lowering.cursor;
    if (name === '*' || name === '**') {
      spread = name === '*' ? 'positional' : 'keyword';
      start = nodeSpan(lowering);
      more = next(lowering);
    } else if (isExpression(name)) {
      const first = start ?? nodeSpan(lowering);
      more = lowerArgument(lowering, first, spread, list);
      start = null;
      spread = 'none';
    } else more = next(lowering);
  }
  leave(lowering);
  return list;
}

/** Lowers one argument and moves past it; false at the end of the list. */
function lowerArgument(
  lowering: Lowering,
  first: Span,
  spread: Argument['spread'],
  list: Argument[],
): boolean {
  let value = lowerExpression(lowering);
  let last = nodeSpan(lowering);
  let name: string | null = null;
  let more = next(lowering);
  if (more && at(lowering, 'AssignOp')) {
    const walrus = nodeText(lowering) === ':=';
    const target = value;
    if (next(lowering)) {
      value = lowerExpression(lowering);
      last = nodeSpan(lowering);
    }
    if (walrus) value = { kind: 'assignment', span: join(first, last), target, value };
    else if (target.kind === 'name') name = target.name;
    more = next(lowering);
  }
  if (more && (at(lowering, 'for') || at(lowering, 'async'))) {
    const element: Expression = value;
    const clauses = lowerClauses(lowering);
    last = { start: last.start, end: endOfClauses(clauses, last.end) };
    value = {
      kind: 'comprehension',
      span: join(first, last),
      shape: 'generator',
      key: null,
      element,
      clauses,
    };
    more = at(lowering, ',');
  }
  list.push({ span: join(first, last), name, spread, value });
  return more;
}

function endOfClauses(clauses: ReturnType<typeof lowerClauses>, otherwise: number): number {
  const last = clauses.at(-1);
  return (last?.conditions.at(-1) ?? last?.iterable)?.span.end ?? otherwise;
}

/** Lowers the parameter list under the cursor, of a function or a lambda. */
export function lowerParameters(lowering: Lowering): Parameter[] {
  const list: Parameter[] = [];
  if (!enter(lowering)) return list;
  let star: { readonly text: string; readonly span: Span } | null = null;
  let keywordOnly = false;
  let more = true;
  while (more) {
    const { name } = lowering.cursor;
    if (name === '*' || name === '**') star = { text: name, span: nodeSpan(lowering) };
    else if (name === ',') {
      if (star) keywordOnly = true;
      star = null;
    } else if (name === 'VariableName') {
      const kind = star
        ? star.text === '*'
          ? 'positional-rest'
          : 'keyword-rest'
        : keywordOnly
          ? 'keyword-only'
          : 'plain';
      list.push(lowerParameter(lowering, kind, star?.span ?? nodeSpan(lowering)));
      if (star) keywordOnly = true;
      star = null;
      // The parameter's annotation and default have been passed; the cursor stands on what follows.
      if (at(lowering, ',')) continue;
      break;
    }
    more = next(lowering);
  }
  leave(lowering);
  return list;
}

/** Lowers one parameter; the cursor then stands on the comma after it, or on the last node of the list. */
function lowerParameter(lowering: Lowering, kind: Parameter['kind'], first: Span): Parameter {
  const name = nodeText(lowering);
  let last = nodeSpan(lowering);
  let defaultValue: Expression | null = null;
  while (next(lowering) && !at(lowering, ',')) {
    const form = lowering.cursor.name;
    if (form === ')') break;
    if (form === 'AssignOp') continue;
    last = nodeSpan(lowering);
    if (form !== 'TypeDef') defaultValue = lowerExpression(lowering);
  }
  return { name, span: join(first, last), kind, default: defaultValue };
}
