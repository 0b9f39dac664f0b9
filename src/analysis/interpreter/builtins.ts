import { elementsOf } from './assignment';
import { callValue } from './calls';
import { classMember, derives } from './classes';
import { detached, emptyContent, mergeContents } from './content';
import { attributeOf, writtenAs } from './expressions';
import { callStringMethod, isAmong, makeDict, withArguments, withoutRepeats } from './library';
import { type Call, type Machine, argument } from './machine';
import { truth } from './operators';
import { optionalCell } from './scope';
import {
  type Value,
  constant,
  contentOf,
  dict,
  inert,
  isUnresolved,
  list,
  none,
  sameValue,
  tensor,
  unknown,
  summedContent,
  type Shape,
  shapeOf,
} from './values';

/** A call of one of Python's own functions, or undefined for one without a rule here. */
export function callBuiltin(machine: Machine, name: string, call: Call): Value | undefined {
  const first = call.positional[0]?.value;
  const second = call.positional[1]?.value;
  switch (name) {
    case 'print':
    case 'id':
    case 'hash':
      return none;
    case 'len':
      if (first?.kind === 'constant' && typeof first.value === 'string') return constant(first.value.length);
      if (first && (first.kind === 'list' || first.kind === 'tuple' || first.kind === 'dict')) {
        const { elements, exact } = elementsOf(first);
        if (exact) return constant(elements.length);
      }
      return tensor();
    case 'sum': {
      if (!first) return unknown;
      const { elements, exact } = elementsOf(first);
      if (exact && elements.every((one) => one.kind === 'constant' && typeof one.value === 'number')) {
        return constant(
          elements.reduce((total, one) => total + Number((one as { value: unknown }).value), 0),
        );
      }
      return tensor({
        content: mergeContents([summedContent(first), ...(second ? [contentOf(second)] : [])]),
      });
    }
    case 'range': {
      const numbers = call.positional.map((one) =>
        one.value.kind === 'constant' && typeof one.value.value === 'number' ? one.value.value : null,
      );
      const [start, end, stride] =
        numbers.length === 1
          ? [0, numbers[0], 1]
          : [numbers[0], numbers[1], numbers.length > 2 ? numbers[2] : 1];
      if (typeof start !== 'number' || typeof end !== 'number' || typeof stride !== 'number' || stride === 0)
        return list(machine.store, [], false);
      const elements: Value[] = [];
      for (let value = start; stride > 0 ? value < end : value > end; value += stride) {
        if (elements.length > 256) return list(machine.store, [tensor()], false);
        elements.push(constant(value));
      }
      return list(machine.store, elements);
    }
    case 'list':
    case 'tuple':
    case 'sorted':
    case 'reversed':
    case 'iter':
    case 'set': {
      if (!first) return name === 'tuple' ? { kind: 'tuple', elements: [] } : list(machine.store, []);
      if (first.kind === 'unknown' || first.kind === 'tensor') return first;
      const { elements, exact } = elementsOf(first);
      const ordered = name === 'reversed' ? [...elements].reverse() : elements;
      if (name === 'tuple' && exact) return { kind: 'tuple', elements: ordered };
      return list(machine.store, ordered, exact && name !== 'sorted' && name !== 'set');
    }
    case 'dict':
      return makeDict(machine, call) ?? unknown;
    case 'enumerate':
    case 'zip': {
      const sources = call.positional.map((one) => elementsOf(one.value));
      const offset = argument(call, 1, 'start')?.value;
      if (name === 'enumerate' && sources[0]) {
        const start = offset?.kind === 'constant' && typeof offset.value === 'number' ? offset.value : 0;
        const items = sources[0].elements.map((element, index): Value => ({
          kind: 'tuple',
          elements: [constant(start + index), element],
        }));
        if (items.length > 0 || sources[0].exact) return list(machine.store, items, sources[0].exact);
        return list(machine.store, [{ kind: 'tuple', elements: [tensor(), sources[0].element] }], false);
      }
      if (sources.length > 0 && !call.unknownSpread && sources.every((source) => source.exact)) {
        const length = Math.min(...sources.map((source) => source.elements.length));
        return list(
          machine.store,
          Array.from({ length }, (_, index): Value => ({
            kind: 'tuple',
            elements: sources.map((source) => source.elements[index] as Value),
          })),
        );
      }
      return list(
        machine.store,
        [{ kind: 'tuple', elements: sources.map((source) => source.element) }],
        false,
      );
    }
    case 'map': {
      const sources = call.positional.slice(1).map((one) => elementsOf(one.value));
      const [items] = sources;
      if (!first || !items) return unknown;
      const apply = (...values: Value[]) => callValue(machine, first, withArguments(call, values));
      if (!sources.every((source) => source.exact))
        return list(machine.store, [apply(...sources.map((source) => source.element))], false);
      const length = Math.min(...sources.map((source) => source.elements.length));
      return list(
        machine.store,
        Array.from({ length }, (_, index) =>
          apply(...sources.map((source) => source.elements[index] as Value)),
        ),
      );
    }
    case 'filter': {
      const items = second && elementsOf(second);
      if (!first || !items) return unknown;
      const kept = items.elements.map((value) =>
        first.kind === 'constant'
          ? truth(value)
          : truth(callValue(machine, first, withArguments(call, [value]))),
      );
      const chosen = items.elements.filter((_, index) => kept[index] !== false);
      return list(machine.store, chosen, items.exact && !kept.includes(null));
    }
    case 'any':
    case 'all': {
      const items = first && elementsOf(first);
      const truths = items?.elements.map(truth) ?? [];
      const decisive = name === 'any';
      if (truths.includes(decisive)) return constant(decisive);
      return items?.exact && !truths.includes(null) ? constant(!decisive) : inert;
    }
    case 'isinstance':
    case 'issubclass':
      return known(first && second && isOfClass(machine, first, second));
    case 'callable': {
      const known = first && first.kind !== 'unknown' && first.kind !== 'join' && first.kind !== 'method';
      if (!known) return inert;
      const isData = ['constant', 'list', 'tuple', 'dict', 'tensor'].includes(first.kind);
      if (first.kind === 'instance' && first.native === null) return inert;
      return constant(!isData);
    }
    case 'bool': {
      const known = first ? truth(first) : false;
      return known === null ? carrying(call) : constant(known);
    }
    case 'str': {
      const text = first ? writtenAs(first) : '';
      return text === null ? carrying(call) : constant(text);
    }
    case 'abs':
      if (first?.kind === 'constant' && typeof first.value === 'number')
        return constant(Math.abs(first.value));
      return carrying(call);
    case 'round':
      if (first?.kind === 'constant' && typeof first.value === 'number' && !second)
        return constant(roundedHalfEven(first.value));
      return carrying(call);
    case 'pow':
      if (first?.kind === 'constant' && second?.kind === 'constant' && call.positional.length === 2) {
        const power = Number(first.value) ** Number(second.value);
        if (Number.isFinite(power)) return constant(power);
      }
      return carrying(call);
    case 'getattr': {
      if (first && second?.kind === 'constant' && typeof second.value === 'string')
        return orDefault(attributeOf(machine, first, second.value, call.span), call.positional[2]?.value);
      return unknown;
    }
    case 'hasattr':
      return known(first && hasAttribute(machine, first, second));
    case 'setattr': {
      const key = second?.kind === 'constant' && typeof second.value === 'string' ? second.value : null;
      const value = call.positional[2]?.value ?? unknown;
      machine.structure++;
      if (first?.kind === 'instance') {
        if (key === null) machine.framework.escape(machine, first);
        else {
          const cell = first.attributes.get(key) ?? optionalCell();
          first.attributes.set(key, cell);
          machine.store.write(cell, value);
          if (first.native) machine.framework.setAttribute(machine, first, key, value, call.span);
        }
      }
      return none;
    }
    case 'int':
    case 'float':
      if (first?.kind === 'constant' && typeof first.value === 'number')
        return constant(name === 'int' ? Math.trunc(first.value) : first.value, first.span);
      if (
        first?.kind === 'constant' &&
        typeof first.value === 'string' &&
        first.value.trim() !== '' &&
        Number.isFinite(Number(first.value))
      )
        return constant(Number(first.value));
      // In a traced function it is a cast.
      if (name === 'float' && first?.kind === 'tensor' && machine.graph !== 'no') return first;
      return {
        kind: 'unknown',
        content: first
          ? { ...detached(contentOf(first), call.span), opaque: contentOf(first).reads.length === 0 }
          : tensor().content,
      };
    case 'max':
    case 'min': {
      const only = call.positional.length === 1 && first ? elementsOf(first) : null;
      const candidates = only?.exact ? only.elements : call.positional.map((one) => one.value);
      const numbers = candidates.map((one) =>
        one.kind === 'constant' && typeof one.value === 'number' ? one.value : Number.NaN,
      );
      if (
        call.keywords.size === 0 &&
        numbers.length > (only?.exact ? 0 : 1) &&
        numbers.every(Number.isFinite)
      )
        return constant(name === 'max' ? Math.max(...numbers) : Math.min(...numbers));
      return tensor({ content: mergeContents(call.positional.map((one) => contentOf(one.value))) });
    }
    case 'type': {
      if (first?.kind !== 'instance' || call.positional.length > 1) return carrying(call);
      const type = machine.framework.typeOf(first);
      return first.class ?? (type === null ? unknown : { kind: 'symbol', name: type });
    }
    case 'repr':
    case 'format':
    case 'open':
      return carrying(call);
    case 'next':
      return first ? elementsOf(first).element : unknown;
    default:
      return undefined;
  }
}

function known(answer: boolean | null | undefined): Value {
  return typeof answer === 'boolean' ? constant(answer) : inert;
}

function hasAttribute(machine: Machine, value: Value, name: Value | undefined): boolean | null {
  if (value.kind !== 'instance' || name?.kind !== 'constant' || typeof name.value !== 'string') return null;
  if (value.attributes.get(name.value)?.value !== undefined) return true;
  if (value.class && classMember(value.class, name.value)) return true;
  return value.native ? machine.framework.hasAttribute(value, name.value) : null;
}

/** Plain data that holds what the arguments hold. */
function carrying(call: Call): Value {
  const content = mergeContents(call.positional.map((one) => contentOf(one.value)));
  return content === emptyContent ? inert : { kind: 'unknown', content };
}

function roundedHalfEven(value: number): number {
  const below = Math.floor(value);
  if (value - below !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}

/** `getattr` with a default: an attribute that is not known to be there may be the default instead. */
function orDefault(found: Value, otherwise: Value | undefined): Value {
  return otherwise && (isUnresolved(found) || found.kind === 'unknown') ? unknown : found;
}

const PLAIN_TYPES: Readonly<Record<string, (value: Value) => boolean | null>> = {
  str: (value) => value.kind === 'constant' && typeof value.value === 'string',
  bool: (value) => value.kind === 'constant' && typeof value.value === 'boolean',
  int: (value) =>
    value.kind === 'constant' &&
    (typeof value.value === 'boolean' || (typeof value.value === 'number' && Number.isInteger(value.value))),
  // Python's 2.0 and 2 are the same number here.
  float: (value) =>
    value.kind !== 'constant' || typeof value.value !== 'number'
      ? false
      : Number.isInteger(value.value)
        ? null
        : true,
  list: (value) => value.kind === 'list',
  tuple: (value) => value.kind === 'tuple',
  dict: (value) => value.kind === 'dict',
};

/** Whether a value is an instance of a class, or of one of several; null where that is not known. */
function isOfClass(machine: Machine, value: Value, type: Value): boolean | null {
  if (type.kind === 'tuple') {
    const all = type.elements.map((one) => isOfClass(machine, value, one));
    return all.includes(true) ? true : all.includes(null) ? null : false;
  }
  const isPlain = ['constant', 'list', 'tuple', 'dict'].includes(value.kind);
  if (type.kind === 'symbol' && type.name.startsWith('builtins.')) {
    const test = PLAIN_TYPES[type.name.slice('builtins.'.length)];
    return test && (isPlain || (value.kind === 'instance' && value.native !== null)) ? test(value) : null;
  }
  if (type.kind === 'class') {
    if (isPlain) return false;
    if (value.kind === 'instance') return value.class ? derives(value.class, type) : false;
    return value.kind === 'class' ? derives(value, type) : null;
  }
  const isLibrary =
    type.kind === 'symbol' && value.kind === 'instance' && value.native && value.class === null;
  return isLibrary ? machine.framework.isInstance(value, type.name) : null;
}

/** Methods of lists, dictionaries, strings and tensors. */
export function callContainerMethod(
  machine: Machine,
  receiver: Value,
  name: string,
  call: Call,
): Value | undefined {
  const first = call.positional[0]?.value;
  const second = call.positional[1]?.value;
  if (receiver.kind === 'list') {
    const state = receiver.cell.value;
    const write = (elements: readonly Value[], exact: boolean) =>
      machine.store.write(receiver.cell, { elements, exact });
    switch (name) {
      case 'append':
        if (first?.kind === 'instance' || first?.kind === 'tensor' || first?.kind === 'tuple')
          machine.structure += first.kind === 'instance' ? 1 : 0;
        write([...state.elements, first ?? unknown], state.exact);
        return none;
      case 'extend': {
        if (first) {
          const added = elementsOf(first);
          write([...state.elements, ...added.elements], state.exact && added.exact);
        }
        return none;
      }
      case 'insert': {
        const value = call.positional[1]?.value ?? unknown;
        if (first?.kind === 'constant' && typeof first.value === 'number')
          write(
            [...state.elements.slice(0, first.value), value, ...state.elements.slice(first.value)],
            state.exact,
          );
        else write([...state.elements, value], false);
        return none;
      }
      // Sets are lists as well.
      case 'add':
      case 'update':
        for (const { value } of call.positional) {
          const added = name === 'add' ? { elements: [value], exact: true } : elementsOf(value);
          const { elements, exact } = receiver.cell.value;
          const all = withoutRepeats([...elements, ...added.elements]);
          write(all.elements, exact && added.exact && all.exact);
        }
        if (call.unknownSpread) write(receiver.cell.value.elements, false);
        return none;
      case 'discard':
      case 'difference_update':
      case 'intersection_update':
      case 'symmetric_difference_update':
        write(state.elements, false);
        return none;
      case 'pop': {
        const position =
          first?.kind === 'constant' && typeof first.value === 'number'
            ? first.value
            : first
              ? null
              : state.elements.length - 1;
        if (!state.exact || position === null) {
          write(state.elements, false);
          return state.elements.at(-1) ?? unknown;
        }
        const index = position < 0 ? state.elements.length + position : position;
        const popped = state.elements[index] ?? unknown;
        write(
          state.elements.filter((_, other) => other !== index),
          true,
        );
        return popped;
      }
      case 'copy':
        return list(machine.store, state.elements, state.exact);
      case 'clear':
        write([], true);
        return none;
      case 'reverse':
        write([...state.elements].reverse(), state.exact);
        return none;
      case 'sort':
        write(state.elements, false);
        return none;
      case 'remove': {
        const at = first ? state.elements.findIndex((one) => sameValue(one, first)) : -1;
        const isKnown = at >= 0 && isAmong(first as Value, state.elements.slice(0, at), true) !== null;
        write(
          isKnown ? state.elements.filter((_, index) => index !== at) : state.elements,
          isKnown && state.exact,
        );
        return none;
      }
      case 'index':
      case 'count':
        return tensor();
      default:
        return undefined;
    }
  }
  if (receiver.kind === 'dict') {
    const state = receiver.cell.value;
    switch (name) {
      case 'get': {
        if (
          first?.kind === 'constant' &&
          (typeof first.value === 'string' || typeof first.value === 'number')
        ) {
          const found = state.entries.get(first.value);
          if (found) return found;
          if (state.exact) return call.positional[1]?.value ?? none;
        }
        return unknown;
      }
      case 'items':
        return list(
          machine.store,
          [...state.entries].map(([key, value]): Value => ({
            kind: 'tuple',
            elements: [constant(key), value],
          })),
          state.exact,
        );
      case 'values':
        return list(machine.store, [...state.entries.values()], state.exact);
      case 'keys':
        return list(
          machine.store,
          [...state.entries.keys()].map((key) => constant(key)),
          state.exact,
        );
      case 'copy':
        return dict(machine.store, state.entries, state.exact);
      case 'update': {
        const added = makeDict(machine, call);
        machine.store.write(
          receiver.cell,
          added?.kind === 'dict'
            ? {
                entries: new Map([...state.entries, ...added.cell.value.entries]),
                exact: state.exact && added.cell.value.exact,
              }
            : { entries: new Map(), exact: false },
        );
        return none;
      }
      case 'setdefault':
      case 'pop': {
        const key = first?.kind === 'constant' && typeof first.value !== 'boolean' ? first.value : null;
        const found = key === null ? undefined : state.entries.get(key);
        if (key === null || (!found && !state.exact)) {
          machine.store.write(receiver.cell, { entries: state.entries, exact: false });
          return unknown;
        }
        const entries = new Map(state.entries);
        const value = found ?? second ?? none;
        if (name === 'pop') entries.delete(key);
        else entries.set(key, value);
        machine.store.write(receiver.cell, { entries, exact: state.exact });
        return value;
      }
      case 'clear':
        machine.store.write(receiver.cell, { entries: new Map(), exact: true });
        return none;
      default:
        return undefined;
    }
  }
  if (receiver.kind === 'constant' && typeof receiver.value === 'string')
    return callStringMethod(machine, receiver.value, name, call) ?? inert;
  if (receiver.kind === 'tensor') return tensorMethod(receiver, name, call);
  return undefined;
}

/** Methods of NumPy's random generators that draw an array of a given size. */
const DRAWS = new Set(['normal', 'standard_normal', 'uniform', 'random', 'integers', 'rand', 'randn']);

function drawnShape(size: Value | undefined): Shape {
  const elements = size?.kind === 'tuple' ? size.elements : size?.kind === 'constant' ? [size] : null;
  if (!elements) return { dims: null, last: null };
  return shapeOf(
    elements.map((one) => (one.kind === 'constant' && typeof one.value === 'number' ? one.value : null)),
  );
}

/** Methods of arrays and tensors: shapes where they are plain to see, contents always. */
function tensorMethod(receiver: Value & { kind: 'tensor' }, name: string, call: Call): Value | undefined {
  if (['astype', 'copy', 'cast', 'to', 'cpu', 'float'].includes(name)) return receiver;
  if (name === 'clip') return { ...receiver };
  if (DRAWS.has(name)) return tensor({ shape: drawnShape(call.keywords.get('size')?.value) });
  if (name === 'numpy' || name === 'item' || name === 'detach')
    return { ...receiver, content: detached(receiver.content, call.span) };
  if (name === 'reshape') {
    const given =
      call.positional.length === 1 && call.positional[0]?.value.kind === 'tuple'
        ? call.positional[0].value.elements
        : call.positional.map((one) => one.value);
    const dims = given.map((one) =>
      one.kind === 'constant' && typeof one.value === 'number' && one.value >= 0 ? one.value : null,
    );
    return tensor({
      ...receiver,
      shape: dims.length > 0 ? { dims, last: dims.at(-1) ?? null } : receiver.shape,
      producer: null,
    });
  }
  if (['mean', 'sum', 'max', 'min', 'norm', 'std', 'var'].includes(name))
    return tensor({ content: { ...receiver.content, rawPrediction: false } });
  if (
    [
      'flatten',
      'ravel',
      'transpose',
      'squeeze',
      'T',
      'take',
      'batch',
      'shuffle',
      'prefetch',
      'repeat',
      'map',
      'cache',
    ].includes(name)
  ) {
    return tensor({ content: receiver.content });
  }
  return undefined;
}
