import type { EpochMetrics } from '../plan';

/** Early stopping of one training, as Keras' `EarlyStopping` with `restore_best_weights` has it. */
export interface EarlyStopping {
  /**
   * Takes note of an epoch, from 1.
   *
   * @param weights copied where they are the best so far
   * @returns true when the training is to stop here
   */
  after(reached: EpochMetrics, weights: readonly Float32Array[]): boolean;
  /** Puts the weights of the best epoch back, and gives what they had reached. */
  restore(weights: readonly Float32Array[]): EpochMetrics;
}

/** @param patience epochs without a lower validation loss after which the training stops */
export function earlyStopping(patience: number): EarlyStopping {
  let best: EpochMetrics | null = null;
  let kept: readonly Float32Array[] = [];
  return {
    after: (reached, weights) => {
      if (!best || reached.validationLoss < best.validationLoss) {
        best = reached;
        kept = weights.map((values) => values.slice());
      }
      return reached.epoch - best.epoch >= patience;
    },
    restore: (weights) => {
      kept.forEach((values, slot) => weights[slot]?.set(values));
      return best as EpochMetrics;
    },
  };
}
