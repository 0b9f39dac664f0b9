import type { LostFact } from '../../facts/facts';
import { callFunction } from '../../interpreter/calls';
import { classMember } from '../../interpreter/classes';
import { noArguments } from '../../interpreter/expressions';
import type { FollowedModel, FollowedPass, FollowedStep } from '../../interpreter/followed';
import { type Call, type Machine, argument, withPass } from '../../interpreter/machine';
import {
  type ArgumentValue,
  type Given,
  type InstanceValue,
  type Shape,
  type TensorValue,
  type Value,
  constant,
  tensor,
  unknown,
  unknownShape,
} from '../../interpreter/values';
import type { Span } from '../../text/span';
import { followOperation, followOperator } from './followed-operations';
import { buildCustom, infer } from './layers';
import { hasOwnCall } from './models';
import { type LayerNative, type ModelNative, layerOf, modelOf, plain } from './natives';
import { trainingOf, withTraining, withTrainingArgument } from './passes';
import { inferMerge } from './shapes';
import { AUGMENTATION_LAYERS, DROPOUT_LAYERS } from './symbols';

/**
 * What a forward pass of a model computes. It is run by itself, as in training and as in use, on inputs of which only
 * the shape is known, and everything it does is undone.
 */
export function followModel(machine: Machine, model: InstanceValue): FollowedModel {
  const trained = runPass(machine, model, true);
  if ('lost' in trained) return trained;
  const used = runPass(machine, model, false);
  if ('lost' in used) return used;
  if (sameWithoutDropout(trained, used)) return trained;
  return { lost: { what: 'training', name: nameOf(model), span: model.site } };
}

function runPass(machine: Machine, model: InstanceValue, training: boolean): FollowedModel {
  const pass: FollowedPass = { training, steps: [], made: new Map(), running: [], lost: null };
  const native = modelOf(model) as ModelNative;
  const events = machine.events.length;
  const outer = { graph: machine.graph, fromModule: machine.fromModule };
  machine.store.begin();
  machine.followed = pass;
  machine.graph = 'no';
  try {
    const { input, inputs } = native.state.value;
    const shapes = inputs.length > 0 ? inputs.map(({ shape }) => shape) : [input];
    const given = shapes.map((shape, index) => {
      const made = tensor({ shape, producer: { by: 'input', inputs: [] } });
      pass.made.set(made, -1 - index);
      return made;
    });
    const value: Value = given.length === 1 ? (given[0] as Value) : { kind: 'tuple', elements: given };
    const result = withPass(machine, 'symbolic', () =>
      withTraining(machine, constant(training), () =>
        followCall(machine, pass, model, {
          ...noArguments(model.site),
          positional: [argumentOf(value, model)],
        }),
      ),
    );
    const outputs = outputsOf(pass, result);
    if (outputs) return { inputs: shapes, ...needed(pass.steps, outputs) };
    if (shapes.length > 1) return { lost: { what: 'inputs', name: '', span: model.site } };
    return { lost: pass.lost ?? { what: 'output', name: nameOf(model), span: model.site } };
  } finally {
    machine.followed = null;
    Object.assign(machine, outer);
    machine.store.undo();
    machine.events.length = events;
  }
}

function argumentOf(value: Value, { site }: InstanceValue): ArgumentValue {
  return { value, valueSpan: site, span: site };
}

/** Which steps made the values that a model returns; null where one of them is no known tensor. */
function outputsOf({ made }: FollowedPass, result: Value): readonly number[] | null {
  const values = elementsOf(result) ?? [result];
  const outputs = values.map((one) => (one.kind === 'tensor' ? made.get(one) : undefined));
  return values.length > 0 && outputs.every((one) => one !== undefined) ? outputs : null;
}

function elementsOf(value: Value): readonly Value[] | null {
  if (value.kind === 'tuple') return value.elements;
  if (value.kind === 'list') return value.cell.value.exact ? value.cell.value.elements : null;
  if (value.kind === 'dict') return value.cell.value.exact ? [...value.cell.value.entries.values()] : null;
  return null;
}

/** The steps that the outputs depend on, renumbered. */
function needed(
  steps: readonly FollowedStep[],
  outputs: readonly number[],
): Pick<Graph, 'steps' | 'outputs'> {
  const used = new Set(outputs);
  for (let index = steps.length - 1; index >= 0; index--)
    if (used.has(index)) for (const source of (steps[index] as FollowedStep).inbound) used.add(source);
  const places = new Map<number, number>();
  steps.forEach((_, index) => used.has(index) && places.set(index, places.size));
  const place = (index: number): number => places.get(index) ?? index;
  return {
    steps: steps.flatMap((step, index) =>
      used.has(index) ? [{ ...step, inbound: step.inbound.map(place) }] : [],
    ),
    outputs: outputs.map(place),
  };
}

type Graph = Exclude<FollowedModel, { lost: LostFact }>;

/** Whether both compute the same once layers that only act in training are taken out. */
function sameWithoutDropout(left: Graph, right: Graph): boolean {
  const numbers = new Map<string, number>();
  const layers = new Map<InstanceValue, number>();
  const numberOf = <T>(known: Map<T, number>, key: T): number => {
    const found = known.get(key) ?? known.size;
    known.set(key, found);
    return found;
  };
  const results = ({ steps, outputs }: Graph): string => {
    const computed: number[] = [];
    const of = (index: number): number => (index < 0 ? index : (computed[index] as number));
    for (const { type, layer, given, inbound } of steps) {
      const inputs = inbound.map(of);
      if (DROPS.has(type)) computed.push(inputs[0] as number);
      else {
        const who = layer ? numberOf(layers, layer) : type;
        computed.push(numberOf(numbers, JSON.stringify([who, given, inputs])));
      }
    }
    return JSON.stringify(outputs.map(of));
  };
  return results(left) === results(right);
}

/** Layers that give what they are given outside of training. */
const DROPS = new Set([...DROPOUT_LAYERS, 'GaussianNoise', ...AUGMENTATION_LAYERS]);

/** `instance(inputs)` in a pass that is followed. */
export function followCall(machine: Machine, pass: FollowedPass, instance: InstanceValue, call: Call): Value {
  const native = layerOf(instance);
  if (native && native.className !== null) return followLayer(machine, pass, instance, native, call);
  if (pass.running.includes(instance) || pass.running.length > DEEPEST)
    return lose(pass, 'model', nameOf(instance), call.span);
  pass.running.push(instance);
  try {
    return withTraining(machine, trainingOf(machine, call), () =>
      native || hasOwnCall(instance)
        ? followOwnCall(machine, pass, instance, call)
        : followStructure(machine, pass, instance, call),
    );
  } finally {
    pass.running.pop();
  }
}

const DEEPEST = 16;

/** A model or layer whose class says what it computes. */
function followOwnCall(machine: Machine, pass: FollowedPass, instance: InstanceValue, call: Call): Value {
  const native = layerOf(instance);
  const forward = instance.class ? classMember(instance.class, 'call') : undefined;
  if (forward?.kind !== 'function') return lose(pass, 'model', nameOf(instance), call.span);
  const given = argument(call, 0, 'inputs')?.value ?? unknown;
  if (native) {
    buildCustom(machine, instance, native, given.kind === 'tensor' ? given.shape : unknownShape);
    if (native.declared.value.length > 0) return lose(pass, 'weights', nameOf(instance), call.span);
  }
  const before = machine.unknownCalls;
  const result = callFunction(machine, forward, instance, withTrainingArgument(machine, forward, call));
  // Code that cannot be seen may have done anything to the layers.
  if (machine.unknownCalls !== before) return lose(pass, 'model', nameOf(instance), call.span);
  return result;
}

/** A model made of layers, without a `call` of its own. */
export function followStructure(
  machine: Machine,
  pass: FollowedPass,
  instance: InstanceValue,
  call: Call,
): Value {
  const native = modelOf(instance) as ModelNative;
  const { exact, nodes, inputs, outputs } = native.state.value;
  const given = argument(call, 0, 'inputs')?.value ?? unknown;
  if (native.kind === 'application' || native.kind === 'loaded')
    return lose(pass, native.kind, nameOf(instance), call.span);
  if (exact && outputs.length > 0) return replay(machine, pass, { inputs, outputs }, given, call);
  if (!exact || native.kind !== 'sequential') return lose(pass, 'layers', nameOf(instance), call.span);
  return nodes.reduce<Value>(
    (value, { layer }) =>
      followCall(machine, pass, layer, { ...noArguments(call.span), positional: [argumentOf(value, layer)] }),
    given,
  );
}

/** Computes a graph of tensors again, of other inputs. */
function replay(
  machine: Machine,
  pass: FollowedPass,
  { inputs, outputs }: { readonly inputs: readonly TensorValue[]; readonly outputs: readonly TensorValue[] },
  given: Value,
  call: Call,
): Value {
  const values = given.kind === 'tensor' ? [given] : given.kind === 'dict' ? [] : (elementsOf(given) ?? []);
  if (values.length !== inputs.length) return lose(pass, 'inputs', '', call.span);
  const known = new Map<TensorValue, Value>(inputs.map((input, index) => [input, values[index] as Value]));
  // With an own stack: a chain of a thousand layers must not use up JavaScript's.
  const stack = [...outputs];
  while (stack.length > 0) {
    const next = stack.at(-1) as TensorValue;
    const waiting = known.has(next) ? [] : (next.producer?.inputs ?? []).filter((one) => !known.has(one));
    stack.push(...waiting.reverse());
    if (waiting.length > 0) continue;
    if (!known.has(next)) known.set(next, again(machine, pass, next, known, call.span));
    stack.pop();
  }
  const results = outputs.map((one) => known.get(one) as Value);
  return results.length === 1 ? (results[0] as Value) : { kind: 'tuple', elements: results };
}

function again(
  machine: Machine,
  pass: FollowedPass,
  { producer }: TensorValue,
  known: ReadonlyMap<TensorValue, Value>,
  around: Span,
): Value {
  const by = producer?.by;
  const given = producer?.given;
  if (!by || !given) return lose(pass, 'layers', 'model', around);
  const call = callAgain(given, known);
  if (typeof by !== 'string') return followCall(machine, pass, by, call);
  const { name, span } = given;
  const [left, right] = call.positional;
  if (name === by && left && right) {
    const operands = { left: left.value, right: right.value, span };
    return followOperator(pass, by, operands) ?? lose(pass, 'operation', by, span);
  }
  return followOperation(pass, name ?? by, call) ?? lose(pass, 'operation', name ?? by, span);
}

function callAgain(given: Given, known: ReadonlyMap<TensorValue, Value>): Call {
  const { span } = given;
  const replaced = (value: Value): Value => {
    if (value.kind === 'tensor') return known.get(value) ?? value;
    return value.kind === 'tuple' ? { ...value, elements: value.elements.map(replaced) } : value;
  };
  const written = (value: Value): ArgumentValue => ({ value: replaced(value), valueSpan: span, span });
  return {
    ...noArguments(span),
    positional: given.positional.map(written),
    keywords: new Map([...given.keywords].map(([name, value]) => [name, written(value)])),
    unknownSpread: given.name === 'unknown',
  };
}

/** A layer of Keras: a step, if everything it is given is known. */
function followLayer(
  machine: Machine,
  pass: FollowedPass,
  instance: InstanceValue,
  native: LayerNative,
  call: Call,
): Value {
  const className = native.className as string;
  const training = plain(trainingOf(machine, call) ?? undefined);
  const tensors: TensorValue[] = [];
  const given: Record<string, boolean> = {};
  const written = [
    ...call.positional.map((one, index) => [String(index), one.value] as const),
    ...[...call.keywords]
      .map(([name, { value }]) => [name, value] as const)
      .sort(([a], [b]) => IN_ORDER.indexOf(a) - IN_ORDER.indexOf(b)),
  ];
  for (const [name, value] of written) {
    if (name === 'training') continue;
    const found = value.kind === 'tensor' ? [value] : (elementsOf(value) ?? []);
    const known = found.every((one) => one.kind === 'tensor' && pass.made.has(one));
    if (found.length > 0 && known && TENSORS.test(name)) tensors.push(...(found as TensorValue[]));
    else if (value.kind === 'constant' && typeof value.value === 'boolean') given[name] = value.value;
    else if (value.kind !== 'constant' || value.value !== null || name === '0')
      return blocked(pass, name === '0' ? className : `${className}(${name}=…)`, call.span);
  }
  if (call.unknownSpread || native.hiddenArguments || tensors.length === 0)
    return lose(pass, 'layer', className, call.span);
  const [first] = tensors as [TensorValue];
  if (className === 'InputLayer') return first;
  const inside = native.arguments.get('function')?.value;
  if (className === 'Lambda' && inside?.kind === 'function')
    return callFunction(machine, inside, null, { ...call, keywords: new Map() });
  if (differsInTraining(native)) {
    if (training === false && pass.training && DROPS.has(className)) return first;
    const written = training === true ? '(training=True)' : training === false ? '(training=False)' : '';
    if (training !== pass.training) return lose(pass, 'training', `${className}${written}`, call.span);
  }
  const shapes = tensors.map(({ shape }) => shape);
  const { output } = inferMerge(className, native.arguments, shapes) ?? infer(native, first.shape);
  return emit(pass, { layer: instance, type: className, given }, tensors, output, call.span);
}

/** Parameters of a call that hold tensors: the first one, and what attention takes. */
const TENSORS = /^(\d+|inputs|query|value|key|x|sequence|input_tensor)$/;

/** Those that are given by name are taken in this order. */
const IN_ORDER = ['query', 'value', 'key'];

function differsInTraining({ className, arguments: given }: LayerNative): boolean {
  if (DROPS.has(className ?? '') || className === 'BatchNormalization') return true;
  return ['dropout', 'recurrent_dropout'].some((name) => {
    const rate = given.get(name);
    return rate !== undefined && plain(rate.value) !== 0;
  });
}

/** Adds a step and gives its result. */
export function emit(
  pass: FollowedPass,
  step: Pick<FollowedStep, 'layer' | 'type' | 'given'>,
  inputs: readonly TensorValue[],
  shape: Shape,
  span: Span,
): TensorValue {
  const inbound = inputs.map((one) => pass.made.get(one) as number);
  pass.steps.push({ ...step, inbound, inside: pass.running.slice(1), span });
  const result = tensor({ shape, producer: { by: step.layer ?? step.type, inputs } });
  pass.made.set(result, pass.steps.length - 1);
  return result;
}

/** Says what could not be followed; the value is not known from here on. */
export function lose(pass: FollowedPass, what: LostFact['what'], name: string, span: Span): Value {
  pass.lost = { what, name, span };
  return tensor({ producer: { by: 'unknown', inputs: [] } });
}

/** Something is given a value that is not known: what was lost before is the reason, if anything was. */
export function blocked(pass: FollowedPass, name: string, span: Span): Value {
  pass.lost ??= { what: 'argument', name, span };
  return tensor({ producer: { by: 'unknown', inputs: [] } });
}

function nameOf(instance: InstanceValue): string {
  return instance.class?.name ?? layerOf(instance)?.className ?? modelOf(instance)?.name ?? 'model';
}
