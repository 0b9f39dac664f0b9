import type { InstanceValue } from '../../interpreter/values';
import { ownTerms } from './held';
import { layerOf, modelOf } from './natives';
import { hasUnknownParts, partsOf } from './parts';
import { weightTerms } from './penalties';

/** What `losses` of a layer or model holds now. Null where it is not certain in every framework version that may run the file. */
export interface Terms {
  readonly weight: number | null;
  /** Activity terms and those given to `add_loss`. */
  readonly other: number | null;
}

export function termsOf(instance: InstanceValue, version: 2 | 3 | null): Terms {
  const parts = partsOf(instance);
  if (!parts.penaltiesExact || !parts.all.every((part) => isKnown(part)))
    return { weight: null, other: null };
  let weight: number | null = 0;
  let other: number | null = 0;
  for (const part of parts.all) {
    const layer = layerOf(part);
    const terms = layer ? weightTerms(layer, version) : 0;
    weight = weight === null || terms === null ? null : weight + terms;
    const held = (layer ?? modelOf(part))?.state.value.held;
    const own = held ? ownTerms(held, version) : 0;
    other = other === null || own === null ? null : other + own;
  }
  return { weight: trainedOnly(instance, weight, version), other };
}

/** In Keras 3 nothing below a frozen layer or model has a penalty when that one is asked. */
function trainedOnly(instance: InstanceValue, weight: number | null, version: 2 | 3 | null): number | null {
  const { trainable } = (layerOf(instance) ?? modelOf(instance))?.state.value ?? { trainable: 'yes' };
  if (version === 2 || trainable === 'yes' || weight === 0) return weight;
  return trainable === 'no' && version === 3 ? 0 : null;
}

/** Whether what a layer or model is made of is all in this file. */
function isKnown(part: InstanceValue): boolean {
  const model = modelOf(part);
  if (model) {
    const { escaped, built } = model.state.value;
    return !escaped && (built === 'yes' || !hasUnknownParts(part));
  }
  const state = layerOf(part)?.state.value;
  return (
    !state || (!state.unseen && (part.class === null || state.built === 'yes' || !hasUnknownParts(part)))
  );
}
