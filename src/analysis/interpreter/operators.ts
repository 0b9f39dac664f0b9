import type { Span } from '../text/span';
import type { Content } from './content';
import { isAmong } from './library';
import type { Store } from './store';
import { type Value, constant, dict, isUnresolved, joinShapes, list, tensor } from './values';

/** Whether a value counts as true, or null when that is not known. */
export function truth(value: Value): boolean | null {
  switch (value.kind) {
    case 'constant':
      return Boolean(value.value);
    case 'list':
      if (value.cell.value.exact) return value.cell.value.elements.length > 0;
      return value.guards ? true : null;
    case 'tuple':
      return value.elements.length > 0;
    case 'dict':
      return value.cell.value.exact ? value.cell.value.entries.size > 0 : null;
    case 'function':
    case 'class':
    case 'partial':
    case 'module':
      return true;
    case 'method':
      return isUnresolved(value) ? null : true;
    // A Keras object has no truth value of its own, so it is true; a class of the file may define one.
    case 'instance':
      return value.class === null ? true : null;
    default:
      return null;
  }
}

/** Arithmetic on constants and sequences; for anything else a tensor that carries what both operands carry. */
export function foldBinary(
  store: Store,
  operator: string,
  left: Value,
  right: Value,
  content: Content,
  span: Span,
): Value {
  if (left.kind === 'constant' && right.kind === 'constant') {
    const folded = foldConstants(operator, left.value, right.value);
    if (folded !== undefined) return constant(folded);
  }
  if (operator === '+' && left.kind === 'list' && right.kind === 'list') {
    return list(
      store,
      [...left.cell.value.elements, ...right.cell.value.elements],
      left.cell.value.exact && right.cell.value.exact,
    );
  }
  if (operator === '+' && left.kind === 'tuple' && right.kind === 'tuple')
    return { kind: 'tuple', elements: [...left.elements, ...right.elements] };
  if (
    operator === '*' &&
    left.kind === 'list' &&
    right.kind === 'constant' &&
    typeof right.value === 'number' &&
    left.cell.value.elements.length * right.value <= 1024
  ) {
    const repeated = Array.from({ length: Math.max(0, right.value) }, () => left.cell.value.elements).flat();
    return list(store, repeated, left.cell.value.exact);
  }
  if (operator === '|' && left.kind === 'dict' && right.kind === 'dict') {
    const entries = new Map([...left.cell.value.entries, ...right.cell.value.entries]);
    return dict(store, entries, left.cell.value.exact && right.cell.value.exact);
  }
  // An unresolved value that meets a raw prediction is its target or a mask.
  const merged = content.rawPrediction ? { ...content, opaque: false } : content;
  if (left.kind === 'tensor' || right.kind === 'tensor') {
    const tensors = [left, right].flatMap((one) => (one.kind === 'tensor' ? [one] : []));
    const shape = tensors
      .map((one) => one.shape)
      .reduce((a, b) =>
        a.dims && b.dims && a.dims.length !== b.dims.length
          ? a.dims.length > b.dims.length
            ? a
            : b
          : joinShapes(a, b),
      );
    const symbolic = tensors.some((one) => one.symbolic);
    return tensor({
      shape,
      symbolic,
      content: merged,
      producer: symbolic
        ? {
            by: operator,
            inputs: tensors,
            given: { name: operator, positional: [left, right], keywords: new Map(), span },
          }
        : null,
    });
  }
  return { kind: 'unknown', content: merged };
}

type Scalar = string | number | boolean | null;

function foldConstants(operator: string, left: Scalar, right: Scalar): Scalar | undefined {
  if (operator === '+' && typeof left === 'string' && typeof right === 'string') return left + right;
  if (typeof left !== 'number' || typeof right !== 'number') return undefined;
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return right === 0 ? undefined : left / right;
    case '//':
      return right === 0 ? undefined : Math.floor(left / right);
    case '%':
      return right === 0 ? undefined : left - Math.floor(left / right) * right;
    case '**':
      return left ** right;
    case '<<':
      return left * 2 ** right;
    case '>>':
      return Math.floor(left / 2 ** right);
    default:
      return undefined;
  }
}

/** A chain of comparisons: constant where every operand is. */
export function foldCompare(operators: readonly string[], operands: readonly Value[]): Value {
  let all = true;
  for (let index = 0; index < operators.length; index++) {
    const known = compareTwo(
      operators[index] as string,
      operands[index] as Value,
      operands[index + 1] as Value,
    );
    if (known === null) return { kind: 'unknown', content: { ...tensor().content } };
    all &&= known;
  }
  return constant(all);
}

/** Classes, functions and single objects have an identity that is known. */
function sameIdentity(left: Value, right: Value): boolean | null {
  const identity = (one: Value): unknown =>
    one.kind === 'class' || one.kind === 'instance' ? one : one.kind === 'function' ? one.body : null;
  const [a, b] = [identity(left), identity(right)];
  return a === null || b === null ? null : a === b;
}

/** Whether a value is in a container, where both are known. */
function isIn(value: Value, container: Value): boolean | null {
  if (container.kind === 'dict') {
    const { entries, exact } = container.cell.value;
    if (value.kind !== 'constant' || typeof value.value === 'boolean' || value.value === null) return null;
    return entries.has(value.value) ? true : exact ? false : null;
  }
  if (container.kind === 'list')
    return isAmong(value, container.cell.value.elements, container.cell.value.exact);
  if (container.kind === 'tuple') return isAmong(value, container.elements, true);
  if (value.kind === 'constant' && container.kind === 'constant') {
    const [part, whole] = [value.value, container.value];
    if (typeof part === 'string' && typeof whole === 'string') return whole.includes(part);
  }
  return null;
}

function compareTwo(operator: string, left: Value, right: Value): boolean | null {
  if (operator === 'is' || operator === 'is not') {
    const same =
      left.kind === 'constant' && right.kind === 'constant'
        ? left.value === right.value
        : [left, right].some((one) => one.kind === 'constant' && one.value === null) &&
            [left, right].every((one) => one.kind !== 'unknown' && one.kind !== 'join' && !isUnresolved(one))
          ? false
          : null;
    const known = same ?? sameIdentity(left, right);
    return known === null ? null : operator === 'is' ? known : !known;
  }
  if (operator === 'in' || operator === 'not in') {
    const known = isIn(left, right);
    return known === null ? null : operator === 'in' ? known : !known;
  }
  if ((operator === '==' || operator === '!=') && left.kind === 'instance' && right.kind === 'instance') {
    // Members of an enumeration are equal when they are the same; other classes may define it.
    const areMembers = [left, right].every((one) => one.class && one.site === one.class.span);
    return areMembers ? (left === right) === (operator === '==') : null;
  }
  if (left.kind !== 'constant' || right.kind !== 'constant') return null;
  const [a, b] = [left.value, right.value];
  switch (operator) {
    case '==':
      return a === b;
    case '!=':
      return a !== b;
    default:
  }
  if (typeof a !== 'number' || typeof b !== 'number') return null;
  switch (operator) {
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
    default:
      return null;
  }
}
