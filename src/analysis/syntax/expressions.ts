import type { Expression } from '../program/program';
import type { Span } from '../text/span';
import { lowerArguments, lowerParameters } from './calls';
import { lowerComprehension } from './comprehensions';
import { at, deepestNesting, enter, join, leave, next, nodeSpan, nodeText, opaqueLeaf } from './lowering';
import type { Lowering } from './lowering';
import { numberValue } from './numbers';
import { stringValue } from './strings';
import { errorsOf, parseText } from './tree';

/** Lowers the expression under the cursor. */
export function lowerExpression(lowering: Lowering): Expression {
  if (lowering.depth >= deepestNesting) return opaqueLeaf(nodeSpan(lowering));
  lowering.depth++;
  const expression = lowerForm(lowering);
  lowering.depth--;
  return expression;
}

function lowerForm(lowering: Lowering): Expression {
  const span = nodeSpan(lowering);
  switch (lowering.cursor.name) {
    case 'VariableName':
      return lowerName(lowering, span);
    case 'MemberExpression':
      return lowerMember(lowering, span);
    case 'CallExpression':
      return lowerCall(lowering, span);
    case 'Number':
      return lowerNumber(lowering, span);
    case 'String':
      return lowerString(lowering, span);
    case 'Boolean':
      return { kind: 'constant', span, value: nodeText(lowering) === 'True' };
    case 'None':
      return { kind: 'constant', span, value: null };
    case 'BinaryExpression':
      return lowerBinary(lowering, span);
    case 'UnaryExpression':
      return lowerUnary(lowering, span);
    case 'ParenthesizedExpression':
      return lowerGroup(lowering, span);
    case 'TupleExpression':
      return { kind: 'tuple', span, elements: lowerElements(lowering) };
    case 'ArrayExpression':
      return { kind: 'list', span, elements: lowerElements(lowering) };
    case 'SetExpression':
      return { kind: 'set', span, elements: lowerElements(lowering) };
    case 'DictionaryExpression':
      return lowerDictionary(lowering, span);
    case 'ArrayComprehensionExpression':
      return lowerComprehension(lowering, span, 'list');
    case 'SetComprehensionExpression':
      return lowerComprehension(lowering, span, 'set');
    case 'DictionaryComprehensionExpression':
      return lowerComprehension(lowering, span, 'dict');
    case 'ComprehensionExpression':
      return lowerComprehension(lowering, span, 'generator');
    case 'ConditionalExpression':
      return lowerConditional(lowering, span);
    case 'LambdaExpression':
      return lowerLambda(lowering, span);
    case 'NamedExpression':
      return lowerNamed(lowering, span);
    case 'AwaitExpression':
      return lowerAwait(lowering, span);
    case 'FormatString':
    case 'ContinuedString':
      return lowerStringWithParts(lowering, span);
    case 'YieldExpression':
      return lowerYield(lowering, span);
    default:
      return { kind: 'opaque', span, children: lowerElements(lowering) };
  }
}

/**
 * Lowers a list of expressions with commas between them and perhaps stars before them, from the node
 * under the cursor on; stops on the first node that `ends` names, or at the last sibling.
 */
export function lowerSequence(
  lowering: Lowering,
  ends: (name: string) => boolean,
): { readonly elements: Expression[]; readonly comma: boolean } {
  const elements: Expression[] = [];
  let comma = false;
  let star: Span | null = null;
  do {
    const { name } = lowering.cursor;
    if (ends(name)) break;
    if (name === ',') comma = true;
    else if (name === '*') star = nodeSpan(lowering);
    else if (isExpression(name)) {
      const value = lowerExpression(lowering);
      elements.push(star ? { kind: 'starred', span: join(star, nodeSpan(lowering)), value } : value);
      star = null;
    }
  } while (next(lowering));
  return { elements, comma };
}

/** As `lowerSequence`, as one expression: a tuple where a comma is written. */
export function lowerTuple(lowering: Lowering, ends: (name: string) => boolean): Expression {
  const { from } = lowering.cursor;
  const { elements, comma } = lowerSequence(lowering, ends);
  const [first] = elements;
  if (!first) return opaqueLeaf(lowering.spanOf(from, from));
  if (!comma && first.kind !== 'starred') return first;
  return { kind: 'tuple', span: join(first.span, (elements.at(-1) ?? first).span), elements };
}

const nothingEnds = (): boolean => false;

function lowerElements(lowering: Lowering): Expression[] {
  if (!enter(lowering)) return [];
  const { elements } = lowerSequence(lowering, nothingEnds);
  leave(lowering);
  return elements;
}

/** Whether a node of this name is an expression, as opposed to a keyword, an operator or punctuation. */
export function isExpression(name: string): boolean {
  const first = name.charCodeAt(0);
  return first >= 65 && first <= 90 && !notExpressions.has(name);
}

const notExpressions = new Set([
  'ArithOp',
  'AssignOp',
  'BitOp',
  'Body',
  'Comment',
  'CompareOp',
  'Escape',
  'FormatConversion',
  'FormatSelfDoc',
  'TypeDef',
  'UpdateOp',
]);

function lowerName(lowering: Lowering, span: Span): Expression {
  const name = nodeText(lowering);
  // A `yield` without a value and some forms the grammar lacks are parsed as a name, see tolerance.ts.
  if (name === 'yield') return { kind: 'yield', span, value: null, from: false };
  return isIdentifier(name) ? { kind: 'name', span, name } : lowerSnippet(lowering);
}

/** Told by the signs that the forms hold which are parsed as a name. */
function isIdentifier(name: string): boolean {
  return !/[.*[(]/.test(name);
}

/** Lowers the source under the cursor as an expression of its own. */
function lowerSnippet(lowering: Lowering): Expression {
  const { from } = lowering.cursor;
  const parsed = parseText(nodeText(lowering));
  const snippet: Lowering = {
    ...lowering,
    cursor: parsed.tree.cursor(),
    text: parsed.text,
    spanOf: (start, end) => lowering.spanOf(from + start, from + end),
    errors: errorsOf(parsed),
  };
  const readable = snippet.errors.length === 0 && enter(snippet) && at(snippet, 'ExpressionStatement');
  return (readable ? lowerElements(snippet)[0] : undefined) ?? opaqueLeaf(nodeSpan(lowering));
}

/** The spans of parenthesized expressions, parentheses included. */
const groups = new WeakMap<Expression, Span>();

function lowerGroup(lowering: Lowering, span: Span): Expression {
  const inner = lowerElements(lowering)[0] ?? opaqueLeaf(span);
  groups.set(inner, span);
  return inner;
}

function lowerNumber(lowering: Lowering, span: Span): Expression {
  const value = numberValue(nodeText(lowering));
  return value === null ? opaqueLeaf(span) : { kind: 'constant', span, value };
}

function lowerString(lowering: Lowering, span: Span): Expression {
  const value = stringValue(nodeText(lowering));
  return value === null ? opaqueLeaf(span) : { kind: 'constant', span, value };
}

/** An f-string, or several strings side by side: one constant where every part is one. */
function lowerStringWithParts(lowering: Lowering, span: Span): Expression {
  const parts = lowerElements(lowering);
  if (at(lowering, 'FormatString')) {
    return {
      kind: 'template',
      span,
      parts: parts.flatMap((part) => (part.kind === 'opaque' ? part.children : [part])),
      texts: textsAround(lowering),
    };
  }
  let value = '';
  for (const part of parts) {
    if (part.kind !== 'constant') {
      const holes = parts.flatMap((other) => (other.kind === 'template' ? other.parts : []));
      return { kind: 'template', span, parts: holes, texts: null };
    }
    value += String(part.value);
  }
  return { kind: 'constant', span, value };
}

/** The text around the holes of the f-string under the cursor; null where it or a hole is more than plain. */
function textsAround({ cursor, text }: Lowering): string[] | null {
  const [opening = '', quote = ''] =
    /^[a-z]*('''|"""|'|")/i.exec(text.slice(cursor.from, cursor.from + 5)) ?? [];
  const texts: string[] = [];
  let from = cursor.from + opening.length;
  for (let child = cursor.node.firstChild; child; child = child.nextSibling) {
    // A replacement is a brace, an expression and a brace.
    if (child.name !== 'FormatReplacement' || child.firstChild?.nextSibling?.nextSibling?.nextSibling)
      return null;
    texts.push(text.slice(from, child.from));
    from = child.to;
  }
  texts.push(text.slice(from, cursor.to - quote.length));
  return texts.some((one) => /[\\{}]/.test(one)) ? null : texts;
}

/** `yield`, `yield value` and `yield from iterable`, also as a statement. */
export function lowerYield(lowering: Lowering, span: Span): Expression {
  const from = /^yield\s+from\b/.test(nodeText(lowering));
  if (!enter(lowering)) return { kind: 'yield', span, value: null, from };
  const hasValue = next(lowering) && (!at(lowering, 'from') || next(lowering));
  const value = hasValue ? lowerTuple(lowering, nothingEnds) : null;
  leave(lowering);
  return { kind: 'yield', span, value, from };
}

function lowerMember(lowering: Lowering, span: Span): Expression {
  if (!enter(lowering)) return opaqueLeaf(span);
  const object = lowerExpression(lowering);
  let result: Expression = { kind: 'opaque', span, children: [object] };
  if (next(lowering)) {
    if (at(lowering, '[')) {
      result = { kind: 'item', span, object, index: lowerIndex(lowering) };
    } else if (next(lowering)) {
      result = { kind: 'attribute', span, object, name: nodeText(lowering), nameSpan: nodeSpan(lowering) };
    }
  }
  leave(lowering);
  return result;
}

/** What stands in the brackets, from the opening one under the cursor on. */
function lowerIndex(lowering: Lowering): Expression {
  const items: Expression[] = [];
  let comma = false;
  let value: Expression | null = null;
  let parts: (Expression | null)[] = [];
  let from = -1;
  let to = -1;
  const finish = (): void => {
    if (parts.length > 0)
      items.push({ kind: 'slice', span: lowering.spanOf(from, to), parts: [...parts, value] });
    else if (value) items.push(value);
    value = null;
    parts = [];
    from = -1;
  };
  const opening = nodeSpan(lowering);
  while (next(lowering)) {
    const { name } = lowering.cursor;
    if (name === ']') break;
    if (name === ',') {
      comma = true;
      finish();
      continue;
    }
    if (from < 0) from = lowering.cursor.from;
    to = lowering.cursor.to;
    if (name === ':') {
      parts.push(value);
      value = null;
    } else if (isExpression(name)) value = lowerExpression(lowering);
  }
  finish();
  const [first] = items;
  if (!first) return opaqueLeaf(opening);
  if (!comma) return first;
  return { kind: 'tuple', span: join(first.span, (items.at(-1) ?? first).span), elements: items };
}

function lowerCall(lowering: Lowering, span: Span): Expression {
  if (!enter(lowering)) return opaqueLeaf(span);
  const callee = lowerExpression(lowering);
  const complete = next(lowering);
  const argumentsSpan = nodeSpan(lowering);
  const list = complete ? lowerArguments(lowering) : [];
  leave(lowering);
  return { kind: 'call', span, callee, arguments: list, argumentsSpan };
}

const comparisons = new Set(['CompareOp', 'in', 'not', 'is']);

function lowerBinary(lowering: Lowering, span: Span): Expression {
  if (!enter(lowering)) return opaqueLeaf(span);
  const chained = at(lowering, 'BinaryExpression');
  const left = lowerExpression(lowering);
  next(lowering);
  const form = lowering.cursor.name;
  let operator = nodeText(lowering);
  // `not in` and `is not` are two nodes.
  while (next(lowering) && comparisons.has(lowering.cursor.name)) operator += ` ${nodeText(lowering)}`;
  const negated = at(lowering, 'UnaryExpression');
  const right = lowerExpression(lowering);
  leave(lowering);
  if (form === 'and' || form === 'or') {
    if (negated && right.kind === 'boolean') return regroup(left, form, right);
    return { kind: 'boolean', span, operator: form, operands: [...flattened(left, form), right] };
  }
  if (comparisons.has(form)) {
    const chain = chained && left.kind === 'compare' ? left : { operators: [], operands: [left] };
    return {
      kind: 'compare',
      span,
      operators: [...chain.operators, operator],
      operands: [...chain.operands, right],
    };
  }
  // The subject of `match a, b:` is parsed as an operation, see tolerance.ts.
  if (operator === ',') return { kind: 'tuple', span, elements: [left, right] };
  return { kind: 'binary', span, operator, left, right };
}

function lowerUnary(lowering: Lowering, span: Span): Expression {
  if (!enter(lowering)) return opaqueLeaf(span);
  const operator = nodeText(lowering);
  const sign = nodeSpan(lowering);
  next(lowering);
  const operand = lowerExpression(lowering);
  leave(lowering);
  if (operator !== 'not' || operand.kind !== 'boolean') return { kind: 'unary', span, operator, operand };
  return onLeftmost(operand, 'boolean', (form) => ({
    kind: 'unary',
    span: join(sign, groups.get(form) ?? form.span),
    operator,
    operand: form,
  }));
}

function lowerAwait(lowering: Lowering, span: Span): Expression {
  if (!enter(lowering)) return opaqueLeaf(span);
  const sign = nodeSpan(lowering);
  next(lowering);
  const value = lowerExpression(lowering);
  leave(lowering);
  if (value.kind !== 'binary') return { kind: 'await', span, value };
  return onLeftmost(value, 'binary', (form) => ({
    kind: 'await',
    span: join(sign, groups.get(form) ?? form.span),
    value: form,
  }));
}

/**
 * The grammar lets `not` take in every `and` and `or` to its right, and `await` every arithmetic operator;
 * Python binds them to the leftmost operand.
 */
function onLeftmost(
  form: Expression,
  through: 'boolean' | 'binary',
  apply: (form: Expression) => Expression,
): Expression {
  if (form.kind !== through || groups.has(form)) return apply(form);
  if (form.kind === 'binary') {
    const left = onLeftmost(form.left, through, apply);
    return { ...form, span: join(left.span, form.span), left };
  }
  const [first, ...others] = form.operands;
  if (!first) return form;
  const changed = onLeftmost(first, through, apply);
  return { ...form, span: join(changed.span, form.span), operands: [changed, ...others] };
}

/** `left operator right` where the right side begins with a `not` that the grammar let take in what follows. */
function regroup(
  left: Expression,
  operator: 'and' | 'or',
  right: Expression & { kind: 'boolean' },
): Expression {
  const span = join(groups.get(left) ?? left.span, right.span);
  const [first, ...others] = right.operands;
  if (!first) return left;
  if (right.operator === operator) {
    return { kind: 'boolean', span, operator, operands: [...flattened(left, operator), ...right.operands] };
  }
  if (operator === 'or')
    return { kind: 'boolean', span, operator, operands: [...flattened(left, 'or'), right] };
  const inner =
    first.kind === 'boolean' && first.operator === 'and' && !groups.has(first) ? first.operands : [first];
  const operands = [...flattened(left, 'and'), ...inner];
  const conjunction: Expression = {
    kind: 'boolean',
    span: join(span, first.span),
    operator: 'and',
    operands,
  };
  return { kind: 'boolean', span, operator: 'or', operands: [conjunction, ...others] };
}

function flattened(form: Expression, operator: 'and' | 'or'): readonly Expression[] {
  return form.kind === 'boolean' && form.operator === operator && !groups.has(form) ? form.operands : [form];
}

function lowerConditional(lowering: Lowering, span: Span): Expression {
  const [then, test, otherwise] = lowerElements(lowering);
  if (!then || !test || !otherwise) return opaqueLeaf(span);
  return { kind: 'conditional', span, test, then, otherwise };
}

function lowerLambda(lowering: Lowering, span: Span): Expression {
  if (!enter(lowering)) return opaqueLeaf(span);
  next(lowering);
  const parameters = lowerParameters(lowering);
  next(lowering);
  next(lowering);
  const body = lowerExpression(lowering);
  leave(lowering);
  return { kind: 'lambda', span, parameters, body };
}

function lowerNamed(lowering: Lowering, span: Span): Expression {
  const [target, value] = lowerElements(lowering);
  return target && value ? { kind: 'assignment', span, target, value } : opaqueLeaf(span);
}

function lowerDictionary(lowering: Lowering, span: Span): Expression {
  const entries: { key: Expression | null; value: Expression }[] = [];
  let key: Expression | null = null;
  if (enter(lowering)) {
    do {
      const { name } = lowering.cursor;
      if (!isExpression(name)) continue;
      const value = lowerExpression(lowering);
      if (key) {
        entries.push({ key, value });
        key = null;
      } else if (followedByColon(lowering)) key = value;
      else entries.push({ key: null, value });
    } while (next(lowering));
    leave(lowering);
  }
  return { kind: 'dict', span, entries };
}

function followedByColon(lowering: Lowering): boolean {
  return next(lowering) && at(lowering, ':');
}
