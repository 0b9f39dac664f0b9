import {
  CannotBuild,
  onlyInput,
  requireRank,
  weight,
  type Configuration,
  type Dimensions,
  type LayerKind,
} from './layer-kind';

/** Query, value and key of an attention; the key is the value where there are two inputs. */
export function queryValueKey<T>(inputs: readonly T[], layer: string): readonly [T, T, T] {
  const [query, value, key = value] = inputs;
  if (query !== undefined && value !== undefined && key !== undefined && inputs.length <= 3) {
    return [query, value, key];
  }
  throw new CannotBuild({
    en: `${layer} takes query and value, and a key if there is one; here there are ${inputs.length} inputs.`,
    zh: `${layer} 的输入是 query 和 value，以及可选的 key；这里有 ${inputs.length} 个输入。`,
  });
}

function sequences(
  inputs: readonly Dimensions[],
  layer: string,
): readonly [Dimensions, Dimensions, Dimensions] {
  const [query, value, key] = queryValueKey(inputs, layer);
  for (const shape of [query, value, key]) requireRank(shape, 2, layer);
  if (value[0] === key[0]) return [query, value, key];
  throw new CannotBuild({
    en: `${layer}: value and key have ${value[0]} and ${key[0]} positions.`,
    zh: `${layer}：value 和 key 分别有 ${value[0]} 和 ${key[0]} 个位置。`,
  });
}

const multiHead = 'MultiHeadAttention';

export const multiHeadAttention: LayerKind = {
  required: ['num_heads', 'key_dim'],
  defaults: {
    value_dim: null,
    dropout: 0,
    use_bias: true,
    output_shape: null,
    sliding_window: null,
    use_gate: false,
    use_causal_mask: false,
    kernel_initializer: 'glorot_uniform',
    bias_initializer: 'zeros',
  },
  only: { attention_axes: [null, 1] },
  harmless: ['flash_attention', 'seed'],
  merges: true,
  outputShape: (inputs, configuration) => {
    const [query] = sequences(inputs, multiHead);
    return [query[0] as number, outputWidth(query, configuration)];
  },
  weights: (inputs, configuration) => {
    const [query, value, key] = sequences(inputs, multiHead);
    const heads = Number(configuration.num_heads);
    const keyWidth = Number(configuration.key_dim);
    const valueWidth = Number(configuration.value_dim ?? configuration.key_dim);
    const width = outputWidth(query, configuration);
    const part = (name: string, kernel: Dimensions, bias: Dimensions) => [
      weight(`${name}_kernel`, kernel, configuration.kernel_initializer, 'kernel'),
      ...(configuration.use_bias
        ? [weight(`${name}_bias`, bias, configuration.bias_initializer, 'bias')]
        : []),
    ];
    const projection = (name: string, shape: Dimensions, size: number) =>
      part(name, [shape[1] as number, heads, size], [heads, size]);
    return [
      ...projection('query', query, keyWidth),
      ...projection('key', key, keyWidth),
      ...(configuration.use_gate ? projection('gate', query, valueWidth) : []),
      ...projection('value', value, valueWidth),
      ...part('attention_output', [heads, valueWidth, width], [width]),
    ];
  },
  kernelUses: (inputs) => onlyInput(inputs)[0] as number,
  refuse: ({ output_shape }) =>
    Array.isArray(output_shape) && output_shape.length !== 1
      ? {
          en: `${multiHead} with an output_shape of several axes.`,
          zh: `output_shape 有多个轴的 ${multiHead}。`,
        }
      : null,
};

function outputWidth(query: Dimensions, { output_shape }: Configuration): number {
  const written: unknown = Array.isArray(output_shape) ? output_shape[0] : output_shape;
  return written === null ? (query[1] as number) : Number(written);
}

/** Attention and AdditiveAttention: one head without kernels. @param scale its weight, where it has one */
function plainAttention(
  layer: string,
  defaults: Configuration,
  scale: (query: Dimensions, configuration: Configuration) => ReturnType<NonNullable<LayerKind['weights']>>,
): LayerKind {
  return {
    required: [],
    defaults: { dropout: 0, use_causal_mask: false, ...defaults },
    harmless: ['seed'],
    merges: true,
    outputShape: (inputs) => {
      const [query, value, key] = sequences(inputs, layer);
      if (query[1] !== key[1]) {
        throw new CannotBuild({
          en: `${layer}: query and key have ${query[1]} and ${key[1]} features.`,
          zh: `${layer}：query 和 key 分别有 ${query[1]} 和 ${key[1]} 个特征。`,
        });
      }
      return [query[0] as number, value[1] as number];
    },
    weights: (inputs, configuration) => scale(sequences(inputs, layer)[0], configuration),
    kernelUses: (inputs) => onlyInput(inputs)[0] as number,
  };
}

export const attention = plainAttention(
  'Attention',
  { use_scale: false, score_mode: 'dot' },
  (_, { use_scale, score_mode }) => [
    ...(use_scale ? [weight('scale', [], 'ones')] : []),
    ...(score_mode === 'concat' ? [weight('concat_score_weight', [], 'ones')] : []),
  ],
);

export const additiveAttention = plainAttention(
  'AdditiveAttention',
  { use_scale: true },
  ([, width], { use_scale }) => (use_scale ? [weight('scale', [width as number], 'glorot_uniform')] : []),
);
