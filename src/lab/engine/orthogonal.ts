import type { OrthogonalPenalty } from '../plan';

/** The orthogonal regularizer on a matrix [rows, columns]. */
export interface BoundOrthogonal extends OrthogonalPenalty {
  readonly rows: number;
  readonly columns: number;
}

/** Keras divides by no length below this one. */
const shortest = 1e-7;

/**
 * `keras.regularizers.OrthogonalRegularizer` (3.15): factor · Σ|cosine| / pairs over all pairs of different rows,
 * or columns.
 */
export function orthogonalValue(bound: BoundOrthogonal, weights: Float32Array): number {
  const { vectors } = unitVectors(bound, weights);
  let sum = 0;
  vectors.forEach((vector, place) => {
    for (const other of vectors.slice(place + 1)) sum += Math.abs(product(vector, other));
  });
  return (bound.factor * sum) / pairs(vectors);
}

/** Adds the gradient of `orthogonalValue`, with sign(0) = 0. */
export function orthogonalGradient(
  bound: BoundOrthogonal,
  weights: Float32Array,
  gradient: Float32Array,
): void {
  const { vectors, lengths, indexOf } = unitVectors(bound, weights);
  const strength = bound.factor / pairs(vectors);
  vectors.forEach((vector, place) => {
    const pull = new Float64Array(vector.length);
    vectors.forEach((other, place2) => {
      if (place2 === place) return;
      const sign = strength * Math.sign(product(vector, other));
      for (let index = 0; index < pull.length; index++)
        pull[index] = (pull[index] as number) + sign * (other[index] as number);
    });
    // What points along the vector changes its length only, which the penalty does not see.
    const length = lengths[place] as number;
    const along = length > shortest ? product(vector, pull) : 0;
    for (let index = 0; index < pull.length; index++) {
      const across = (pull[index] as number) - along * (vector[index] as number);
      const at = indexOf(place, index);
      gradient[at] = (gradient[at] as number) + across / Math.max(length, shortest);
    }
  });
}

function unitVectors({ mode, rows, columns }: BoundOrthogonal, weights: Float32Array) {
  const byRows = mode === 'rows';
  const indexOf = (vector: number, index: number): number =>
    byRows ? vector * columns + index : index * columns + vector;
  const [count, size] = byRows ? [rows, columns] : [columns, rows];
  const lengths: number[] = [];
  const vectors = Array.from({ length: count }, (_, vector) => {
    const values = Float64Array.from({ length: size }, (__, index) => weights[indexOf(vector, index)] ?? 0);
    const length = Math.sqrt(product(values, values));
    lengths.push(length);
    return values.map((value) => value / Math.max(length, shortest));
  });
  return { vectors, lengths, indexOf };
}

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += (a[index] as number) * (b[index] as number);
  return sum;
}

function pairs({ length }: readonly unknown[]): number {
  return (length * (length - 1)) / 2;
}
