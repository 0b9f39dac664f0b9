import * as tf from '@tensorflow/tfjs-core';
import type { Plan, PlanArm } from '../plan';
import type { Task } from '../task';
import { batchOf } from './batches';
import type { Engine, Examples, Variant } from './engine';
import { inTurn, type VariantTraining } from './in-turn';
import { lossFunction } from './losses';
import { initialWeights, layerStreams, runNetwork, type Network, type WeightSlot } from './network';
import { outOf } from './out-of';
import { bindPenalties, penaltyValue } from './penalty';
import { weightStep } from './weight-step';

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
  const planArm = plan.arms[arm] as PlanArm;
  const bound = bindPenalties(planArm, network.slots);
  const takeStep = weightStep(plan, planArm, network.slots);
  const loss = lossFunction(plan.loss);
  const trained = network.slots.filter(({ trainable }) => trainable);

  const dataGradients = (batch: Examples): readonly (Float32Array | undefined)[] =>
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
      const bySlot: (Float32Array | undefined)[] = network.slots.map(() => undefined);
      trained.forEach(({ index }, place) => (bySlot[index] = grads[place]?.dataSync() as Float32Array));
      return bySlot;
    });

  return {
    weights,
    step: (batch) => takeStep(weights, dataGradients(batch)),
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
