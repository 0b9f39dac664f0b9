import * as tf from '@tensorflow/tfjs-core';
import type { Plan } from '../plan';
import type { Task } from '../task';
import { activityPenalty } from './activity';
import { batchOf } from './batches';
import type { Prediction } from './engine';
import type { RunLayer } from './layers/layer';
import { lossFunction } from './losses';
import { runNetwork, type Network } from './network';
import { gathered, part, scatter } from './side-by-side';
import type { Group, VariantState, VariantStates } from './variant-state';

/** How variants go through TensorFlow.js: each by itself, or stacked with a first axis of their own. */
export interface Passage {
  readonly stacked: boolean;
  readonly layers: Readonly<Record<string, RunLayer>>;
}

/** Passes through the network, for the tidy of who asks. */
export interface TensorflowPass {
  /**
   * The weights, by slot, and the gradients of the data loss and of penalties on outputs, by trained slot. New
   * moving averages are put in their place at once.
   */
  gradients(group: Group): {
    readonly weights: readonly tf.Tensor[];
    readonly gradients: readonly tf.Tensor[];
  };
  /** With dropout off; one of each variant. */
  predictions(group: Group): readonly Prediction[];
}

export function tensorflowPass(
  plan: Plan,
  { slots, inputShape }: Network,
  task: Task,
  { stacked, layers }: Passage,
  { states: all, together }: VariantStates,
): TensorflowPass {
  const loss = lossFunction(plan.loss);
  const trained = slots.filter(({ trainable }) => trainable);
  const weightsOf = ({ places }: Group): tf.Tensor[] =>
    slots.map(({ shape, index }) =>
      tf.tensor(
        gathered(together[index] as Float32Array, places, all.length),
        stacked ? [places.length, ...shape] : [...shape],
      ),
    );

  return {
    gradients: (group) => {
      const { inputs, targets } = batchOf(group.batches, stacked, inputShape, task);
      const weights = weightsOf(group);
      const lossOf = (...parameters: tf.Tensor[]): tf.Scalar => {
        const current = [...weights];
        trained.forEach(({ index }, position) => (current[index] = parameters[position] as tf.Tensor));
        const { arm, network } = group.states[0] as VariantState;
        const activity = activityPenalty(arm, stacked);
        const output = runNetwork(network, inputs, current, {
          training: true,
          layers,
          seen: activity.seen,
          streams: group.states.map(({ streams }) => streams),
          update: (slot, values) => scatter(values, together[slot] as Float32Array, group.places, all.length),
        });
        const data = loss(tf.reshape(output, targets.shape), targets);
        const penalty = activity.value();
        return tf.sum(penalty ? tf.add(data, penalty) : data);
      };
      const { grads } = tf.valueAndGrads(lossOf)(trained.map(({ index }) => weights[index] as tf.Tensor));
      return { weights, gradients: grads };
    },
    predictions: (group) => {
      const { inputs, targets } = batchOf(group.batches, stacked, inputShape, task);
      const { arm, network } = group.states[0] as VariantState;
      const activity = activityPenalty(arm, stacked);
      const output = runNetwork(network, inputs, weightsOf(group), {
        training: false,
        layers,
        seen: activity.seen,
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
    },
  };
}
