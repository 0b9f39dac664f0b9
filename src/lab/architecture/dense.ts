import { elementsIn, onlyInput, type LayerKind } from './layer-kind';

export const dense: LayerKind = {
  required: ['units'],
  defaults: {
    activation: 'linear',
    use_bias: true,
    kernel_initializer: 'glorot_uniform',
    bias_initializer: 'zeros',
  },
  outputShape: (inputs, { units }) => [...onlyInput(inputs).slice(0, -1), Number(units)],
  weights: (inputs, configuration) => {
    const units = Number(configuration.units);
    const kernel = {
      role: 'kernel',
      shape: [onlyInput(inputs).at(-1) ?? 1, units],
      initializer: String(configuration.kernel_initializer),
      trainable: true,
    };
    const bias = {
      role: 'bias',
      shape: [units],
      initializer: String(configuration.bias_initializer),
      trainable: true,
    };
    return configuration.use_bias ? [kernel, bias] : [kernel];
  },
  kernelUses: (inputs) => elementsIn(onlyInput(inputs).slice(0, -1)),
};
