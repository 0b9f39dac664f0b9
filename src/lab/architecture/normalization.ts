import {
  axesOf,
  CannotBuild,
  onlyInput,
  weight,
  type Configuration,
  type Dimensions,
  type LayerKind,
} from './layer-kind';

const affineDefaults = {
  axis: -1,
  epsilon: 1e-3,
  center: true,
  scale: true,
  beta_initializer: 'zeros',
  gamma_initializer: 'ones',
};

const affine = (shape: Dimensions, configuration: Configuration) => [
  ...(configuration.scale ? [weight('gamma', shape, configuration.gamma_initializer)] : []),
  ...(configuration.center ? [weight('beta', shape, configuration.beta_initializer)] : []),
];

/** The dimensions of the axes that have weights of their own. */
function ownShape(inputs: readonly Dimensions[], { axis }: Configuration, layer: string): Dimensions {
  const shape = onlyInput(inputs);
  return axesOf(axis, shape.length, layer).map((place) => shape[place] as number);
}

export const batchNormalization: LayerKind = {
  required: [],
  defaults: {
    ...affineDefaults,
    momentum: 0.99,
    moving_mean_initializer: 'zeros',
    moving_variance_initializer: 'ones',
  },
  only: { renorm: [false, null] },
  harmless: ['renorm_clipping', 'renorm_momentum', 'synchronized', 'fused'],
  outputShape: onlyInput,
  weights: (inputs, configuration) => {
    const shape = ownShape(inputs, configuration, 'BatchNormalization');
    const moving = (role: string) => ({
      ...weight(role, shape, configuration[`${role}_initializer`]),
      trainable: false,
    });
    return [...affine(shape, configuration), moving('moving_mean'), moving('moving_variance')];
  },
  refuse: ({ axis }) =>
    Array.isArray(axis) && axis.length !== 1
      ? { en: 'BatchNormalization over several axes.', zh: '作用于多个轴的 BatchNormalization。' }
      : null,
};

export const layerNormalization: LayerKind = {
  mask: () => 'passes',
  required: [],
  defaults: affineDefaults,
  only: { rms_scaling: [false] },
  outputShape: onlyInput,
  weights: (inputs, configuration) =>
    affine(ownShape(inputs, configuration, 'LayerNormalization'), configuration),
};

export const groupNormalization: LayerKind = {
  mask: () => 'passes',
  required: [],
  defaults: { groups: 32, ...affineDefaults },
  outputShape: (inputs, configuration) => {
    groupsOf(inputs, configuration);
    return onlyInput(inputs);
  },
  weights: (inputs, configuration) =>
    affine(ownShape(inputs, configuration, 'GroupNormalization'), configuration),
};

function groupsOf(inputs: readonly Dimensions[], configuration: Configuration): void {
  const [channels = 1] = ownShape(inputs, configuration, 'GroupNormalization');
  const { groups } = configuration;
  if (groups === -1 || channels % Number(groups) === 0) return;
  throw new CannotBuild({
    en: `GroupNormalization: ${channels} channels cannot be divided into ${String(groups)} groups.`,
    zh: `GroupNormalization：${channels} 个通道无法分成 ${String(groups)} 组。`,
  });
}

export const rmsNormalization: LayerKind = {
  mask: () => 'stops',
  required: [],
  defaults: { epsilon: 1e-6 },
  // Over another axis Keras scales the last one all the same.
  only: { axis: [-1] },
  outputShape: onlyInput,
  weights: (inputs) => [weight('scale', [onlyInput(inputs).at(-1) as number], 'ones')],
};

export const unitNormalization: LayerKind = {
  mask: () => 'passes',
  required: [],
  defaults: { axis: -1 },
  outputShape: (inputs, configuration) => {
    ownShape(inputs, configuration, 'UnitNormalization');
    return onlyInput(inputs);
  },
};
