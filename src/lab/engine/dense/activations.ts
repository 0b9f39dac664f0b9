/** An activation that works number by number, and whose slope shows in its result. */
export interface Elementwise {
  value(z: number): number;
  /** @param y the result */
  slope(y: number): number;
}

// Keras' constants of selu (Klambauer et al. 2017).
const seluAlpha = 1.6732632423543772;
const seluScale = 1.0507009873554805;

const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

/** By Keras' names. `relu` has kernels of its own and `linear` needs nothing. */
export const elementwise: Readonly<Record<string, Elementwise>> = {
  elu: elu(1),
  exponential: { value: Math.exp, slope: (y) => y },
  hard_sigmoid: {
    value: (z) => Math.min(Math.max(z + 3, 0), 6) / 6,
    slope: (y) => (y > 0 && y < 1 ? 1 / 6 : 0),
  },
  leaky_relu: leakyRelu(0.2),
  relu6: { value: (z) => Math.min(Math.max(z, 0), 6), slope: (y) => Number(y > 0 && y < 6) },
  selu: {
    value: (z) => seluScale * (z > 0 ? z : seluAlpha * Math.expm1(z)),
    slope: (y) => (y > 0 ? seluScale : y + seluScale * seluAlpha),
  },
  sigmoid: { value: sigmoid, slope: (y) => y * (1 - y) },
  softplus: {
    value: (z) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))),
    slope: (y) => -Math.expm1(-y),
  },
  softsign: { value: (z) => z / (1 + Math.abs(z)), slope: (y) => (1 - Math.abs(y)) ** 2 },
  tanh: { value: Math.tanh, slope: (y) => 1 - y * y },
};

export function elu(alpha: number): Elementwise {
  return { value: (z) => (z > 0 ? z : alpha * Math.expm1(z)), slope: (y) => (y > 0 ? 1 : y + alpha) };
}

export function leakyRelu(slope: number): Elementwise {
  return { value: (z) => (z > 0 ? z : slope * z), slope: (y) => (y > 0 ? 1 : slope) };
}
