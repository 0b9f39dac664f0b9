import { convolution1D, convolution2D } from './convolution';
import { dense } from './dense';
import * as elementwise from './elementwise';
import { embedding } from './embedding';
import type { LayerKind } from './layer-kind';
import { concatenate, elementwiseMerge } from './merging';
import { batchNormalization, layerNormalization } from './normalization';
import { globalPooling1D, globalPooling2D, pooling1D, pooling2D } from './pooling';
import { gru, lstm, simpleRnn } from './recurrent';
import { flatten, permute, repeatVector, rescaling, reshape } from './shaping';

/** Every Keras layer the lab can build, by class name. */
export const layerKinds: Readonly<Record<string, LayerKind>> = {
  Activation: elementwise.activation,
  Add: elementwiseMerge,
  Average: elementwiseMerge,
  AveragePooling1D: pooling1D,
  AveragePooling2D: pooling2D,
  BatchNormalization: batchNormalization,
  Concatenate: concatenate,
  Conv1D: convolution1D,
  Conv2D: convolution2D,
  Dense: dense,
  Dropout: elementwise.dropout,
  ELU: elementwise.elu,
  Embedding: embedding,
  Flatten: flatten,
  GRU: gru,
  GaussianDropout: elementwise.dropout,
  GaussianNoise: elementwise.gaussianNoise,
  GlobalAveragePooling1D: globalPooling1D,
  GlobalAveragePooling2D: globalPooling2D,
  GlobalMaxPooling1D: globalPooling1D,
  GlobalMaxPooling2D: globalPooling2D,
  LSTM: lstm,
  LayerNormalization: layerNormalization,
  LeakyReLU: elementwise.leakyRelu,
  MaxPooling1D: pooling1D,
  MaxPooling2D: pooling2D,
  Maximum: elementwiseMerge,
  Minimum: elementwiseMerge,
  Multiply: elementwiseMerge,
  Permute: permute,
  ReLU: elementwise.relu,
  RepeatVector: repeatVector,
  Rescaling: rescaling,
  Reshape: reshape,
  SimpleRNN: simpleRnn,
  Softmax: elementwise.softmax,
  SpatialDropout1D: elementwise.dropout,
  SpatialDropout2D: elementwise.dropout,
  Subtract: elementwiseMerge,
};

/** Keras' other names of the same layers. */
export const layerAliases: Readonly<Record<string, string>> = {
  AvgPool1D: 'AveragePooling1D',
  AvgPool2D: 'AveragePooling2D',
  Convolution1D: 'Conv1D',
  Convolution2D: 'Conv2D',
  GlobalAvgPool1D: 'GlobalAveragePooling1D',
  GlobalAvgPool2D: 'GlobalAveragePooling2D',
  GlobalMaxPool1D: 'GlobalMaxPooling1D',
  GlobalMaxPool2D: 'GlobalMaxPooling2D',
  MaxPool1D: 'MaxPooling1D',
  MaxPool2D: 'MaxPooling2D',
};
