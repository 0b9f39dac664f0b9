import type { Expression, Statement } from '../program/program';
import { lowerBlock } from './blocks';
import { lowerExpression } from './expressions';
import { at, deepestNesting, enter, leave, next, nodeText } from './lowering';
import type { Lowering } from './lowering';

interface Case {
  binds: readonly string[];
  fits: readonly Expression[] | 'any' | null;
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
  let fits: Case['fits'] = null;
  let guard: Expression | null = null;
  let body: readonly Statement[] = [];
  if (!enter(lowering)) return { binds, fits, guard, body };
  do {
    const { name } = lowering.cursor;
    if (name === 'Body') body = lowerBlock(lowering);
    else if (name === 'Guard') guard = lowerGuard(lowering);
    else if (name.endsWith('Pattern')) {
      fits = fittingValues(lowering);
      collectBindings(lowering, binds);
    }
  } while (next(lowering));
  leave(lowering);
  return { binds, fits, guard, body };
}

/** The constants that the pattern under the cursor lists. */
function fittingValues(lowering: Lowering): Case['fits'] {
  const form = lowering.cursor.name;
  if (form === 'CapturePattern') return isName(lowering) ? 'any' : null;
  if (form !== 'LiteralPattern' && form !== 'OrPattern') return null;
  const values: Expression[] = [];
  let known = enter(lowering);
  if (!known) return null;
  do {
    const { name } = lowering.cursor;
    if (form === 'LiteralPattern') values.push(lowerExpression(lowering));
    else if (name !== 'LogicOp') {
      const inner = fittingValues(lowering);
      if (inner === null || inner === 'any') known = false;
      else values.push(...inner);
    }
  } while (next(lowering));
  leave(lowering);
  return known && values.every((one) => one.kind === 'constant') ? values : null;
}

/** `case int():` and `case []:` are parsed as captures, see tolerance.ts. */
function isName(lowering: Lowering): boolean {
  return lowering.text.charAt(lowering.cursor.to) !== '(' && !/^[[({]/.test(nodeText(lowering));
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
  if (name !== '_' && isName(lowering)) binds.push(name);
}
