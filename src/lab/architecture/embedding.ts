import { onlyInput, type LayerKind } from './layer-kind';

export const embedding: LayerKind = {
  required: ['input_dim', 'output_dim'],
  defaults: { embeddings_initializer: 'uniform', mask_zero: false },
  outputShape: (inputs, { output_dim }) => [...onlyInput(inputs), Number(output_dim)],
  weights: (_, configuration) => [
    {
      role: 'embeddings',
      shape: [Number(configuration.input_dim), Number(configuration.output_dim)],
      initializer: String(configuration.embeddings_initializer),
      trainable: true,
    },
  ],
  kernelUses: () => 0,
  refuse: ({ mask_zero }) =>
    mask_zero
      ? {
          en: 'Embedding with mask_zero=True: the lab does not carry masks.',
          zh: 'Embedding 设置了 mask_zero=True：实验室不支持掩码。',
        }
      : null,
};
