import type { Tensor } from '@tensorflow/tfjs-core';
import type { Configuration } from '../../architecture/layer-kind';
import type { Random } from '../../random';

/**
 * A tensor of random numbers of one layer alone, from a stream that goes on from step to step. Where variants
 * are stacked, each has its own stream for its own part of the tensor.
 *
 * @param one draws one number
 */
export type Draw = (shape: readonly number[], one: (random: Random) => number) => Tensor;

/** What a layer sees of the training around it. */
export interface LayerContext {
  /** True while training: dropout drops, batch normalization uses the batch. */
  readonly training: boolean;
  readonly draw: Draw;
  /** True when the layer's input is the model's input, whose gradient nobody asks for. */
  readonly constantInput: boolean;
  /** 1 at the steps of the input that count: [examples, steps]; null where all do. */
  readonly mask: Tensor | null;
  /** A weight that is no parameter (moving averages) gets new values after this step. */
  update(role: string, values: Float32Array): void;
}

/**
 * Runs one layer.
 *
 * @param inputs one tensor, or several for a merging layer; the first axis is the batch (where variants are
 *   stacked, the first one is the variants and the second one the batch)
 * @param weights by role
 */
export type RunLayer = (
  inputs: readonly Tensor[],
  weights: Readonly<Record<string, Tensor>>,
  configuration: Configuration,
  context: LayerContext,
) => Tensor;
