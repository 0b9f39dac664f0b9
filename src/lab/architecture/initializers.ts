import { randomStream, type Random } from '../random';
import { elementsIn, type Dimensions, type WeightSpecification } from './layer-kind';

/**
 * Starting values of one weight, by Keras' initializers. They depend on the seed and on the weight's name
 * only, so that every arm of a seed starts from the same numbers.
 *
 * @param key `layer/role`, the same in every arm
 */
export function initialValues(weight: WeightSpecification, seed: number, key: string): Float32Array {
  const draw = initializers[snakeCase(weight.initializer)];
  if (!draw) throw new Error(`Unknown initializer: ${weight.initializer}`);
  const values = draw(weight.shape, randomStream(seed, `initial weights/${key}`));
  const { offset } = weight;
  if (offset) values.fill(offset.value, offset.from, offset.to);
  return values;
}

/** Whether `initialValues` knows an initializer by the name written in the code. */
export function knowsInitializer(name: unknown): boolean {
  return typeof name === 'string' && snakeCase(name) in initializers;
}

type Initializer = (shape: Dimensions, random: Random) => Float32Array;

/** The formulas and default arguments are those of `keras.initializers` (3.15). */
const initializers: Readonly<Record<string, Initializer>> = {
  zeros: constant(0),
  ones: constant(1),
  uniform: uniform(() => 0.05),
  random_uniform: uniform(() => 0.05),
  normal: normal(0.05),
  random_normal: normal(0.05),
  truncated_normal: truncatedNormal(() => 0.05),
  glorot_uniform: uniform(({ fanIn, fanOut }) => Math.sqrt(6 / (fanIn + fanOut))),
  glorot_normal: truncatedNormal(({ fanIn, fanOut }) => scaled(2 / (fanIn + fanOut))),
  he_uniform: uniform(({ fanIn }) => Math.sqrt(6 / fanIn)),
  he_normal: truncatedNormal(({ fanIn }) => scaled(2 / fanIn)),
  lecun_uniform: uniform(({ fanIn }) => Math.sqrt(3 / fanIn)),
  lecun_normal: truncatedNormal(({ fanIn }) => scaled(1 / fanIn)),
  orthogonal,
};

interface Fans {
  readonly fanIn: number;
  readonly fanOut: number;
}

/** Keras' `compute_fans`: the receptive field counts for kernels of convolutions. */
function fans(shape: Dimensions): Fans {
  if (shape.length < 2) return { fanIn: shape[0] ?? 1, fanOut: shape[0] ?? 1 };
  const field = elementsIn(shape.slice(0, -2));
  return { fanIn: field * (shape.at(-2) as number), fanOut: field * (shape.at(-1) as number) };
}

function constant(value: number): Initializer {
  return (shape) => new Float32Array(elementsIn(shape)).fill(value);
}

function uniform(limit: (fans: Fans) => number): Initializer {
  return (shape, random) => {
    const bound = limit(fans(shape));
    return filled(shape, () => (2 * random.uniform() - 1) * bound);
  };
}

function normal(deviation: number): Initializer {
  return (shape, random) => filled(shape, () => random.normal() * deviation);
}

/** Values beyond two standard deviations are drawn again. */
function truncatedNormal(deviation: (fans: Fans) => number): Initializer {
  return (shape, random) => {
    const scale = deviation(fans(shape));
    return filled(shape, () => {
      let value = random.normal();
      while (Math.abs(value) > 2) value = random.normal();
      return value * scale;
    });
  };
}

/** Makes up for the variance that truncation at two deviations takes away (Keras' constant). */
function scaled(variance: number): number {
  return Math.sqrt(variance) / 0.87962566103423978;
}

/** Orthonormal rows or columns by the modified Gram–Schmidt process on normal numbers. */
function orthogonal(shape: Dimensions, random: Random): Float32Array {
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
    return (vectors[vector] as Float64Array)[element] as number;
  });
}

function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < left.length; index++) sum += (left[index] as number) * (right[index] as number);
  return sum;
}

function filled(shape: Dimensions, value: () => number): Float32Array {
  return Float32Array.from({ length: elementsIn(shape) }, value);
}

/** `HeNormal` and `he_normal` are the same initializer. */
function snakeCase(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}
