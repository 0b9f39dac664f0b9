import { randomStream, type Random } from '../random';
import { elementsIn, type Dimensions, type Initializer, type WeightSpecification } from './layer-kind';

/**
 * Starting values of one weight, by Keras' initializers. They depend on the seed and on the weight's name
 * only, so that every arm of a seed starts from the same numbers; seeds in the initializer do not count.
 *
 * @param key `layer/role`, the same in every arm
 */
export function initialValues(weight: WeightSpecification, seed: number, key: string): Float32Array {
  const { name, config } = parts(weight.initializer);
  const make = initializers[name];
  if (!make) throw new Error(`Unknown initializer: ${name}`);
  const values = make(config)(weight.shape, randomStream(seed, `initial weights/${key}`));
  const { offset } = weight;
  if (offset) values.fill(offset.value, offset.from, offset.to);
  return values;
}

/** Whether `initialValues` knows an initializer and its arguments, by a name or as Keras serializes it. */
export function knowsInitializer(written: unknown): written is Initializer {
  if (typeof written !== 'string' && !isSerialized(written)) return false;
  const { name, config } = parts(written);
  const known = knownArguments[name];
  return (
    known !== undefined &&
    Object.entries(config).every(
      ([argument, value]) =>
        argument === 'seed' ||
        value === null ||
        (argument in known && isLike(value, known[argument], argument)),
    )
  );
}

/** Of the same type as the default, and among Keras' words where it is one. */
function isLike(value: unknown, standard: unknown, argument: string): boolean {
  return typeof value === typeof standard && (words[argument]?.includes(String(value)) ?? true);
}

const words: Readonly<Record<string, readonly string[]>> = {
  mode: ['fan_in', 'fan_out', 'fan_avg'],
  distribution: ['truncated_normal', 'normal', 'untruncated_normal', 'uniform'],
};

function isSerialized(written: unknown): written is Exclude<Initializer, string> {
  if (typeof written !== 'object' || written === null) return false;
  const { class_name, config } = written as Record<string, unknown>;
  return typeof class_name === 'string' && typeof config === 'object' && config !== null;
}

function parts(initializer: Initializer): { name: string; config: Readonly<Record<string, unknown>> } {
  if (typeof initializer === 'string') return { name: plainName(initializer), config: {} };
  return { name: plainName(initializer.class_name), config: initializer.config };
}

/** `HeNormal`, `he_normal` and `henormal` are the same initializer. */
function plainName(written: string): string {
  const name = written.replace(/_/g, '').toLowerCase();
  return aliases[name] ?? name;
}

const aliases: Readonly<Record<string, string>> = {
  zero: 'zeros',
  one: 'ones',
  uniform: 'randomuniform',
  normal: 'randomnormal',
  identityinitializer: 'identity',
  orthogonalinitializer: 'orthogonal',
};

/** Arguments of each initializer with their defaults in Keras 3.15. */
const knownArguments: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  zeros: {},
  ones: {},
  constant: { value: 0 },
  identity: { gain: 1 },
  randomuniform: { minval: -0.05, maxval: 0.05 },
  randomnormal: { mean: 0, stddev: 0.05 },
  truncatednormal: { mean: 0, stddev: 0.05 },
  variancescaling: { scale: 1, mode: 'fan_in', distribution: 'truncated_normal' },
  glorotuniform: {},
  glorotnormal: {},
  heuniform: {},
  henormal: {},
  lecununiform: {},
  lecunnormal: {},
  orthogonal: { gain: 1 },
};

type Draw = (shape: Dimensions, random: Random) => Float32Array;

const number = (config: Readonly<Record<string, unknown>>, initializer: string, argument: string): number =>
  Number(config[argument] ?? knownArguments[initializer]?.[argument]);

const text = (config: Readonly<Record<string, unknown>>, argument: string): string =>
  String(config[argument] ?? knownArguments.variancescaling?.[argument]);

const scaling = (scale: number, mode: string, distribution: string) => (): Draw =>
  varianceScaling(scale, mode, distribution);

/** The formulas are those of `keras.initializers` (3.15). */
const initializers: Readonly<Record<string, (config: Readonly<Record<string, unknown>>) => Draw>> = {
  zeros: () => constant(0),
  ones: () => constant(1),
  constant: (config) => constant(number(config, 'constant', 'value')),
  identity: (config) => identity(number(config, 'identity', 'gain')),
  randomuniform: (config) => {
    const [low, high] = ['minval', 'maxval'].map((argument) => number(config, 'randomuniform', argument));
    return uniform(low as number, high as number);
  },
  randomnormal: (config) => {
    const [mean, deviation] = ['mean', 'stddev'].map((argument) => number(config, 'randomnormal', argument));
    return normal(mean as number, deviation as number);
  },
  truncatednormal: (config) => {
    const [mean, deviation] = ['mean', 'stddev'].map((argument) =>
      number(config, 'truncatednormal', argument),
    );
    return truncatedNormal(mean as number, deviation as number);
  },
  variancescaling: (config) =>
    varianceScaling(
      number(config, 'variancescaling', 'scale'),
      text(config, 'mode'),
      text(config, 'distribution'),
    ),
  glorotuniform: scaling(1, 'fan_avg', 'uniform'),
  glorotnormal: scaling(1, 'fan_avg', 'truncated_normal'),
  heuniform: scaling(2, 'fan_in', 'uniform'),
  henormal: scaling(2, 'fan_in', 'truncated_normal'),
  lecununiform: scaling(1, 'fan_in', 'uniform'),
  lecunnormal: scaling(1, 'fan_in', 'truncated_normal'),
  orthogonal: (config) => orthogonal(number(config, 'orthogonal', 'gain')),
};

/** Keras' `compute_fans`: all axes but the last two count as the receptive field of a convolution. */
function fans(shape: Dimensions): readonly [fanIn: number, fanOut: number] {
  if (shape.length < 2) return [shape[0] ?? 1, shape[0] ?? 1];
  const field = elementsIn(shape.slice(0, -2));
  return [field * (shape.at(-2) as number), field * (shape.at(-1) as number)];
}

function varianceScaling(scale: number, mode: string, distribution: string): Draw {
  return (shape, random) => {
    const [fanIn, fanOut] = fans(shape);
    const fan = mode === 'fan_in' ? fanIn : mode === 'fan_out' ? fanOut : (fanIn + fanOut) / 2;
    const variance = scale / Math.max(1, fan);
    if (distribution === 'uniform') {
      const limit = Math.sqrt(3 * variance);
      return uniform(-limit, limit)(shape, random);
    }
    if (distribution === 'untruncated_normal') return normal(0, Math.sqrt(variance))(shape, random);
    // Makes up for the variance that truncation at two deviations takes away (Keras' constant).
    return truncatedNormal(0, Math.sqrt(variance) / 0.87962566103423978)(shape, random);
  };
}

function constant(value: number): Draw {
  return (shape) => new Float32Array(elementsIn(shape)).fill(value);
}

function identity(gain: number): Draw {
  return ([rows = 1, columns = 1]) =>
    Float32Array.from({ length: rows * columns }, (_, index) =>
      Math.floor(index / columns) === index % columns ? gain : 0,
    );
}

function uniform(low: number, high: number): Draw {
  return (shape, random) => filled(shape, () => low + (high - low) * random.uniform());
}

function normal(mean: number, deviation: number): Draw {
  return (shape, random) => filled(shape, () => mean + deviation * random.normal());
}

/** Draws again what lies more than two deviations from the mean. */
function truncatedNormal(mean: number, deviation: number): Draw {
  return (shape, random) =>
    filled(shape, () => {
      let value = random.normal();
      while (Math.abs(value) > 2) value = random.normal();
      return mean + deviation * value;
    });
}

/** Orthonormal rows or columns by the modified Gram–Schmidt process on normal numbers. */
function orthogonal(gain: number): Draw {
  return (shape, random) => {
    const columns = shape.at(-1) as number;
    const rows = elementsIn(shape) / columns;
    const [count, length] = rows < columns ? [rows, columns] : [columns, rows];
    const vectors: Float64Array[] = [];
    while (vectors.length < count) {
      const vector = Float64Array.from({ length }, () => random.normal());
      for (const other of vectors) {
        const projection = dot(vector, other);
        for (let index = 0; index < length; index++) {
          vector[index] = (vector[index] as number) - projection * (other[index] as number);
        }
      }
      const norm = Math.sqrt(dot(vector, vector));
      vectors.push(vector.map((value) => value / norm));
    }
    return Float32Array.from({ length: rows * columns }, (_, index) => {
      const row = Math.floor(index / columns);
      const column = index % columns;
      const [vector, element] = rows < columns ? [row, column] : [column, row];
      return gain * ((vectors[vector] as Float64Array)[element] as number);
    });
  };
}

function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < left.length; index++) sum += (left[index] as number) * (right[index] as number);
  return sum;
}

function filled(shape: Dimensions, value: () => number): Float32Array {
  return Float32Array.from({ length: elementsIn(shape) }, value);
}
