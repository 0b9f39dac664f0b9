import { layerKinds } from './architecture/index';
import type { PlanLayer, PlanModel } from './plan';

/** Layers that are an activation and nothing else. */
const activations = ['Activation', 'ReLU', 'LeakyReLU', 'PReLU', 'ELU'];

/**
 * The model with a dropout after every hidden activation: after each layer that ends in one, has layers with
 * weights behind it, and is not followed by a dropout already. Weights keep their layers and names.
 *
 * @param rate from 0 to below 1
 */
export function withDropout(model: PlanModel, rate: number): PlanModel {
  const places = dropoutPlaces(model);
  const after = (name: string): string => (places.has(name) ? dropoutName(name) : name);
  const layers = model.layers.flatMap((layer): readonly PlanLayer[] => {
    const moved = { ...layer, inbound: layer.inbound.map(after) };
    if (!places.has(layer.name)) return [moved];
    const config = { rate, noise_shape: null };
    return [moved, { className: 'Dropout', name: dropoutName(layer.name), config, inbound: [layer.name] }];
  });
  return { ...model, layers };
}

/** Names of the layers that `withDropout` puts a dropout after. */
export function dropoutPlaces({ layers }: PlanModel): ReadonlySet<string> {
  const hidden = new Set<string>();
  for (const layer of [...layers].reverse()) {
    if (hidden.has(layer.name) || layerKinds[layer.className]?.weights)
      for (const source of layer.inbound) hidden.add(source);
  }
  const dropped = new Set(
    layers.filter(({ className }) => /Dropout/.test(className)).flatMap(({ inbound }) => inbound),
  );
  return new Set(
    layers
      .filter((layer) => hidden.has(layer.name) && !dropped.has(layer.name) && endsInActivation(layer))
      .map(({ name }) => name),
  );
}

function endsInActivation({ className, config }: PlanLayer): boolean {
  if (activations.includes(className)) return config.activation !== 'linear';
  return typeof config.activation === 'string' && config.activation !== 'linear';
}

function dropoutName(layer: string): string {
  return `${layer}/dropout`;
}
