import type { OwnData } from '../data/own/own-data';
import type { Divergence, EpochMetrics, Plan, Surface } from '../plan';
import type { Cell } from './schedule';

/** What a trainer says of a plan that it has taken. */
export interface Terms {
  /** The engine, for the reader. */
  readonly engine: string;
  /** How many variants are worth training side by side. */
  readonly together: number;
}

/** What has been reached since the last word, about thirty times a second. */
export interface Reached {
  readonly metrics: readonly EpochMetrics[];
  readonly diverged: readonly Divergence[];
}

/** One arm after its last epoch on the first seed. */
export interface Final {
  readonly arm: number;
  /** Its kernels, recurrent kernels and embeddings. */
  readonly weights: readonly LayerWeights[];
  /** What it predicts, for a model of two inputs. */
  readonly surface: Surface | null;
}

export interface LayerWeights {
  /** For the reader. */
  readonly layer: string;
  readonly values: Float32Array;
}

/** One who trains: in this thread, or in a worker at the other end of a line. Takes one thing at a time. */
export interface Trainer {
  /**
   * Gets ready for a plan.
   *
   * @throws Error when the plan names something the engine does not know
   * @throws TrainerDied
   */
  take(plan: Plan, ownData: OwnData | null): Promise<Terms>;
  /**
   * Trains a group of the plan's trainings side by side.
   *
   * @returns the arms that were trained on the first seed
   * @throws Error when the engine fails
   * @throws TrainerDied
   */
  train(group: readonly Cell[], heard: (reached: Reached) => void): Promise<readonly Final[]>;
  /** Lets go of the plan, at work or not; what was asked of it is never answered. */
  leave(): void;
  /** `idle` when it is ready for another plan. */
  state(): 'idle' | 'busy' | 'ended';
  /** For good. */
  end(): void;
}

/** The worker of a trainer came to an end by itself; the message says why, where that is known. */
export class TrainerDied extends Error {}
