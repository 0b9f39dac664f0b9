import * as tf from '@tensorflow/tfjs-core';
import { elementsIn } from '../architecture/layer-kind';
import type { Plan, PlanArm } from '../plan';
import type { Random } from '../random';
import type { Task } from '../task';
import { batchOf } from './batches';
import type { Engine, Examples, Prediction, Training, Variant } from './engine';
import { runLayers } from './layers/index';
import type { RunLayer } from './layers/layer';
import { canStack, stackedLayers } from './layers/stacked';
import { lossFunction } from './losses';
import { initialWeights, layerStreams, runNetwork, type Network } from './network';
import { outOf } from './out-of';
import { hasOwnKernel } from './own-kernels/index';
import { descendPenalized, penalizedDescent } from './own-kernels/penalized-descent';
import { bindPenalties, penaltyValue, type BoundPenalty } from './penalty';
import { plainDescent, type PlainDescent } from './plain-descent';
import { gathered, part, scatter } from './side-by-side';
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
  /** Where a kernel of ours can take the step for all stacked variants. */
  readonly descent: PlainDescent | null;
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
  const count = variants.length;
  const loss = lossFunction(plan.loss);
  const trained = slots.filter(({ trainable }) => trainable);
  // One array a slot for all variants, so that they reach the backend in one piece.
  const together = slots.map(({ shape }) => new Float32Array(count * elementsIn(shape)));
  const states = variants.map(({ arm, seed }, place): State => {
    const weights = together.map((all) => part(all, place, count));
    initialWeights(network, seed).forEach((values, slot) => weights[slot]?.set(values));
    const planArm = plan.arms[arm] as PlanArm;
    return {
      weights,
      streams: layerStreams(network, seed),
      penalties: bindPenalties(planArm, slots),
      takeStep: weightStep(plan, planArm, slots),
      descent:
        passage.stacked && hasOwnKernel(penalizedDescent.name) ? plainDescent(plan, planArm, slots) : null,
    };
  });
  const statesOf = ({ places }: Group): readonly State[] => places.map((place) => states[place] as State);

  /** Weights of some variants on the backend; the caller's tidy disposes of them. */
  const tensorsOf = ({ places }: Group): tf.Tensor[] =>
    slots.map(({ shape, index }) =>
      tf.tensor(
        gathered(together[index] as Float32Array, places, count),
        passage.stacked ? [places.length, ...shape] : [...shape],
      ),
    );

  /** The weights, by slot, and gradients of the data loss, by trained slot; all for the caller's tidy. */
  const dataGradients = (group: Group): { weights: tf.Tensor[]; gradients: tf.Tensor[] } => {
    const { inputs, targets } = batchOf(group.batches, passage.stacked, network.inputShape, task);
    const weights = tensorsOf(group);
    const lossOf = (...parameters: tf.Tensor[]): tf.Scalar => {
      const current = [...weights];
      trained.forEach((slot, position) => (current[slot.index] = parameters[position] as tf.Tensor));
      const output = runNetwork(network, inputs, current, {
        training: true,
        layers: passage.layers,
        streams: statesOf(group).map(({ streams }) => streams),
        update: (slot, values) => scatter(values, together[slot] as Float32Array, group.places, count),
      });
      return tf.sum(loss(tf.reshape(output, targets.shape), targets));
    };
    const { grads } = tf.valueAndGrads(lossOf)(trained.map(({ index }) => weights[index] as tf.Tensor));
    return { weights, gradients: grads };
  };

  const stepByStep = (group: Group): void => {
    const bySlot: (Float32Array | undefined)[] = slots.map(() => undefined);
    outOf(() => {
      const { gradients } = dataGradients(group);
      trained.forEach(({ index }, place) => (bySlot[index] = gradients[place]?.dataSync() as Float32Array));
    });
    statesOf(group).forEach(({ weights, takeStep }, at) =>
      takeStep(
        weights,
        bySlot.map((all) => all && part(all, at, group.places.length)),
      ),
    );
  };

  /** The same in one go, for variants that descend plainly. */
  const descend = (group: Group): void =>
    outOf(() => {
      const { weights, gradients } = dataGradients(group);
      const descents = statesOf(group).map(({ descent }) => descent as PlainDescent);
      const rates = descents.map((descent) => descent.nextRate());
      trained.forEach(({ index }, place) => {
        const next = descendPenalized(weights[index] as tf.Tensor, gradients[place] as tf.Tensor, {
          rates,
          l1: descents.map(({ l1 }) => l1[index] as number),
          l2: descents.map(({ l2 }) => l2[index] as number),
        });
        scatter(next.dataSync() as Float32Array, together[index] as Float32Array, group.places, count);
      });
    });

  const predictionsOf = (group: Group): readonly Prediction[] =>
    outOf(() => {
      const { inputs, targets } = batchOf(group.batches, passage.stacked, network.inputShape, task);
      const output = runNetwork(network, inputs, tensorsOf(group), {
        training: false,
        layers: passage.layers,
        streams: [],
        update: () => undefined,
      });
      const decisions = tf.reshape(output, targets.shape);
      const [outputs, wanted, losses] = [decisions, targets, loss(decisions, targets)].map(
        (tensor) => tensor.dataSync() as Float32Array,
      ) as [Float32Array, Float32Array, Float32Array];
      return group.places.map((_, at) => ({
        outputs: part(outputs, at, group.places.length),
        targets: part(wanted, at, group.places.length),
        loss: losses[at] as number,
      }));
    });

  /** Stacked, batches of one size go together, and steps of one kind; otherwise each variant by itself. */
  const groupsOf = (batches: readonly (Examples | null)[]): readonly Group[] => {
    const groups = new Map<string | number, { places: number[]; batches: Examples[]; descends: boolean }>();
    batches.forEach((batch, place) => {
      if (!batch) return;
      const descends = states[place]?.descent !== null;
      const key = passage.stacked ? `${batch.examples.length} ${descends}` : place;
      const group = groups.get(key) ?? { places: [], batches: [], descends };
      groups.set(key, group);
      group.places.push(place);
      group.batches.push(batch);
    });
    return [...groups.values()];
  };

  return {
    weights: states.map(({ weights }) => weights),
    step: (batches) => {
      for (const group of groupsOf(batches)) {
        if (group.descends) descend(group);
        else stepByStep(group);
      }
    },
    penalty: (variant) => {
      const { penalties, weights } = states[variant] as State;
      return penaltyValue(penalties, weights);
    },
    predict: (batches) => {
      const predictions: (Prediction | null)[] = batches.map(() => null);
      for (const group of groupsOf(batches)) {
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
  readonly descends: boolean;
}
