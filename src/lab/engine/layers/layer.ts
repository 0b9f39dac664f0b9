import type { Tensor } from '@tensorflow/tfjs-core';
import type { Configuration } from '../../architecture/layer-kind';
import type { Random } from '../../random';

/** What a layer sees of the training around it. */
export interface LayerContext {
  /** True while training: dropout drops, batch normalization uses the batch. */
  readonly training: boolean;
  /** Random numbers of this layer alone, going on from step to step. */
  readonly random: Random;
  /** True when the layer's input is the model's input, whose gradient nobody asks for. */
  readonly constantInput: boolean;
  /** A weight that is no parameter (moving averages) gets new values after this step. */
  update(role: string, values: Float32Array): void;
}

/**
 * Runs one layer.
 *
 * @param inputs one tensor, or several for a merging layer; the first axis is the batch
 * @param weights by role
 */
export type RunLayer = (
  inputs: readonly Tensor[],
  weights: Readonly<Record<string, Tensor>>,
  configuration: Configuration,
  context: LayerContext,
) => Tensor;
