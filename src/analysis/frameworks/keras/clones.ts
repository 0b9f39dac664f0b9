import { type Call, type Machine } from '../../interpreter/machine';
import { type InstanceValue, type Value, list, tensor } from '../../interpreter/values';
import type { Span } from '../../text/span';
import { copyLayer, runLayer, updateLayer } from './layers';
import { addLayer, newModelInstance, opaqueModel, updateModel } from './models';
import type { BoundArgument, ConfigurationNative, LayerNative, LayerNode, ModelNative } from './natives';
import { layerOf, modelOf, nativeOf } from './natives';
import { withOwnPass } from './passes';
import { INSIDE } from './penalties';
import { isAnyLayer, tellCopy } from './settings';

/** The configuration of a layer or model: `get_config()`, `to_json()`. */
export function configurationOf(machine: Machine, instance: InstanceValue, span: Span): InstanceValue {
  tellCopy(machine, instance);
  const native: ConfigurationNative = { type: 'configuration', of: instance };
  return { kind: 'instance', class: null, site: span, attributes: new Map(), native };
}

/** `clone_model(model)`: the same layers anew, with regularizers as the configuration has them. */
export function cloneModel(machine: Machine, call: Call): Value {
  const given = call.keywords.get('model')?.value ?? call.positional[0]?.value;
  if (given?.kind !== 'instance' || !modelOf(given)) return opaqueModel(machine, 'loaded', call);
  tellCopy(machine, given);
  const plainly =
    call.positional.length + (call.keywords.has('model') ? 1 : 0) === 1 && call.keywords.size <= 1;
  return (plainly ? copyModel(machine, given, call) : null) ?? opaqueModel(machine, 'loaded', call);
}

/** `from_config(config)`, `model_from_json(text)`. */
export function fromConfiguration(machine: Machine, call: Call): Value | undefined {
  const native = nativeOf(call.positional[0]?.value ?? call.keywords.get('config')?.value);
  if (native?.type !== 'configuration' || call.positional.length + call.keywords.size !== 1) return undefined;
  const { of } = native;
  if (modelOf(of)) return copyModel(machine, of, call) ?? opaqueModel(machine, 'loaded', call);
  return copyOf(machine, of) ?? undefined;
}

/** A new model of the same form; null where a part of it cannot be made anew from here. */
function copyModel(machine: Machine, source: InstanceValue, call: Call): InstanceValue | null {
  const native = modelOf(source) as ModelNative;
  const state = native.state.value;
  if (source.class !== null || !state.exact || state.escaped || state.built === 'maybe') return null;
  if (native.kind !== 'sequential' && native.kind !== 'functional') return null;
  const copies = new Map<InstanceValue, InstanceValue>();
  for (const { layer } of state.nodes) {
    const copy = copies.get(layer) ?? copyOf(machine, layer, call);
    if (!copy) return null;
    copies.set(layer, copy);
  }
  const nodes = state.nodes.map((node) => ({ ...node, layer: copies.get(node.layer) as InstanceValue }));
  const instance = newModelInstance(machine, native.kind, call.span);
  const copy = modelOf(instance) as ModelNative;
  if (native.kind === 'sequential') {
    if (state.built === 'yes')
      addLayer(machine, instance, tensor({ symbolic: true, shape: state.input }), machine.framework.version);
    for (const { layer } of nodes) addLayer(machine, instance, layer, machine.framework.version);
  } else {
    state.nodes.forEach((node, index) => connect(machine, node, nodes[index] as LayerNode));
    const { input, output, built } = state;
    updateModel(machine, copy, { nodes, input, output, built, exact: true });
  }
  updateModel(machine, copy, { trainable: state.trainable });
  return instance;
}

/** Calls the copy as often as the original was called to make the graph. */
function connect(machine: Machine, source: LayerNode, { layer, calls }: LayerNode): void {
  const input = (layerOf(source.layer) ?? modelOf(source.layer))?.state.value.input;
  if (!input) return;
  for (let call = 0; call < calls; call++)
    withOwnPass(machine, layer, 'symbolic', () => runLayer(machine, layer, input));
}

/** A layer of Keras anew, unbuilt; null for one that this file gives its own configuration. */
function copyOf(machine: Machine, source: InstanceValue, call?: Call): InstanceValue | null {
  if (modelOf(source)) return call ? copyModel(machine, source, call) : null;
  const native = layerOf(source);
  if (!native || native.className === null || native.hiddenArguments || isAnyLayer(native)) return null;
  const { changed, overrides, configured, trainable } = native.state.value;
  if (changed) return null;
  const given = new Map([...native.arguments, ...overrides, ...configured]);
  for (const name of INSIDE) {
    const inside = given.get(name);
    const copy = inside && copyInside(machine, inside, call);
    if (copy === null) return null;
    if (copy) given.set(name, copy);
  }
  const copy = copyLayer(machine, source, given);
  updateLayer(machine, layerOf(copy) as LayerNative, { trainable });
  return copy;
}

function copyInside(machine: Machine, given: BoundArgument, call?: Call): BoundArgument | null {
  const value = copyValue(machine, given.value, call);
  return value && { ...given, value };
}

function copyValue(machine: Machine, value: Value, call?: Call): Value | null {
  if (value.kind === 'instance') return copyOf(machine, value, call);
  const elements =
    value.kind === 'list' ? value.cell.value.elements : value.kind === 'tuple' ? value.elements : null;
  const copies = elements?.map((one) => copyValue(machine, one, call));
  return copies?.every((one) => one !== null) ? list(machine.store, copies as Value[]) : null;
}
