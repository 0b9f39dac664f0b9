import {
  CannotBuild,
  elementsIn,
  onlyInput,
  perAxis,
  requireRank,
  weight,
  type Configuration,
  type Dimensions,
  type LayerKind,
  type WeightSpecification,
} from './layer-kind';

const layoutOnly = { data_format: [null, 'channels_last'] };

const common = {
  strides: 1,
  padding: 'valid',
  dilation_rate: 1,
  activation: 'linear',
  use_bias: true,
  bias_initializer: 'zeros',
};

/** Conv1D and Conv2D: `axes` spatial axes before the channels. */
function convolution(axes: number): LayerKind {
  const name = `Conv${axes}D`;
  const outputShape = windows(axes, name, (_, { filters }) => Number(filters));
  return {
    required: ['filters', 'kernel_size'],
    defaults: { ...common, groups: 1, kernel_initializer: 'glorot_uniform' },
    only: layoutOnly,
    outputShape,
    mask: () => 'stops',
    weights: (inputs, configuration) => {
      const filters = Number(configuration.filters);
      const channels = onlyInput(inputs).at(-1) as number;
      const groups = Number(configuration.groups);
      if (channels % groups !== 0 || filters % groups !== 0) throw unevenGroups(name, groups);
      const size = perAxis(configuration.kernel_size, axes);
      const shape = [...size, channels / groups, filters];
      return [weight('kernel', shape, configuration.kernel_initializer), ...bias(filters, configuration)];
    },
    kernelUses: (inputs, configuration) => elementsIn(outputShape(inputs, configuration).slice(0, -1)),
    refuse: (configuration) => refuseWindows(configuration, axes, axes === 1 ? ['causal'] : []),
  };
}

/** DepthwiseConv1D and DepthwiseConv2D: each channel by kernels of its own. */
function depthwiseConvolution(axes: number): LayerKind {
  const name = `DepthwiseConv${axes}D`;
  const outputShape = windows(axes, name, depthOf);
  return {
    required: ['kernel_size'],
    defaults: { ...common, depth_multiplier: 1, depthwise_initializer: 'glorot_uniform' },
    only: layoutOnly,
    outputShape,
    mask: () => 'stops',
    weights: (inputs, configuration) => [
      depthwiseKernel(axes, inputs, configuration),
      ...bias(depthOf(inputs, configuration), configuration),
    ],
    kernelUses: (inputs, configuration) => elementsIn(outputShape(inputs, configuration).slice(0, -1)),
    refuse: (configuration) => refuseWindows(configuration, axes, []),
  };
}

/** SeparableConv1D and SeparableConv2D: a depthwise convolution, and one of windows of size 1 after it. */
function separableConvolution(axes: number): LayerKind {
  const name = `SeparableConv${axes}D`;
  const outputShape = windows(axes, name, (_, { filters }) => Number(filters));
  return {
    required: ['filters', 'kernel_size'],
    defaults: {
      ...common,
      depth_multiplier: 1,
      depthwise_initializer: 'glorot_uniform',
      pointwise_initializer: 'glorot_uniform',
    },
    only: layoutOnly,
    outputShape,
    mask: () => 'stops',
    weights: (inputs, configuration) => {
      const filters = Number(configuration.filters);
      const ones = Array.from({ length: axes }, () => 1);
      const shape = [...ones, depthOf(inputs, configuration), filters];
      return [
        depthwiseKernel(axes, inputs, configuration),
        weight('pointwise', shape, configuration.pointwise_initializer),
        ...bias(filters, configuration),
      ];
    },
    kernelUses: (inputs, configuration) => elementsIn(outputShape(inputs, configuration).slice(0, -1)),
    refuse: (configuration) => refuseWindows(configuration, axes, []),
  };
}

/** Conv1DTranspose and Conv2DTranspose: what a convolution's gradient does to its output. */
function transposedConvolution(axes: number): LayerKind {
  const name = `Conv${axes}DTranspose`;
  const outputShape = (inputs: readonly Dimensions[], configuration: Configuration): Dimensions => {
    const shape = requireRank(onlyInput(inputs), axes + 1, name);
    return [...transposedSizes(shape.slice(0, -1), configuration), Number(configuration.filters)];
  };
  return {
    required: ['filters', 'kernel_size'],
    defaults: { ...common, output_padding: null, kernel_initializer: 'glorot_uniform' },
    only: layoutOnly,
    outputShape,
    mask: () => 'stops',
    weights: (inputs, configuration) => {
      const filters = Number(configuration.filters);
      const channels = onlyInput(inputs).at(-1) as number;
      const shape = [...perAxis(configuration.kernel_size, axes), filters, channels];
      return [weight('kernel', shape, configuration.kernel_initializer), ...bias(filters, configuration)];
    },
    kernelUses: (inputs) => elementsIn(onlyInput(inputs).slice(0, -1)),
    refuse: (configuration) => refuseWindows(configuration, axes, []),
  };
}

/** Keras 3.15, `_get_output_shape_given_tf_padding`. @param sizes of the input, without channels */
function transposedSizes(sizes: Dimensions, configuration: Configuration): Dimensions {
  const axes = sizes.length;
  const kernel = perAxis(configuration.kernel_size, axes);
  const strides = perAxis(configuration.strides, axes);
  const dilation = perAxis(configuration.dilation_rate, axes);
  const { padding, output_padding } = configuration;
  return sizes.map((size, axis) => {
    const stride = strides[axis] as number;
    const reach = ((kernel[axis] as number) - 1) * (dilation[axis] as number) + 1;
    if (output_padding === null)
      return padding === 'same' ? size * stride : size * stride + Math.max(reach - stride, 0);
    const added = perAxis(output_padding, axes)[axis] as number;
    const base = (size - 1) * stride + reach + added;
    return padding === 'same' ? base - 2 * Math.floor(reach / 2) : base;
  });
}

function depthwiseKernel(
  axes: number,
  inputs: readonly Dimensions[],
  { kernel_size, depth_multiplier, depthwise_initializer }: Configuration,
): WeightSpecification {
  const channels = onlyInput(inputs).at(-1) as number;
  const shape = [...perAxis(kernel_size, axes), channels, Number(depth_multiplier)];
  return weight('depthwise', shape, depthwise_initializer);
}

function depthOf(inputs: readonly Dimensions[], { depth_multiplier }: Configuration): number {
  return (onlyInput(inputs).at(-1) as number) * Number(depth_multiplier);
}

function bias(filters: number, { use_bias, bias_initializer }: Configuration): WeightSpecification[] {
  return use_bias ? [weight('bias', [filters], bias_initializer)] : [];
}

/** The output shape of whatever moves a window over `axes` axes. */
function windows(
  axes: number,
  name: string,
  channels: (inputs: readonly Dimensions[], configuration: Configuration) => number,
): LayerKind['outputShape'] {
  return (inputs, configuration) => {
    const shape = requireRank(onlyInput(inputs), axes + 1, name);
    const strides = perAxis(configuration.strides, axes);
    const dilation = perAxis(configuration.dilation_rate, axes);
    const spatial = perAxis(configuration.kernel_size, axes).map((size, axis) =>
      windowCount(
        shape[axis] as number,
        (size - 1) * (dilation[axis] as number) + 1,
        strides[axis] as number,
        String(configuration.padding),
        name,
      ),
    );
    return [...spatial, channels(inputs, configuration)];
  };
}

function refuseWindows(
  { padding, strides, dilation_rate }: Configuration,
  axes: number,
  paddingsBeside: readonly string[],
): ReturnType<NonNullable<LayerKind['refuse']>> {
  if (!['valid', 'same', ...paddingsBeside].includes(String(padding))) {
    return { en: `padding="${String(padding)}" here.`, zh: `此处的 padding="${String(padding)}"。` };
  }
  const above1 = (value: unknown) => perAxis(value, axes).some((one) => one !== 1);
  return above1(strides) && above1(dilation_rate)
    ? { en: 'strides and dilation_rate together.', zh: '同时使用 strides 和 dilation_rate。' }
    : null;
}

function unevenGroups(layer: string, groups: number): CannotBuild {
  return new CannotBuild({
    en: `${layer}: channels and filters cannot be divided into ${groups} groups.`,
    zh: `${layer}：通道和滤波器无法分成 ${groups} 组。`,
  });
}

/** How many windows fit along one axis, as Keras counts for `valid`, `same` and `causal`. @throws CannotBuild if none. */
export function windowCount(
  size: number,
  window: number,
  stride: number,
  padding: string,
  layer: string,
): number {
  const count = padding === 'valid' ? Math.floor((size - window) / stride) + 1 : Math.ceil(size / stride);
  if (count >= 1) return count;
  throw new CannotBuild({
    en: `${layer}: a window of ${window} does not fit into ${size}; the input is too small for this model.`,
    zh: `${layer}：大小为 ${window} 的窗口放不进 ${size}；输入对这个模型来说太小。`,
  });
}

export const convolution1D = convolution(1);
export const convolution2D = convolution(2);
export const depthwiseConvolution1D = depthwiseConvolution(1);
export const depthwiseConvolution2D = depthwiseConvolution(2);
export const separableConvolution1D = separableConvolution(1);
export const separableConvolution2D = separableConvolution(2);
export const transposedConvolution1D = transposedConvolution(1);
export const transposedConvolution2D = transposedConvolution(2);
