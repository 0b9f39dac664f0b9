import { type Machine } from '../../interpreter/machine';
import { type InstanceValue, type TensorValue, type Value, list, unknown } from '../../interpreter/values';
import { layerInstance, updateLayer } from './layers';
import { noArguments } from '../../interpreter/expressions';
import { updateModel } from './models';
import type { LayerNative, LayerNode, ModelNative } from './natives';
import { plain, layerOf, modelOf } from './natives';
import { childrenOf } from './parts';

/** `model.layers`. */
export function layerList(machine: Machine, instance: InstanceValue, native: ModelNative): Value {
  const { nodes, exact, inputs } = native.state.value;
  if (native.kind === 'application' || native.kind === 'loaded')
    return list(machine.store, [anyLayer(machine, instance, native)], false);
  if (native.kind === 'subclass' && nodes.length === 0) {
    const children = childrenOf(instance);
    return list(machine.store, children.layers, children.exact && exact);
  }
  if (native.kind !== 'functional' && native.kind !== 'subclass')
    return list(machine.store, [...nodes.map((node) => node.layer), ...(exact ? [] : [unknown])], exact);
  const inputLayers = inputs.map((input) => inputLayer(machine, instance, input));
  const ordered = inputs.length === 1 ? byDepth(nodes) : null;
  const listed = list(
    machine.store,
    [...inputLayers, ...(ordered ?? nodes).map((node) => node.layer), ...(exact ? [] : [unknown])],
    exact,
  );
  return ordered ? listed : { ...listed, unordered: true };
}

/** Stands for every layer of a model whose layers are not in this file. */
function anyLayer(machine: Machine, instance: InstanceValue, native: ModelNative): InstanceValue {
  const known = native.state.value.anyLayer;
  if (known) return known;
  const layer = layerInstance(machine, 'Layer', { ...noArguments(instance.site), unknownSpread: true });
  updateLayer(machine, layerOf(layer) as LayerNative, { built: 'yes' });
  updateModel(machine, native, { anyLayer: layer });
  return layer;
}

function inputLayer(machine: Machine, model: InstanceValue, input: TensorValue): InstanceValue {
  const layer = layerInstance(machine, 'InputLayer', noArguments(model.site));
  const native = layerOf(layer) as LayerNative;
  updateLayer(machine, native, { built: 'yes', input: input.shape, result: input });
  return layer;
}

/** Keras lists the layers of a graph from its input on, by their distance to the output; null where that is not known. */
function byDepth(nodes: readonly LayerNode[]): readonly LayerNode[] | null {
  if (nodes.some((node) => node.inbound === null)) return null;
  const depths = nodes.map(() => 0);
  for (let index = nodes.length - 1; index >= 0; index--) {
    for (const from of nodes[index]?.inbound ?? [])
      if (from >= 0) depths[from] = Math.max(depths[from] ?? 0, (depths[index] ?? 0) + 1);
  }
  const order = nodes.map((_, index) => index).sort((a, b) => (depths[b] ?? 0) - (depths[a] ?? 0) || a - b);
  return order.map((index) => nodes[index] as LayerNode);
}

/** `model.get_layer(name, index)`: undefined where it is none that is known. */
export function getLayer(
  machine: Machine,
  instance: InstanceValue,
  native: ModelNative,
  name: Value | undefined,
  index: Value | undefined,
): Value | undefined {
  if (native.kind === 'application' || native.kind === 'loaded') return anyLayer(machine, instance, native);
  const listed = layerList(machine, instance, native);
  if (listed.kind !== 'list') return undefined;
  const { elements, exact } = listed.cell.value;
  const position = plain(index);
  if (typeof position === 'number') return exact && !listed.unordered ? elements.at(position) : undefined;
  const wanted = plain(name);
  if (typeof wanted !== 'string') return undefined;
  return elements.find(
    (one) => layerOf(one) && plain(layerOf(one)?.arguments.get('name')?.value) === wanted && !modelOf(one),
  );
}
