import { onlyInput, weight, type LayerKind } from './layer-kind';

export const embedding: LayerKind = {
  required: ['input_dim', 'output_dim'],
  defaults: { embeddings_initializer: 'uniform', mask_zero: false },
  only: { lora_rank: [null], quantization_config: [null] },
  // Keras 2 fixes the length of sequences with `input_length`.
  harmless: ['lora_alpha', 'input_length'],
  outputShape: (inputs, { output_dim }) => [...onlyInput(inputs), Number(output_dim)],
  weights: (_, { input_dim, output_dim, embeddings_initializer }) => [
    weight('embeddings', [Number(input_dim), Number(output_dim)], embeddings_initializer),
  ],
  kernelUses: () => 0,
  mask: ({ mask_zero }) => (mask_zero ? 'makes' : 'stops'),
};
