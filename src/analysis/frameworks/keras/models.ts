import type { Certainty } from '../../facts/facts';
import { elementsOf } from '../../interpreter/assignment';
import { callFunction } from '../../interpreter/calls';
import { emptyContent } from '../../interpreter/content';
import { classMember } from '../../interpreter/classes';
import { noArguments } from '../../interpreter/expressions';
import { type Call, type Machine, argument, inGraph, tick, withPass } from '../../interpreter/machine';
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
  shapeOf,
  tensor,
  unknown,
  unknownShape,
} from '../../interpreter/values';
import { givenBy } from './data';
import { followCall } from './following';
import { clearHeld, forgetHeld, hold, joinHeld, nothingHeld } from './held';
import { runLayer, tensorsOf, updateLayer } from './layers';
import type { LayerNode, ModelNative, ModelState } from './natives';
import { layerOf, modelOf, plain } from './natives';
import { holdActivity, passOf, trainingOf, withOwnPass, withTraining, withTrainingArgument } from './passes';
import { partsOf } from './parts';
import { isAnyLayer } from './settings';

const NEW_MODEL: ModelState = {
  nodes: [],
  exact: true,
  built: 'no',
  called: 'no',
  lastPass: 'none',
  lastPassTime: 0,
  held: nothingHeld,
  graphLosses: 0,
  builtInKeras2: false,
  input: unknownShape,
  inputs: [],
  output: unknownShape,
  outputs: [],
  result: null,
  compile: null,
  anyLayer: null,
  escaped: false,
  addsLoss: false,
  trainable: 'yes',
};

/** Attaches a model's state to an instance and tells that there is a new model. */
export function newModel(
  machine: Machine,
  kind: ModelNative['kind'],
  span: ModelNative['span'],
  state: Partial<ModelState>,
): ModelNative {
  machine.structure++;
  return {
    type: 'model',
    kind,
    span,
    name: null,
    state: new Cell<ModelState>({ ...NEW_MODEL, ...state }, joinModelStates, machine.store.tick()),
  };
}

function modelInstance(machine: Machine, native: ModelNative): InstanceValue {
  const instance: InstanceValue = {
    kind: 'instance',
    class: null,
    site: native.span,
    attributes: new Map(),
    native,
  };
  machine.events.push({ type: 'model', model: instance });
  return instance;
}

/** A model that is not made in the file: no fact of its own, but what is done with its losses can be followed. */
export function givenModel(machine: Machine, span: InstanceValue['site']): InstanceValue {
  const native = newModel(machine, 'unknown', span, { built: 'yes', exact: false, escaped: true });
  return { kind: 'instance', class: null, site: span, attributes: new Map(), native };
}

/** A model that the framework makes. */
export function newModelInstance(
  machine: Machine,
  kind: ModelNative['kind'],
  span: ModelNative['span'],
): InstanceValue {
  return modelInstance(machine, newModel(machine, kind, span, {}));
}

export function updateModel(machine: Machine, native: ModelNative, change: Partial<ModelState>): void {
  machine.store.write(native.state, { ...native.state.value, ...change });
}

function joinModelStates(a: ModelState, b: ModelState): ModelState {
  if (a === b) return a;
  const longer = a.nodes.length >= b.nodes.length ? a : b;
  const same =
    a.nodes.length === b.nodes.length && a.nodes.every((node, index) => node.layer === b.nodes[index]?.layer);
  return {
    nodes: longer.nodes,
    exact: a.exact && b.exact && same,
    built: joinCertainty(a.built, b.built),
    called: joinCertainty(a.called, b.called),
    lastPass: a.lastPass === b.lastPass ? a.lastPass : 'unknown',
    lastPassTime: a.lastPassTime === b.lastPassTime ? a.lastPassTime : null,
    held: joinHeld(a.held, b.held),
    graphLosses: Math.max(a.graphLosses, b.graphLosses),
    builtInKeras2: a.builtInKeras2 || b.builtInKeras2,
    input: a.built === 'no' ? b.input : b.built === 'no' ? a.input : joinShapes(a.input, b.input),
    output: a.built === 'no' ? b.output : b.built === 'no' ? a.output : joinShapes(a.output, b.output),
    inputs: a.inputs.length > 0 ? a.inputs : b.inputs,
    outputs: a.outputs.length > 0 ? a.outputs : b.outputs,
    result: a.result ?? b.result,
    compile: b.compile ?? a.compile,
    anyLayer: a.anyLayer ?? b.anyLayer,
    escaped: a.escaped || b.escaped,
    addsLoss: a.addsLoss || b.addsLoss,
    trainable: joinCertainty(a.trainable, b.trainable),
  };
}

/** `keras.Sequential(layers)`. */
export function constructSequential(machine: Machine, call: Call, version: 2 | 3 | null): InstanceValue {
  const instance = modelInstance(machine, newModel(machine, 'sequential', call.span, {}));
  nameModel(modelOf(instance) as ModelNative, call);
  initializeSequential(machine, instance, call, version);
  return instance;
}

/** Takes note of `name=`. */
export function nameModel(native: ModelNative, call: Call): void {
  const name = plain(call.keywords.get('name')?.value);
  if (typeof name === 'string') native.name = name;
}

/** What `Sequential.__init__` does to an instance, also of a subclass. */
export function initializeSequential(
  machine: Machine,
  instance: InstanceValue,
  call: Call,
  version: 2 | 3 | null,
): void {
  const given = argument(call, 0, 'layers');
  const native = modelOf(instance) as ModelNative;
  if (!given) {
    if (call.unknownSpread) updateModel(machine, native, { exact: false, built: 'maybe' });
    return;
  }
  const layers = elementsOf(given.value);
  for (const layer of layers.elements) addLayer(machine, instance, layer, version);
  if (!layers.exact && !(given.value.kind === 'constant' && given.value.value === null)) {
    updateModel(machine, native, {
      exact: false,
      built: native.state.value.built === 'yes' ? 'yes' : 'maybe',
    });
  }
}

/** `model.add(layer)`. What the first one is decides whether the model is built at once. */
export function addLayer(
  machine: Machine,
  instance: InstanceValue,
  layer: Value,
  version: 2 | 3 | null,
): void {
  const native = modelOf(instance) as ModelNative;
  const state = native.state.value;
  machine.structure++;
  if (layer.kind === 'tensor' && layer.symbolic) {
    // keras.Input(…) as first element.
    startWith(machine, native, layer);
    return;
  }
  if (layer.kind !== 'instance' || !(layerOf(layer) || modelOf(layer)) || isAny(layer)) {
    const built = state.nodes.length === 0 && state.built === 'no' ? 'maybe' : state.built;
    updateModel(machine, native, {
      exact: false,
      built,
      output: unknownShape,
      nodes: layer.kind === 'join' ? [...state.nodes, ...firstLayer(layer.alternatives)] : state.nodes,
    });
    return;
  }
  const first = state.nodes.length === 0;
  const nodes = [...state.nodes, { layer, inbound: [state.nodes.length - 1], calls: 1 }];
  const source = first && state.built === 'no' ? shapeSource(layer, version) : null;
  if (layerOf(layer)?.className === 'InputLayer') {
    startWith(machine, native, tensor({ symbolic: true, shape: source?.shape ?? unknownShape }));
    return;
  }
  updateModel(machine, native, { nodes });
  if (source) {
    const { built, builtInKeras2, shape } = source;
    updateModel(machine, native, { built, builtInKeras2, input: shape });
    if (built === 'yes') startWith(machine, native, tensor({ symbolic: true, shape }));
  }
  const built = source?.built ?? state.built;
  if (built === 'yes') connect(machine, native, layer);
  const known = layerOf(layer);
  if (built === 'maybe' && known) updateLayer(machine, known, { built: 'maybe' });
}

/** `model.pop()`: what is left ends where it ended before. */
export function removeLast(machine: Machine, native: ModelNative): void {
  const state = native.state.value;
  const nodes = state.nodes.slice(0, -1);
  const last = nodes.at(-1)?.layer;
  const { output, result } = (layerOf(last) ?? modelOf(last))?.state.value ?? {
    output: state.input,
    result: state.inputs[0] ?? null,
  };
  updateModel(machine, native, {
    nodes,
    output: state.built === 'yes' ? output : unknownShape,
    result,
    // Without layers Keras 2 forgets that it was built.
    built: nodes.length === 0 && state.built === 'yes' ? 'maybe' : state.built,
  });
}

/** The input of a Sequential is known: it is built as far as it goes. */
function startWith(machine: Machine, native: ModelNative, input: TensorValue): void {
  const { shape } = input;
  updateModel(machine, native, { built: 'yes', input: shape, inputs: [input], output: shape, result: input });
}

/** A Sequential whose input is known calls every layer symbolically as it is added. */
function connect(machine: Machine, native: ModelNative, layer: InstanceValue): void {
  const { output: input, result: before } = native.state.value;
  const output = withOwnPass(machine, layer, 'symbolic', () => runLayer(machine, layer, input));
  const result = tensor({
    symbolic: true,
    shape: output,
    producer: { by: layer, inputs: before ? [before] : [] },
  });
  const known = layerOf(layer);
  if (known) updateLayer(machine, known, { result });
  updateModel(machine, native, { output, result });
}

function isAny(layer: InstanceValue): boolean {
  const native = layerOf(layer);
  return native !== null && isAnyLayer(native);
}

function firstLayer(alternatives: readonly Value[]): LayerNode[] {
  const layer = alternatives.find(
    (one): one is InstanceValue => one.kind === 'instance' && layerOf(one) !== null,
  );
  return layer ? [{ layer, inbound: null, calls: 1 }] : [];
}

interface ShapeSource {
  readonly built: Certainty;
  readonly builtInKeras2: boolean;
  readonly shape: Shape;
}

/** Whether the first element of a Sequential gives it its input shape (reference: `Sequential._maybe_rebuild`). */
function shapeSource(layer: InstanceValue, version: 2 | 3 | null): ShapeSource | null {
  const model = modelOf(layer);
  if (model) {
    const state = model.state.value;
    if (
      model.kind === 'functional' ||
      model.kind === 'loaded' ||
      model.kind === 'application' ||
      isGraph(layer)
    )
      return { built: 'yes', builtInKeras2: false, shape: state.input };
    // A built Sequential inside another one counts in Keras 3 only.
    if (model.kind === 'sequential' && state.built !== 'no')
      return { built: version === 3 ? state.built : 'maybe', builtInKeras2: false, shape: state.input };
    return null;
  }
  const native = layerOf(layer);
  if (!native) return null;
  const whole = native.arguments.get('batch_input_shape') ?? native.arguments.get('batch_shape');
  const given = native.arguments.get('input_shape') ?? native.arguments.get('shape');
  const dimension = native.arguments.get('input_dim');
  if (native.className === 'Embedding' && !given && !whole) {
    if (version === 3) return null;
    return { built: version === 2 ? 'yes' : 'maybe', builtInKeras2: true, shape: shapeOf([null, null]) };
  }
  // In Keras 2 the data that it is adapted to tell it its input shape.
  if (ADAPTED.test(native.className ?? '') && !given && !whole && !dimension)
    return version === 3 ? null : { built: 'maybe', builtInKeras2: true, shape: unknownShape };
  const constants = plain((whole ?? given)?.value);
  if (whole ?? given) {
    if (constants === null) return null;
    const dims = Array.isArray(constants)
      ? constants.map((one) => (typeof one === 'number' ? one : null))
      : typeof constants === 'number'
        ? [constants]
        : null;
    const last = lastOf((whole ?? given)?.value);
    return {
      built: 'yes',
      builtInKeras2: false,
      shape: dims ? shapeOf(whole ? dims : [null, ...dims]) : { dims: null, last },
    };
  }
  if (dimension && native.className !== 'Embedding') {
    const size = plain(dimension.value);
    return {
      built: 'yes',
      builtInKeras2: false,
      shape: shapeOf([null, typeof size === 'number' ? size : null]),
    };
  }
  if (native.hiddenArguments) return { built: 'maybe', builtInKeras2: false, shape: unknownShape };
  return null;
}

/** Whether an instance of a class of the file is made of inputs and outputs, and computes just that. */
function isGraph(instance: InstanceValue): boolean {
  const { kind, state } = modelOf(instance) as ModelNative;
  return kind === 'subclass' && state.value.inputs.length > 0 && !hasOwnCall(instance);
}

const ADAPTED = /^(Normalization|Discretization|TextVectorization|StringLookup|IntegerLookup)$/;

function lastOf(value: Value | undefined): number | null {
  const last = value?.kind === 'tuple' ? value.elements.at(-1) : undefined;
  return last?.kind === 'constant' && typeof last.value === 'number' ? last.value : null;
}

/** `keras.Model(inputs, outputs)`: walks from the outputs back to the inputs. */
export function constructFunctional(machine: Machine, call: Call): InstanceValue {
  const native = newModel(machine, 'functional', call.span, { built: 'yes' });
  const instance = modelInstance(machine, native);
  nameModel(native, call);
  initializeFunctional(machine, instance, call);
  return instance;
}

export function initializeFunctional(machine: Machine, instance: InstanceValue, call: Call): void {
  const native = modelOf(instance) as ModelNative;
  const inputs = tensorsOf((argument(call, 0, 'inputs') ?? call.keywords.get('input'))?.value);
  const outputs = tensorsOf((argument(call, 1, 'outputs') ?? call.keywords.get('output'))?.value);
  const nodes: { layer: InstanceValue; inbound: number[] | null; calls: number }[] = [];
  const visited = new Map<TensorValue, number>();
  let exact = outputs.length > 0 && outputs.every((one) => one.symbolic);
  // Depth first with an own stack: a chain of a thousand layers must not use up JavaScript's.
  const visit = (root: TensorValue): void => {
    const stack: { tensor: TensorValue; next: number }[] = [{ tensor: root, next: 0 }];
    while (stack.length > 0) {
      const top = stack.at(-1) as (typeof stack)[number];
      const { tensor: node } = top;
      const sources = node.producer?.inputs ?? [];
      const child = sources[top.next];
      if (visited.has(node)) stack.pop();
      else if (inputs.includes(node)) {
        visited.set(node, -1);
        stack.pop();
      } else if (child) {
        top.next++;
        if (!visited.has(child)) stack.push({ tensor: child, next: 0 });
      } else {
        const by = node.producer?.by;
        if (
          by === 'unknown' ||
          (!node.producer && inputs.length > 0 && node.symbolic && !inputs.includes(node))
        )
          exact = false;
        const inbound = [...new Set(sources.map((one) => visited.get(one) ?? -1))];
        if (by && typeof by !== 'string') {
          const shared = nodes.findIndex((one) => one.layer === by);
          if (shared >= 0) {
            const node = nodes[shared] as (typeof nodes)[number];
            node.inbound = null;
            node.calls++;
            visited.set(top.tensor, shared);
          } else {
            nodes.push({ layer: by, inbound, calls: 1 });
            visited.set(node, nodes.length - 1);
          }
        } else visited.set(node, inbound[0] ?? -1);
        stack.pop();
      }
    }
  };
  for (const output of outputs) visit(output);
  updateModel(machine, native, {
    nodes,
    exact,
    built: 'yes',
    input: inputs.length === 1 ? (inputs[0] as TensorValue).shape : unknownShape,
    inputs,
    output: outputs.length === 1 ? (outputs[0] as TensorValue).shape : unknownShape,
    outputs,
    result: outputs.length === 1 ? (outputs[0] as TensorValue) : null,
  });
}

/** A model that comes from a file or from `keras.applications`: its layers are not in this module. */
export function opaqueModel(machine: Machine, kind: 'loaded' | 'application', call: Call): InstanceValue {
  return modelInstance(machine, newModel(machine, kind, call.span, { built: 'yes', exact: false }));
}

/**
 * Runs a model on an input of that shape, as a part of the pass under way: it is built if it was not.
 * @param called false for `build`.
 * @returns the output's shape.
 */
export function runModel(machine: Machine, instance: InstanceValue, input: Shape, called = true): Shape {
  const native = modelOf(instance) as ModelNative;
  if (hasOwnCall(instance)) {
    runForward(machine, instance, tensor({ shape: input }), null);
    return native.state.value.output;
  }
  notePass(machine, native);
  const state = native.state.value;
  hold(machine, instance, state.graphLosses);
  if (native.kind !== 'sequential') {
    for (const node of state.nodes) passThrough(machine, node);
    return state.output;
  }
  const complete = state.nodes.every((node) => layerOf(node.layer)?.state.value.built !== 'maybe');
  const shape = state.built === 'yes' && (complete || state.input.dims) ? state.input : input;
  let current = shape;
  const run = new Set<InstanceValue>();
  for (const { layer } of state.nodes) {
    current = runLayer(machine, layer, current);
    // Keras 2 runs a layer once that is in the list twice.
    if (run.has(layer) && machine.framework.version !== 3) forgetHeld(machine, partsOf(layer).all);
    run.add(layer);
  }
  if (state.built === 'yes' && complete) return state.output;
  // Keras 2 makes the graph first, and then calls it.
  if (called && machine.pass === 'symbolic') for (const node of state.nodes) passThrough(machine, node);
  const output = state.exact ? current : unknownShape;
  updateModel(machine, native, { built: 'yes', input: shape, output });
  return output;
}

/** One node of a functional model in a pass: built already, it only adds its terms. */
function passThrough(machine: Machine, { layer, calls }: LayerNode): void {
  const native = layerOf(layer);
  for (let call = 0; call < Math.min(calls, MOST_CALLS); call++) {
    if (native && native.className !== null) holdActivity(machine, layer, native);
    else if (native) runLayer(machine, layer, native.state.value.input);
    else runModel(machine, layer, unknownShape);
  }
  if (calls > MOST_CALLS) forgetHeld(machine, partsOf(layer).all);
}

/** Calls of one layer in a model that are followed one by one. */
const MOST_CALLS = 16;

/** Whether a class of the file says what the model computes. */
export function hasOwnCall(instance: InstanceValue): boolean {
  if (instance.class !== null && classMember(instance.class, 'call')?.kind === 'function') return true;
  const native = modelOf(instance) as ModelNative;
  return native.kind === 'subclass' && native.state.value.nodes.length === 0;
}

function notePass(machine: Machine, native: ModelNative): void {
  const { pass } = machine;
  if (pass !== 'eager' && pass !== 'graph' && pass !== 'unknown') return;
  const { lastPass: before } = native.state.value;
  const open = pass === 'graph' && machine.graph === 'perhaps' && before !== 'graph';
  updateModel(machine, native, {
    called: 'yes',
    lastPass: open ? 'unknown' : pass,
    lastPassTime: tick(machine),
  });
}

function runForward(machine: Machine, instance: InstanceValue, input: Value, call: Call | null): Value {
  const native = modelOf(instance) as ModelNative;
  const forward = instance.class ? classMember(instance.class as ClassValue, 'call') : undefined;
  const unseen = machine.unknownCalls;
  let result: Value = unknown;
  if (forward?.kind === 'function') {
    const given = call ?? {
      ...noArguments(native.span),
      positional: [{ value: input, valueSpan: native.span, span: native.span }],
    };
    result = callFunction(machine, forward, instance, withTrainingArgument(machine, forward, given));
  }
  const seen = forward?.kind === 'function' && unseen === machine.unknownCalls;
  notePass(machine, native);
  updateModel(machine, native, {
    built: 'yes',
    exact: native.state.value.exact && seen,
    input:
      native.state.value.built === 'yes'
        ? native.state.value.input
        : input.kind === 'tensor'
          ? input.shape
          : unknownShape,
    output: result.kind === 'tensor' ? result.shape : unknownShape,
    result: result.kind === 'tensor' ? result : null,
  });
  return result;
}

/** `model(x)`. */
export function callModel(machine: Machine, instance: InstanceValue, call: Call): Value {
  if (machine.followed) return followCall(machine, machine.followed, instance, call);
  const given = argument(call, 0, 'inputs')?.value ?? unknown;
  const inputs = tensorsOf(given);
  const symbolic = inputs.some((one) => one.symbolic);
  const content = symbolic ? emptyContent : { ...emptyContent, rawPrediction: true, predictions: [instance] };
  const producer = { by: instance, inputs, ...(symbolic ? { given: givenBy(null, call) } : {}) };
  const own = hasOwnCall(instance);
  const output = withTraining(machine, trainingOf(machine, call), () =>
    withOwnPass(machine, instance, passOf(machine, given, inputs), () =>
      own
        ? runForward(machine, instance, given, call)
        : tensor({ shape: runModel(machine, instance, inputs[0]?.shape ?? unknownShape) }),
    ),
  );
  if (own && output.kind !== 'tensor')
    return output.kind === 'tuple' || output.kind === 'list' || output.kind === 'dict'
      ? output
      : tensor({ symbolic, content, producer });
  return tensor({
    shape: output.kind === 'tensor' ? output.shape : unknownShape,
    symbolic,
    producer,
    content,
  });
}

/** After `fit`, `evaluate`, `predict` and their like: built for the data, with the terms of a pass in a graph. */
export function markTrained(
  machine: Machine,
  instance: InstanceValue,
  input: Shape,
  training: boolean,
): void {
  const native = modelOf(instance) as ModelNative;
  withLoop(machine, native, () =>
    withTraining(machine, constant(training), () =>
      withOwnPass(machine, instance, machine.graph === 'no' ? 'eager' : 'graph', () =>
        runModel(machine, instance, input),
      ),
    ),
  );
  updateModel(machine, native, { built: 'yes', called: 'yes' });
  settleBackend(machine, instance);
}

/** Runs `body` as a step of Keras' own loops: traced, once after every `compile`, unless it is told not to be. */
export function withLoop<T>(machine: Machine, native: ModelNative, body: () => T): T {
  const { compile } = native.state.value;
  if (compile?.eagerly === 'yes') return body();
  const result = inGraph(machine, compile ?? native, body);
  if (compile?.eagerly === 'maybe') updateModel(machine, native, { lastPass: 'unknown' });
  return result;
}

/** What a pass of Keras' own loops leaves: in TensorFlow tensors of its graph, with JAX nothing. */
export function settleBackend(machine: Machine, instance: InstanceValue): void {
  const { version } = machine.framework;
  // Whoever differentiates with a tape computes with TensorFlow.
  const backend = machine.framework.backend ?? (machine.taped ? 'tensorflow' : null);
  const native = modelOf(instance) as ModelNative;
  if (backend === 'tensorflow' || version === 2) return;
  const parts = partsOf(instance).all;
  if (backend === 'jax') withPass(machine, 'graph', () => clearHeld(machine, parts));
  else if (backend === null) forgetHeld(machine, parts);
  if (backend !== null) updateModel(machine, native, { lastPass: backend === 'torch' ? 'eager' : 'none' });
}
