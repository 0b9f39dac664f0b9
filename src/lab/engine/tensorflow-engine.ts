import * as tf from '@tensorflow/tfjs-core';
import { elementsIn } from '../architecture/layer-kind';
import type { Plan, PlanArm } from '../plan';
import type { Random } from '../random';
import type { Task } from '../task';
import { activityPenalty, penalizesActivity } from './activity';
import { armNetworks } from './arm-networks';
import { batchOf } from './batches';
import type { Engine, Examples, Prediction, Training, Variant } from './engine';
import { runLayers } from './layers/index';
import type { RunLayer } from './layers/layer';
import { canStack, stackedLayers } from './layers/stacked';
import { lossFunction } from './losses';
import { initialWeights, layerStreams, runNetwork, type Network } from './network';
import { outOf } from './out-of';
import { bindPenalties, penaltyValue, type BoundPenalty } from './penalty';
import { weightStep, type WeightStep } from './weight-step';

/** How variants go through TensorFlow.js: each by itself, or stacked with a first axis of their own. */
interface Passage {
  readonly stacked: boolean;
  readonly layers: Readonly<Record<string, RunLayer>>;
}

const stacked: Passage = { stacked: true, layers: stackedLayers };
const single: Passage = { stacked: false, layers: runLayers };

/**
 * Every architecture, by TensorFlow.js: the reference. Variants of plain networks are stacked: their weights
 * have an axis more, and one graph computes them all.
 *
 * @param name as `startTensorflow` gave it
 */
export function tensorflowEngine(plan: Plan, network: Network, task: Task, name: string): Engine {
  return canStack(network)
    ? stackedEngine(plan, network, task, name)
    : singleEngine(plan, network, task, name);
}

/** As `tensorflowEngine`, for networks that `canStack`. */
export function stackedEngine(plan: Plan, network: Network, task: Task, name: string): Engine {
  return {
    name,
    together: togetherFor(plan, network),
    start: (variants) => start(plan, network, task, stacked, variants),
  };
}

/** As `tensorflowEngine`, with one variant after another. */
export function singleEngine(plan: Plan, network: Network, task: Task, name: string): Engine {
  return { name, together: 1, start: (variants) => start(plan, network, task, single, variants) };
}

/** More gain little, and a step of them all should take no longer than a stop may wait. */
const mostTogether = 40;
const mostProducts = 5e7;

function togetherFor(plan: Plan, network: Network): number {
  const weights = network.slots.reduce((sum, { shape }) => sum + elementsIn(shape), 0);
  const products = 3 * plan.batchSize * weights;
  return Math.max(1, Math.min(mostTogether, Math.floor(mostProducts / products)));
}

/** What belongs to one variant alone. */
interface State {
  readonly weights: readonly Float32Array[];
  readonly streams: ReadonlyMap<string, Random>;
  readonly penalties: readonly BoundPenalty[];
  readonly takeStep: WeightStep;
  readonly arm: PlanArm;
  readonly network: Network;
  /** Variants of different kinds do not go through one pass. */
  readonly kind: number;
}

/** Weights live outside the backend, so nothing has to be disposed of. */
function start(
  plan: Plan,
  network: Network,
  task: Task,
  passage: Passage,
  variants: readonly Variant[],
): Training {
  const { slots } = network;
  const loss = lossFunction(plan.loss);
  const trained = slots.filter(({ trainable }) => trainable);
  // One array a slot for all variants, so that they reach the backend in one piece.
  const together = slots.map(({ shape }) => new Float32Array(variants.length * elementsIn(shape)));
  const networks = armNetworks(plan, network);
  const states = variants.map(({ arm, seed }, place): State => {
    const own = networks[arm] as Network;
    const weights = together.map((all) => part(all, place, variants.length));
    initialWeights(network, seed).forEach((values, slot) => weights[slot]?.set(values));
    const planArm = plan.arms[arm] as PlanArm;
    return {
      weights,
      streams: layerStreams(own, seed),
      penalties: bindPenalties(planArm, slots),
      takeStep: weightStep(plan, planArm, slots),
      arm: planArm,
      network: own,
      kind: own === network && !penalizesActivity(planArm) ? -1 : arm,
    };
  });

  /** Weights of some variants on the backend; the caller's tidy disposes of them. */
  const tensorsOf = (group: Group): tf.Tensor[] =>
    slots.map(({ shape, index }) => {
      const values = gathered(together[index] as Float32Array, elementsIn(shape), group.places);
      return tf.tensor(values, passage.stacked ? [group.places.length, ...shape] : [...shape]);
    });

  /** Gradients of the data loss and of penalties on outputs for each trained slot, those of the variants one after another. */
  const dataGradients = (group: Group): readonly (Float32Array | undefined)[] =>
    outOf(() => {
      const { inputs, targets } = batchOf(group.batches, passage.stacked, network.inputShape, task);
      const tensors = tensorsOf(group);
      const lossOf = (...parameters: tf.Tensor[]): tf.Scalar => {
        const current = [...tensors];
        trained.forEach((slot, position) => (current[slot.index] = parameters[position] as tf.Tensor));
        const first = states[group.places[0] as number] as State;
        const activity = activityPenalty(first.arm, passage.stacked);
        const output = runNetwork(first.network, inputs, current, {
          training: true,
          seen: activity.seen,
          layers: passage.layers,
          streams: group.places.map((place) => (states[place] as State).streams),
          update: (slot, values) =>
            group.places.forEach((place, at) =>
              states[place]?.weights[slot]?.set(part(values, at, group.places.length)),
            ),
        });
        const data = loss(tf.reshape(output, targets.shape), targets);
        const penalty = activity.value();
        return tf.sum(penalty ? tf.add(data, penalty) : data);
      };
      const { grads } = tf.valueAndGrads(lossOf)(trained.map(({ index }) => tensors[index] as tf.Tensor));
      const bySlot: (Float32Array | undefined)[] = slots.map(() => undefined);
      trained.forEach(({ index }, place) => (bySlot[index] = grads[place]?.dataSync() as Float32Array));
      return bySlot;
    });

  const predictionsOf = (group: Group): readonly Prediction[] =>
    outOf(() => {
      const { inputs, targets } = batchOf(group.batches, passage.stacked, network.inputShape, task);
      const first = states[group.places[0] as number] as State;
      const activity = activityPenalty(first.arm, passage.stacked);
      const output = runNetwork(first.network, inputs, tensorsOf(group), {
        training: false,
        seen: activity.seen,
        layers: passage.layers,
        streams: [],
        update: () => undefined,
      });
      const decisions = tf.reshape(output, targets.shape);
      const [outputs, wanted, losses] = [decisions, targets, loss(decisions, targets)].map(
        (tensor) => tensor.dataSync() as Float32Array,
      ) as [Float32Array, Float32Array, Float32Array];
      const penalties = activity.value()?.dataSync();
      return group.places.map((_, at) => ({
        outputs: part(outputs, at, group.places.length),
        targets: part(wanted, at, group.places.length),
        loss: losses[at] as number,
        activityPenalty: penalties?.[at] ?? 0,
      }));
    });

  return {
    weights: states.map(({ weights }) => weights),
    step: (batches) => {
      for (const group of groupsOf(batches, states, passage)) {
        const gradients = dataGradients(group);
        group.places.forEach((place, at) => {
          const { weights, takeStep } = states[place] as State;
          takeStep(
            weights,
            gradients.map((all) => all && part(all, at, group.places.length)),
          );
        });
      }
    },
    penalty: (variant) => {
      const { penalties, weights } = states[variant] as State;
      return penaltyValue(penalties, weights);
    },
    predict: (batches) => {
      const predictions: (Prediction | null)[] = batches.map(() => null);
      for (const group of groupsOf(batches, states, passage)) {
        predictionsOf(group).forEach((prediction, at) => {
          predictions[group.places[at] as number] = prediction;
        });
      }
      return predictions;
    },
    dispose: () => undefined,
  };
}

/** Variants that go through the network in one pass, each with its batch. */
interface Group {
  readonly places: readonly number[];
  readonly batches: readonly Examples[];
}

/** Stacked, batches of one size and variants of one kind go together; otherwise each by itself. */
function groupsOf(
  batches: readonly (Examples | null)[],
  states: readonly State[],
  passage: Passage,
): readonly Group[] {
  const groups = new Map<string, { places: number[]; batches: Examples[] }>();
  batches.forEach((batch, place) => {
    if (!batch) return;
    const key = passage.stacked ? `${batch.examples.length}/${states[place]?.kind}` : String(place);
    const group = groups.get(key) ?? { places: [], batches: [] };
    groups.set(key, group);
    group.places.push(place);
    group.batches.push(batch);
  });
  return [...groups.values()];
}

/** The share of one of several variants that stand one after another. */
function part(all: Float32Array, place: number, count: number): Float32Array {
  const length = all.length / count;
  return all.subarray(place * length, (place + 1) * length);
}

/** The shares of some variants, one after another. @param length numbers of one variant */
function gathered(all: Float32Array, length: number, places: readonly number[]): Float32Array {
  const from = places[0] as number;
  if (places.every((place, at) => place === from + at)) {
    return all.subarray(from * length, (from + places.length) * length);
  }
  const values = new Float32Array(places.length * length);
  places.forEach((place, at) => values.set(all.subarray(place * length, (place + 1) * length), at * length));
  return values;
}
