import { additiveAttention, attention, multiHeadAttention } from './attention';
import * as convolution from './convolution';
import { dense } from './dense';
import * as elementwise from './elementwise';
import { embedding } from './embedding';
import type { LayerKind } from './layer-kind';
import { concatenate, dot, elementwiseMerge } from './merging';
import * as normalization from './normalization';
import { globalAveragePooling1D, globalPooling1D, globalPooling2D, pooling1D, pooling2D } from './pooling';
import { gru, lstm, simpleRnn } from './recurrent';
import * as resizing from './resizing';
import { flatten, permute, repeatVector, rescaling, reshape } from './shaping';
import { bidirectional, timeDistributed, type FindKind } from './wrappers';

const find: FindKind = (className) => {
  const kind = layerKinds[className];
  if (!kind) throw new Error(`Unknown layer: ${className}`);
  return kind;
};

/** Every Keras layer the lab can build, by class name. */
export const layerKinds: Readonly<Record<string, LayerKind>> = {
  Activation: elementwise.activation,
  Add: elementwiseMerge,
  AdditiveAttention: additiveAttention,
  AlphaDropout: elementwise.dropout,
  Attention: attention,
  Average: elementwiseMerge,
  AveragePooling1D: pooling1D,
  AveragePooling2D: pooling2D,
  BatchNormalization: normalization.batchNormalization,
  Bidirectional: bidirectional(find),
  Concatenate: concatenate,
  Conv1D: convolution.convolution1D,
  Conv1DTranspose: convolution.transposedConvolution1D,
  Conv2D: convolution.convolution2D,
  Conv2DTranspose: convolution.transposedConvolution2D,
  Cropping1D: resizing.cropping1D,
  Cropping2D: resizing.cropping2D,
  Dense: dense,
  DepthwiseConv1D: convolution.depthwiseConvolution1D,
  DepthwiseConv2D: convolution.depthwiseConvolution2D,
  Dot: dot,
  Dropout: elementwise.dropout,
  ELU: elementwise.elu,
  Embedding: embedding,
  Flatten: flatten,
  GRU: gru,
  GaussianDropout: elementwise.gaussianDropout,
  GaussianNoise: elementwise.gaussianNoise,
  GlobalAveragePooling1D: globalAveragePooling1D,
  GlobalAveragePooling2D: globalPooling2D,
  GlobalMaxPooling1D: globalPooling1D,
  GlobalMaxPooling2D: globalPooling2D,
  GroupNormalization: normalization.groupNormalization,
  Identity: elementwise.identity,
  LSTM: lstm,
  LayerNormalization: normalization.layerNormalization,
  LeakyReLU: elementwise.leakyRelu,
  Masking: elementwise.masking,
  MaxPooling1D: pooling1D,
  MaxPooling2D: pooling2D,
  Maximum: elementwiseMerge,
  Minimum: elementwiseMerge,
  MultiHeadAttention: multiHeadAttention,
  Multiply: elementwiseMerge,
  PReLU: elementwise.prelu,
  Permute: permute,
  RMSNormalization: normalization.rmsNormalization,
  ReLU: elementwise.relu,
  RepeatVector: repeatVector,
  Rescaling: rescaling,
  Reshape: reshape,
  SeparableConv1D: convolution.separableConvolution1D,
  SeparableConv2D: convolution.separableConvolution2D,
  SimpleRNN: simpleRnn,
  Softmax: elementwise.softmax,
  SpatialDropout1D: elementwise.spatialDropout,
  SpatialDropout2D: elementwise.spatialDropout,
  Subtract: elementwiseMerge,
  TimeDistributed: timeDistributed(find),
  UnitNormalization: normalization.unitNormalization,
  UpSampling1D: resizing.upSampling1D,
  UpSampling2D: resizing.upSampling2D,
  ZeroPadding1D: resizing.zeroPadding1D,
  ZeroPadding2D: resizing.zeroPadding2D,
};

/** Keras' other names of the same layers. */
export const layerAliases: Readonly<Record<string, string>> = {
  AvgPool1D: 'AveragePooling1D',
  AvgPool2D: 'AveragePooling2D',
  Convolution1D: 'Conv1D',
  Convolution1DTranspose: 'Conv1DTranspose',
  Convolution2D: 'Conv2D',
  Convolution2DTranspose: 'Conv2DTranspose',
  GlobalAvgPool1D: 'GlobalAveragePooling1D',
  GlobalAvgPool2D: 'GlobalAveragePooling2D',
  GlobalMaxPool1D: 'GlobalMaxPooling1D',
  GlobalMaxPool2D: 'GlobalMaxPooling2D',
  MaxPool1D: 'MaxPooling1D',
  MaxPool2D: 'MaxPooling2D',
  SeparableConvolution1D: 'SeparableConv1D',
  SeparableConvolution2D: 'SeparableConv2D',
};
