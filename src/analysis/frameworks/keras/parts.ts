import type { InstanceValue, Value } from '../../interpreter/values';
import { type ModelNative, layerOf, modelOf } from './natives';
import { isWrapper, partsInside } from './penalties';

/** What a layer or model is made of. */
export interface Parts {
  /** Itself, and every layer and model below, each once. */
  readonly all: readonly InstanceValue[];
  /** The layers among them, those inside wrappers such as `Bidirectional` left out. */
  readonly layers: readonly InstanceValue[];
  /** Whether these are all. */
  readonly exact: boolean;
  /** Whether what is missing is only the layers of models of `keras.applications`, which have no penalties. */
  readonly penaltiesExact: boolean;
}

const DEEPEST = 8;

/** The layers and models below one, nested models and classes of the file resolved. */
export function partsOf(root: InstanceValue): Parts {
  const all: InstanceValue[] = [];
  const layers: InstanceValue[] = [];
  const seen = new Set<InstanceValue>();
  let exact = true;
  let penaltiesExact = true;
  const visit = (instance: InstanceValue, depth: number, inside: boolean): void => {
    if (seen.has(instance)) return;
    seen.add(instance);
    if (depth > DEEPEST) {
      penaltiesExact = false;
      return;
    }
    all.push(instance);
    const model = modelOf(instance);
    const layer = layerOf(instance);
    if (layer && !inside) layers.push(instance);
    if (layer && layer.className !== null) {
      // `Bidirectional` makes copies of what it is given.
      if (isWrapper(layer) && layer.className !== 'Bidirectional')
        for (const part of partsInside(layer) ?? []) visit(part, depth + 1, modelOf(part) === null);
      if (isWrapper(layer) && partsInside(layer) === null) penaltiesExact = false;
      return;
    }
    if (model) {
      if (model.kind === 'application') {
        exact = false;
        penaltiesExact &&= !isTouched(model);
      } else penaltiesExact &&= model.state.value.exact;
      for (const node of model.state.value.nodes) visit(node.layer, depth + 1, inside);
    }
    const children = childrenOf(instance);
    penaltiesExact &&= children.exact;
    for (const part of children.layers) visit(part, depth + 1, inside);
  };
  visit(root, 0, false);
  return { all, layers, exact: exact && penaltiesExact, penaltiesExact };
}

/** The layers and models that a layer or model consists of immediately. */
export function directParts(instance: InstanceValue): readonly InstanceValue[] {
  const layer = layerOf(instance);
  if (layer && layer.className !== null) return isWrapper(layer) ? (partsInside(layer) ?? []) : [];
  const nodes = modelOf(instance)?.state.value.nodes ?? [];
  return [...nodes.map((node) => node.layer), ...childrenOf(instance).layers];
}

/** Whether the penalties of some layer of a model from `keras.applications` may have been changed. */
function isTouched({ state }: ModelNative): boolean {
  const native = layerOf(state.value.anyLayer ?? undefined);
  return native !== null && (native.state.value.changed || native.state.value.addsLoss);
}

/** The layers and models that an instance of a class of the file holds in its attributes, in order. */
export function childrenOf(instance: InstanceValue): Contained {
  return together(
    [...instance.attributes.values()].flatMap(({ value }) => value ?? []),
    0,
  );
}

interface Contained {
  readonly layers: readonly InstanceValue[];
  readonly exact: boolean;
}

const nothing: Contained = { layers: [], exact: true };

/** Layers and models in a value, through containers. */
function layersIn(value: Value | undefined, depth = 0): Contained {
  if (!value || depth > 4) return nothing;
  switch (value.kind) {
    case 'instance':
      return layerOf(value) || modelOf(value) ? { layers: [value], exact: true } : nothing;
    case 'list':
      return together(value.cell.value.elements, depth);
    case 'tuple':
      return together(value.elements, depth);
    case 'dict':
      return together([...value.cell.value.entries.values()], depth);
    case 'join': {
      const held = together(value.alternatives, depth);
      return held.layers.length === 0 ? held : { ...held, exact: false };
    }
    default:
      return nothing;
  }
}

function together(values: readonly Value[], depth: number): Contained {
  const held = values.map((one) => layersIn(one, depth + 1));
  return { layers: held.flatMap((one) => one.layers), exact: held.every((one) => one.exact) };
}

/** Whether an attribute may hold a layer or model that was made elsewhere: it may be built already. */
export function hasUnknownParts(instance: InstanceValue): boolean {
  return [...instance.attributes.values()].some(
    ({ value }) => value?.kind === 'unknown' || value?.kind === 'join',
  );
}
