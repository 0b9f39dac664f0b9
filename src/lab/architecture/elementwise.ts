import { axesOf, onlyInput, weight, type Configuration, type LayerKind } from './layer-kind';

const elementwise = (defaults: Configuration, required: readonly string[] = []): LayerKind => ({
  required,
  defaults,
  mask: () => 'passes',
  outputShape: onlyInput,
});

/** Layers that draw random numbers; the lab has seeds of its own. */
const random = (...details: Parameters<typeof elementwise>): LayerKind => ({
  ...elementwise(...details),
  harmless: ['seed'],
});

export const activation = elementwise({}, ['activation']);
export const identity = elementwise({});
/** Leaves out the steps at which all features have one value. */
export const masking: LayerKind = { ...elementwise({ mask_value: 0 }), mask: () => 'makes' };
export const relu = elementwise({ max_value: null, negative_slope: 0, threshold: 0 });
/** Keras 2 calls the slope `alpha` and has the same default. */
export const leakyRelu = elementwise({ negative_slope: 0.3 });
export const elu = elementwise({ alpha: 1 });
export const softmax: LayerKind = {
  required: [],
  defaults: { axis: -1 },
  outputShape: (inputs, { axis }) => {
    axesOf(axis, onlyInput(inputs).length, 'Softmax');
    return onlyInput(inputs);
  },
};
export const dropout = random({ noise_shape: null }, ['rate']);
export const spatialDropout: LayerKind = {
  ...random({}, ['rate']),
  only: { data_format: [null, 'channels_last'] },
};
export const gaussianDropout = random({}, ['rate']);
export const gaussianNoise = random({}, ['stddev']);

/** A slope for negative inputs that is learned: one a position, or one for all along the shared axes. */
export const prelu: LayerKind = {
  required: [],
  defaults: { alpha_initializer: 'zeros', shared_axes: null },
  mask: () => 'passes',
  outputShape: onlyInput,
  weights: (inputs, { alpha_initializer, shared_axes }) => {
    const shape = onlyInput(inputs);
    const shared = shared_axes === null ? [] : axesOf(shared_axes, shape.length, 'PReLU');
    const own = shape.map((dimension, place) => (shared.includes(place) ? 1 : dimension));
    return [weight('alpha', own, alpha_initializer)];
  },
};
