import { callBuiltin, callContainerMethod } from './builtins';
import { mergeContents } from './content';
import { elementsOf } from './assignment';
import { classMember, fieldsOf, initializeFields, libraryBases, setOwnAttribute } from './classes';
import { evaluate } from './expressions';
import { callLibrary } from './library';
import {
  type Call,
  type Frame,
  type Machine,
  exitWith,
  fork,
  inGraph,
  oneStep,
  step,
  withFreshContext,
} from './machine';
import type { Expression } from '../program/program';
import { Scope } from './scope';
import { runBlock } from './statements';
import {
  type ArgumentValue,
  type ClassValue,
  type FunctionValue,
  type InstanceValue,
  type ListValue,
  type Value,
  constant,
  contentOf,
  dict,
  inert,
  joinValues,
  list,
  none,
  sameValue,
  unknown,
} from './values';

/** Calls deeper than this are not followed. */
const DEEPEST_CALL = 24;

/** The value of calling anything. Code that cannot be seen may do anything to the arguments. */
export function callValue(machine: Machine, callee: Value, call: Call): Value {
  step(machine);
  switch (callee.kind) {
    case 'function':
      return callFunction(machine, callee, null, call);
    case 'class':
      return instantiate(machine, callee, call);
    case 'symbol':
      return callSymbol(machine, callee.name, call);
    case 'method':
      return callMethod(machine, callee.receiver, callee.name, callee.function, call);
    case 'partial': {
      const keywords = new Map([...callee.keywords, ...call.keywords]);
      return callValue(machine, callee.target, {
        ...call,
        positional: [...callee.positional, ...call.positional],
        keywords,
      });
    }
    case 'instance': {
      const method = callee.class ? classMember(callee.class, '__call__') : undefined;
      if (method?.kind === 'function') return callFunction(machine, method, callee, call);
      return machine.framework.callInstance(machine, callee, call) ?? unknownCall(machine, call);
    }
    case 'join':
      return fork(
        machine,
        callee.alternatives.map((one) => () => callValue(machine, one, call)),
      ).reduce(joinValues);
    case 'unknown':
    case 'tensor':
      return unknownCall(machine, call, callee);
    default:
      return unknownCall(machine, call);
  }
}

function callSymbol(machine: Machine, name: string, call: Call): Value {
  return machine.framework.called(machine, name, call, symbolValue(machine, name, call));
}

function symbolValue(machine: Machine, name: string, call: Call): Value {
  if (name.startsWith('builtins.')) {
    const value = callBuiltin(machine, name.slice('builtins.'.length), call);
    if (value) return value;
  }
  return callLibrary(machine, name, call) ?? callFramework(machine, name, call);
}

function callFramework(machine: Machine, name: string, call: Call): Value {
  return machine.framework.callSymbol(machine, name, call) ?? unknownCall(machine, call);
}

function callMethod(
  machine: Machine,
  receiver: Value,
  name: string,
  method: FunctionValue | null,
  call: Call,
): Value {
  if (method) {
    return callFunction(machine, method, receiver.kind === 'instance' ? receiver : null, call, receiver);
  }
  if (receiver.kind === 'instance') {
    return (
      machine.framework.callMethod(machine, receiver, name, call) ??
      (name === '__init__' ? none : unknownCall(machine, call, receiver))
    );
  }
  if (receiver.kind === 'method' && receiver.name === '__dict__' && receiver.receiver.kind === 'instance')
    return callOnAttributes(machine, receiver.receiver, name, call);
  const known = callContainerMethod(machine, receiver, name, call);
  if (known) return known;
  // `strategy.run(step, args=(batch,))` and its relatives call what they are given.
  const target = call.positional[0]?.value;
  if (RUNNERS.has(name) && target?.kind === 'function') {
    const given = call.keywords.get('args')?.value ?? call.positional[1]?.value;
    const positional =
      given?.kind === 'tuple'
        ? given.elements.map((value) => ({ value, valueSpan: call.span, span: call.span }))
        : [];
    return machine.framework.runElsewhere(machine, target, { ...call, positional, keywords: new Map() });
  }
  return machine.framework.observe(machine, receiver, name, call) ?? unknownCall(machine, call, receiver);
}

/** `self.__dict__.update(…)`: what is not known may set any attribute. */
function callOnAttributes(machine: Machine, instance: InstanceValue, name: string, call: Call): Value {
  if (name !== 'update') return inert;
  const given = call.positional.map((one) => one.value);
  const entries = given.flatMap((one) => (one.kind === 'dict' ? [...one.cell.value.entries] : []));
  for (const [key, value] of [
    ...entries,
    ...[...call.keywords].map(([key, one]) => [key, one.value] as const),
  ])
    setOwnAttribute(machine, instance, String(key), value);
  if (call.unknownSpread || given.some((one) => one.kind !== 'dict' || !one.cell.value.exact))
    for (const attribute of instance.attributes.keys())
      setOwnAttribute(machine, instance, attribute, unknown);
  return none;
}

const RUNNERS = new Set(['run', 'experimental_run_v2', 'call_for_each_replica']);

/** The result of code that cannot be seen: it may hold what the arguments hold, and more. */
function unknownCall(machine: Machine, call: Call, receiver: Value | null = null): Value {
  const isInert = receiver?.kind === 'unknown' && receiver.inert === true;
  if (isInert) return inert;
  machine.unknownCalls++;
  const values = [...call.positional, ...call.keywords.values()].map((one) => one.value);
  for (const value of values) machine.framework.escape(machine, value);
  const content = mergeContents(
    [...values, ...(receiver ? [receiver] : [])].map((value) => contentOf(value)),
  );
  const symbolic = values.flatMap((value) => (value.kind === 'tensor' && value.symbolic ? [value] : []));
  if (symbolic.length > 0) {
    return {
      kind: 'tensor',
      symbolic: true,
      shape: { dims: null, last: null },
      producer: { by: 'unknown', inputs: symbolic },
      content: { ...content, opaque: true },
    };
  }
  return { kind: 'unknown', content: { ...content, opaque: true } };
}

/** Recursive calls followed in one analysis: a function that calls itself twice would be followed without end. */
const MOST_RECURSIONS = 200;

/**
 * Enters a function of the file.
 * @param receiver the instance for `self`; `bound` is passed as first argument where it is no instance (a class).
 */
export function callFunction(
  machine: Machine,
  callee: FunctionValue,
  receiver: InstanceValue | null,
  call: Call,
  bound: Value | null = receiver,
): Value {
  if (!callee.callable) return unknownCall(machine, call);
  if (callee.manages) return managedLater(callee, bound, call);
  const given = callee.remembers ? givenTo(call, bound) : null;
  const known = given && callee.remembers?.value.find((one) => sameValues(one.given, given));
  if (known) return known.result;
  let open = 0;
  for (const frame of machine.frames) if (frame.function?.body === callee.body) open++;
  if (open > 1) machine.recursions++;
  const isEndless = open > 1 && (machine.recursions > MOST_RECURSIONS || !mayEnd(machine, call));
  if (machine.frames.length > DEEPEST_CALL || isEndless) return unknownCall(machine, call);
  machine.entered.add(callee.body);
  const scope = new Scope('function', callee.scope, machine.store);
  bindParameters(machine, callee, bound, call, scope);
  const run = () =>
    oneStep(machine, () =>
      withFreshContext(machine, () =>
        callee.generates
          ? runGenerator(machine, callee, receiver, scope)
          : runFunction(machine, callee, receiver, scope, null, null),
      ),
    );
  const result = callee.traced ? inGraph(machine, callee.body, run) : run();
  if (callee.remembers && given)
    machine.store.write(callee.remembers, [...callee.remembers.value, { given, result }]);
  return result;
}

/** Whether something that is known may end a recursion. */
function mayEnd(machine: Machine, call: Call): boolean {
  const given = [...call.positional, ...call.keywords.values()].map((one) => one.value.kind);
  return (
    machine.fromModule && given.some((kind) => kind === 'constant' || kind === 'list' || kind === 'tuple')
  );
}

/** All that a generator yields, as a list. It may run later than it is called: what it reads is not known for sure. */
function runGenerator(
  machine: Machine,
  callee: FunctionValue,
  self: InstanceValue | null,
  scope: Scope,
): Value {
  const yielded = list(machine.store, []);
  const { fromModule } = machine;
  machine.fromModule = false;
  try {
    runFunction(machine, callee, self, scope, yielded, null);
  } finally {
    machine.fromModule = fromModule;
  }
  return yielded;
}

/** A call of a context manager, which runs when a `with` enters it. */
function managedLater(callee: FunctionValue, bound: Value | null, call: Call): Value {
  const positional = [...call.positional];
  if (bound && callee.binding !== 'static')
    positional.unshift({ value: bound, valueSpan: call.span, span: call.span });
  return { kind: 'partial', target: callee, positional, keywords: call.keywords };
}

/**
 * Runs a context manager of the file, with a block in the place of what it yields.
 * @returns whether a path reaches the end of the block; null for a value that is no such manager.
 */
export function runManaged(
  machine: Machine,
  context: Value,
  block: (value: Value) => boolean,
): boolean | null {
  if (context.kind !== 'partial' || context.target.kind !== 'function' || !context.target.manages)
    return null;
  const callee = context.target;
  // One that opens itself, for the rest of what it was given, may do so without end.
  if (machine.frames.some((frame) => frame.function?.body === callee.body)) return block(unknown);
  const { positional, keywords } = context;
  const outer = [...machine.frames];
  const { inspecting, term } = machine;
  let goesOn = false;
  let yields = 0;
  const onYield = (value: Value): void => {
    // The block belongs to the function around it, not to the manager.
    const inner = machine.frames.splice(0, machine.frames.length, ...outer);
    const within = { inspecting: machine.inspecting, term: machine.term };
    Object.assign(machine, { inspecting, term });
    yields++;
    try {
      if (block(value)) goesOn = true;
    } finally {
      machine.frames.splice(0, machine.frames.length, ...inner);
      Object.assign(machine, within);
    }
  };
  machine.entered.add(callee.body);
  const scope = new Scope('function', callee.scope, machine.store);
  const first = positional[0]?.value;
  const span = { start: callee.span.start, end: callee.span.start };
  const call = { span, argumentsSpan: span, positional, keywords, unknownSpread: false };
  bindParameters(machine, { ...callee, binding: 'static' }, null, call, scope);
  const self = first?.kind === 'instance' ? first : null;
  withFreshContext(machine, () => runFunction(machine, callee, self, scope, null, onYield));
  return yields === 0 ? block(unknown) : goesOn;
}

function givenTo(call: Call, bound: Value | null): readonly Value[] {
  const named = [...call.keywords].flatMap(([name, one]) => [constant(name), one.value]);
  return [...(bound ? [bound] : []), ...call.positional.map((one) => one.value), ...named];
}

function sameValues(a: readonly Value[], b: readonly Value[]): boolean {
  return a.length === b.length && a.every((one, index) => sameValue(one, b[index] as Value));
}

/** `yield value` and `yield from iterable` in the function that runs. */
export function yieldValue(machine: Machine, value: Value, from: boolean): void {
  const { yielded, onYield } = machine.frames.at(-1) as Frame;
  if (onYield) onYield(value);
  else if (yielded) {
    const { elements, exact } = yielded.cell.value;
    const added = from ? elementsOf(value) : { elements: [value], exact: true };
    machine.store.write(yielded.cell, {
      elements: [...elements, ...added.elements],
      exact: exact && added.exact,
    });
  }
}

function runFunction(
  machine: Machine,
  callee: FunctionValue,
  self: InstanceValue | null,
  scope: Scope,
  yielded: ListValue | null,
  onYield: Frame['onYield'],
): Value {
  const { store } = machine;
  const frame: Frame = {
    function: callee,
    scope,
    self: self ?? receiverIn(callee, scope),
    journal: store.begin(),
    exits: [],
    loops: [],
    yielded,
    onYield,
  };
  machine.frames.push(frame);
  let ended = false;
  try {
    if (!Array.isArray(callee.body)) exitWith(machine, evaluate(machine, callee.body as Expression, scope));
    else if (runBlock(machine, callee.body, scope)) exitWith(machine, none);
    ended = true;
  } finally {
    machine.frames.pop();
    if (!ended) store.undo();
  }
  return leave(machine, frame);
}

/** The receiver of a method that a decorator's wrapper calls with all it was given. */
function receiverIn({ owner, parameters }: FunctionValue, scope: Scope): InstanceValue | null {
  const first = owner.class && parameters[0] ? scope.cells.get(parameters[0].name)?.value : undefined;
  return first?.kind === 'instance' ? first : null;
}

/** Goes on after a call with the join of all ways out of the function. */
function leave({ store }: Machine, { exits, journal }: Frame): Value {
  const [only] = exits;
  if (exits.length === 1 && only?.writes === null) {
    store.keep();
    return only.value;
  }
  const paths = exits.map(({ writes }) => writes ?? store.writes(journal));
  store.undo();
  store.join(paths);
  return exits.length === 0 ? unknown : exits.map(({ value }) => value).reduce(joinValues);
}

function bindParameters(
  machine: Machine,
  callee: FunctionValue,
  bound: Value | null,
  call: Call,
  scope: Scope,
): void {
  const positional: (ArgumentValue | null)[] = [...call.positional];
  if (bound && callee.binding !== 'static')
    positional.unshift({ value: bound, valueSpan: call.span, span: call.span });
  const left = new Map(call.keywords);
  let position = 0;
  for (const parameter of callee.parameters) {
    let value: Value | undefined;
    if (parameter.kind === 'positional-rest') {
      const rest = positional.slice(position).flatMap((one) => (one ? [one.value] : []));
      position = positional.length;
      value = call.unknownSpread ? list(machine.store, rest, false) : { kind: 'tuple', elements: rest };
    } else if (parameter.kind === 'keyword-rest') {
      value = dict(
        machine.store,
        new Map([...left].map(([name, one]) => [name, one.value])),
        !call.unknownSpread,
      );
    } else {
      const byName = left.get(parameter.name);
      if (byName) {
        value = byName.value;
        left.delete(parameter.name);
      } else if (parameter.kind === 'plain' && position < positional.length)
        value = positional[position++]?.value;
      else value = call.unknownSpread ? unknown : callee.defaults.get(parameter.name);
    }
    scope.assign(parameter.name, value ?? unknown);
  }
}

/** Makes an instance of a class of the file and runs its `__init__`. */
export function instantiate(machine: Machine, owner: ClassValue, call: Call): Value {
  machine.instantiated.add(owner);
  const instance = emptyInstance(machine, owner, call.span);
  machine.instances.set(owner, instance);
  const initialize = classMember(owner, '__init__');
  const fields = initialize ? null : fieldsOf(owner);
  if (fields) initializeFields(machine, instance, owner, fields, call);
  else if (initialize?.kind === 'function') callFunction(machine, initialize, instance, call);
  else if (instance.native) machine.framework.callMethod(machine, instance, '__init__', call);
  return instance;
}

function emptyInstance(machine: Machine, owner: ClassValue, site: InstanceValue['site']): InstanceValue {
  const instance: InstanceValue & { native: InstanceValue['native'] } = {
    kind: 'instance',
    class: owner,
    site,
    attributes: new Map(),
    native: null,
  };
  for (const base of libraryBases(owner)) machine.framework.subclass(machine, instance, base);
  return instance;
}
