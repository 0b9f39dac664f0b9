import type { Argument, Expression } from '../program/program';
import type { Span } from '../text/span';
import { callValue, yieldValue } from './calls';
import { classMember, enumMember, memberAfter, setOwnAttribute, tupleElements } from './classes';
import {
  type Content,
  type ReadExecution,
  detached,
  emptyContent,
  mergeContents,
  operandContents,
} from './content';
import { moduleMember } from './imports';
import { type Call, type Machine, fork, step, tick } from './machine';
import { withoutRepeats } from './library';
import { foldBinary, foldCompare, truth } from './operators';
import { Scope } from './scope';
import { assignTarget, elementsOf } from './assignment';
import {
  type ArgumentValue,
  type FunctionValue,
  type InstanceValue,
  type Value,
  alternatives,
  anyOf,
  constant,
  contentOf,
  dict,
  inert,
  joinValues,
  list,
  madeBy,
  none,
  tensor,
  unknown,
} from './values';

/** The abstract value of an expression. Never throws but for the step budget. */
export function evaluate(machine: Machine, expression: Expression, scope: Scope): Value {
  step(machine);
  switch (expression.kind) {
    case 'constant':
      return constant(expression.value, expression.span);
    case 'name':
      return lookup(machine, expression.name, scope);
    case 'attribute': {
      const object = evaluate(machine, expression.object, scope);
      return attributeOf(machine, object, expression.name, expression.span);
    }
    case 'item':
      return itemOf(machine, evaluate(machine, expression.object, scope), expression.index, scope);
    case 'call':
      return evaluateCall(machine, expression, scope);
    case 'binary':
      return evaluateBinary(
        machine,
        expression.operator,
        expression.left,
        expression.right,
        expression.span,
        scope,
      );
    case 'unary': {
      const operand = evaluate(machine, expression.operand, scope);
      if (operand.kind === 'constant') {
        if (expression.operator === 'not') return constant(!operand.value);
        if (expression.operator === '-' && typeof operand.value === 'number')
          return constant(-operand.value, expression.span);
        return operand;
      }
      if (expression.operator === '-' && operand.kind === 'tensor') {
        const { span } = expression;
        return binaryValue(machine, '-', constant(0), operand, span, span, expression.operand.span);
      }
      const known = expression.operator === 'not' ? truth(operand) : null;
      if (known !== null) return constant(!known);
      return expression.operator === 'not' ? inert : carrying(contentOf(operand));
    }
    case 'compare': {
      machine.inspecting++;
      const operands = expression.operands.map((operand) => evaluate(machine, operand, scope));
      machine.inspecting--;
      return foldCompare(expression.operators, operands);
    }
    case 'boolean': {
      const values: Value[] = [];
      for (const operand of expression.operands) {
        const value = evaluate(machine, operand, scope);
        const known = truth(value);
        if (known === null) values.push(value);
        else if (known === (expression.operator === 'or')) return values.reduce(joinValues, value);
        else if (operand === expression.operands.at(-1)) values.push(value);
      }
      return values.reduce(joinValues);
    }
    case 'conditional': {
      const known = truth(evaluateTest(machine, expression.test, scope));
      if (known !== null) return evaluate(machine, known ? expression.then : expression.otherwise, scope);
      return fork(machine, [
        () => evaluate(machine, expression.then, scope),
        () => evaluate(machine, expression.otherwise, scope),
      ]).reduce(joinValues);
    }
    case 'lambda':
      return {
        kind: 'function',
        name: 'lambda',
        span: expression.span,
        parameters: expression.parameters,
        defaults: evaluateDefaults(machine, expression.parameters, scope),
        body: expression.body,
        scope,
        callable: true,
        generates: expression.body.kind === 'yield',
        binding: 'plain',
        traced: false,
        owner: { class: null },
      };
    case 'list':
      return listDisplay(machine, expression.elements, scope);
    case 'set': {
      const display = evaluateElements(machine, expression.elements, scope);
      const { elements, exact } = withoutRepeats(display.elements);
      return list(machine.store, elements, display.exact && exact);
    }
    case 'tuple': {
      const display = evaluateElements(machine, expression.elements, scope);
      return display.exact
        ? { kind: 'tuple', elements: display.elements }
        : list(machine.store, display.elements, false);
    }
    case 'dict': {
      const entries = new Map<string | number, Value>();
      let exact = true;
      for (const { key, value } of expression.entries) {
        const element = evaluate(machine, value, scope);
        if (key === null) {
          if (element.kind === 'dict')
            for (const [name, item] of element.cell.value.entries) entries.set(name, item);
          exact &&= element.kind === 'dict' && element.cell.value.exact;
          continue;
        }
        const name = evaluate(machine, key, scope);
        if (name.kind === 'constant' && (typeof name.value === 'string' || typeof name.value === 'number'))
          entries.set(name.value, element);
        else {
          entries.set(`unknown key ${entries.size}`, element);
          exact = false;
        }
      }
      return dict(machine.store, entries, exact);
    }
    case 'comprehension':
      return evaluateComprehension(machine, expression, scope);
    case 'starred':
      return evaluate(machine, expression.value, scope);
    case 'assignment': {
      const value = evaluate(machine, expression.value, scope);
      assignTarget(machine, expression.target, value, scope, null);
      return value;
    }
    case 'await':
      return evaluate(machine, expression.value, scope);
    case 'template': {
      machine.inspecting++;
      const parts = expression.parts.map((part) => evaluate(machine, part, scope));
      machine.inspecting--;
      return formatted(expression.texts, parts);
    }
    case 'yield': {
      const value = expression.value ? evaluate(machine, expression.value, scope) : none;
      yieldValue(machine, value, expression.from);
      return unknown;
    }
    case 'slice':
    case 'opaque': {
      const children = expression.kind === 'slice' ? expression.parts : expression.children;
      const contents = children.map((child) =>
        child ? contentOf(evaluate(machine, child, scope)) : emptyContent,
      );
      return {
        kind: 'unknown',
        content: { ...mergeContents(contents), opaque: expression.kind === 'opaque' },
      };
    }
  }
}

/** The string of a template whose holes are all known. */
function formatted(texts: readonly string[] | null, parts: readonly Value[]): Value {
  const written = parts.map(writtenAs);
  if (texts === null || texts.length !== parts.length + 1 || written.includes(null)) return inert;
  return constant(texts.map((text, index) => text + (written[index] ?? '')).join(''));
}

/** How Python writes a value; null for one that a number's own form decides. */
export function writtenAs(value: Value): string | null {
  if (value.kind !== 'constant') return null;
  if (value.value === null) return 'None';
  if (typeof value.value === 'boolean') return value.value ? 'True' : 'False';
  if (typeof value.value === 'number') return Number.isInteger(value.value) ? String(value.value) : null;
  return value.value;
}

function carrying(content: Content): Value {
  return tensor({ content });
}

/** Evaluates a condition: what is only tested reaches no loss. */
export function evaluateTest(machine: Machine, test: Expression, scope: Scope): Value {
  machine.inspecting++;
  try {
    return evaluate(machine, test, scope);
  } finally {
    machine.inspecting--;
  }
}

export function evaluateDefaults(
  machine: Machine,
  parameters: FunctionValue['parameters'],
  scope: Scope,
): ReadonlyMap<string, Value> {
  const defaults = new Map<string, Value>();
  for (const parameter of parameters)
    if (parameter.default) defaults.set(parameter.name, evaluate(machine, parameter.default, scope));
  return defaults;
}

/** What a name stands for: a variable, one of Python's own, or one that a starred import may bring. */
export function lookup(machine: Machine, name: string, scope: Scope): Value {
  const value = scope.lookup(name);
  if (value !== undefined) return value;
  if (name === '__name__') return constant('__main__');
  if (BUILTINS.has(name)) return { kind: 'symbol', name: `builtins.${name}` };
  const starred = scope.module.starred;
  const module = starred.length > 0 ? machine.framework.starredModule(name, starred) : undefined;
  return module === undefined ? unknown : { kind: 'symbol', name: `${module}.${name}` };
}

const BUILTINS = new Set(
  (
    'abs all any bool callable dict divmod enumerate filter float format getattr hasattr hash id int isinstance issubclass iter len list map max ' +
    'min next object open pow print property range vars repr reversed round set setattr slice sorted staticmethod classmethod str sum super tuple type zip ' +
    'Exception ValueError TypeError RuntimeError NotImplementedError AssertionError KeyError ImportError IndexError AttributeError TypeError OSError KeyboardInterrupt StopIteration'
  ).split(' '),
);

/** `object.name`. */
export function attributeOf(machine: Machine, object: Value, name: string, span: Span): Value {
  switch (object.kind) {
    case 'symbol':
      return { kind: 'symbol', name: `${object.name}.${name}` };
    case 'instance':
      return instanceAttribute(machine, object, name, span);
    case 'class': {
      const found = classMember(object, name);
      if (!found) return name === '__name__' ? constant(object.name) : unknown;
      return found.kind === 'function' && found.binding === 'class'
        ? { kind: 'method', receiver: object, name, function: found }
        : enumMember(object, name, found);
    }
    case 'super': {
      const found = object.receiver.class
        ? memberAfter(object.receiver.class, object.after, name)
        : undefined;
      if (found?.kind === 'function') {
        const method: Value = { kind: 'method', receiver: object.receiver, name, function: found };
        return found.binding === 'property' ? callValue(machine, method, noArguments(span)) : method;
      }
      if (found) return found;
      return { kind: 'method', receiver: object.receiver, name, function: null };
    }
    case 'join':
      return alternatives(object)
        .map((one) => attributeOf(machine, one, name, span))
        .reduce(joinValues);
    case 'tensor':
      if (name === 'shape' && object.shape.dims) {
        return {
          kind: 'tuple',
          elements: object.shape.dims.map((dim) =>
            dim === null ? (object.symbolic ? none : inert) : constant(dim),
          ),
        };
      }
      if (name === 'shape' || name === 'dtype' || name === 'ndim' || name === 'size') return inert;
      if (name === 'data') return { ...object, content: detached(object.content, span) };
      return { kind: 'method', receiver: object, name, function: null };
    case 'list':
    case 'dict':
    case 'tuple':
    case 'constant':
      machine.framework.unresolved(machine, name, span);
      return { kind: 'method', receiver: object, name, function: null };
    case 'unknown':
      if (object.inert) return object;
      machine.framework.unresolved(machine, name, span);
      return { kind: 'method', receiver: object, name, function: null };
    case 'module':
      return moduleMember(machine, object, name);
    case 'method':
      return object.name === '__dict__'
        ? { kind: 'method', receiver: object, name, function: null }
        : unknown;
    case 'function':
      return name === '__name__' ? constant(object.name) : unknown;
    case 'partial':
      machine.framework.unresolved(machine, name, span);
      return unknown;
  }
}

function instanceAttribute(machine: Machine, instance: InstanceValue, name: string, span: Span): Value {
  const own = instance.attributes.get(name)?.value;
  if (own !== undefined) return own;
  const member = instance.class ? classMember(instance.class, name) : undefined;
  if (member?.kind === 'function') {
    if (member.binding === 'static') return member;
    const method: Value = { kind: 'method', receiver: instance, name, function: member };
    if (member.binding !== 'property') return method;
    const value = callValue(machine, method, noArguments(span));
    if (member.remembers) setOwnAttribute(machine, instance, name, value);
    return value;
  }
  if (member) return member;
  if (name === '__class__' && instance.class) return instance.class;
  if (instance.native) {
    const value = machine.framework.attribute(machine, instance, name, span);
    if (value) return value;
  }
  return { kind: 'method', receiver: instance, name, function: null };
}

/** A call without arguments at a place. */
export function noArguments(span: Span): Call {
  return {
    span,
    argumentsSpan: { start: span.end, end: span.end },
    positional: [],
    keywords: new Map(),
    unknownSpread: false,
  };
}

function itemOf(machine: Machine, object: Value, index: Expression, scope: Scope): Value {
  if (index.kind === 'slice') {
    const parts = index.parts.map((part) => (part ? evaluate(machine, part, scope) : none));
    return sliceOf(machine, object, parts);
  }
  const key = evaluate(machine, index, scope);
  const elements = object.kind === 'instance' ? tupleElements(object) : null;
  if (elements) return itemAt(machine, { kind: 'tuple', elements }, key);
  return itemAt(machine, object, key);
}

/** `object[key]`. */
function itemAt(machine: Machine, object: Value, key: Value): Value {
  const position = key.kind === 'constant' && typeof key.value === 'number' ? key.value : null;
  switch (object.kind) {
    case 'list':
    case 'tuple': {
      const { elements, exact } =
        object.kind === 'list' ? object.cell.value : { elements: object.elements, exact: true };
      if (position !== null && exact && !(object.kind === 'list' && object.unordered))
        return elements[position < 0 ? elements.length + position : position] ?? unknown;
      return elements.length > 0 && (elements.length <= 4 || elements[0]?.kind === 'instance')
        ? anyOf(elements)
        : { kind: 'unknown', content: { ...contentOf(object), opaque: true } };
    }
    case 'dict': {
      const { entries, exact } = object.cell.value;
      if (key.kind === 'constant' && (typeof key.value === 'string' || typeof key.value === 'number')) {
        const found = entries.get(key.value);
        if (found && (exact || typeof key.value === 'string')) return found;
        if (!found && exact && object.factory) {
          const made = callValue(machine, object.factory, noArguments({ start: 0, end: 0 }));
          machine.store.write(object.cell, { entries: new Map(entries).set(key.value, made), exact });
          return made;
        }
      }
      return { kind: 'unknown', content: { ...contentOf(object), opaque: true } };
    }
    case 'tensor': {
      const content = object.content;
      const dims = object.shape.dims;
      if (position !== null && dims)
        return tensor({
          shape: { dims: dims.slice(1), last: dims.length > 1 ? object.shape.last : null },
          symbolic: object.symbolic,
          content,
        });
      return tensor({
        symbolic: object.symbolic,
        content,
        producer: object.symbolic ? { by: 'item', inputs: [object] } : null,
      });
    }
    case 'join':
      return alternatives(object)
        .map((one) => itemAt(machine, one, key))
        .reduce(joinValues);
    case 'unknown':
      return object;
    default:
      return unknown;
  }
}

function sliceOf(machine: Machine, object: Value, parts: readonly Value[]): Value {
  const [from, to, by] = parts;
  const number = (part: Value | undefined): number | undefined | null =>
    part === undefined || (part.kind === 'constant' && part.value === null)
      ? undefined
      : part.kind === 'constant' && typeof part.value === 'number'
        ? part.value
        : null;
  const [start, end, stride] = [number(from), number(to), number(by)];
  if (
    (object.kind === 'list' || object.kind === 'tuple') &&
    start !== null &&
    end !== null &&
    stride === undefined
  ) {
    if (object.kind === 'tuple') return { kind: 'tuple', elements: object.elements.slice(start, end) };
    const { elements, exact } = object.cell.value;
    if (object.unordered) return list(machine.store, elements, false);
    return list(machine.store, elements.slice(start, end), exact);
  }
  if (object.kind === 'tensor') {
    const dims = object.shape.dims;
    return tensor({
      ...object,
      shape: dims ? { dims: [null, ...dims.slice(1)], last: object.shape.last } : object.shape,
      producer: null,
    });
  }
  return { kind: 'unknown', content: contentOf(object) };
}

/** `left operator right`, also for the augmented form. */
export function evaluateBinary(
  machine: Machine,
  operator: string,
  left: Expression,
  right: Expression,
  span: Span,
  scope: Scope,
): Value {
  // Left-deep chains of operators are walked in a loop: a sum of thousands of terms must not use up the stack.
  const chain: (Expression & { kind: 'binary' })[] = [];
  let first = left;
  while (first.kind === 'binary') {
    chain.push(first);
    first = first.left;
  }
  const operations = [
    ...chain.reverse().map((one) => ({ operator: one.operator, right: one.right, span: one.span })),
    { operator, right, span },
  ];
  const outer = machine.term;
  const firstOperation = operations[0] as (typeof operations)[number];
  machine.term =
    firstOperation.operator === '+'
      ? { start: first.span.start, end: firstOperation.right.span.start }
      : outer;
  let value = evaluate(machine, first, scope);
  let leftSpan = first.span;
  for (const operation of operations) {
    machine.term =
      operation.operator === '+'
        ? { start: leftSpan.end, end: operation.right.span.end }
        : operation.operator === '-'
          ? null
          : outer;
    const other = evaluate(machine, operation.right, scope);
    value = binaryValue(
      machine,
      operation.operator,
      value,
      other,
      operation.span,
      leftSpan,
      operation.right.span,
    );
    leftSpan = operation.span;
  }
  machine.term = outer;
  return value;
}

export function binaryValue(
  machine: Machine,
  operator: string,
  left: Value,
  right: Value,
  span: Span,
  leftSpan: Span,
  rightSpan: Span,
): Value {
  const content = operandContents(operator, contentOf(left), contentOf(right), span, machine.repeatedSince);
  const framework = machine.framework.binary(machine, operator, {
    span,
    left,
    right,
    leftSpan,
    rightSpan,
    content,
  });
  return (
    framework ?? madeBy(foldBinary(machine.store, operator, left, right, content, span), span, tick(machine))
  );
}

function evaluateCall(machine: Machine, expression: Expression & { kind: 'call' }, scope: Scope): Value {
  const callee = evaluate(machine, expression.callee, scope);
  if (callee.kind === 'symbol' && callee.name === 'builtins.super') return superValue(machine);
  if (callee.kind === 'symbol' && callee.name === 'builtins.vars' && expression.arguments[0])
    return attributeOf(
      machine,
      evaluate(machine, expression.arguments[0].value, scope),
      '__dict__',
      expression.span,
    );
  const inspects = callee.kind === 'symbol' && INSPECTIONS.has(callee.name);
  // A penalty inside an argument stays a term of the sum around the call, `a + sum(model.losses)`, as long as the call only reduces it.
  if (inspects) machine.inspecting++;
  const call = evaluateArguments(
    machine,
    expression.arguments,
    expression.span,
    expression.argumentsSpan,
    scope,
  );
  if (inspects) machine.inspecting--;
  return callValue(machine, callee, call);
}

const INSPECTIONS = new Set(
  ['print', 'len', 'bool', 'str', 'repr', 'type', 'isinstance', 'id', 'format'].map(
    (name) => `builtins.${name}`,
  ),
);

function superValue(machine: Machine): Value {
  for (let index = machine.frames.length - 1; index >= 0; index--) {
    const frame = machine.frames[index];
    const owner = frame?.function?.owner.class;
    if (frame?.self && owner) return { kind: 'super', receiver: frame.self, after: owner };
  }
  return unknown;
}

/** Shared by all calls without keywords; never written to. */
const noKeywords = new Map<string, ArgumentValue>();

/** The arguments of a call as the callee sees them. */
function evaluateArguments(
  machine: Machine,
  given: readonly Argument[],
  span: Span,
  argumentsSpan: Span,
  scope: Scope,
): Call {
  const positional: ArgumentValue[] = [];
  const named = given.some((one) => one.name !== null || one.spread === 'keyword');
  const keywords = named ? new Map<string, ArgumentValue>() : noKeywords;
  let unknownSpread = false;
  for (const one of given) {
    const value = evaluate(machine, one.value, scope);
    if (one.spread === 'positional') {
      const elements = elementsOf(value);
      for (const element of elements.elements)
        positional.push({ value: element, valueSpan: one.value.span, span: one.span, spread: true });
      unknownSpread ||= !elements.exact;
    } else if (one.spread === 'keyword') {
      if (value.kind !== 'dict') unknownSpread = true;
      else {
        for (const [name, element] of value.cell.value.entries)
          keywords.set(String(name), {
            value: element,
            valueSpan: one.value.span,
            span: one.span,
            spread: true,
          });
        unknownSpread ||= !value.cell.value.exact;
      }
    } else if (one.name !== null)
      keywords.set(one.name, { value, valueSpan: one.value.span, span: one.span });
    else positional.push({ value, valueSpan: one.value.span, span: one.span });
  }
  return { span, argumentsSpan, positional, keywords, unknownSpread };
}

function listDisplay(machine: Machine, elements: readonly Expression[], scope: Scope): Value {
  const display = evaluateElements(machine, elements, scope);
  return list(machine.store, display.elements, display.exact);
}

function evaluateElements(
  machine: Machine,
  elements: readonly Expression[],
  scope: Scope,
): { elements: Value[]; exact: boolean } {
  const result: Value[] = [];
  let exact = true;
  for (const element of elements) {
    if (element.kind === 'starred') {
      const spread = elementsOf(evaluate(machine, element.value, scope));
      result.push(...spread.elements);
      exact &&= spread.exact;
    } else result.push(evaluate(machine, element, scope));
  }
  return { elements: result, exact };
}

/** More elements than this are not produced one by one. */
const MOST_ELEMENTS = 256;

function evaluateComprehension(
  machine: Machine,
  expression: Expression & { kind: 'comprehension' },
  scope: Scope,
): Value {
  const inner = new Scope('function', scope, machine.store);
  const elements: Value[] = [];
  const entries = new Map<string | number, Value>();
  let exact = true;
  let origin: ReadExecution | undefined;
  const produce = (clauseIndex: number): void => {
    const clause = expression.clauses[clauseIndex];
    if (!clause) {
      const element = evaluate(machine, expression.element, inner);
      if (expression.key) {
        const key = evaluate(machine, expression.key, inner);
        if (key.kind === 'constant' && (typeof key.value === 'string' || typeof key.value === 'number'))
          entries.set(key.value, element);
        else exact = false;
      }
      elements.push(element);
      return;
    }
    const source = evaluate(machine, clause.iterable, clauseIndex === 0 ? scope : inner);
    const iterated = elementsOf(source);
    if (source.kind === 'list' && clause.conditions.length === 0) origin = source.origin;
    const items = iterated.exact
      ? iterated.elements
      : iterated.elements.length > 0
        ? iterated.elements.slice(0, 1)
        : [iterated.element];
    if (!iterated.exact) exact = false;
    for (const item of items.slice(0, MOST_ELEMENTS)) {
      step(machine);
      assignTarget(machine, clause.target, item, inner, null);
      const conditions = clause.conditions.map((condition) => truth(evaluateTest(machine, condition, inner)));
      if (conditions.includes(false)) continue;
      if (conditions.includes(null)) exact = false;
      produce(clauseIndex + 1);
    }
    if (items.length > MOST_ELEMENTS) exact = false;
  };
  produce(0);
  return expression.shape === 'dict'
    ? dict(machine.store, entries, exact)
    : { ...list(machine.store, elements, exact), origin: wholeRead(expression, origin, elements) };
}

/** The read whose every term a comprehension has taken, as its elements hold it: `[f(term) for term in model.losses]`. */
function wholeRead(
  { clauses }: Expression & { kind: 'comprehension' },
  origin: ReadExecution | undefined,
  [element]: readonly Value[],
): ReadExecution | undefined {
  if (!origin || !element || clauses.length > 1) return undefined;
  const [read, ...others] = contentOf(element).reads;
  return read && others.length === 0 && read.time === origin.time && read.span === origin.span
    ? { ...read, whole: true }
    : undefined;
}
