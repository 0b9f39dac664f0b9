import { elementsIn, onlyInput, weight, type LayerKind } from './layer-kind';

export const dense: LayerKind = {
  required: ['units'],
  defaults: {
    activation: 'linear',
    use_bias: true,
    kernel_initializer: 'glorot_uniform',
    bias_initializer: 'zeros',
  },
  only: { lora_rank: [null], quantization_config: [null] },
  harmless: ['lora_alpha'],
  outputShape: (inputs, { units }) => [...onlyInput(inputs).slice(0, -1), Number(units)],
  weights: (inputs, configuration) => {
    const units = Number(configuration.units);
    const kernel = weight('kernel', [onlyInput(inputs).at(-1) ?? 1, units], configuration.kernel_initializer);
    const bias = weight('bias', [units], configuration.bias_initializer);
    return configuration.use_bias ? [kernel, bias] : [kernel];
  },
  mask: () => 'passes',
  kernelUses: (inputs) => elementsIn(onlyInput(inputs).slice(0, -1)),
};
