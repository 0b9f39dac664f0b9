import type { Expression, Statement } from '../program/program';
import { lowerBlock } from './blocks';
import { lowerExpression } from './expressions';
import { at, deepestNesting, enter, leave, next, nodeText } from './lowering';
import type { Lowering } from './lowering';

interface Case {
  binds: readonly string[];
  guard: Expression | null;
  body: readonly Statement[];
}

/** The cases of the match body under the cursor. */
export function lowerCases(lowering: Lowering): Case[] {
  const cases: Case[] = [];
  if (!enter(lowering)) return cases;
  do {
    if (at(lowering, 'MatchClause')) cases.push(lowerCase(lowering));
  } while (next(lowering));
  leave(lowering);
  return cases;
}

function lowerCase(lowering: Lowering): Case {
  const binds: string[] = [];
  let guard: Expression | null = null;
  let body: readonly Statement[] = [];
  if (!enter(lowering)) return { binds, guard, body };
  do {
    const { name } = lowering.cursor;
    if (name === 'Body') body = lowerBlock(lowering);
    else if (name === 'Guard') guard = lowerGuard(lowering);
    else collectBindings(lowering, binds);
  } while (next(lowering));
  leave(lowering);
  return { binds, guard, body };
}

function lowerGuard(lowering: Lowering): Expression | null {
  if (!enter(lowering)) return null;
  const guard = next(lowering) ? lowerExpression(lowering) : null;
  leave(lowering);
  return guard;
}

/** The names the pattern under the cursor binds: each capture, and each `as`. */
function collectBindings(lowering: Lowering, binds: string[]): void {
  const form = lowering.cursor.name;
  if (form === 'CapturePattern') addBinding(lowering, binds);
  else if (lowering.depth < deepestNesting && enter(lowering)) {
    lowering.depth++;
    do {
      if (form === 'AsPattern' && at(lowering, 'VariableName')) addBinding(lowering, binds);
      else collectBindings(lowering, binds);
    } while (next(lowering));
    lowering.depth--;
    leave(lowering);
  }
}

function addBinding(lowering: Lowering, binds: string[]): void {
  const name = nodeText(lowering);
  // `case int():` and `case []:` are parsed as captures, see tolerance.ts.
  const isClass = lowering.text.charAt(lowering.cursor.to) === '(';
  if (name !== '_' && !isClass && !/^[[({]/.test(name)) binds.push(name);
}
