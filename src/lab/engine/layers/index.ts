import { convolution1D, convolution2D } from './convolution';
import { dense } from './dense';
import { dropout, gaussianDropout, gaussianNoise, spatialDropout } from './dropout';
import * as elementwise from './elementwise';
import { embedding } from './embedding';
import type { RunLayer } from './layer';
import * as merging from './merging';
import { batchNormalization, layerNormalization } from './normalization';
import * as pooling from './pooling';
import { gru, lstm, simpleRnn } from './recurrent';
import * as shaping from './shaping';

/** How each layer of `layerKinds` runs, by class name. */
export const runLayers: Readonly<Record<string, RunLayer>> = {
  Activation: elementwise.activation,
  Add: merging.add,
  Average: merging.average,
  AveragePooling1D: pooling.averagePooling1D,
  AveragePooling2D: pooling.averagePooling2D,
  BatchNormalization: batchNormalization,
  Concatenate: merging.concatenate,
  Conv1D: convolution1D,
  Conv2D: convolution2D,
  Dense: dense,
  Dropout: dropout,
  ELU: elementwise.elu,
  Embedding: embedding,
  Flatten: shaping.flatten,
  GRU: gru,
  GaussianDropout: gaussianDropout,
  GaussianNoise: gaussianNoise,
  GlobalAveragePooling1D: pooling.globalAveragePooling1D,
  GlobalAveragePooling2D: pooling.globalAveragePooling2D,
  GlobalMaxPooling1D: pooling.globalMaxPooling1D,
  GlobalMaxPooling2D: pooling.globalMaxPooling2D,
  LSTM: lstm,
  LayerNormalization: layerNormalization,
  LeakyReLU: elementwise.leakyRelu,
  MaxPooling1D: pooling.maxPooling1D,
  MaxPooling2D: pooling.maxPooling2D,
  Maximum: merging.maximum,
  Minimum: merging.minimum,
  Multiply: merging.multiply,
  Permute: shaping.permute,
  ReLU: elementwise.relu,
  RepeatVector: shaping.repeatVector,
  Rescaling: shaping.rescaling,
  Reshape: shaping.reshape,
  SimpleRNN: simpleRnn,
  Softmax: elementwise.softmax,
  SpatialDropout1D: spatialDropout,
  SpatialDropout2D: spatialDropout,
  Subtract: merging.subtract,
};
