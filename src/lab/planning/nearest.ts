import type { Localized } from '../../analysis/text/localized';
import { filled } from './words';

type Row = readonly [layers: RegExp, nearest: Localized];

/** The nearest that the lab can build to what it cannot. */
const rows: readonly Row[] = [
  [
    /^ConvLSTM/,
    {
      en: 'TimeDistributed(Conv2D(…)) with an LSTM after it',
      zh: 'TimeDistributed(Conv2D(…)) 之后接 LSTM',
    },
  ],
  [/^(Conv|Convolution)3DTranspose$|3DTranspose$/, same('Conv2DTranspose')],
  [/^(Conv|Convolution)3D$/, same('TimeDistributed(Conv2D(…))')],
  [/^(Max|Average|Avg|Global\w*|Adaptive\w*)Pool(ing)?3D$/, same('TimeDistributed(MaxPooling2D(…))')],
  [/^AdaptiveAveragePooling/, { en: 'an AveragePooling of that size', zh: '相应大小的 AveragePooling' }],
  [/^AdaptiveMaxPooling/, { en: 'a MaxPooling of that size', zh: '相应大小的 MaxPooling' }],
  [/^(SpatialDropout|UpSampling|ZeroPadding|Cropping)3D$/, { en: 'the same for 2D', zh: '对应的 2D 层' }],
  [/^LocallyConnected1D$/, same('Conv1D')],
  [/^LocallyConnected2D$/, same('Conv2D')],
  [/^GroupedQueryAttention$|^GroupQueryAttention$/, same('MultiHeadAttention')],
  [/^CuDNNLSTM$/, same('LSTM')],
  [/^CuDNNGRU$/, same('GRU')],
  [/^(RNN|StackedRNNCells|.*Cell)$/, { en: 'LSTM, GRU or SimpleRNN', zh: 'LSTM、GRU 或 SimpleRNN' }],
  [/^EinsumDense$/, same('Dense')],
  [/^ThresholdedReLU$/, same('ReLU(threshold=…)')],
  [
    /^SpectralNormalization$/,
    { en: 'the layer inside it, with an L2 penalty', zh: '其内部的层，加上 L2 惩罚' },
  ],
  [
    /^(Lambda|Wrapper|FlaxLayer|JaxLayer|TFSMLayer|TorchModuleWrapper)$/,
    { en: 'a layer of Keras that computes the same', zh: '计算相同内容的 Keras 层' },
  ],
  [/^ReversibleEmbedding$/, same('Embedding')],
  [
    /^ActivityRegularization$/,
    { en: 'activity_regularizer of the layer before it', zh: '其前一层的 activity_regularizer' },
  ],
  [
    /^(Normalization|Discretization)$/,
    {
      en: 'Rescaling or BatchNormalization, or data that are standardized before: what adapt learns is not in the code',
      zh: 'Rescaling 或 BatchNormalization，或事先标准化的数据：adapt 学到的内容不在代码中',
    },
  ],
  [
    /^(TextVectorization|StringLookup|IntegerLookup|Hashing|HashedCrossing)$/,
    {
      en: 'an Embedding as the first layer, with numbered words as data',
      zh: '以 Embedding 作为第一层，数据为编号后的词',
    },
  ],
  [
    /^(CategoryEncoding|FeatureSpace|MaxNumBoundingBoxes)$/,
    { en: 'data that are encoded before the model', zh: '在模型之前编码好的数据' },
  ],
  [
    /^(Random|Rand|AugMix|AutoContrast|Pipeline|CutMix|MixUp|Equalization|Solarization|ContrastLimited)/,
    { en: 'the model without it: augment the images before', zh: '去掉它的模型：事先增强图像' },
  ],
  [
    /^(Resizing|CenterCrop)$/,
    {
      en: 'UpSampling2D, AveragePooling2D or Cropping2D',
      zh: 'UpSampling2D、AveragePooling2D 或 Cropping2D',
    },
  ],
  [/^(MelSpectrogram|STFTSpectrogram)$/, { en: 'spectrograms as data', zh: '以频谱图作为数据' }],
];

/** Why a layer cannot be built, with the nearest thing that can where there is one. */
export function cannotBuildLayer(layer: string): Localized {
  const nearest = rows.find(([layers]) => layers.test(layer))?.[1];
  return nearest
    ? filled(
        {
          en: 'The lab cannot build the layer {layer} yet; the nearest it can is {nearest}.',
          zh: '实验室暂时无法构建层 {layer}；最接近的可用选择是 {nearest}。',
        },
        { layer, nearest },
      )
    : filled(
        { en: 'The lab cannot build the layer {layer} yet.', zh: '实验室暂时无法构建层 {layer}。' },
        { layer },
      );
}

function same(words: string): Localized {
  return { en: words, zh: words };
}
