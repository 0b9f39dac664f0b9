import { elementsOf } from './assignment';
import { callValue } from './calls';
import { detached, mergeContents } from './content';
import { attributeOf, classMember } from './expressions';
import { type Call, type Machine, argument } from './machine';
import { optionalCell } from './scope';
import {
  type ClassValue,
  type Value,
  constant,
  contentOf,
  dict,
  list,
  none,
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
      if (first && (first.kind === 'list' || first.kind === 'tuple')) {
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
    case 'dict': {
      if (call.unknownSpread || first)
        return first?.kind === 'dict' && call.keywords.size === 0
          ? dict(machine.store, first.cell.value.entries, first.cell.value.exact)
          : unknown;
      return dict(machine.store, new Map([...call.keywords].map(([key, one]) => [key, one.value])));
    }
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
      const items = call.positional[1] ? elementsOf(call.positional[1].value) : null;
      if (!first || !items) return unknown;
      const apply = (value: Value) =>
        callValue(machine, first, {
          ...call,
          positional: [{ value, valueSpan: call.span, span: call.span }],
          keywords: new Map(),
        });
      return items.exact
        ? list(machine.store, items.elements.map(apply))
        : list(machine.store, [apply(items.element)], false);
    }
    case 'getattr': {
      if (first && second?.kind === 'constant' && typeof second.value === 'string')
        return attributeOf(machine, first, second.value, call.span);
      return unknown;
    }
    case 'hasattr':
      return known(first && hasAttribute(machine, first, second));
    case 'isinstance':
      return known(first && second && isInstance(machine, first, second));
    case 'type': {
      if (first?.kind !== 'instance') return { kind: 'unknown', content: tensor().content };
      const name = machine.framework.typeOf(first);
      return first.class ?? (name === null ? unknown : { kind: 'symbol', name });
    }
    case 'issubclass':
    case 'callable':
      return { kind: 'unknown', content: tensor().content };
    case 'setattr': {
      const key = second?.kind === 'constant' && typeof second.value === 'string' ? second.value : null;
      const value = call.positional[2]?.value ?? unknown;
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
      return {
        kind: 'unknown',
        content: first
          ? { ...detached(contentOf(first), call.span), opaque: contentOf(first).reads.length === 0 }
          : tensor().content,
      };
    case 'max':
    case 'min': {
      const numbers = call.positional.map((one) =>
        one.value.kind === 'constant' && typeof one.value.value === 'number' ? one.value.value : Number.NaN,
      );
      if (numbers.length > 1 && numbers.every(Number.isFinite))
        return constant(name === 'max' ? Math.max(...numbers) : Math.min(...numbers));
      return tensor({ content: mergeContents(call.positional.map((one) => contentOf(one.value))) });
    }
    case 'str':
    case 'repr':
    case 'format':
    case 'open':
    case 'bool':
    case 'all':
    case 'any':
    case 'round':
    case 'abs':
    case 'pow':
      return { kind: 'unknown', content: mergeContents(call.positional.map((one) => contentOf(one.value))) };
    case 'next':
      return first ? elementsOf(first).element : unknown;
    default:
      return undefined;
  }
}

function known(answer: boolean | null | undefined): Value {
  return typeof answer === 'boolean' ? constant(answer) : { kind: 'unknown', content: tensor().content };
}

function hasAttribute(machine: Machine, value: Value, name: Value | undefined): boolean | null {
  if (value.kind !== 'instance' || name?.kind !== 'constant' || typeof name.value !== 'string') return null;
  if (value.attributes.get(name.value)?.value !== undefined) return true;
  if (value.class && classMember(value.class, name.value)) return true;
  return value.native ? machine.framework.hasAttribute(value, name.value) : null;
}

function isInstance(machine: Machine, value: Value, wanted: Value): boolean | null {
  if (value.kind !== 'instance') return null;
  if (wanted.kind === 'tuple') {
    const answers = wanted.elements.map((one) => isInstance(machine, value, one));
    return answers.includes(true) ? true : answers.includes(null) ? null : false;
  }
  if (wanted.kind === 'class')
    return value.class === null ? false : derives(value.class, wanted) ? true : null;
  return wanted.kind === 'symbol' && value.native && value.class === null
    ? machine.framework.isInstance(value, wanted.name)
    : null;
}

function derives(owner: ClassValue, from: ClassValue, depth = 0): boolean {
  if (owner === from) return true;
  return depth < 20 && owner.bases.some((base) => base.kind === 'class' && derives(base, from, depth + 1));
}

/** Methods of lists, dictionaries, strings and tensors. */
export function callContainerMethod(
  machine: Machine,
  receiver: Value,
  name: string,
  call: Call,
): Value | undefined {
  const first = call.positional[0]?.value;
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
      case 'remove':
        write(state.elements, false);
        return none;
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
      case 'update':
      case 'setdefault':
      case 'pop':
        if (name === 'update' && first?.kind === 'dict') {
          machine.store.write(receiver.cell, {
            entries: new Map([...state.entries, ...first.cell.value.entries]),
            exact: state.exact && first.cell.value.exact,
          });
          return none;
        }
        machine.store.write(receiver.cell, { entries: state.entries, exact: false });
        return unknown;
      default:
        return undefined;
    }
  }
  if (receiver.kind === 'constant' && typeof receiver.value === 'string')
    return { kind: 'unknown', content: tensor().content };
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
  if (['astype', 'copy', 'cast', 'to', 'cpu', 'float', 'clip'].includes(name)) return receiver;
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
