import {
  CannotBuild,
  onlyInput,
  requireRank,
  type Configuration,
  type Dimensions,
  type LayerKind,
  type WeightSpecification,
} from './layer-kind';

/** A layer inside another, as `get_config` nests it: `layer: { className, config }`. */
export interface InnerLayer {
  readonly className: string;
  readonly config: Configuration;
}

/** Arguments of wrappers that hold a layer. */
export const innerArguments: readonly string[] = ['layer', 'backward_layer'];

/** The layers in a configuration, by argument. */
export function innerLayers(config: Configuration): readonly (readonly [argument: string, InnerLayer])[] {
  return innerArguments.flatMap((argument) => {
    const inner = config[argument];
    return inner === undefined || inner === null ? [] : [[argument, inner as InnerLayer] as const];
  });
}

/** The kind of a layer by its class name; wrappers ask for what is inside them. */
export type FindKind = (className: string) => LayerKind;

/** The same layer at every step of a sequence. */
export function timeDistributed(find: FindKind): LayerKind {
  const step = (inputs: readonly Dimensions[]): Dimensions => {
    const shape = onlyInput(inputs);
    if (shape.length >= 2) return shape.slice(1);
    throw new CannotBuild({
      en: `TimeDistributed needs a sequence; its input is (${shape.join(', ')}).`,
      zh: `TimeDistributed 需要序列；它的输入是 (${shape.join(', ')})。`,
    });
  };
  return {
    required: ['layer'],
    defaults: {},
    outputShape: (inputs, { layer }) => {
      const { className, config } = layer as InnerLayer;
      const [steps] = onlyInput(inputs);
      return [steps as number, ...find(className).outputShape([step(inputs)], config)];
    },
    weights: (inputs, { layer }) => weightsInside(find, layer as InnerLayer, [step(inputs)]),
    mask: ({ layer }) => {
      const { className, config } = layer as InnerLayer;
      const inner = find(className);
      return inner.usesMask || (inner.mask?.(config) ?? 'refuses') === 'refuses' ? 'refuses' : 'passes';
    },
    kernelUses: (inputs, { layer }) => {
      const { className, config } = layer as InnerLayer;
      const [steps] = onlyInput(inputs);
      return (steps as number) * (find(className).kernelUses?.([step(inputs)], config) ?? 1);
    },
    sequentialSteps: (inputs, { layer }) =>
      find((layer as InnerLayer).className).sequentialSteps?.([step(inputs)], (layer as InnerLayer).config) ??
      0,
    refuse: ({ layer }) => {
      const { className, config } = layer as InnerLayer;
      return find(className).merges
        ? { en: `TimeDistributed around ${className}.`, zh: `TimeDistributed 包装 ${className}。` }
        : (find(className).refuse?.(config) ?? null);
    },
  };
}

/**
 * The two layers of a Bidirectional: the second one is a copy of the first that goes backwards, or its own. Keras
 * lets both give zeros at steps that are masked.
 */
export function directions({ layer, backward_layer }: Configuration): readonly [InnerLayer, InnerLayer] {
  const forward = zeroWhereMasked(layer as InnerLayer);
  if (backward_layer) return [forward, zeroWhereMasked(backward_layer as InnerLayer)];
  const backward = { ...forward, config: { ...forward.config, go_backwards: true } };
  return [forward, backward];
}

function zeroWhereMasked(inner: InnerLayer): InnerLayer {
  return { ...inner, config: { ...inner.config, zero_output_for_mask: inner.config.return_sequences } };
}

const mergeModes: readonly unknown[] = ['concat', 'sum', 'ave', 'mul'];

/** A recurrent layer in both directions of a sequence. */
export function bidirectional(find: FindKind): LayerKind {
  return {
    required: ['layer'],
    defaults: { merge_mode: 'concat', backward_layer: null },
    outputShape: (inputs, configuration) => {
      const [forward, backward] = directions(configuration).map(({ className, config }) =>
        find(className).outputShape([requireRank(onlyInput(inputs), 2, 'Bidirectional')], config),
      ) as [Dimensions, Dimensions];
      // Keras too takes the second layer to be as wide as the first.
      if (forward.join() !== backward.join()) {
        throw new CannotBuild({
          en: `Bidirectional: its layers give (${forward.join(', ')}) and (${backward.join(', ')}).`,
          zh: `Bidirectional：两个层的输出是 (${forward.join(', ')}) 和 (${backward.join(', ')})。`,
        });
      }
      const width = forward.at(-1) as number;
      return [...forward.slice(0, -1), configuration.merge_mode === 'concat' ? 2 * width : width];
    },
    weights: (inputs, configuration) =>
      directions(configuration).flatMap((inner, place) => {
        const prefix = place === 0 ? 'forward' : 'backward';
        return weightsInside(find, inner, inputs).map(({ role, penalized = role, ...rest }) => ({
          ...rest,
          role: `${prefix}_${role}`,
          penalized: configuration.backward_layer ? `${prefix}_${penalized}` : penalized,
        }));
      }),
    usesMask: true,
    mask: ({ layer }) => ((layer as InnerLayer).config.return_sequences ? 'passes' : 'stops'),
    kernelUses: (inputs) => onlyInput(inputs)[0] as number,
    sequentialSteps: (inputs) => 2 * (onlyInput(inputs)[0] as number),
    refuse: (configuration) => refuseDirections(find, configuration),
  };
}

function refuseDirections(find: FindKind, configuration: Configuration) {
  const { merge_mode } = configuration;
  if (!mergeModes.includes(merge_mode)) {
    return {
      en: `Bidirectional with merge_mode=${merge_mode === null ? 'None, which has two outputs' : String(merge_mode)}.`,
      zh: `merge_mode=${merge_mode === null ? 'None（有两个输出）' : String(merge_mode)} 的 Bidirectional。`,
    };
  }
  const [forward, backward] = directions(configuration);
  for (const { className, config } of [forward, backward]) {
    if (!('recurrent_initializer' in find(className).defaults)) {
      return { en: `Bidirectional around ${className}.`, zh: `Bidirectional 包装 ${className}。` };
    }
    const refused = find(className).refuse?.(config);
    if (refused) return refused;
  }
  return Boolean(forward.config.go_backwards) === Boolean(backward.config.go_backwards)
    ? {
        en: 'Bidirectional whose layers go in the same direction.',
        zh: '两个层方向相同的 Bidirectional。',
      }
    : null;
}

function weightsInside(
  find: FindKind,
  { className, config }: InnerLayer,
  inputs: readonly Dimensions[],
): readonly WeightSpecification[] {
  const weights = find(className).weights?.(inputs, config) ?? [];
  return config.trainable === false ? weights.map((one) => ({ ...one, trainable: false })) : weights;
}
