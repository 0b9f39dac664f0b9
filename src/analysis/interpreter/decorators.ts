import type { Expression } from '../program/program';
import { callValue } from './calls';
import { evaluate } from './expressions';
import type { Machine } from './machine';
import type { Scope } from './scope';
import { Cell } from './store';
import { type ClassValue, type FunctionValue, type Remembered, type Value, unknown } from './values';

/** Decorators that leave what the function computes as it is. */
const TRANSPARENT =
  /^builtins\.|^tensorflow\.(function|autograph\.|custom_gradient|contrib\.)|^functools\.|^jax\.jit|^abc\.|^typing\.|\.(register_keras_serializable|setter|abstractmethod|typechecked|njit|jit|tf_export|keras_export|no_automatic_dependency_tracking)$/;

const REMEMBERING = /^functools\.(lru_cache|cache|cached_property)$/;
export const DATA_CLASS =
  /^(dataclasses\.dataclass|attrs?\.(define|frozen|s|attrs|mutable)|chex\.dataclass|flax\.struct\.dataclass)$/;

/** What a name stands for that a decorated function or class is bound to. */
export function decorated(
  machine: Machine,
  value: FunctionValue | ClassValue,
  decorators: readonly Expression[],
  scope: Scope,
): Value {
  // A setter belongs to the property that is there already.
  const accessor = decorators.find(
    (one) => one.kind === 'attribute' && /^(setter|deleter|getter)$/.test(one.name),
  );
  if (accessor?.kind === 'attribute') {
    const property = evaluate(machine, accessor.object, scope);
    if (property.kind === 'function') return property;
  }
  let result: Value = value;
  for (const expression of [...decorators].reverse()) result = apply(machine, result, expression, scope);
  return result;
}

function apply(machine: Machine, value: Value, expression: Expression, scope: Scope): Value {
  const isCall = expression.kind === 'call';
  const callee = evaluate(machine, isCall ? expression.callee : expression, scope);
  if (callee.kind === 'symbol') {
    if (isCall) for (const one of expression.arguments) evaluate(machine, one.value, scope);
    return value.kind === 'function' ? fromLibrary(machine, value, callee.name) : ofClass(value);
  }
  const decorator = isCall ? evaluate(machine, expression, scope) : callee;
  const given = { value, valueSpan: expression.span, span: expression.span };
  if (decorator.kind === 'unknown') return value.kind === 'function' ? { ...value, callable: false } : value;
  return callValue(machine, decorator, {
    span: expression.span,
    argumentsSpan: { start: expression.span.end, end: expression.span.end },
    positional: [given],
    keywords: new Map(),
    unknownSpread: false,
  });
}

function fromLibrary(machine: Machine, value: FunctionValue, name: string): Value {
  if (name === 'builtins.staticmethod') return { ...value, binding: 'static' };
  if (name === 'builtins.classmethod') return { ...value, binding: 'class' };
  const isProperty = /^(builtins\.property|functools\.cached_property|abc\.abstractproperty)$/.test(name);
  if (REMEMBERING.test(name)) {
    const join = (a: readonly Remembered[], b: readonly Remembered[]) => (a.length >= b.length ? a : b);
    const remembers = new Cell<readonly Remembered[]>([], join, machine.store.tick());
    return { ...value, binding: isProperty ? 'property' : value.binding, remembers };
  }
  if (isProperty) return { ...value, binding: 'property' };
  if (/^contextlib\.(async)?contextmanager$/.test(name)) return { ...value, manages: true };
  if (name === 'tensorflow.function') return { ...value, traced: true };
  return TRANSPARENT.test(name) ? value : { ...value, callable: false };
}

/** A library's decorator of a class registers it, or makes it a data class, which the class knows already. */
function ofClass(value: Value): Value {
  return value.kind === 'class' ? value : unknown;
}
