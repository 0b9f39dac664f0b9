import * as attention from './attention';
import * as convolution from './convolution';
import { dense } from './dense';
import * as dropping from './dropout';
import * as elementwise from './elementwise';
import { embedding } from './embedding';
import type { RunLayer } from './layer';
import { masking } from './masking';
import * as merging from './merging';
import * as normalization from './normalization';
import * as pooling from './pooling';
import { gru, lstm, simpleRnn } from './recurrent';
import * as resizing from './resizing';
import * as shaping from './shaping';
import { bidirectional, timeDistributed } from './wrappers';

function find(className: string): RunLayer {
  const run = runLayers[className];
  if (!run) throw new Error(`Unknown layer: ${className}`);
  return run;
}

/** How each layer of `layerKinds` runs, by class name. */
export const runLayers: Readonly<Record<string, RunLayer>> = {
  Activation: elementwise.activation,
  Add: merging.add,
  AdditiveAttention: attention.additiveAttention,
  AlphaDropout: dropping.alphaDropout,
  Attention: attention.attention,
  Average: merging.average,
  AveragePooling1D: pooling.averagePooling1D,
  AveragePooling2D: pooling.averagePooling2D,
  BatchNormalization: normalization.batchNormalization,
  Bidirectional: bidirectional(find),
  Concatenate: merging.concatenate,
  Conv1D: convolution.convolution1D,
  Conv1DTranspose: convolution.transposedConvolution1D,
  Conv2D: convolution.convolution2D,
  Conv2DTranspose: convolution.transposedConvolution2D,
  Cropping1D: resizing.cropping1D,
  Cropping2D: resizing.cropping2D,
  Dense: dense,
  DepthwiseConv1D: convolution.depthwiseConvolution1D,
  DepthwiseConv2D: convolution.depthwiseConvolution2D,
  Dot: merging.dot,
  Dropout: dropping.dropout,
  ELU: elementwise.elu,
  Embedding: embedding,
  Flatten: shaping.flatten,
  GRU: gru,
  GaussianDropout: dropping.gaussianDropout,
  GaussianNoise: dropping.gaussianNoise,
  GlobalAveragePooling1D: pooling.globalAveragePooling1D,
  GlobalAveragePooling2D: pooling.globalAveragePooling2D,
  GlobalMaxPooling1D: pooling.globalMaxPooling1D,
  GlobalMaxPooling2D: pooling.globalMaxPooling2D,
  GroupNormalization: normalization.groupNormalization,
  Identity: elementwise.identity,
  LSTM: lstm,
  LayerNormalization: normalization.layerNormalization,
  LeakyReLU: elementwise.leakyRelu,
  Masking: masking,
  MaxPooling1D: pooling.maxPooling1D,
  MaxPooling2D: pooling.maxPooling2D,
  Maximum: merging.maximum,
  Minimum: merging.minimum,
  MultiHeadAttention: attention.multiHeadAttention,
  Multiply: merging.multiply,
  PReLU: elementwise.prelu,
  Permute: shaping.permute,
  RMSNormalization: normalization.rmsNormalization,
  ReLU: elementwise.relu,
  RepeatVector: shaping.repeatVector,
  Rescaling: shaping.rescaling,
  Reshape: shaping.reshape,
  SeparableConv1D: convolution.separableConvolution1D,
  SeparableConv2D: convolution.separableConvolution2D,
  SimpleRNN: simpleRnn,
  Softmax: elementwise.softmax,
  SpatialDropout1D: dropping.spatialDropout,
  SpatialDropout2D: dropping.spatialDropout,
  Subtract: merging.subtract,
  TimeDistributed: timeDistributed(find),
  UnitNormalization: normalization.unitNormalization,
  UpSampling1D: resizing.upSampling1D,
  UpSampling2D: resizing.upSampling2D,
  ZeroPadding1D: resizing.zeroPadding1D,
  ZeroPadding2D: resizing.zeroPadding2D,
};
