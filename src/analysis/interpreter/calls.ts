import { callBuiltin, callContainerMethod } from './builtins';
import { mergeContents } from './content';
import { classMember, evaluate } from './expressions';
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
  type Value,
  contentOf,
  dict,
  joinValues,
  list,
  none,
  unknown,
} from './values';

/** Calls deeper than this are not followed. */
const DEEPEST_CALL = 24;

/** The value of calling anything. Code that cannot be seen may do anything to the arguments. */
export function callValue(machine: Machine, callee: Value, call: Call): Value {
  step(machine);
  switch (callee.kind) {
    case 'function':
      return callee.callable ? callFunction(machine, callee, null, call) : unknownCall(machine, call);
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
  if (name === 'functools.partial') {
    const [target, ...positional] = call.positional;
    if (target && !call.unknownSpread)
      return { kind: 'partial', target: target.value, positional, keywords: call.keywords };
  }
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
    if (!method.callable) return unknownCall(machine, call);
    return callFunction(machine, method, receiver.kind === 'instance' ? receiver : null, call, receiver);
  }
  if (receiver.kind === 'instance') {
    return (
      machine.framework.callMethod(machine, receiver, name, call) ??
      (name === '__init__' ? none : unknownCall(machine, call, receiver))
    );
  }
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

const RUNNERS = new Set(['run', 'experimental_run_v2', 'call_for_each_replica']);

/** The result of code that cannot be seen: it may hold what the arguments hold, and more. */
function unknownCall(machine: Machine, call: Call, receiver: Value | null = null): Value {
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
  const open = machine.frames.filter((frame) => frame.function?.body === callee.body).length;
  if (machine.frames.length > DEEPEST_CALL || open > 1) return unknownCall(machine, call);
  machine.entered.add(callee.body);
  const scope = new Scope('function', callee.scope, machine.store);
  bindParameters(machine, callee, bound, call, scope);
  const run = () =>
    oneStep(machine, () => withFreshContext(machine, () => runFunction(machine, callee, receiver, scope)));
  return callee.traced ? inGraph(machine, callee.body, run) : run();
}

function runFunction(
  machine: Machine,
  callee: FunctionValue,
  self: InstanceValue | null,
  scope: Scope,
): Value {
  const { store } = machine;
  const frame: Frame = { function: callee, scope, self, journal: store.begin(), exits: [], loops: [] };
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
  if (initialize?.kind === 'function') callFunction(machine, initialize, instance, call);
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
  for (const base of frameworkBases(owner)) machine.framework.subclass(machine, instance, base);
  return instance;
}

/** Symbols that a class derives from, nearest first. */
function frameworkBases(owner: ClassValue, depth = 0): string[] {
  if (depth > 20) return [];
  return owner.bases.flatMap((base) =>
    base.kind === 'symbol' ? [base.name] : base.kind === 'class' ? frameworkBases(base, depth + 1) : [],
  );
}
