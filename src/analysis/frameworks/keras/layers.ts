import { callFunction } from '../../interpreter/calls';
import { emptyContent } from '../../interpreter/content';
import { classMember } from '../../interpreter/classes';
import { noArguments } from '../../interpreter/expressions';
import { type Call, type Machine, argument, withPass } from '../../interpreter/machine';
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
import { givenBy } from './data';
import { followCall } from './following';
import { joinHeld, nothingHeld } from './held';
import { callModel, runModel } from './models';
import { holdActivity, passOf, trainingOf, withOwnPass, withTraining, withTrainingArgument } from './passes';
import { isWrapper, partsInside } from './penalties';
import { type Inference, type InferredWeight, inferLayer, inferMerge } from './shapes';
import { layerEntry } from './symbols';

const noArgumentsSet: ReadonlyMap<string, BoundArgument> = new Map();
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
  const layer = layerInstance(machine, className, call);
  for (const name of layerOf(layer)?.arguments.keys() ?? []) {
    if (!name.endsWith('regularizer')) continue;
    machine.events.push({ type: 'regularized-layer', layer });
    break;
  }
  return layer;
}

/** A layer of Keras that the program does not make itself, such as the one that stands for an input. */
export function layerInstance(machine: Machine, className: string, call: Call): InstanceValue {
  const native = layerNative(machine, className, call, bindArguments(className, call));
  return { kind: 'instance', class: null, site: call.span, attributes: new Map(), native };
}

/** A layer of the same class with other arguments. */
export function copyLayer(
  machine: Machine,
  source: InstanceValue,
  given: ReadonlyMap<string, BoundArgument>,
): InstanceValue {
  machine.structure++;
  const native = layerOf(source) as LayerNative;
  const copy = layerNative(machine, native.className, noArguments(source.site), given);
  const { span, argumentsSpan } = native;
  return { ...source, attributes: new Map(), native: { ...copy, span, argumentsSpan } as LayerNative };
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
    result: null,
    trainable: !bound.has('trainable') || trainable === true ? 'yes' : trainable === false ? 'no' : 'maybe',
    trained: false,
    addsLoss: false,
    changed: false,
    unseen: false,
    overrides: noArgumentsSet,
    configured: noArgumentsSet,
    held: nothingHeld,
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
    result: a.result === b.result ? a.result : null,
    trainable: joinCertainty(a.trainable, b.trainable),
    addsLoss: a.addsLoss || b.addsLoss,
    // Regularizers set on one path only.
    trained: a.trained || b.trained,
    changed: a.changed || b.changed || a.overrides !== b.overrides,
    unseen: a.unseen || b.unseen,
    overrides: a.overrides.size >= b.overrides.size ? a.overrides : b.overrides,
    configured: a.configured.size >= b.configured.size ? a.configured : b.configured,
    held: joinHeld(a.held, b.held),
  };
}

export function updateLayer(machine: Machine, native: LayerNative, change: Partial<LayerState>): void {
  machine.store.write(native.state, { ...native.state.value, ...change });
}

/** Output shape and weights for an input, wrappers included. */
export function infer(native: LayerNative, input: Shape): Inference {
  const { className } = native;
  if (className === null) return { output: unknownShape, weights: null };
  return isWrapper(native) ? inferWrapper(native, input) : inferLayer(className, native.arguments, input);
}

function inferWrapper(native: LayerNative, input: Shape): Inference {
  const parts = (partsInside(native) ?? []).map((one) => layerOf(one));
  const layers = parts.flatMap((one) => one ?? []);
  const [first, second] = layers;
  if (!first || layers.length !== parts.length) return { output: unknownShape, weights: null };
  switch (native.className) {
    case 'TimeDistributed': {
      const { output, weights } = infer(first, stepOf(input));
      return {
        output:
          output.dims && input.dims
            ? shapeOf([output.dims[0] ?? null, input.dims[1] ?? null, ...output.dims.slice(1)])
            : { dims: null, last: output.last },
        weights,
      };
    }
    case 'Bidirectional': {
      const { output, weights } = infer(first, input);
      const other = second ? infer(second, input).weights : weights;
      const concatenated =
        !native.arguments.has('merge_mode') || plain(native.arguments.get('merge_mode')?.value) === 'concat';
      return {
        output: concatenated && !second ? twiceAsWide(output) : unknownShape,
        weights: weights && other ? [...weights, ...other] : null,
      };
    }
    case 'RNN':
    case 'StackedRNNCells':
      return inferCells(native, layers, native.className === 'RNN' ? stepOf(input) : input);
    default:
      return { output: unknownShape, weights: null };
  }
}

function twiceAsWide({ dims, last }: Shape): Shape {
  const twice = last === null ? null : last * 2;
  return dims ? shapeOf([...dims.slice(0, -1), twice]) : { dims: null, last: twice };
}

/** Cells in a chain; a sequence or states as output are not followed. */
function inferCells(native: LayerNative, cells: readonly LayerNative[], step: Shape): Inference {
  let current = step;
  let weights: readonly InferredWeight[] | null = [];
  for (const cell of cells) {
    const inferred = infer(cell, current);
    current = inferred.output;
    weights = weights && inferred.weights ? [...weights, ...inferred.weights] : null;
  }
  const plainOutput = !native.arguments.has('return_sequences') && !native.arguments.has('return_state');
  return { output: plainOutput ? current : { dims: null, last: current.last }, weights };
}

/**
 * Runs a layer or nested model on an input of that shape, as a part of the pass under way: it is built if it was not.
 * @returns the output's shape.
 */
export function runLayer(machine: Machine, instance: InstanceValue, input: Shape): Shape {
  if (modelOf(instance)) return runModel(machine, instance, input);
  const native = layerOf(instance);
  if (!native) return unknownShape;
  if (native.className === null) {
    const result = runCustom(machine, instance, native, tensor({ shape: input }), null);
    return result.kind === 'tensor' ? result.shape : unknownShape;
  }
  const state = native.state.value;
  const { output } = infer(native, input);
  if (isWrapper(native)) runInside(machine, native, input);
  updateLayer(machine, native, { built: 'yes', input: state.built === 'yes' ? state.input : input, output });
  holdActivity(machine, instance, native);
  return output;
}

/** Builds what is inside a wrapper; what it adds to the losses is the wrapper's to know. */
function runInside(machine: Machine, native: LayerNative, input: Shape): void {
  if (native.className === 'Bidirectional') return;
  let current = native.className === 'TimeDistributed' || native.className === 'RNN' ? stepOf(input) : input;
  withPass(machine, 'build', () => {
    for (const part of partsInside(native) ?? []) {
      const built = layerOf(part)?.className !== null && layerOf(part)?.state.value.built === 'yes';
      current = built
        ? infer(layerOf(part) as LayerNative, current).output
        : runLayer(machine, part, current);
    }
  });
}

/** One time step of a sequence. */
function stepOf({ dims, last }: Shape): Shape {
  return dims && dims.length > 2 ? shapeOf([dims[0] ?? null, ...dims.slice(2)]) : { dims: null, last };
}

/** Runs `build` of a class of the file, unless it has run. */
export function buildCustom(
  machine: Machine,
  instance: InstanceValue,
  native: LayerNative,
  shape: Shape,
): void {
  if (native.state.value.built === 'yes') return;
  updateLayer(machine, native, { built: 'yes', input: shape });
  const build = classMember(instance.class as ClassValue, 'build');
  if (build?.kind !== 'function') return;
  // On some paths it has run already.
  if (native.declared.value.some((one) => one.inBuild))
    machine.store.write(
      native.declared,
      native.declared.value.filter((one) => !one.inBuild),
    );
  const dims: Value = shape.dims
    ? { kind: 'tuple', elements: shape.dims.map((dim) => (dim === null ? none : constant(dim))) }
    : unknown;
  callFunction(machine, build, instance, {
    ...noArguments(instance.site),
    positional: [{ value: dims, valueSpan: instance.site, span: instance.site }],
  });
}

/** A class of the file: its `build` the first time, then its `call`. */
function runCustom(
  machine: Machine,
  instance: InstanceValue,
  native: LayerNative,
  input: Value,
  call: Call | null,
): Value {
  const owner = instance.class as ClassValue;
  const shape = input.kind === 'tensor' ? input.shape : unknownShape;
  const unknownCalls = machine.unknownCalls;
  buildCustom(machine, instance, native, shape);
  const forward = classMember(owner, 'call');
  const given = call ?? {
    ...noArguments(instance.site),
    positional: [{ value: input, valueSpan: instance.site, span: instance.site }],
  };
  const result =
    forward?.kind === 'function'
      ? callFunction(machine, forward, instance, withTrainingArgument(machine, forward, given))
      : unknown;
  updateLayer(machine, native, {
    unseen:
      native.state.value.unseen || forward?.kind !== 'function' || unknownCalls !== machine.unknownCalls,
    ...(result.kind === 'tensor' ? { output: result.shape } : {}),
  });
  holdActivity(machine, instance, native);
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
  if (machine.followed) return followCall(machine, machine.followed, instance, call);
  const native = layerOf(instance) as LayerNative;
  const given = (argument(call, 0, 'inputs') ?? call.keywords.get('query'))?.value;
  const inputs = tensorsOf(given);
  const result = withTraining(machine, trainingOf(machine, call), () =>
    withOwnPass(machine, instance, passOf(machine, given, inputs), () =>
      native.className === null
        ? callCustom(machine, instance, native, given, call)
        : callKnown(machine, instance, native, inputs, call),
    ),
  );
  if (result.kind === 'tensor' && result.symbolic) updateLayer(machine, native, { result });
  return result;
}

function callCustom(
  machine: Machine,
  instance: InstanceValue,
  native: LayerNative,
  given: Value | undefined,
  call: Call,
): Value {
  const inputs = tensorsOf(given);
  const result = runCustom(machine, instance, native, given ?? unknown, call);
  if (!inputs.some((one) => one.symbolic)) return result;
  return tensor({
    shape: result.kind === 'tensor' ? result.shape : unknownShape,
    symbolic: true,
    producer: { by: instance, inputs, given: givenBy(null, call) },
  });
}

function callKnown(
  machine: Machine,
  instance: InstanceValue,
  native: LayerNative,
  inputs: readonly TensorValue[],
  call: Call,
): Value {
  const symbolic = inputs.some((one) => one.symbolic);
  const first = inputs[0]?.shape ?? unknownShape;
  const merged = inferMerge(
    native.className ?? '',
    native.arguments,
    inputs.map((one) => one.shape),
  );
  let output: Shape;
  if (merged) {
    output = merged.output;
    updateLayer(machine, native, { built: 'yes', input: first, output });
    holdActivity(machine, instance, native);
  } else output = runLayer(machine, instance, first);
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
      ...(symbolic ? { given: givenBy(null, call) } : {}),
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
    inBuild: machine.frames.some(({ function: running }) => running?.name === 'build'),
  };
  machine.store.write(native.declared, [...native.declared.value, declared]);
  return tensor({ content: { ...emptyContent, fromWeights: true } });
}
