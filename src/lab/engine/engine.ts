import type { Samples } from '../data/samples';
import type { Plan } from '../plan';
import type { Task } from '../task';
import type { Network } from './network';

/** What trains the arms of one plan. */
export interface Engine {
  /** For the reader: `TensorFlow.js 4.22.0 (wasm)`. */
  readonly name: string;
  /**
   * An arm at its starting weights. Weights and dropout masks depend on the seed alone, so that arms which are
   * given the same batches differ by their penalties only. What was started for this arm before is over.
   *
   * @param arm index into the plan's arms
   */
  startArm(arm: number, seed: number): ArmTraining;
}

/** One arm of one seed in training. */
export interface ArmTraining {
  /** One array per slot of the network, changed in place. */
  readonly weights: readonly Float32Array[];
  /** One step of the optimizer on some examples of the training data. */
  step(train: Samples, examples: Uint32Array): void;
  /** The penalty at the current weights. */
  penalty(): number;
  /** Runs some examples through the network with dropout off. */
  predict(samples: Samples, examples: Uint32Array): Prediction;
}

export interface Prediction {
  /** [examples × positions, width] */
  readonly outputs: Float32Array;
  /** As the outputs; classes as one-hot rows. */
  readonly targets: Float32Array;
  /** The mean data loss of these examples. */
  readonly loss: number;
}

/**
 * Makes the engine for a plan, or null where it does not know something in it.
 *
 * @param plan as `withLogits` gives it
 */
export type MakeEngine = (plan: Plan, network: Network, task: Task) => Engine | null | Promise<Engine | null>;
