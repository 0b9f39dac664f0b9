import * as tf from '@tensorflow/tfjs-core';
import { queryValueKey } from '../../architecture/attention';
import type { Configuration } from '../../architecture/layer-kind';
import { affine } from '../operations/affine';
import { dropoutMask } from './dropout';
import type { LayerContext, RunLayer } from './layer';

type Weights = Readonly<Record<string, tf.Tensor>>;

/** Subtracted from scores that may not be looked at. */
const farAway = 1e9;

export const multiHeadAttention: RunLayer = (inputs, weights, configuration, context) => {
  const [query, value, key] = queryValueKey(inputs, 'MultiHeadAttention') as readonly [
    tf.Tensor3D,
    tf.Tensor3D,
    tf.Tensor3D,
  ];
  const heads = Number(configuration.num_heads);
  const project = (x: tf.Tensor3D, name: string) => projected(x, weights, name, heads, context.constantInput);
  const queries = tf.mul(project(query, 'query'), 1 / Math.sqrt(Number(configuration.key_dim)));
  const scores = tf.matMul(queries, tf.transpose(project(key, 'key'), [0, 1, 3, 2]));
  const seen = attended(scores, project(value, 'value'), configuration, context);
  const gated = configuration.use_gate ? tf.mul(seen, tf.sigmoid(project(query, 'gate'))) : seen;

  const [examples, , positions, width] = gated.shape as [number, number, number, number];
  const rows = tf.reshape(tf.transpose(gated, [0, 2, 1, 3]), [examples * positions, heads * width]);
  const kernel = weights.attention_output_kernel as tf.Tensor3D;
  const output = affine(
    rows as tf.Tensor2D,
    tf.reshape(kernel, [heads * width, kernel.shape[2]]),
    (weights.attention_output_bias as tf.Tensor1D | undefined) ?? null,
    false,
  );
  return tf.reshape(output, [examples, positions, kernel.shape[2]]);
};

/** @returns [examples, heads, positions, size of a head] */
function projected(
  x: tf.Tensor3D,
  weights: Weights,
  name: string,
  heads: number,
  constantInput: boolean,
): tf.Tensor {
  const [examples, positions, width] = x.shape;
  const kernel = weights[`${name}_kernel`] as tf.Tensor3D;
  const bias = weights[`${name}_bias`];
  const columns = heads * kernel.shape[2];
  const rows = affine(
    tf.reshape(x, [examples * positions, width]),
    tf.reshape(kernel, [width, columns]),
    bias ? tf.reshape(bias, [columns]) : null,
    constantInput,
  );
  return tf.transpose(tf.reshape(rows, [examples, positions, heads, kernel.shape[2]]), [0, 2, 1, 3]);
}

/** Values weighted by the softmax of the scores, some of which may be dropped. @param scores […, positions, keys] */
function attended(
  scores: tf.Tensor,
  values: tf.Tensor,
  configuration: Configuration,
  { training, draw }: LayerContext,
): tf.Tensor {
  const hidden = hiddenKeys(scores.shape.at(-2) as number, scores.shape.at(-1) as number, configuration);
  const shares = tf.softmax(hidden ? tf.sub(scores, tf.mul(hidden, farAway)) : scores);
  const rate = Number(configuration.dropout);
  const kept = training && rate > 0 ? tf.mul(shares, dropoutMask(shares.shape, rate, draw)) : shares;
  return tf.matMul(kept, values);
}

/** 1 where a position may not look at a key; null where all may look at all. @returns [positions, keys] */
function hiddenKeys(
  positions: number,
  keys: number,
  { use_causal_mask, sliding_window }: Configuration,
): tf.Tensor2D | null {
  const width = sliding_window ? Number(sliding_window) : Infinity;
  if (!use_causal_mask && width === Infinity) return null;
  const hides = (position: number, key: number): boolean =>
    (Boolean(use_causal_mask) && key > position) || Math.abs(position - key) >= width;
  return tf.tensor2d(
    Float32Array.from({ length: positions * keys }, (_, index) =>
      Number(hides(Math.floor(index / keys), index % keys)),
    ),
    [positions, keys],
  );
}

export const attention: RunLayer = (inputs, { scale, concat_score_weight }, configuration, context) => {
  const [query, value, key] = queryValueKey(inputs, 'Attention') as readonly [
    tf.Tensor,
    tf.Tensor,
    tf.Tensor,
  ];
  if (configuration.score_mode === 'concat') {
    const sums = pairwiseSums(query, key);
    const scores = tf.sum(tf.tanh(scale ? tf.mul(sums, scale) : sums), -1);
    return attended(tf.mul(scores, concat_score_weight as tf.Tensor), value, configuration, context);
  }
  const scores = tf.matMul(query, tf.transpose(key, [0, 2, 1]));
  return attended(scale ? tf.mul(scores, scale) : scores, value, configuration, context);
};

export const additiveAttention: RunLayer = (inputs, { scale }, configuration, context) => {
  const [query, value, key] = queryValueKey(inputs, 'AdditiveAttention') as readonly [
    tf.Tensor,
    tf.Tensor,
    tf.Tensor,
  ];
  const sums = tf.tanh(pairwiseSums(query, key));
  return attended(tf.sum(scale ? tf.mul(sums, scale) : sums, -1), value, configuration, context);
};

/** @returns [examples, positions, keys, features] */
function pairwiseSums(query: tf.Tensor, key: tf.Tensor): tf.Tensor {
  return tf.add(tf.expandDims(query, 2), tf.expandDims(key, 1));
}
