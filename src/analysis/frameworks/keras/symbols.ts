import table from './layer-table.json';

/** What the reference knows of a layer class. */
export interface LayerEntry {
  /** Parameters in order with their defaults, as Python writes them. */
  readonly parameters: string;
  /** Parameters that penalise weights. */
  readonly regularizers: readonly string[];
  /** Whether it takes `activity_regularizer`. */
  readonly activity?: true;
  /** Regularizer arguments that Keras 3 takes and drops. */
  readonly ineffective?: readonly string[];
  readonly ineffectiveInKeras2?: readonly string[];
  readonly aliases?: readonly string[];
}

const layers = new Map<string, { name: string; entry: LayerEntry }>();
for (const group of [table.legacyKeras, table.keras] as unknown as Record<string, LayerEntry>[]) {
  for (const [name, entry] of Object.entries(group))
    for (const spelled of [name, ...(entry.aliases ?? [])]) layers.set(spelled, { name, entry });
}
// Keras' own short names for the pooling layers.
for (const [name, known] of [...layers]) {
  if (!name.includes('Pooling')) continue;
  layers.set(
    name.replace('MaxPooling', 'MaxPool').replace('Pooling', 'Pool').replace('AveragePool', 'AvgPool'),
    known,
  );
}

/** The table's entry for a layer's class name or alias, with its main name. */
export function layerEntry(name: string): { name: string; entry: LayerEntry } | undefined {
  return layers.get(name);
}

const KERAS_PREFIX =
  /^(tensorflow\.keras|tensorflow\.python\.keras|tensorflow\.compat\.v[12]\.keras|tensorflow_core\.python\.keras|tensorflow\.contrib\.keras|tf_keras|keras_core|keras)(\.src|\.api|\._v2\.keras|\._v1\.keras)?(\.|$)/;

/**
 * One name for every way a library spells the same thing: `tensorflow.keras.models.Sequential` and
 * `tf_keras.Sequential` are both `keras.Sequential`.
 * @param name dotted, as imports resolve it.
 */
export function canonical(name: string): string {
  const cached = cache.get(name);
  if (cached !== undefined) return cached;
  const result = canonicalize(name);
  cache.set(name, result);
  return result;
}
const cache = new Map<string, string>();

function canonicalize(name: string): string {
  const prefix = KERAS_PREFIX.exec(name);
  if (!prefix) {
    const short = /^tensorflow\.(losses|optimizers|metrics|initializers|regularizers)\.(.+)$/.exec(name);
    if (short) return canonicalize(`keras.${short[1]}.${short[2]}`);
    if (/^tensorflow_addons\.optimizers\./.test(name)) return `keras.optimizers.${last(name)}`;
    return name.startsWith('tensorflow.compat.v2.')
      ? `tensorflow.${name.slice('tensorflow.compat.v2.'.length)}`
      : name;
  }
  const rest = name.slice(prefix[0].length);
  const member = last(rest);
  if (member === 'Sequential' || member === 'Model')
    return /^(models?|engine|training|sequential|functional|)\b/.test(rest)
      ? `keras.${member}`
      : `keras.${rest}`;
  if (member === 'Functional') return 'keras.Model';
  if (member === 'Input') return 'keras.Input';
  if (member === 'Layer') return 'keras.layers.Layer';
  if (rest.startsWith('layers.') || rest.startsWith('engine.') || rest.startsWith('legacy.layers.')) {
    const entry = layerEntry(member);
    if (entry) return `keras.layers.${entry.name}`;
    return `keras.layers.${member}`;
  }
  if (/^optimizers\./.test(rest))
    return member === 'get'
      ? 'keras.optimizers.get'
      : rest.includes('schedules')
        ? `keras.${rest}`
        : `keras.optimizers.${rest.startsWith('optimizers.legacy.') ? 'legacy.' : ''}${member}`;
  return rest === '' ? 'keras' : `keras.${rest}`;
}

function last(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

/** Layers that work against overfitting by themselves. */
export const DROPOUT_LAYERS = new Set([
  'Dropout',
  'SpatialDropout1D',
  'SpatialDropout2D',
  'SpatialDropout3D',
  'AlphaDropout',
  'GaussianDropout',
]);
/** Layers of KerasCV, KerasHub and TensorFlow Addons that drop whole branches or regions. */
export const PATH_DROPPING_LAYERS = new Set(['DropBlock2D', 'DropPath', 'StochasticDepth', 'RandomSurvival']);
export const AUGMENTATION_LAYERS = new Set([
  'Augmenter', 'ChannelShuffle', 'FourierMix', 'GridMask', 'JitteredResize', 'Mosaic', 'RandomApply', 'RandomAugmentationPipeline',
  'RandomChannelShift', 'RandomChoice', 'RandomCropAndResize', 'RandomCutout', 'RandomJpegQuality', 'RandomlyZoomedCrop',
  'AugMix', 'AutoContrast', 'CutMix', 'Equalization', 'MixUp', 'RandAugment', 'RandomBrightness', 'RandomColorDegeneration',
  'RandomColorJitter', 'RandomContrast', 'RandomCrop', 'RandomElasticTransform', 'RandomErasing', 'RandomFlip', 'RandomGaussianBlur',
  'RandomGrayscale', 'RandomHeight', 'RandomHue', 'RandomInvert', 'RandomPerspective', 'RandomPosterization', 'RandomRotation',
  'RandomSaturation', 'RandomSharpness', 'RandomShear', 'RandomTranslation', 'RandomWidth', 'RandomZoom', 'Solarization',
]); // prettier-ignore
export const CONSTRAINTS = new Set([
  'MaxNorm',
  'max_norm',
  'maxnorm',
  'UnitNorm',
  'unit_norm',
  'unitnorm',
  'MinMaxNorm',
  'min_max_norm',
]);

/** Keras' loss functions and classes by every name: `sparse_categorical_crossentropy` and `SparseCategoricalCrossentropy`. */
const LOSS_CLASSES = [
  'BinaryCrossentropy', 'BinaryFocalCrossentropy', 'CategoricalCrossentropy', 'CategoricalFocalCrossentropy', 'CategoricalGeneralizedCrossEntropy',
  'SparseCategoricalCrossentropy', 'MeanSquaredError', 'MeanAbsoluteError', 'MeanAbsolutePercentageError', 'MeanSquaredLogarithmicError',
  'CosineSimilarity', 'Poisson', 'KLDivergence', 'LogCosh', 'Huber', 'Hinge', 'SquaredHinge', 'CategoricalHinge', 'Dice', 'Tversky', 'CTC', 'Circle',
]; // prettier-ignore
const LOSS_ALIASES: Record<string, string> = {
  mse: 'MeanSquaredError',
  MSE: 'MeanSquaredError',
  mae: 'MeanAbsoluteError',
  MAE: 'MeanAbsoluteError',
  mape: 'MeanAbsolutePercentageError',
  MAPE: 'MeanAbsolutePercentageError',
  msle: 'MeanSquaredLogarithmicError',
  MSLE: 'MeanSquaredLogarithmicError',
  kld: 'KLDivergence',
  kullback_leibler_divergence: 'KLDivergence',
  kl_divergence: 'KLDivergence',
  cosine_proximity: 'CosineSimilarity',
  logcosh: 'LogCosh',
  log_cosh: 'LogCosh',
};
const lossByIdentifier = new Map(Object.entries(LOSS_ALIASES));
for (const name of LOSS_CLASSES) {
  lossByIdentifier.set(name, name);
  lossByIdentifier.set(
    name
      .replace(/([a-z])([A-Z])/g, '$1_$2')
      .toLowerCase()
      .replace('cross_entropy', 'crossentropy'),
    name,
  );
}

/** Class name of the loss that an identifier or symbol member stands for. */
export function lossClass(identifier: string): string | undefined {
  return lossByIdentifier.get(identifier);
}

export function isLossClass(member: string): boolean {
  return LOSS_CLASSES.includes(member);
}

/** Packages whose own code is never entered, not even in the project that is one of them. */
export const LIBRARIES =
  /^(tensorflow|tensorflow_(core|addons|datasets|hub|probability|text|estimator)|keras|keras_(core|cv|nlp|hub|tuner)|tf_keras|numpy|scipy|jax|torch|torchvision|sklearn|pandas|matplotlib)(\.|$)/;
