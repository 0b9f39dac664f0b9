import type { Examples, Prediction, Training } from './engine';

/** One variant in training. */
export interface VariantTraining {
  readonly weights: readonly Float32Array[];
  step(batch: Examples): void;
  penalty(): number;
  predict(batch: Examples): Prediction;
}

/** Variants that take their steps one after another. */
export function inTurn(variants: readonly VariantTraining[]): Training {
  return {
    weights: variants.map(({ weights }) => weights),
    step: (batches) =>
      variants.forEach((variant, place) => {
        const batch = batches[place];
        if (batch) variant.step(batch);
      }),
    penalty: (place) => (variants[place] as VariantTraining).penalty(),
    predict: (batches) =>
      variants.map((variant, place) => {
        const batch = batches[place];
        return batch ? variant.predict(batch) : null;
      }),
    dispose: () => undefined,
  };
}
