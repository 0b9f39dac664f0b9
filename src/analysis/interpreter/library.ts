import { elementsOf } from './assignment';
import { callValue } from './calls';
import { setOwnAttribute } from './classes';
import { type Call, type Machine, argument } from './machine';
import { Scope } from './scope';
import {
  type ClassValue,
  type InstanceValue,
  type Value,
  constant,
  dict,
  inert,
  list,
  sameValue,
  unknown,
} from './values';

/** A call of Python's standard library that builds or combines values; undefined for anything else. */
export function callLibrary(machine: Machine, name: string, call: Call): Value | undefined {
  const dot = name.indexOf('.');
  const [module, member] = [name.slice(0, Math.max(dot, 0)), name.slice(dot + 1)];
  switch (module) {
    case 'functools':
      return callFunctools(machine, member, call);
    case 'itertools':
      return callItertools(machine, member, call);
    case 'collections':
      return callCollections(machine, member, call);
    case 'math':
      return callMath(member, call);
    case 'operator':
      return undefined;
    case 'dataclasses':
      if (member === 'field')
        return { kind: 'partial', target: { kind: 'symbol', name }, positional: [], keywords: call.keywords };
      return member === 'replace' ? replaced(machine, call) : undefined;
    case 'types':
    case 'argparse':
      return member === 'SimpleNamespace' || member === 'Namespace' ? namespace(machine, call) : undefined;
    case 'typing':
      return member === 'cast' ? call.positional[1]?.value : undefined;
    default:
      return undefined;
  }
}

function callFunctools(machine: Machine, member: string, call: Call): Value | undefined {
  const [first, second, third] = call.positional;
  if (!first || call.unknownSpread) return undefined;
  switch (member) {
    case 'partial':
    case 'partialmethod':
      return {
        kind: 'partial',
        target: first.value,
        positional: call.positional.slice(1),
        keywords: call.keywords,
      };
    case 'wraps':
      return { kind: 'symbol', name: 'functools.wrapping' };
    case 'wrapping':
    case 'update_wrapper':
      return first.value;
    case 'reduce': {
      const items = second && elementsOf(second.value);
      if (!items?.exact) return undefined;
      const values = third ? [third.value, ...items.elements] : items.elements;
      return values.length === 0
        ? unknown
        : values.reduce((left, right) => callValue(machine, first.value, withArguments(call, [left, right])));
    }
    default:
      return undefined;
  }
}

/** The same call with other arguments. */
export function withArguments(call: Call, values: readonly Value[]): Call {
  const positional = values.map((value) => ({ value, valueSpan: call.span, span: call.span }));
  return { ...call, positional, keywords: new Map(), unknownSpread: false };
}

/** More combinations than this are not made one by one. */
const MOST_COMBINATIONS = 1024;

function callItertools(machine: Machine, member: string, call: Call): Value | undefined {
  const sources = call.positional.map((one) => elementsOf(one.value));
  const exact = sources.every((source) => source.exact) && !call.unknownSpread;
  const pairs = (elements: readonly Value[][]) =>
    list(
      machine.store,
      elements.map((one): Value => ({ kind: 'tuple', elements: one })),
    );
  const [first] = sources;
  switch (member) {
    case 'chain':
      return list(
        machine.store,
        sources.flatMap((source) => source.elements),
        exact,
      );
    case 'chain.from_iterable': {
      if (!first) return undefined;
      const inner = first.elements.map(elementsOf);
      return list(
        machine.store,
        inner.flatMap((source) => source.elements),
        first.exact && inner.every((source) => source.exact),
      );
    }
    case 'product': {
      const times = argument(call, Number.MAX_SAFE_INTEGER, 'repeat')?.value;
      const repeat = times?.kind === 'constant' && typeof times.value === 'number' ? times.value : 1;
      const factors = Array.from({ length: repeat }, () => sources).flat();
      const size = factors.reduce((product, source) => product * source.elements.length, 1);
      if (!exact || size > MOST_COMBINATIONS || (times && times.kind !== 'constant')) return undefined;
      return pairs(
        factors.reduce<Value[][]>(
          (all, source) => all.flatMap((one) => source.elements.map((element) => [...one, element])),
          [[]],
        ),
      );
    }
    case 'pairwise':
      if (!first || !exact) return undefined;
      return pairs(first.elements.slice(1).map((one, index) => [first.elements[index] as Value, one]));
    case 'repeat': {
      const [value, times] = call.positional;
      const count = times?.value.kind === 'constant' ? Number(times.value.value) : Infinity;
      if (!value) return undefined;
      return count <= MOST_COMBINATIONS
        ? list(
            machine.store,
            Array.from({ length: count }, () => value.value),
          )
        : list(machine.store, [value.value], false);
    }
    case 'islice': {
      const bounds = call.positional.slice(1).map((one) => one.value);
      const numbers = bounds.map((one) =>
        one.kind === 'constant' && typeof one.value === 'number' ? one.value : null,
      );
      if (!first || !exact || numbers.length === 0 || numbers.length > 2 || numbers.includes(null))
        return undefined;
      const [start, end] = numbers.length === 1 ? [0, numbers[0]] : numbers;
      return list(machine.store, first.elements.slice(start as number, end as number));
    }
    default:
      return undefined;
  }
}

function callCollections(machine: Machine, member: string, call: Call): Value | undefined {
  const [first, second] = call.positional;
  switch (member) {
    case 'OrderedDict':
      return makeDict(machine, call);
    case 'defaultdict': {
      const rest = { ...call, positional: call.positional.slice(1) };
      const made = makeDict(machine, rest);
      return made?.kind === 'dict' && first ? { ...made, factory: first.value } : made;
    }
    case 'deque': {
      const source = first ? elementsOf(first.value) : { elements: [], exact: true };
      return list(machine.store, source.elements, source.exact);
    }
    case 'namedtuple': {
      const names = second && namesIn(second.value);
      const name = first?.value.kind === 'constant' ? String(first.value.value) : 'tuple';
      return names ? tupleClass(machine, name, names, call) : undefined;
    }
    default:
      return undefined;
  }
}

/** `dict(…)` of a dictionary or of pairs, with keywords; undefined where it cannot be known. */
export function makeDict(machine: Machine, call: Call): Value | undefined {
  const entries = new Map<string | number, Value>();
  let exact = !call.unknownSpread;
  const first = call.positional[0]?.value;
  if (first?.kind === 'dict') {
    for (const [key, value] of first.cell.value.entries) entries.set(key, value);
    exact &&= first.cell.value.exact;
  } else if (first) {
    const pairs = elementsOf(first);
    exact &&= pairs.exact;
    for (const pair of pairs.elements) {
      const { elements } = elementsOf(pair);
      const [key, value] = elements;
      if (!value || key?.kind !== 'constant' || typeof key.value === 'boolean' || key.value === null)
        return undefined;
      entries.set(key.value, value);
    }
  }
  for (const [key, one] of call.keywords) entries.set(key, one.value);
  return dict(machine.store, entries, exact);
}

function namesIn(value: Value): string[] | null {
  if (value.kind === 'constant')
    return typeof value.value === 'string' ? value.value.split(/[\s,]+/).filter(Boolean) : null;
  const { elements, exact } = elementsOf(value);
  const names = elements.map((one) => (one.kind === 'constant' ? one.value : null));
  return exact && names.every((one) => typeof one === 'string') ? names : null;
}

function tupleClass(machine: Machine, name: string, fields: readonly string[], call: Call): ClassValue {
  const scope = new Scope('class', null, machine.store);
  const defaults = call.keywords.get('defaults');
  const values = defaults ? elementsOf(defaults.value).elements : [];
  fields
    .slice(fields.length - values.length)
    .forEach((field, index) => scope.assign(field, values[index] as Value));
  const { span } = call;
  const bases: Value[] = [{ kind: 'symbol', name: 'collections.namedtuple' }];
  return { kind: 'class', name, span, nameSpan: span, bases, scope, fields };
}

function namespace(machine: Machine, call: Call): Value | undefined {
  if (call.unknownSpread || call.positional.length > 0) return undefined;
  const instance = plainObject(call, null);
  for (const [name, one] of call.keywords) setOwnAttribute(machine, instance, name, one.value);
  return instance;
}

function plainObject(call: Call, owner: ClassValue | null): InstanceValue {
  return { kind: 'instance', class: owner, site: call.span, attributes: new Map(), native: null };
}

/** `dataclasses.replace(object, name=value)`. */
function replaced(machine: Machine, call: Call): Value | undefined {
  const source = call.positional[0]?.value;
  if (source?.kind !== 'instance' || call.unknownSpread) return undefined;
  const copy = plainObject(call, source.class);
  for (const [name, cell] of source.attributes)
    if (cell.value !== undefined) setOwnAttribute(machine, copy, name, cell.value);
  for (const [name, one] of call.keywords) setOwnAttribute(machine, copy, name, one.value);
  return copy;
}

const FUNCTIONS: Readonly<Record<string, (...numbers: number[]) => number>> = {
  ceil: Math.ceil,
  floor: Math.floor,
  sqrt: Math.sqrt,
  log2: Math.log2,
  log10: Math.log10,
  exp: Math.exp,
  pow: Math.pow,
  log: (value, base) => (base === undefined ? Math.log(value) : Math.log(value) / Math.log(base)),
};

function callMath(member: string, call: Call): Value {
  const numbers = call.positional.map((one) => (one.value.kind === 'constant' ? one.value.value : null));
  const compute = Object.hasOwn(FUNCTIONS, member) ? FUNCTIONS[member] : undefined;
  if (!compute || !numbers.every((one) => typeof one === 'number')) return inert;
  const result = compute(...(numbers as number[]));
  return Number.isFinite(result) ? constant(result) : inert;
}

/** A method of a string whose value is known; undefined for one without a rule here. */
export function callStringMethod(
  machine: Machine,
  text: string,
  name: string,
  call: Call,
): Value | undefined {
  const given = call.positional.map((one) => (one.value.kind === 'constant' ? one.value.value : undefined));
  const strings = given.every((one): one is string => typeof one === 'string') ? given : null;
  const [first, second] = strings ?? [];
  switch (name) {
    case 'lower':
    case 'casefold':
      return constant(text.toLowerCase());
    case 'upper':
      return constant(text.toUpperCase());
    case 'capitalize':
      return constant(text.charAt(0).toUpperCase() + text.slice(1).toLowerCase());
    case 'strip':
      return given.length === 0 ? constant(text.trim()) : undefined;
    case 'startswith':
      return first === undefined ? undefined : constant(text.startsWith(first));
    case 'endswith':
      return first === undefined ? undefined : constant(text.endsWith(first));
    case 'replace':
      return first === undefined || second === undefined
        ? undefined
        : constant(text.replaceAll(first, second));
    case 'isdigit':
      return constant(/^\d+$/.test(text));
    case 'split': {
      if (given.length > 1 || !strings || call.keywords.size > 0) return undefined;
      const parts = first === undefined ? text.split(/\s+/).filter(Boolean) : text.split(first);
      return list(
        machine.store,
        parts.map((part) => constant(part)),
      );
    }
    case 'join': {
      const source = call.positional[0] && elementsOf(call.positional[0].value);
      const parts = source?.elements.map((one) => (one.kind === 'constant' ? one.value : null));
      return source?.exact && parts?.every((one) => typeof one === 'string')
        ? constant(parts.join(text))
        : undefined;
    }
    default:
      return undefined;
  }
}

/** Whether a value is among others, by what is surely equal; null where that is not known. */
export function isAmong(value: Value, others: readonly Value[], exact: boolean): boolean | null {
  // All that is not known is one value here.
  if (value.kind === 'unknown') return null;
  if (value.kind !== 'constant') return others.some((one) => one === value) ? true : null;
  if (others.some((one) => sameValue(one, value))) return true;
  return exact && others.every((one) => one.kind === 'constant') ? false : null;
}

/** The elements as a set holds them; exact where it is known of all of them whether they are the same. */
export function withoutRepeats(elements: readonly Value[]): {
  readonly elements: readonly Value[];
  readonly exact: boolean;
} {
  const different: Value[] = [];
  let exact = true;
  for (const element of elements) {
    const known = isAmong(element, different, true);
    if (known !== true) different.push(element);
    if (known === null && different.length > 1) exact = false;
  }
  return { elements: different, exact };
}
