import {
  CannotBuild,
  elementsIn,
  onlyInput,
  perAxis,
  requireRank,
  type Configuration,
  type Dimensions,
  type LayerKind,
} from './layer-kind';

/** Conv1D and Conv2D: `axes` spatial axes before the channels. */
function convolution(axes: number): LayerKind {
  const name = `Conv${axes}D`;
  const outputShape = (inputs: readonly Dimensions[], configuration: Configuration): Dimensions => {
    const shape = requireRank(onlyInput(inputs), axes + 1, name);
    const kernel = perAxis(configuration.kernel_size, axes);
    const strides = perAxis(configuration.strides, axes);
    const dilation = perAxis(configuration.dilation_rate, axes);
    const spatial = kernel.map((size, axis) =>
      windowCount(
        shape[axis] as number,
        (size - 1) * (dilation[axis] as number) + 1,
        strides[axis] as number,
        String(configuration.padding),
        name,
      ),
    );
    return [...spatial, Number(configuration.filters)];
  };
  return {
    required: ['filters', 'kernel_size'],
    defaults: {
      strides: 1,
      padding: 'valid',
      data_format: null,
      dilation_rate: 1,
      groups: 1,
      activation: 'linear',
      use_bias: true,
      kernel_initializer: 'glorot_uniform',
      bias_initializer: 'zeros',
    },
    outputShape,
    weights: (inputs, configuration) => {
      const filters = Number(configuration.filters);
      const channels = onlyInput(inputs).at(-1) as number;
      const kernel = {
        role: 'kernel',
        shape: [...perAxis(configuration.kernel_size, axes), channels, filters],
        initializer: String(configuration.kernel_initializer),
        trainable: true,
      };
      const bias = {
        role: 'bias',
        shape: [filters],
        initializer: String(configuration.bias_initializer),
        trainable: true,
      };
      return configuration.use_bias ? [kernel, bias] : [kernel];
    },
    kernelUses: (inputs, configuration) => elementsIn(outputShape(inputs, configuration).slice(0, -1)),
    refuse: refuseConvolution,
  };
}

function refuseConvolution(configuration: Configuration): ReturnType<NonNullable<LayerKind['refuse']>> {
  if (configuration.padding === 'causal') {
    return { en: 'Conv1D with padding="causal".', zh: 'Conv1D 使用了 padding="causal"。' };
  }
  if (configuration.data_format === 'channels_first') {
    return { en: 'data_format="channels_first".', zh: 'data_format="channels_first"。' };
  }
  if (configuration.groups !== 1) {
    return { en: 'a convolution with groups.', zh: '分组卷积（groups）。' };
  }
  return null;
}

/** How many windows fit along one axis, as Keras counts for `valid` and `same`. @throws CannotBuild if none. */
export function windowCount(
  size: number,
  window: number,
  stride: number,
  padding: string,
  layer: string,
): number {
  const count = padding === 'same' ? Math.ceil(size / stride) : Math.floor((size - window) / stride) + 1;
  if (count >= 1) return count;
  throw new CannotBuild({
    en: `${layer}: a window of ${window} does not fit into ${size}; the input is too small for this model.`,
    zh: `${layer}：大小为 ${window} 的窗口放不进 ${size}；输入对这个模型来说太小。`,
  });
}

export const convolution1D = convolution(1);
export const convolution2D = convolution(2);
