import * as tf from '@tensorflow/tfjs-core';
import type { Plan } from '../plan';
import type { Task } from '../task';
import { batchOf } from './batches';
import type { Engine, Examples, Variant } from './engine';
import { inTurn, type VariantTraining } from './in-turn';
import { lossFunction } from './losses';
import { initialWeights, layerStreams, runNetwork, type Network, type WeightSlot } from './network';
import { optimizerStep } from './optimizers';
import { outOf } from './out-of';
import { addPenaltyGradient, bindPenalties, penaltyValue } from './penalty';

/**
 * Every architecture, by TensorFlow.js: the reference.
 *
 * @param name as `startTensorflow` gave it
 */
export function tensorflowEngine(plan: Plan, network: Network, task: Task, name: string): Engine {
  const start = (variant: Variant): VariantTraining => startVariant(plan, network, task, variant);
  return { name, together: 1, start: (variants) => inTurn(variants.map(start)) };
}

/** Weights live outside the backend, so nothing has to be disposed of. */
function startVariant(plan: Plan, network: Network, task: Task, { arm, seed }: Variant): VariantTraining {
  const weights = initialWeights(network, seed);
  const streams = layerStreams(network, seed);
  const bound = bindPenalties(plan.arms[arm]?.penalties ?? [], network.slots);
  const loss = lossFunction(plan.loss);
  const trained = network.slots.filter(({ trainable }) => trainable);
  const steps = trained.map(({ index }) =>
    optimizerStep(plan.optimizer, (weights[index] as Float32Array).length),
  );

  const dataGradients = (batch: Examples): readonly Float32Array[] =>
    outOf(() => {
      const { inputs, targets } = batchOf(batch, network.inputShape, task);
      const tensors = weightTensors(network, weights);
      const lossOf = (...parameters: tf.Tensor[]): tf.Scalar => {
        const current = [...tensors];
        trained.forEach((slot, position) => (current[slot.index] = parameters[position] as tf.Tensor));
        const output = runNetwork(network, inputs, current, {
          training: true,
          streams,
          update: (slot, values) => (weights[slot] as Float32Array).set(values),
        });
        return loss(tf.reshape(output, targets.shape), targets);
      };
      const { grads } = tf.valueAndGrads(lossOf)(trained.map(({ index }) => tensors[index] as tf.Tensor));
      return grads.map((gradient) => gradient.dataSync() as Float32Array);
    });

  return {
    weights,
    step: (batch) => {
      const gradients = dataGradients(batch);
      // All penalties are taken at the weights before the step, as one gradient of the whole loss.
      for (const penalty of bound) {
        const position = trained.findIndex(({ index }) => index === penalty.slot);
        const gradient = gradients[position];
        if (gradient) addPenaltyGradient(penalty, weights[penalty.slot] as Float32Array, gradient);
      }
      trained.forEach(({ index }, position) => {
        steps[position]?.(weights[index] as Float32Array, gradients[position] as Float32Array);
      });
    },
    penalty: () => penaltyValue(bound, weights),
    predict: (batch) =>
      outOf(() => {
        const { inputs, targets } = batchOf(batch, network.inputShape, task);
        const output = runNetwork(network, inputs, weightTensors(network, weights), {
          training: false,
          streams: new Map(),
          update: () => undefined,
        });
        const decisions = tf.reshape(output, targets.shape) as tf.Tensor2D;
        return {
          outputs: decisions.dataSync() as Float32Array,
          targets: targets.dataSync() as Float32Array,
          loss: loss(decisions, targets).dataSync()[0] as number,
        };
      }),
  };
}

/** The weights on the backend, in the order of the slots; the caller's tidy disposes of them. */
function weightTensors(network: Network, weights: readonly Float32Array[]): tf.Tensor[] {
  return network.slots.map((slot: WeightSlot) =>
    tf.tensor(weights[slot.index] as Float32Array, [...slot.shape]),
  );
}
