import { onlyInput, type Configuration, type LayerKind } from './layer-kind';

const elementwise = (defaults: Configuration, required: readonly string[] = []): LayerKind => ({
  required,
  defaults,
  outputShape: onlyInput,
});

export const activation = elementwise({}, ['activation']);
export const relu = elementwise({ max_value: null, negative_slope: 0, threshold: 0 });
/** Keras 2 calls the slope `alpha` and has the same default. */
export const leakyRelu = elementwise({ negative_slope: 0.3 });
export const elu = elementwise({ alpha: 1 });
export const softmax = elementwise({ axis: -1 });
export const dropout = elementwise({}, ['rate']);
export const gaussianNoise = elementwise({}, ['stddev']);
