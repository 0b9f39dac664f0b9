import type { Certainty } from '../../facts/facts';
import { callFunction } from '../../interpreter/calls';
import { emptyContent } from '../../interpreter/content';
import { classMember, noArguments } from '../../interpreter/expressions';
import { type Call, type Machine, argument } from '../../interpreter/machine';
import { Cell } from '../../interpreter/store';
import {
  type ClassValue,
  type InstanceValue,
  type Shape,
  type TensorValue,
  type Value,
  constant,
  joinCertainty,
  joinShapes,
  none,
  shapeOf,
  tensor,
  unknown,
  unknownShape,
} from '../../interpreter/values';
import type { BoundArgument, DeclaredWeight, LayerNative, LayerState } from './natives';
import { layerOf, modelOf, plain } from './natives';
import { buildModel, callModel } from './models';
import { type Resolved, resolveRegularizer } from './regularizers';
import { type Inference, type InferredWeight, inferLayer, inferMerge } from './shapes';
import { layerEntry } from './symbols';

const parameterNames = new Map<string, readonly string[]>();

/** Parameter names of a layer class in positional order. */
function parametersOf(className: string): readonly string[] {
  let names = parameterNames.get(className);
  if (!names) {
    const text = layerEntry(className)?.entry.parameters ?? '';
    names = text
      .replace(/\([^()]*\)/g, '')
      .split(',')
      .map((one) => (one.split('=')[0] ?? '').trim())
      .filter((one) => /^\w+$/.test(one));
    parameterNames.set(className, names);
  }
  return names;
}

/** Arguments of a constructing call by parameter name. */
function bindArguments(className: string, call: Call): ReadonlyMap<string, BoundArgument> {
  const bound = new Map<string, BoundArgument>();
  const names = parametersOf(className);
  call.positional.forEach((one, index) =>
    bound.set(names[index] ?? `argument ${index}`, { ...one, keyword: false }),
  );
  for (const [name, one] of call.keywords) bound.set(name, { ...one, keyword: true });
  return bound;
}

/** A layer of Keras as `keras.layers.Dense(…)` makes it. */
export function constructLayer(machine: Machine, className: string, call: Call): InstanceValue {
  machine.structure++;
  const bound = bindArguments(className, call);
  const native = layerNative(machine, className, call, bound);
  const layer: InstanceValue = {
    kind: 'instance',
    class: null,
    site: call.span,
    attributes: new Map(),
    native,
  };
  for (const name of bound.keys()) {
    if (!name.endsWith('regularizer')) continue;
    machine.events.push({ type: 'regularized-layer', layer });
    break;
  }
  return layer;
}

/** The Keras part of an instance whose class derives from `Layer`. */
export function customLayer(machine: Machine, instance: InstanceValue): LayerNative {
  machine.structure++;
  return layerNative(machine, null, noArguments(instance.site), new Map());
}

function layerNative(
  machine: Machine,
  className: string | null,
  call: Call,
  bound: ReadonlyMap<string, BoundArgument>,
): LayerNative {
  const trainable = plain(bound.get('trainable')?.value);
  const state: LayerState = {
    built: 'no',
    input: unknownShape,
    output: unknownShape,
    trainable: !bound.has('trainable') || trainable === true ? 'yes' : trainable === false ? 'no' : 'maybe',
    addsLoss: false,
    changed: false,
  };
  return {
    type: 'layer',
    className,
    span: call.span,
    argumentsSpan: call.argumentsSpan,
    arguments: bound,
    hiddenArguments: call.unknownSpread,
    declared: new Cell<readonly DeclaredWeight[]>(
      [],
      (a, b) => (a.length >= b.length ? a : b),
      machine.store.tick(),
    ),
    state: new Cell<LayerState>(state, joinLayerStates, machine.store.tick()),
  };
}

function joinLayerStates(a: LayerState, b: LayerState): LayerState {
  if (a === b) return a;
  return {
    built: joinCertainty(a.built, b.built),
    // The state that was never built knows no shape; the other one is what it will have.
    input: a.built === 'no' ? b.input : b.built === 'no' ? a.input : joinShapes(a.input, b.input),
    output: a.built === 'no' ? b.output : b.built === 'no' ? a.output : joinShapes(a.output, b.output),
    trainable: joinCertainty(a.trainable, b.trainable),
    addsLoss: a.addsLoss || b.addsLoss,
    changed: a.changed || b.changed,
  };
}

export function updateLayer(machine: Machine, native: LayerNative, change: Partial<LayerState>): void {
  machine.store.write(native.state, { ...native.state.value, ...change });
}

/** The layer inside a wrapper such as `Bidirectional`. */
function wrappedLayer(native: LayerNative): InstanceValue | null {
  const inner = native.arguments.get('layer')?.value ?? native.arguments.get('cell')?.value;
  return inner?.kind === 'instance' && layerOf(inner) ? inner : null;
}

/** Output shape and weights for an input, wrappers included. */
export function infer(native: LayerNative, input: Shape): Inference {
  const { className } = native;
  if (className === null) return { output: unknownShape, weights: null };
  const inner = layerOf(wrappedLayer(native) ?? undefined);
  if (className === 'TimeDistributed') {
    if (!inner) return { output: unknownShape, weights: null };
    const dims = input.dims;
    const step: Shape =
      dims && dims.length > 2
        ? shapeOf([dims[0] ?? null, ...dims.slice(2)])
        : { dims: null, last: input.last };
    const inferred = infer(inner, step);
    const out = inferred.output.dims;
    return {
      output:
        out && dims
          ? shapeOf([out[0] ?? null, dims[1] ?? null, ...out.slice(1)])
          : { dims: null, last: inferred.output.last },
      weights: inferred.weights,
    };
  }
  if (className === 'Bidirectional') {
    if (!inner || native.arguments.has('backward_layer')) return { output: unknownShape, weights: null };
    const inferred = infer(inner, input);
    const concatenated =
      !native.arguments.has('merge_mode') || plain(native.arguments.get('merge_mode')?.value) === 'concat';
    const twice = inferred.output.last === null ? null : inferred.output.last * 2;
    const output = concatenated
      ? inferred.output.dims
        ? shapeOf([...inferred.output.dims.slice(0, -1), twice])
        : { dims: null, last: twice }
      : unknownShape;
    return { output, weights: inferred.weights ? [...inferred.weights, ...inferred.weights] : null };
  }
  return inferLayer(className, native.arguments, input);
}

/** A penalty argument of a layer, on the wrapped layer for wrappers. */
export interface LayerPenalty {
  /** `kernel`, `bias`, …, `activity`. */
  readonly on: string;
  readonly argument: BoundArgument;
  readonly resolved: Exclude<Resolved, { present: 'no' }>;
}

/** Penalties a layer was made with. */
export function penaltiesOf(native: LayerNative, version: 2 | 3 | null): LayerPenalty[] {
  const inner = layerOf(wrappedLayer(native) ?? undefined);
  const own: LayerPenalty[] = inner ? penaltiesOf(inner, version) : [];
  if (native.className === null) return own;
  const entry = layerEntry(native.className)?.entry;
  for (const [name, given] of native.arguments) {
    if (!name.endsWith('_regularizer') || entry?.ineffective?.includes(name)) continue;
    const on = name.slice(0, -'_regularizer'.length);
    if (on !== 'activity' && !entry?.regularizers.includes(name)) continue;
    const resolved = resolveRegularizer(given, version);
    if (resolved.present !== 'no') own.push({ on, argument: given, resolved });
  }
  return own;
}

/** How many entries a built layer adds to `losses`, activity terms apart; null when not known. */
export function weightTerms(native: LayerNative, version: 2 | 3 | null): number | null {
  if (native.className === null) return declaredTerms(native, version);
  const penalties = penaltiesOf(native, version).filter((one) => one.on !== 'activity');
  const state = native.state.value;
  if (native.hiddenArguments || state.changed) return state.built === 'no' && !state.changed ? 0 : null;
  if (penalties.length === 0) return 0;
  if (state.built === 'no') return 0;
  if (state.built === 'maybe' || penalties.some((one) => one.resolved.present === 'maybe')) return null;
  const weights = infer(native, state.input).weights;
  if (!weights) return null;
  const counted = penalties.reduce(
    (sum, one) => sum + weights.filter((weight) => weight.penalized === one.on).length,
    0,
  );
  return countTrainable(counted, state.trainable, version);
}

function declaredTerms(native: LayerNative, version: 2 | 3 | null): number | null {
  const resolved = native.declared.value.map((one) =>
    resolveRegularizer(one.regularizer ?? undefined, version),
  );
  if (resolved.every((one) => one.present === 'no')) return native.state.value.changed ? null : 0;
  if (native.state.value.built === 'no') return 0;
  if (
    native.state.value.built === 'maybe' ||
    native.state.value.changed ||
    resolved.some((one) => one.present === 'maybe')
  )
    return null;
  return countTrainable(
    resolved.filter((one) => one.present === 'yes').length,
    native.state.value.trainable,
    version,
  );
}

/** Keras 3 leaves frozen weights out, Keras 2 keeps them. */
function countTrainable(terms: number, trainable: Certainty, version: 2 | 3 | null): number | null {
  if (trainable === 'yes' || version === 2) return terms;
  return trainable === 'no' && version === 3 ? 0 : null;
}

/** Builds a layer or nested model for an input shape, as its first call does, and returns the output shape. */
export function buildLayer(machine: Machine, instance: InstanceValue, input: Shape): Shape {
  if (modelOf(instance)) return buildModel(machine, instance, input);
  const native = layerOf(instance);
  if (!native) return unknownShape;
  const state = native.state.value;
  if (native.className === null) return buildCustom(machine, instance, native, input);
  const known = state.built === 'yes' ? state.input : input;
  const { output } = infer(native, input);
  const inner = wrappedLayer(native);
  if (inner) {
    const innerNative = layerOf(inner) as LayerNative;
    updateLayer(machine, innerNative, {
      built: 'yes',
      input: native.className === 'TimeDistributed' ? { dims: null, last: input.last } : input,
    });
  }
  updateLayer(machine, native, { built: 'yes', input: known, output });
  return output;
}

/** A class of the file is built by running its `build` and `call` on a tensor of that shape. */
function buildCustom(machine: Machine, instance: InstanceValue, native: LayerNative, input: Shape): Shape {
  const result = runCustom(machine, instance, native, tensor({ shape: input }), null);
  return result.kind === 'tensor' ? result.shape : unknownShape;
}

function runCustom(
  machine: Machine,
  instance: InstanceValue,
  native: LayerNative,
  input: Value,
  call: Call | null,
): Value {
  const owner = instance.class as ClassValue;
  const shape = input.kind === 'tensor' ? input.shape : unknownShape;
  if (native.state.value.built !== 'yes') {
    updateLayer(machine, native, { built: 'yes', input: shape });
    const build = classMember(owner, 'build');
    if (build?.kind === 'function') {
      const dims: Value = shape.dims
        ? { kind: 'tuple', elements: shape.dims.map((dim) => (dim === null ? none : constant(dim))) }
        : unknown;
      callFunction(machine, build, instance, {
        ...noArguments(instance.site),
        positional: [{ value: dims, valueSpan: instance.site, span: instance.site }],
      });
    }
  }
  const forward = classMember(owner, 'call');
  if (forward?.kind !== 'function') return unknown;
  const given = call ?? {
    ...noArguments(instance.site),
    positional: [{ value: input, valueSpan: instance.site, span: instance.site }],
  };
  const result = callFunction(machine, forward, instance, given);
  if (result.kind === 'tensor') updateLayer(machine, native, { output: result.shape });
  return result;
}

/** Tensors among the inputs of a call: one, or a list of them. */
export function tensorsOf(value: Value | undefined): readonly TensorValue[] {
  if (value?.kind === 'tensor') return [value];
  const elements =
    value?.kind === 'list'
      ? value.cell.value.elements
      : value?.kind === 'tuple'
        ? value.elements
        : value?.kind === 'dict'
          ? [...value.cell.value.entries.values()]
          : [];
  return elements.flatMap((one) => (one.kind === 'tensor' ? [one] : []));
}

/** `layer(inputs)`. */
export function callLayer(machine: Machine, instance: InstanceValue, call: Call): Value {
  if (modelOf(instance)) return callModel(machine, instance, call);
  const native = layerOf(instance) as LayerNative;
  const given = argument(call, 0, 'inputs') ?? call.keywords.get('query');
  const inputs = tensorsOf(given?.value);
  const symbolic = inputs.some((one) => one.symbolic);
  const first = inputs[0]?.shape ?? unknownShape;
  if (native.className === null) {
    const result = runCustom(machine, instance, native, given?.value ?? unknown, call);
    if (!symbolic) return result;
    return tensor({
      shape: result.kind === 'tensor' ? result.shape : unknownShape,
      symbolic,
      producer: { by: instance, inputs },
    });
  }
  const merged = inferMerge(
    native.className,
    native.arguments,
    inputs.map((one) => one.shape),
  );
  let output: Shape;
  if (merged) {
    output = merged.output;
    updateLayer(machine, native, { built: 'yes', input: first, output });
  } else output = buildLayer(machine, instance, first);
  const extra = [...call.keywords].flatMap(([name, one]) =>
    name === 'inputs' || name === 'query' ? [] : tensorsOf(one.value),
  );
  const others = call.positional.slice(1).flatMap((one) => tensorsOf(one.value));
  return tensor({
    shape: output,
    symbolic,
    producer: {
      by: instance,
      inputs: [...inputs, ...others, ...extra].filter((one) => !symbolic || one.symbolic),
    },
    content: symbolic ? emptyContent : { ...emptyContent, rawPrediction: true },
  });
}

/** `self.add_weight(…)` in a class of the file. */
export function declareWeight(machine: Machine, native: LayerNative, call: Call): Value {
  const shape = plain(
    (call.keywords.get('shape') ?? call.positional.find((one) => one.value.kind === 'tuple'))?.value,
  );
  const dims = Array.isArray(shape)
    ? shape.map((one) => (typeof one === 'number' ? one : null))
    : typeof shape === 'number'
      ? [shape]
      : null;
  const name = plain(
    call.keywords.get('name')?.value ??
      call.positional.find((one) => one.value.kind === 'constant' && typeof one.value.value === 'string')
        ?.value,
  );
  const trainable = plain(call.keywords.get('trainable')?.value);
  const declared: DeclaredWeight = {
    role: typeof name === 'string' ? name : 'weight',
    shape: dims,
    trainable: trainable !== false,
    regularizer: call.keywords.get('regularizer') ?? null,
  };
  machine.store.write(native.declared, [...native.declared.value, declared]);
  return tensor({ content: { ...emptyContent, fromWeights: true } });
}

export type { InferredWeight };
