import * as tf from '@tensorflow/tfjs-core';
import { directions, type InnerLayer } from '../../architecture/wrappers';
import type { LayerContext, RunLayer } from './layer';

type Weights = Readonly<Record<string, tf.Tensor>>;

/** How a layer runs, by its class name; wrappers ask for what is inside them. */
type FindRun = (className: string) => RunLayer;

/** All steps at once as examples of their own, but for layers that keep moving averages. */
export function timeDistributed(find: FindRun): RunLayer {
  return ([x], weights, { layer, trainable }, context) => {
    const { className, config } = layer as InnerLayer;
    const run = find(className);
    const frozen = trainable === false ? { ...config, trainable: false } : config;
    const sequence = x as tf.Tensor;
    const [examples, steps, ...shape] = sequence.shape as [number, number, ...number[]];
    if (keepsAverages(weights)) {
      const outputs = stepByStep(tf.unstack(sequence, 1), weights, context, (step, current, inside) =>
        run([step], current, frozen, inside),
      );
      return tf.stack([...outputs], 1);
    }
    const output = run([tf.reshape(sequence, [examples * steps, ...shape])], weights, frozen, context);
    return tf.reshape(output, [examples, steps, ...output.shape.slice(1)]);
  };
}

function keepsAverages(weights: Weights): boolean {
  return 'moving_mean' in weights;
}

/** As Keras runs it: every step is a batch of its own and moves the averages once. */
function stepByStep(
  steps: readonly tf.Tensor[],
  weights: Weights,
  context: LayerContext,
  run: (step: tf.Tensor, weights: Weights, context: LayerContext) => tf.Tensor,
): readonly tf.Tensor[] {
  let current = weights;
  return steps.map((step) =>
    run(step, current, {
      ...context,
      update: (role, values) => {
        current = { ...current, [role]: tf.tensor(values, (weights[role] as tf.Tensor).shape) };
        context.update(role, values);
      },
    }),
  );
}

const merges: Readonly<Record<string, (forward: tf.Tensor, backward: tf.Tensor) => tf.Tensor>> = {
  concat: (forward, backward) => tf.concat([forward, backward], -1),
  sum: (forward, backward) => tf.add(forward, backward),
  ave: (forward, backward) => tf.div(tf.add(forward, backward), 2),
  mul: (forward, backward) => tf.mul(forward, backward),
};

export function bidirectional(find: FindRun): RunLayer {
  return (inputs, weights, configuration, context) => {
    const [forward, backward] = directions(configuration).map(({ className, config }, place) =>
      find(className)(inputs, weightsOf(weights, place === 0 ? 'forward_' : 'backward_'), config, context),
    ) as [tf.Tensor, tf.Tensor];
    const merge = merges[String(configuration.merge_mode)];
    if (!merge) throw new Error(`Unknown merge mode: ${String(configuration.merge_mode)}`);
    // A layer that goes backwards gives its outputs in the order in which it made them.
    return merge(forward, forward.rank === 3 ? tf.reverse(backward, 1) : backward);
  };
}

function weightsOf(weights: Weights, prefix: string): Weights {
  return Object.fromEntries(
    Object.entries(weights)
      .filter(([role]) => role.startsWith(prefix))
      .map(([role, one]) => [role.slice(prefix.length), one]),
  );
}
