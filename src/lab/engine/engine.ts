import type { Samples } from '../data/samples';
import type { Plan } from '../plan';
import type { Task } from '../task';
import type { Network } from './network';

/** What trains the variants of one plan. */
export interface Engine {
  /** For the reader: `TensorFlow.js 4.22.0 (wasm)`. */
  readonly name: string;
  /** How many variants are worth training side by side; 1 where it gains nothing. */
  readonly together: number;
  /**
   * Variants at their starting weights. Weights and dropout masks depend on the seed alone, so that arms
   * which are given the same batches differ by their penalties only. One training at a time: what was
   * started before is over.
   */
  start(variants: readonly Variant[]): Training;
}

/** One arm of the plan at one seed. */
export interface Variant {
  /** Index into the plan's arms. */
  readonly arm: number;
  /** The seed itself, one of the plan's. */
  readonly seed: number;
}

/**
 * Variants that are trained side by side. The numbers of a variant depend on itself and on the batches that it
 * was given, never on what stands beside it. Arrays of arguments and results go by the place of a variant; at
 * null a variant is left as it is.
 */
export interface Training {
  /** For each variant one array per slot of the network, changed in place. */
  readonly weights: readonly (readonly Float32Array[])[];
  /** One step of the optimizer for each variant, on some examples of its training data. */
  step(batches: readonly (Examples | null)[]): void;
  /** The penalties of one variant on its weights, at their current values. */
  penalty(variant: number): number;
  /** Runs some examples through each variant's network with dropout off. */
  predict(batches: readonly (Examples | null)[]): readonly (Prediction | null)[];
  /** Gives back what the training holds, its weights too. To be called once, at the end. */
  dispose(): void;
}

/** Some examples of a data set. */
export interface Examples {
  readonly samples: Samples;
  /** Indices into the samples. */
  readonly examples: Uint32Array;
}

export interface Prediction {
  /** [examples × positions, width] */
  readonly outputs: Float32Array;
  /** As the outputs; classes as one-hot rows. */
  readonly targets: Float32Array;
  /** The mean data loss of these examples. */
  readonly loss: number;
  /** The penalties on what layers give out, for these examples: a mean over them too. */
  readonly activityPenalty: number;
}

/**
 * Makes the engine for a plan, or null where it does not know something in it.
 *
 * @param plan as `withLogits` gives it
 */
export type MakeEngine = (plan: Plan, network: Network, task: Task) => Engine | null | Promise<Engine | null>;
