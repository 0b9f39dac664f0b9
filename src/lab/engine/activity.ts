import * as tf from '@tensorflow/tfjs-core';
import type { PlanArm } from '../plan';
import type { NetworkLayer } from './network';

/** Adds up an arm's penalties on what layers give out, along one pass. */
export interface ActivityPenalty {
  /** To be told of what each layer gives out. */
  seen(layer: NetworkLayer, output: tf.Tensor): void;
  /** Of the pass so far: one number, or one a variant. Null where no layer has such a penalty. */
  value(): tf.Tensor | null;
}

/** Whether an arm penalizes what layers give out. */
export function penalizesActivity({ penalties }: PlanArm): boolean {
  return penalties.some(({ on }) => on === 'activity');
}

/**
 * l1 · Σ|y| + l2 · Σy² over what a layer gives out, divided by the number of examples, as Keras 3 does. A layer
 * that is called several times pays for every call.
 *
 * @param stacked outputs are [variants, examples, …] instead of [examples, …]
 */
export function activityPenalty({ penalties }: PlanArm, stacked: boolean): ActivityPenalty {
  const own = penalties.filter(({ on }) => on === 'activity');
  let total: tf.Tensor | null = null;
  return {
    seen: ({ plan }, output) => {
      for (const { l1, l2 } of own.filter(({ layer }) => layer === (plan.shares ?? plan.name))) {
        const axes = output.shape.map((_, axis) => axis).slice(stacked ? 1 : 0);
        // Not tf.abs, whose gradient at 0 is -1.
        const size = tf.add(tf.relu(output), tf.relu(tf.neg(output)));
        const sum = tf.add(tf.mul(tf.sum(size, axes), l1), tf.mul(tf.sum(tf.square(output), axes), l2));
        const value = tf.div(sum, output.shape[stacked ? 1 : 0] as number);
        total = total ? tf.add(total, value) : value;
      }
    },
    value: () => total,
  };
}
