import { onlyInput, type Configuration, type Dimensions, type LayerKind } from './layer-kind';

const affine = (shape: Dimensions, configuration: Configuration) => [
  ...(configuration.scale
    ? [{ role: 'gamma', shape, initializer: String(configuration.gamma_initializer), trainable: true }]
    : []),
  ...(configuration.center
    ? [{ role: 'beta', shape, initializer: String(configuration.beta_initializer), trainable: true }]
    : []),
];

const refuseAxis = (name: string) => (configuration: Configuration) =>
  configuration.axis === -1 || (Array.isArray(configuration.axis) && configuration.axis[0] === -1)
    ? null
    : {
        en: `${name} over another axis than the last.`,
        zh: `${name} 不是作用在最后一个轴上。`,
      };

export const batchNormalization: LayerKind = {
  required: [],
  defaults: {
    axis: -1,
    momentum: 0.99,
    epsilon: 1e-3,
    center: true,
    scale: true,
    beta_initializer: 'zeros',
    gamma_initializer: 'ones',
    moving_mean_initializer: 'zeros',
    moving_variance_initializer: 'ones',
  },
  outputShape: onlyInput,
  weights: (inputs, configuration) => {
    const shape = [onlyInput(inputs).at(-1) as number];
    return [
      ...affine(shape, configuration),
      {
        role: 'moving_mean',
        shape,
        initializer: String(configuration.moving_mean_initializer),
        trainable: false,
      },
      {
        role: 'moving_variance',
        shape,
        initializer: String(configuration.moving_variance_initializer),
        trainable: false,
      },
    ];
  },
  refuse: (configuration) => refuseAxis('BatchNormalization')(configuration),
};

export const layerNormalization: LayerKind = {
  required: [],
  defaults: {
    axis: -1,
    epsilon: 1e-3,
    center: true,
    scale: true,
    beta_initializer: 'zeros',
    gamma_initializer: 'ones',
  },
  outputShape: onlyInput,
  weights: (inputs, configuration) => affine([onlyInput(inputs).at(-1) as number], configuration),
  refuse: (configuration) => refuseAxis('LayerNormalization')(configuration),
};
