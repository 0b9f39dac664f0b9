import * as tf from '@tensorflow/tfjs-core';
import { layerKinds } from '../architecture/index';
import { initialValues } from '../architecture/initializers';
import { maskFate } from '../architecture/masks';
import { elementsIn, type Dimensions, type WeightSpecification } from '../architecture/layer-kind';
import type { PlanLayer, PlanModel } from '../plan';
import { randomStream, type Random } from '../random';
import type { Draw, RunLayer } from './layers/layer';
import { makeMask } from './layers/masking';

/** One weight of the network; `index` is its place in every array of weights. */
export interface WeightSlot extends WeightSpecification {
  readonly index: number;
  readonly layer: string;
}

/** The model of a plan, ready to run. Holds no numbers of its own. */
export interface Network {
  readonly inputShape: Dimensions;
  readonly layers: readonly NetworkLayer[];
  readonly slots: readonly WeightSlot[];
}

/** A layer with the slots of its weights. */
export interface NetworkLayer {
  readonly plan: PlanLayer;
  readonly slots: readonly WeightSlot[];
}

/** @throws Error when a layer is unknown, comes before what it takes its input from, or shares weights that do not fit */
export function buildNetwork(model: PlanModel): Network {
  const shapes = new Map<string, Dimensions>([['input', model.inputShape]]);
  const slots: WeightSlot[] = [];
  const layers = model.layers.map((plan): NetworkLayer => {
    const kind = layerKinds[plan.className];
    if (!kind) throw new Error(`Unknown layer: ${plan.className}`);
    const inputs = plan.inbound.map((name) => {
      const shape = shapes.get(name);
      if (!shape) throw new Error(`${plan.name} takes its input from ${name}, which comes later.`);
      return shape;
    });
    shapes.set(plan.name, kind.outputShape(inputs, plan.config));
    const weights = kind.weights?.(inputs, plan.config) ?? [];
    if (plan.shares !== undefined) return { plan, slots: sharedSlots(plan, weights, slots) };
    const own = weights.map((weight, position) => ({
      ...weight,
      trainable: weight.trainable && plan.config.trainable !== false,
      index: slots.length + position,
      layer: plan.name,
    }));
    slots.push(...own);
    return { plan, slots: own };
  });
  return { inputShape: model.inputShape, layers, slots };
}

/** The weights of the layer that this one is another call of. */
function sharedSlots(
  { name, shares }: PlanLayer,
  wanted: readonly WeightSpecification[],
  slots: readonly WeightSlot[],
): readonly WeightSlot[] {
  return wanted.map(({ role, shape }) => {
    const slot = slots.find((candidate) => candidate.layer === shares && candidate.role === role);
    if (slot && slot.shape.join() === shape.join()) return slot;
    throw new Error(`${name} cannot use the weights of ${shares}: ${role} has another shape there.`);
  });
}

/** Starting weights of one seed, the same for every arm. */
export function initialWeights(network: Network, seed: number): Float32Array[] {
  return network.slots.map((slot) => initialValues(slot, seed, `${slot.layer}/${slot.role}`));
}

/** One stream of random numbers a layer, for dropout; the same for every arm of a seed. */
export function layerStreams(network: Network, seed: number): ReadonlyMap<string, Random> {
  return new Map(
    network.layers.map(({ plan }) => [plan.name, randomStream(seed, `layer/${plan.name}`)] as const),
  );
}

/** How a forward pass runs. */
export interface PassSettings {
  readonly training: boolean;
  /** How each layer runs, by class name. */
  readonly layers: Readonly<Record<string, RunLayer>>;
  /** Random numbers of each layer, by its name, for each variant in the pass; used while training. */
  readonly streams: readonly ReadonlyMap<string, Random>[];
  /** New values of a weight that is no parameter. */
  update(slot: number, values: Float32Array): void;
  /** Is told what each layer gives out. */
  seen?(layer: NetworkLayer, output: tf.Tensor): void;
}

/**
 * The output for a batch.
 *
 * @param input [examples, …input shape], or [variants, examples, …input shape]
 * @param weights one tensor per slot, with the variants first where they are stacked
 */
export function runNetwork(
  network: Network,
  input: tf.Tensor,
  weights: readonly tf.Tensor[],
  settings: PassSettings,
): tf.Tensor {
  const outputs = new Map<string, tf.Tensor>([['input', input]]);
  const masks = new Map<string, tf.Tensor>();
  // Moving averages that one call of a shared layer sets are where its next call begins.
  const current = [...weights];
  let last = input;
  for (const layer of network.layers) {
    const { plan, slots } = layer;
    const run = settings.layers[plan.className];
    if (!run) throw new Error(`Unknown layer: ${plan.className}`);
    const own = Object.fromEntries(slots.map((slot) => [slot.role, current[slot.index] as tf.Tensor]));
    const inputs = plan.inbound.map((name) => outputs.get(name) as tf.Tensor);
    const mask = masks.get(plan.inbound[0] as string) ?? null;
    last = run(inputs, own, plan.config, {
      training: settings.training,
      draw: drawing(settings.streams.map((streams) => streams.get(plan.name) as Random)),
      mask,
      constantInput: plan.inbound.every((name) => name === 'input'),
      update: (role, values) => {
        const slot = slots.find((candidate) => candidate.role === role);
        if (!slot) return;
        settings.update(slot.index, values);
        current[slot.index] = tf.tensor(values, weights[slot.index]?.shape);
      },
    });
    settings.seen?.(layer, last);
    outputs.set(plan.name, last);
    const fate = maskFate(plan, mask !== null);
    if (fate === 'makes') masks.set(plan.name, makeMask(inputs[0] as tf.Tensor, plan.config));
    else if (fate === 'passes' && mask) masks.set(plan.name, mask);
  }
  return last;
}

function drawing(streams: readonly Random[]): Draw {
  return (shape, one) => {
    const values = new Float32Array(elementsIn(shape));
    const share = values.length / streams.length;
    streams.forEach((random, variant) => {
      for (let index = variant * share; index < (variant + 1) * share; index++) values[index] = one(random);
    });
    return tf.tensor(values, [...shape]);
  };
}
