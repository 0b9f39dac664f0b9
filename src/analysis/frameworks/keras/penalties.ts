import type { Certainty } from '../../facts/facts';
import type { InstanceValue, Value } from '../../interpreter/values';
import type { BoundArgument, LayerNative } from './natives';
import { layerOf, modelOf } from './natives';
import { type Resolved, resolveRegularizer } from './regularizers';
import { infer } from './layers';
import { layerEntry } from './symbols';

/** A penalty argument of a layer, or of one inside a wrapper. */
export interface LayerPenalty {
  /** `kernel`, `bias`, …, `activity`. */
  readonly on: string;
  readonly argument: BoundArgument;
  readonly resolved: Exclude<Resolved, { present: 'no' }>;
}

/** Parameters that hold what a wrapper wraps. */
export const INSIDE = ['layer', 'backward_layer', 'cell', 'cells'];

export function isWrapper(native: LayerNative): boolean {
  return INSIDE.some((name) => native.arguments.has(name));
}

/** The layers, cells and models inside a wrapper such as `TimeDistributed`; null where one of them is not known. */
export function partsInside(native: LayerNative): readonly InstanceValue[] | null {
  const given = INSIDE.flatMap((name) => native.arguments.get(name)?.value ?? []);
  const parts = given.map(layersIn);
  return parts.some((one) => one === null) ? null : parts.flatMap((one) => one ?? []);
}

function layersIn(value: Value): InstanceValue[] | null {
  if (value.kind === 'instance') return layerOf(value) || modelOf(value) ? [value] : null;
  const elements =
    value.kind === 'tuple'
      ? value.elements
      : value.kind === 'list' && value.cell.value.exact
        ? value.cell.value.elements
        : null;
  const parts = elements?.map(layersIn);
  return !parts || parts.some((one) => one === null) ? null : parts.flatMap((one) => one ?? []);
}

/** The only layer inside a wrapper; null where there is another one, or none. */
export function innerLayer(native: LayerNative): LayerNative | null {
  const parts = partsInside(native) ?? [];
  return parts.length === 1 ? layerOf(parts[0]) : null;
}

/** Penalties that a layer has now: those it was made with, and those set while they still could take effect. */
export function penaltiesOf(native: LayerNative, version: 2 | 3 | null): LayerPenalty[] {
  const own = ownPenalties(native, version);
  const inside = isWrapper(native) ? (partsInside(native) ?? []) : [];
  return [
    ...inside.flatMap((one) => {
      const layer = layerOf(one);
      return layer ? penaltiesOf(layer, version) : [];
    }),
    ...own,
  ];
}

/** Without those of layers inside. */
function ownPenalties(native: LayerNative, version: 2 | 3 | null): LayerPenalty[] {
  const { overrides } = native.state.value;
  const entry = native.className === null ? undefined : layerEntry(native.className)?.entry;
  const own: LayerPenalty[] = [];
  const given = overrides.size === 0 ? native.arguments : new Map([...native.arguments, ...overrides]);
  for (const [name, argument] of given) {
    if (!name.endsWith('_regularizer') || entry?.ineffective?.includes(name)) continue;
    const on = name.slice(0, -'_regularizer'.length);
    if (on !== 'activity' && !entry?.regularizers.includes(name)) continue;
    const resolved = resolveRegularizer(argument, version);
    if (resolved.present !== 'no') own.push({ on, argument, resolved });
  }
  return own;
}

/**
 * How many entries the weights of one layer add to `losses` now; what is inside a wrapper counts by itself, but for
 * `Bidirectional`, which makes copies of it.
 * @returns null when that is not known, or differs between the versions that may run the file.
 */
export function weightTerms(native: LayerNative, version: 2 | 3 | null): number | null {
  const { built, changed, input, trainable } = native.state.value;
  if (native.className === null) return declaredTerms(native, version);
  if (isWrapper(native) && native.className !== 'Bidirectional') return changed ? null : 0;
  if (changed) return null;
  if (native.hiddenArguments) return built === 'no' ? 0 : null;
  const penalties = penaltiesOf(native, version).filter((one) => one.on !== 'activity');
  if (isWrapper(native) && partsInside(native) === null) return built === 'no' ? 0 : null;
  if (penalties.length === 0 || built === 'no') return 0;
  if (built === 'maybe' || penalties.some((one) => one.resolved.present === 'maybe')) return null;
  const terms = isWrapper(native)
    ? wrappedTerms(native, version)
    : penalizedWeights(native, input, penalties);
  return terms === null ? null : countTrainable(terms, trainable, version);
}

/** `Bidirectional` wraps the layer twice, or two different ones. */
function wrappedTerms(native: LayerNative, version: 2 | 3 | null): number | null {
  const inside = (partsInside(native) ?? []).map((one) => layerOf(one));
  const terms = inside.map((one) =>
    one === null || one.className === null
      ? null
      : penalizedWeights(one, native.state.value.input, penaltiesOf(one, version)),
  );
  const total = terms.reduce((sum, one) => (sum === null || one === null ? null : sum + one), 0);
  return total === null ? null : terms.length === 1 ? 2 * total : total;
}

function penalizedWeights(
  native: LayerNative,
  input: LayerNative['state']['value']['input'],
  penalties: readonly LayerPenalty[],
): number | null {
  const { weights } = infer(native, input);
  if (!weights) return null;
  return penalties.reduce(
    (sum, one) => sum + weights.filter((weight) => weight.penalized === one.on).length,
    0,
  );
}

/** Weights that a class of the file adds by `add_weight` exist from that call on. */
function declaredTerms(native: LayerNative, version: 2 | 3 | null): number | null {
  const { changed, trainable } = native.state.value;
  if (changed) return null;
  const penalized = native.declared.value.flatMap((one) => {
    const { present } = resolveRegularizer(one.regularizer ?? undefined, version);
    return present === 'no' ? [] : [{ present, trainable: one.trainable }];
  });
  if (penalized.some((one) => one.present === 'maybe')) return null;
  const frozen = penalized.filter((one) => !one.trainable).length;
  // Keras 3 counts no penalty of a weight that is not trained.
  if (frozen > 0 && version === null) return null;
  return countTrainable(version === 3 ? penalized.length - frozen : penalized.length, trainable, version);
}

/** Keras 3 leaves frozen weights out, Keras 2 keeps them. */
function countTrainable(terms: number, trainable: Certainty, version: 2 | 3 | null): number | null {
  if (terms === 0 || trainable === 'yes' || version === 2) return terms;
  return trainable === 'no' && version === 3 ? 0 : null;
}
