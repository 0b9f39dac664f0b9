import { type Shape, shapeOf, unknownShape } from '../../interpreter/values';
import type { BoundArgument } from './natives';
import { plain, plainNumber } from './natives';

/** One weight of a layer as its shape inference finds it. */
export interface InferredWeight {
  readonly role: string;
  /** Which regularizer argument penalises it: `kernel` for `kernel_regularizer`. */
  readonly penalized: string;
  readonly dims: readonly (number | null)[];
  readonly trainable: boolean;
}

export interface Inference {
  readonly output: Shape;
  /** Null when the class is not known well enough to say. */
  readonly weights: readonly InferredWeight[] | null;
}

type Arguments = ReadonlyMap<string, BoundArgument>;
type Rule = (given: Arguments, input: Shape) => Inference;

/**
 * Output shape and weights of a framework layer, after Keras' own `build` and `compute_output_shape`
 * (Keras 3.15; the same in tf_keras for every layer here).
 * @param className main name of the layer, e.g. `Conv2D`.
 * @param input with the batch dimension first.
 */
export function inferLayer(className: string, given: Arguments, input: Shape): Inference {
  const rule = RULES[className];
  if (rule) return rule(given, input);
  if (SHAPE_KEEPING.has(className)) return { output: input, weights: [] };
  return { output: unknownShape, weights: WITHOUT_WEIGHTS.test(className) ? [] : null };
}

const SHAPE_KEEPING = new Set(
  (
    'Activation ActivityRegularization AlphaDropout Dropout ELU GaussianDropout GaussianNoise Identity LeakyReLU Masking ReLU Rescaling Softmax ' +
    'SpatialDropout1D SpatialDropout2D SpatialDropout3D ThresholdedReLU UnitNormalization RandomFlip RandomRotation RandomZoom RandomContrast ' +
    'RandomBrightness RandomTranslation RandomShear RandomHue RandomSaturation RandomErasing RandomGrayscale RandomGaussianBlur RandomInvert RandomPerspective RandomColorJitter ' +
    'RandomSharpness RandAugment AugMix AutoContrast Equalization Solarization'
  ).split(' '),
);
const WITHOUT_WEIGHTS =
  /Pooling|Padding|Cropping|UpSampling|Resizing|CenterCrop|RandomCrop|Hash|Encoding|Vectorization|Lookup|Dot|Discretization/;

function flag(given: Arguments, name: string, fallback: boolean): boolean {
  const value = plain(given.get(name)?.value);
  return typeof value === 'boolean' ? value : fallback;
}

function number(given: Arguments, name: string): number | null {
  return plainNumber(given.get(name)?.value);
}

/** A size argument given as one number or one per dimension. */
function sizes(given: Arguments, name: string, rank: number, fallback: number): (number | null)[] {
  if (!given.has(name)) return Array<number>(rank).fill(fallback);
  const value = plain(given.get(name)?.value);
  if (typeof value === 'number') return Array<number>(rank).fill(value);
  if (Array.isArray(value) && value.length === rank)
    return value.map((one) => (typeof one === 'number' ? one : null));
  return Array<null>(rank).fill(null);
}

function weight(
  role: string,
  dims: readonly (number | null)[],
  penalized = role,
  trainable = true,
): InferredWeight {
  return { role, penalized, dims, trainable };
}

function withLast(input: Shape, last: number | null): Shape {
  return input.dims ? shapeOf([...input.dims.slice(0, -1), last]) : { dims: null, last };
}

function channelsFirst(given: Arguments): boolean | null {
  const format = given.get('data_format');
  if (!format) return false;
  const value = plain(format.value);
  return value === 'channels_first' ? true : value === 'channels_last' || value === null ? false : null;
}

/** Spatial output of a convolution or pooling window. */
function windowed(
  size: number | null,
  kernel: number | null,
  stride: number | null,
  dilation: number | null,
  padding: unknown,
): number | null {
  if (size === null || kernel === null || stride === null || dilation === null) return null;
  const extent = (kernel - 1) * dilation + 1;
  if (padding === 'same' || padding === 'causal') return Math.ceil(size / stride);
  return padding === 'valid' ? Math.max(0, Math.floor((size - extent) / stride) + 1) : null;
}

function padding(given: Arguments): unknown {
  return given.has('padding') ? String(plain(given.get('padding')?.value)).toLowerCase() : 'valid';
}

function convolution(rank: number, kind: 'plain' | 'transposed' | 'depthwise' | 'separable'): Rule {
  return (given, input) => {
    const first = channelsFirst(given);
    const dims = input.dims?.length === rank + 2 ? input.dims : null;
    const channels = first === null ? null : first ? (dims?.[1] ?? null) : input.last;
    const kernel = sizes(given, 'kernel_size', rank, 1);
    const strides = sizes(given, 'strides', rank, 1);
    const dilation = sizes(given, 'dilation_rate', rank, 1);
    const groups = given.has('groups') ? number(given, 'groups') : 1;
    const multiplier = given.has('depth_multiplier') ? number(given, 'depth_multiplier') : 1;
    const depth = channels !== null && multiplier !== null ? channels * multiplier : null;
    const filters = kind === 'depthwise' ? depth : number(given, 'filters');
    const weights: InferredWeight[] = [];
    if (kind === 'plain')
      weights.push(
        weight('kernel', [
          ...kernel,
          channels !== null && groups !== null ? channels / groups : null,
          filters,
        ]),
      );
    if (kind === 'transposed') weights.push(weight('kernel', [...kernel, filters, channels]));
    if (kind === 'depthwise') weights.push(weight('kernel', [...kernel, channels, multiplier], 'depthwise'));
    if (kind === 'separable') {
      weights.push(weight('depthwise_kernel', [...kernel, channels, multiplier], 'depthwise'));
      weights.push(weight('pointwise_kernel', [...Array<number>(rank).fill(1), depth, filters], 'pointwise'));
    }
    if (flag(given, 'use_bias', true)) weights.push(weight('bias', [filters]));
    let output: Shape = { dims: null, last: first === false ? filters : null };
    if (dims && first !== null) {
      const spatial = dims.slice(first ? 2 : 1, first ? undefined : -1);
      const sized = spatial.map((size, axis) => {
        const [window, stride] = [kernel[axis] ?? null, strides[axis] ?? null];
        if (kind !== 'transposed')
          return windowed(size, window, stride, dilation[axis] ?? null, padding(given));
        if (
          given.has('output_padding') ||
          size === null ||
          stride === null ||
          window === null ||
          dilation[axis] !== 1
        )
          return null;
        return padding(given) === 'same'
          ? size * stride
          : padding(given) === 'valid'
            ? size * stride + Math.max(window - stride, 0)
            : null;
      });
      output = shapeOf(first ? [dims[0] ?? null, filters, ...sized] : [dims[0] ?? null, ...sized, filters]);
    }
    return { output, weights };
  };
}

function pooling(rank: number): Rule {
  return (given, input) => {
    const first = channelsFirst(given);
    const dims = input.dims?.length === rank + 2 ? input.dims : null;
    if (!dims || first === null)
      return { output: { dims: null, last: first === false ? input.last : null }, weights: [] };
    const pool = sizes(given, 'pool_size', rank, 2);
    const strides =
      given.has('strides') && plain(given.get('strides')?.value) !== null
        ? sizes(given, 'strides', rank, 2)
        : pool;
    const spatial = dims
      .slice(first ? 2 : 1, first ? undefined : -1)
      .map((size, axis) => windowed(size, pool[axis] ?? null, strides[axis] ?? null, 1, padding(given)));
    return {
      output: shapeOf(
        first
          ? [dims[0] ?? null, dims[1] ?? null, ...spatial]
          : [dims[0] ?? null, ...spatial, dims.at(-1) ?? null],
      ),
      weights: [],
    };
  };
}

const globalPooling: Rule = (given, input) => {
  const first = channelsFirst(given);
  if (given.has('keepdims'))
    return { output: { dims: null, last: first === false ? input.last : null }, weights: [] };
  const channels = first === null ? null : first ? (input.dims?.[1] ?? null) : input.last;
  return { output: shapeOf([input.dims?.[0] ?? null, channels]), weights: [] };
};

function recurrent(
  gates: number,
  biasOf: (given: Arguments, units: number | null) => readonly (number | null)[],
): Rule {
  return (given, input) => {
    const units = number(given, 'units');
    const wide = units === null ? null : units * gates;
    const weights = [
      weight('kernel', [input.last, wide]),
      weight('recurrent_kernel', [units, wide], 'recurrent'),
    ];
    if (flag(given, 'use_bias', true)) weights.push(weight('bias', biasOf(given, wide)));
    const sequences = given.has('return_sequences') ? plain(given.get('return_sequences')?.value) : false;
    const state = given.has('return_state') ? plain(given.get('return_state')?.value) : false;
    const output =
      state !== false || typeof sequences !== 'boolean'
        ? { dims: null, last: units }
        : sequences
          ? input.dims?.length === 3
            ? shapeOf([input.dims[0] ?? null, input.dims[1] ?? null, units])
            : { dims: null, last: units }
          : shapeOf([input.dims?.[0] ?? null, units]);
    return { output, weights };
  };
}

/** Weights only: the output depends on the padding of every step. */
function recurrentConvolution(rank: number): Rule {
  return (given, input) => {
    const filters = number(given, 'filters');
    const wide = filters === null ? null : filters * 4;
    const kernel = sizes(given, 'kernel_size', rank, 1);
    const channels = channelsFirst(given) === false ? input.last : null;
    const weights = [
      weight('kernel', [...kernel, channels, wide]),
      weight('recurrent_kernel', [...kernel, filters, wide], 'recurrent'),
    ];
    if (flag(given, 'use_bias', true)) weights.push(weight('bias', [wide]));
    return { output: unknownShape, weights };
  };
}

/** Normalisation over the last axis, or a single other axis. */
function normalization(moving: boolean): Rule {
  return (given, input) => {
    const axis = given.has('axis') ? plain(given.get('axis')?.value) : -1;
    const index =
      typeof axis === 'number'
        ? axis
        : Array.isArray(axis) && axis.length === 1 && typeof axis[0] === 'number'
          ? axis[0]
          : null;
    const size =
      index === -1 ? input.last : index !== null && input.dims ? (input.dims.at(index) ?? null) : null;
    const weights: InferredWeight[] = [];
    if (flag(given, 'scale', true)) weights.push(weight('gamma', [size]));
    if (flag(given, 'center', true)) weights.push(weight('beta', [size]));
    if (moving)
      weights.push(weight('moving_mean', [size], '', false), weight('moving_variance', [size], '', false));
    return { output: input, weights };
  };
}

const attention: Rule = (given, input) => {
  const [heads, key] = [number(given, 'num_heads'), number(given, 'key_dim')];
  const value =
    given.has('value_dim') && plain(given.get('value_dim')?.value) !== null
      ? number(given, 'value_dim')
      : key;
  const bias = flag(given, 'use_bias', true);
  const weights: InferredWeight[] = [];
  for (const size of [key, key, value]) {
    weights.push(weight('kernel', [input.last, heads, size]));
    if (bias) weights.push(weight('bias', [heads, size]));
  }
  const plainOutput = !given.has('output_shape');
  weights.push(weight('kernel', [heads, value, plainOutput ? input.last : null]));
  if (bias) weights.push(weight('bias', [plainOutput ? input.last : null]));
  return { output: plainOutput ? input : unknownShape, weights };
};

const embedding: Rule = (given, input) => {
  const [from, to] = [number(given, 'input_dim'), number(given, 'output_dim')];
  return {
    output: input.dims ? shapeOf([...input.dims, to]) : { dims: null, last: to },
    weights: [weight('embeddings', [from, to])],
  };
};

/** As many heads for keys and values as groups of queries. */
const groupedAttention: Rule = (given, input) => {
  const size = number(given, 'head_dim');
  const [queries, groups] = [number(given, 'num_query_heads'), number(given, 'num_key_value_heads')];
  const bias = flag(given, 'use_bias', true);
  const weights: InferredWeight[] = [];
  for (const heads of [queries, groups, groups]) {
    weights.push(weight('kernel', [input.last, heads, size]));
    if (bias) weights.push(weight('bias', [heads, size]));
  }
  weights.push(weight('kernel', [queries, size, input.last]));
  if (bias) weights.push(weight('bias', [input.last]));
  return { output: input, weights };
};

function product(dims: readonly (number | null)[]): number | null {
  return dims.reduce<number | null>((total, dim) => (total === null || dim === null ? null : total * dim), 1);
}

const RULES: Record<string, Rule> = {
  Dense: (given, input) => {
    const units = number(given, 'units');
    const weights = [weight('kernel', [input.last, units])];
    if (flag(given, 'use_bias', true)) weights.push(weight('bias', [units]));
    return { output: withLast(input, units), weights };
  },
  Conv1D: convolution(1, 'plain'),
  Conv2D: convolution(2, 'plain'),
  Conv3D: convolution(3, 'plain'),
  Conv1DTranspose: convolution(1, 'transposed'),
  Conv2DTranspose: convolution(2, 'transposed'),
  Conv3DTranspose: convolution(3, 'transposed'),
  DepthwiseConv1D: convolution(1, 'depthwise'),
  DepthwiseConv2D: convolution(2, 'depthwise'),
  SeparableConv1D: convolution(1, 'separable'),
  SeparableConv2D: convolution(2, 'separable'),
  MaxPooling1D: pooling(1),
  MaxPooling2D: pooling(2),
  MaxPooling3D: pooling(3),
  AveragePooling1D: pooling(1),
  AveragePooling2D: pooling(2),
  AveragePooling3D: pooling(3),
  GlobalAveragePooling1D: globalPooling,
  GlobalAveragePooling2D: globalPooling,
  GlobalAveragePooling3D: globalPooling,
  GlobalMaxPooling1D: globalPooling,
  GlobalMaxPooling2D: globalPooling,
  GlobalMaxPooling3D: globalPooling,
  SimpleRNN: recurrent(1, (_, wide) => [wide]),
  LSTM: recurrent(4, (_, wide) => [wide]),
  SimpleRNNCell: recurrent(1, (_, wide) => [wide]),
  LSTMCell: recurrent(4, (_, wide) => [wide]),
  CuDNNLSTM: recurrent(4, (_, wide) => [wide === null ? null : wide * 2]),
  // Keras' GRU keeps two rows of biases unless reset_after is off.
  GRU: recurrent(3, (given, wide) => (flag(given, 'reset_after', true) ? [2, wide] : [wide])),
  GRUCell: recurrent(3, (given, wide) => (flag(given, 'reset_after', true) ? [2, wide] : [wide])),
  ConvLSTM1D: recurrentConvolution(1),
  ConvLSTM2D: recurrentConvolution(2),
  ConvLSTM3D: recurrentConvolution(3),
  Embedding: embedding,
  // With weights of its own for the way back it has more.
  ReversibleEmbedding: (given, input) =>
    given.has('tie_weights') ? { output: unknownShape, weights: null } : embedding(given, input),
  BatchNormalization: normalization(true),
  SyncBatchNormalization: normalization(true),
  LayerNormalization: normalization(false),
  GroupNormalization: normalization(false),
  MultiHeadAttention: attention,
  GroupQueryAttention: groupedAttention,
  PReLU: (given, input) => ({
    output: input,
    weights: [weight('alpha', given.has('shared_axes') || !input.dims ? [null] : input.dims.slice(1))],
  }),
  Flatten: (_, input) => {
    const size = input.dims ? product(input.dims.slice(1)) : null;
    return { output: shapeOf([input.dims?.[0] ?? null, size]), weights: [] };
  },
  Reshape: (given, input) => {
    const target = plain(given.get('target_shape')?.value);
    if (!Array.isArray(target)) return { output: unknownShape, weights: [] };
    const total = input.dims ? product(input.dims.slice(1)) : null;
    const known = product(target.map((one) => (typeof one === 'number' && one > 0 ? one : 1)));
    const dims = target.map((one) =>
      typeof one === 'number' && one > 0 ? one : total !== null && known ? total / known : null,
    );
    return { output: shapeOf([null, ...dims]), weights: [] };
  },
  RepeatVector: (given, input) => ({
    output: shapeOf([input.dims?.[0] ?? null, number(given, 'n'), input.last]),
    weights: [],
  }),
  Permute: (given, input) => {
    const order = plain(given.get('dims')?.value);
    if (!Array.isArray(order) || !input.dims) return { output: unknownShape, weights: [] };
    return {
      output: shapeOf([
        input.dims[0] ?? null,
        ...order.map((one) => (typeof one === 'number' ? (input.dims?.[one] ?? null) : null)),
      ]),
      weights: [],
    };
  },
  ZeroPadding2D: (given, input) => {
    const amount = given.has('padding') ? plain(given.get('padding')?.value) : 1;
    const pad = (axis: number): number | null => {
      if (typeof amount === 'number') return 2 * amount;
      const one = Array.isArray(amount) ? amount[axis] : null;
      if (typeof one === 'number') return 2 * one;
      return Array.isArray(one) && typeof one[0] === 'number' && typeof one[1] === 'number'
        ? one[0] + one[1]
        : null;
    };
    if (input.dims?.length !== 4 || channelsFirst(given) !== false)
      return {
        output: { dims: null, last: channelsFirst(given) === false ? input.last : null },
        weights: [],
      };
    const grown = [1, 2].map((axis) => {
      const [size, added] = [input.dims?.[axis] ?? null, pad(axis - 1)];
      return size === null || added === null ? null : size + added;
    });
    return { output: shapeOf([input.dims[0] ?? null, ...grown, input.last]), weights: [] };
  },
  UpSampling2D: (given, input) => {
    const factor = sizes(given, 'size', 2, 2);
    if (input.dims?.length !== 4 || channelsFirst(given) !== false)
      return {
        output: { dims: null, last: channelsFirst(given) === false ? input.last : null },
        weights: [],
      };
    const grown = [1, 2].map((axis) => product([input.dims?.[axis] ?? null, factor[axis - 1] ?? null]));
    return { output: shapeOf([input.dims[0] ?? null, ...grown, input.last]), weights: [] };
  },
};
RULES.Input = RULES.InputLayer = (_, input) => ({ output: input, weights: [] });

/** Merging layers: `Add` and its relatives keep the shape, `Concatenate` adds up one axis. */
export function inferMerge(className: string, given: Arguments, inputs: readonly Shape[]): Inference | null {
  const [first] = inputs;
  if (!first) return null;
  if (['Add', 'Average', 'Maximum', 'Minimum', 'Multiply', 'Subtract'].includes(className)) {
    const widest = inputs.reduce((a, b) => ((b.dims?.length ?? 0) > (a.dims?.length ?? 0) ? b : a));
    return {
      output: inputs.every((one) => one.dims?.length === first.dims?.length) ? first : widest,
      weights: [],
    };
  }
  if (className !== 'Concatenate') return null;
  const axis = given.has('axis') ? number(given, 'axis') : -1;
  if (axis === null || inputs.some((one) => one.dims === null)) {
    const total = inputs.reduce<number | null>(
      (sum, one) => (sum === null || one.last === null ? null : sum + one.last),
      0,
    );
    return { output: { dims: null, last: axis === -1 ? total : null }, weights: [] };
  }
  const rank = first.dims?.length ?? 0;
  const index = axis < 0 ? rank + axis : axis;
  const dims = (first.dims ?? []).map((dim, position) => {
    if (position !== index) return dim;
    return inputs.reduce<number | null>(
      (sum, one) =>
        sum === null || (one.dims?.[position] ?? null) === null ? null : sum + (one.dims?.[position] ?? 0),
      0,
    );
  });
  return { output: shapeOf(dims), weights: [] };
}
