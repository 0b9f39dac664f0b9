import type { Certainty } from '../../facts/facts';
import { elementsOf } from '../../interpreter/assignment';
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
  joinCertainty,
  joinShapes,
  shapeOf,
  tensor,
  unknown,
  unknownShape,
} from '../../interpreter/values';
import { buildLayer, penaltiesOf, tensorsOf, updateLayer, weightTerms } from './layers';
import type { LayerNode, ModelNative, ModelState } from './natives';
import { layerOf, modelOf, plain } from './natives';

const NEW_MODEL: ModelState = {
  nodes: [],
  exact: true,
  built: 'no',
  called: 'no',
  lastPass: 'none',
  builtInKeras2: false,
  input: unknownShape,
  output: unknownShape,
  result: null,
  compile: null,
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
    lastPass: a.lastPass === b.lastPass ? a.lastPass : 'other',
    builtInKeras2: a.builtInKeras2 || b.builtInKeras2,
    input: a.built === 'no' ? b.input : b.built === 'no' ? a.input : joinShapes(a.input, b.input),
    output: a.built === 'no' ? b.output : b.built === 'no' ? a.output : joinShapes(a.output, b.output),
    result: a.result ?? b.result,
    compile: b.compile ?? a.compile,
    escaped: a.escaped || b.escaped,
    addsLoss: a.addsLoss || b.addsLoss,
    trainable: joinCertainty(a.trainable, b.trainable),
  };
}

/** `keras.Sequential(layers)`. */
export function constructSequential(machine: Machine, call: Call, version: 2 | 3 | null): InstanceValue {
  const instance = modelInstance(machine, newModel(machine, 'sequential', call.span, {}));
  initializeSequential(machine, instance, call, version);
  return instance;
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
    updateModel(machine, native, { input: layer.shape, output: layer.shape, built: 'yes' });
    return;
  }
  if (layer.kind !== 'instance' || !(layerOf(layer) || modelOf(layer))) {
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
  const nodes = [...state.nodes, { layer, inbound: [state.nodes.length - 1] }];
  const source = first && state.built === 'no' ? shapeSource(layer, version) : null;
  if (layerOf(layer)?.className === 'InputLayer') {
    updateModel(machine, native, {
      input: source?.shape ?? unknownShape,
      output: source?.shape ?? unknownShape,
      built: 'yes',
    });
    return;
  }
  if (source) {
    updateModel(machine, native, {
      nodes,
      built: source.built,
      builtInKeras2: source.builtInKeras2,
      input: source.shape,
    });
    const output = source.built === 'yes' ? buildLayer(machine, layer, source.shape) : unknownShape;
    const first = layerOf(layer);
    if (source.built === 'maybe' && first) updateLayer(machine, first, { built: 'maybe' });
    updateModel(machine, native, { output });
    return;
  }
  updateModel(machine, native, { nodes });
  if (state.built === 'yes')
    updateModel(machine, native, { output: buildLayer(machine, layer, state.output) });
  else if (state.built === 'maybe') {
    const known = layerOf(layer);
    if (known) updateLayer(machine, known, { built: 'maybe' });
  }
}

function firstLayer(alternatives: readonly Value[]): LayerNode[] {
  const layer = alternatives.find(
    (one): one is InstanceValue => one.kind === 'instance' && layerOf(one) !== null,
  );
  return layer ? [{ layer, inbound: null }] : [];
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
    if (model.kind === 'functional' || model.kind === 'loaded' || model.kind === 'application')
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
  const inner = native.arguments.get('layer')?.value;
  // A wrapper takes the shape of the layer inside in some versions only.
  if (inner?.kind === 'instance' && layerOf(inner) && shapeSource(inner, version))
    return { built: 'maybe', builtInKeras2: false, shape: unknownShape };
  return null;
}

function lastOf(value: Value | undefined): number | null {
  const last = value?.kind === 'tuple' ? value.elements.at(-1) : undefined;
  return last?.kind === 'constant' && typeof last.value === 'number' ? last.value : null;
}

/** `keras.Model(inputs, outputs)`: walks from the outputs back to the inputs. */
export function constructFunctional(machine: Machine, call: Call): InstanceValue {
  const native = newModel(machine, 'functional', call.span, { built: 'yes' });
  const instance = modelInstance(machine, native);
  initializeFunctional(machine, instance, call);
  return instance;
}

export function initializeFunctional(machine: Machine, instance: InstanceValue, call: Call): void {
  const native = modelOf(instance) as ModelNative;
  const inputs = tensorsOf((argument(call, 0, 'inputs') ?? call.keywords.get('input'))?.value);
  const outputs = tensorsOf((argument(call, 1, 'outputs') ?? call.keywords.get('output'))?.value);
  const nodes: { layer: InstanceValue; inbound: number[] | null }[] = [];
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
            (nodes[shared] as (typeof nodes)[number]).inbound = null;
            visited.set(node, shared);
          } else {
            nodes.push({ layer: by, inbound });
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
    output: outputs.length === 1 ? (outputs[0] as TensorValue).shape : unknownShape,
    result: outputs.length === 1 ? (outputs[0] as TensorValue) : null,
  });
}

/** A model that comes from a file or from `keras.applications`: its layers are not in this module. */
export function opaqueModel(machine: Machine, kind: 'loaded' | 'application', call: Call): InstanceValue {
  return modelInstance(machine, newModel(machine, kind, call.span, { built: 'yes', exact: false }));
}

/** Builds a model for an input shape and returns its output shape. */
export function buildModel(machine: Machine, instance: InstanceValue, input: Shape): Shape {
  const native = modelOf(instance) as ModelNative;
  const state = native.state.value;
  if (native.kind === 'functional' || native.kind === 'loaded' || native.kind === 'application')
    return state.output;
  if (native.kind === 'sequential') {
    if (
      state.built === 'yes' &&
      state.nodes.every((node) => layerOf(node.layer)?.state.value.built !== 'maybe')
    )
      return state.output;
    const shape = state.built === 'yes' && state.input.dims ? state.input : input;
    let current = shape;
    for (const node of state.nodes) current = buildLayer(machine, node.layer, current);
    updateModel(machine, native, {
      built: 'yes',
      input: shape,
      output: state.exact ? current : unknownShape,
    });
    return state.exact ? current : unknownShape;
  }
  runForward(machine, instance, tensor({ shape: input }), null);
  return native.state.value.output;
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
    result = callFunction(machine, forward, instance, given);
  }
  const seen = forward?.kind === 'function' && unseen === machine.unknownCalls;
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
  const native = modelOf(instance) as ModelNative;
  const given = argument(call, 0, 'inputs')?.value ?? unknown;
  const inputs = tensorsOf(given);
  const symbolic = inputs.some((one) => one.symbolic);
  const shape = inputs[0]?.shape ?? unknownShape;
  const raw = instance.class ? classMember(instance.class, 'call') : undefined;
  let output: Value;
  if (raw?.kind === 'function') output = runForward(machine, instance, given, call);
  else output = tensor({ shape: buildModel(machine, instance, shape) });
  if (!symbolic) updateModel(machine, native, { called: 'yes', lastPass: 'eager' });
  const content = symbolic ? emptyContent : { ...emptyContent, rawPrediction: true, predictions: [instance] };
  if (raw?.kind === 'function' && output.kind !== 'tensor')
    return output.kind === 'tuple' || output.kind === 'list' || output.kind === 'dict'
      ? output
      : tensor({ symbolic, content, producer: { by: instance, inputs } });
  return tensor({
    shape: output.kind === 'tensor' ? output.shape : unknownShape,
    symbolic,
    producer: { by: instance, inputs },
    content,
  });
}

/** After `fit` and its like: built for the data, with activity terms no reader can rely on. */
export function markTrained(machine: Machine, instance: InstanceValue, input: Shape): void {
  const native = modelOf(instance) as ModelNative;
  buildModel(machine, instance, input);
  updateModel(machine, native, { built: 'yes', called: 'yes', lastPass: 'other' });
}

/** The layers below a model, each once, nested models and classes of the file resolved. */
export interface Leaves {
  readonly layers: readonly InstanceValue[];
  readonly exact: boolean;
}

export function leavesOf(instance: InstanceValue, depth = 0, seen = new Set<InstanceValue>()): Leaves {
  if (seen.has(instance) || depth > 8) return { layers: [], exact: depth <= 8 };
  seen.add(instance);
  const model = modelOf(instance);
  const layer = layerOf(instance);
  if (layer && layer.className !== null) return { layers: [instance], exact: true };
  const children: InstanceValue[] = [];
  let exact = true;
  if (model) {
    children.push(...model.state.value.nodes.map((node) => node.layer));
    exact = model.state.value.exact;
  }
  for (const cell of instance.attributes.values()) children.push(...layersIn(cell.value));
  const layers: InstanceValue[] = layer ? [instance] : [];
  for (const child of children) {
    const below = leavesOf(child, depth + 1, seen);
    layers.push(...below.layers);
    exact &&= below.exact;
  }
  return { layers, exact };
}

function layersIn(value: Value | undefined, depth = 0): InstanceValue[] {
  if (!value || depth > 4) return [];
  if (value.kind === 'instance') return layerOf(value) || modelOf(value) ? [value] : [];
  if (value.kind === 'list') return value.cell.value.elements.flatMap((one) => layersIn(one, depth + 1));
  if (value.kind === 'tuple') return value.elements.flatMap((one) => layersIn(one, depth + 1));
  if (value.kind === 'dict')
    return [...value.cell.value.entries.values()].flatMap((one) => layersIn(one, depth + 1));
  return [];
}

/** Whether an attribute may hold a layer or model that was made elsewhere: it may be built already. */
export function hasUnknownParts(instance: InstanceValue): boolean {
  return [...instance.attributes.values()].some(
    ({ value }) => value?.kind === 'unknown' || value?.kind === 'join',
  );
}

/** What `model.losses` holds now. Null where it is not certain in every framework version that may run the file. */
export interface Terms {
  readonly weight: number | null;
  readonly other: number | null;
}

export function termsOf(instance: InstanceValue, version: 2 | 3 | null): Terms {
  const native = modelOf(instance) as ModelNative;
  const state = native.state.value;
  const leaves = leavesOf(instance);
  const known =
    leaves.exact &&
    state.exact &&
    !state.escaped &&
    state.trainable === 'yes' &&
    (state.built === 'yes' || !hasUnknownParts(instance));
  let weight: number | null = known ? 0 : null;
  let activity = 0;
  let adds = state.addsLoss;
  let hidden = !known;
  for (const leaf of leaves.layers) {
    const layer = layerOf(leaf);
    if (!layer) continue;
    const terms = weightTerms(layer, version);
    weight = weight === null || terms === null ? null : weight + terms;
    if (layer.className === 'ActivityRegularization') activity++;
    activity += penaltiesOf(layer, version).filter((one) => one.on === 'activity').length;
    adds ||= layer.state.value.addsLoss;
    hidden ||= layer.hiddenArguments;
  }
  // An unbuilt model has no variables, whatever its layers will hold.
  let other: number | null = null;
  if (!hidden && !adds && activity === 0) other = 0;
  else if (!hidden && state.built === 'no' && state.called === 'no' && native.kind !== 'subclass') other = 0;
  else if (!hidden && !adds && state.lastPass === 'eager' && native.kind !== 'subclass') other = activity;
  return { weight, other };
}
