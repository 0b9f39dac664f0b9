import type * as tf from '@tensorflow/tfjs-core';
import { elementsIn } from '../architecture/layer-kind';
import type { Plan } from '../plan';
import type { Task } from '../task';
import type { Engine, Prediction, Training, Variant } from './engine';
import { runLayers } from './layers/index';
import { canStack, stackedLayers } from './layers/stacked';
import type { Network } from './network';
import { outOf } from './out-of';
import { descendPenalized } from './own-kernels/penalized-descent';
import { penaltyValue } from './penalty';
import type { PlainDescent } from './plain-descent';
import { part, scatter } from './side-by-side';
import { tensorflowPass, type Passage } from './tensorflow-pass';
import { groupsOf, startStates, type Group, type VariantState } from './variant-state';

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
  const passage = { stacked: true, layers: stackedLayers };
  return {
    name,
    together: togetherFor(plan, network),
    start: (variants) => start(plan, network, task, passage, variants),
  };
}

/** As `tensorflowEngine`, with one variant after another. */
export function singleEngine(plan: Plan, network: Network, task: Task, name: string): Engine {
  const passage = { stacked: false, layers: runLayers };
  return { name, together: 1, start: (variants) => start(plan, network, task, passage, variants) };
}

/** More gain little, and a step of them all should take no longer than a stop may wait. */
const mostTogether = 40;
const mostProducts = 5e7;

function togetherFor(plan: Plan, network: Network): number {
  const weights = network.slots.reduce((sum, { shape }) => sum + elementsIn(shape), 0);
  const products = 3 * plan.batchSize * weights;
  return Math.max(1, Math.min(mostTogether, Math.floor(mostProducts / products)));
}

/** Weights live outside the backend, so nothing has to be disposed of. */
function start(
  plan: Plan,
  network: Network,
  task: Task,
  passage: Passage,
  variants: readonly Variant[],
): Training {
  const started = startStates(plan, network, variants);
  const { states, together } = started;
  const pass = tensorflowPass(plan, network, task, passage, started);
  const trained = network.slots.filter(({ trainable }) => trainable);

  const stepByStep = (group: Group): void => {
    const bySlot: (Float32Array | undefined)[] = network.slots.map(() => undefined);
    outOf(() => {
      const { gradients } = pass.gradients(group);
      trained.forEach(({ index }, place) => (bySlot[index] = gradients[place]?.dataSync() as Float32Array));
    });
    group.states.forEach(({ weights, takeStep }, at) =>
      takeStep(
        weights,
        bySlot.map((all) => all && part(all, at, group.places.length)),
      ),
    );
  };

  /** The same in one go, for variants that descend plainly. */
  const descend = (group: Group): void =>
    outOf(() => {
      const { weights, gradients } = pass.gradients(group);
      const descents = group.states.map(({ descent }) => descent as PlainDescent);
      const rates = descents.map((descent) => descent.nextRate());
      trained.forEach(({ index }, place) => {
        const next = descendPenalized(weights[index] as tf.Tensor, gradients[place] as tf.Tensor, {
          rates,
          l1: descents.map(({ l1 }) => l1[index] as number),
          l2: descents.map(({ l2 }) => l2[index] as number),
        });
        scatter(
          next.dataSync() as Float32Array,
          together[index] as Float32Array,
          group.places,
          states.length,
        );
      });
    });

  return {
    weights: states.map(({ weights }) => weights),
    step: (batches) => {
      for (const group of groupsOf(batches, states, passage.stacked)) {
        if (passage.stacked && group.states[0]?.descent) descend(group);
        else stepByStep(group);
      }
    },
    penalty: (variant) => {
      const { penalties, weights } = states[variant] as VariantState;
      return penaltyValue(penalties, weights);
    },
    predict: (batches) => {
      const predictions: (Prediction | null)[] = batches.map(() => null);
      for (const group of groupsOf(batches, states, passage.stacked)) {
        outOf(() => pass.predictions(group)).forEach((prediction, at) => {
          predictions[group.places[at] as number] = prediction;
        });
      }
      return predictions;
    },
    dispose: () => undefined,
  };
}
