/** An activation that works number by number. */
export interface Elementwise {
  value(z: number): number;
  /** @param y the result for `z` */
  slope(y: number, z: number): number;
}

// Keras' constants of selu (Klambauer et al. 2017).
const seluAlpha = 1.6732632423543772;
const seluScale = 1.0507009873554805;

const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

/** By Keras' names. `linear` needs nothing. */
export const elementwise: Readonly<Record<string, Elementwise>> = {
  elu: elu(1),
  exponential: { value: Math.exp, slope: (y) => y },
  gelu: {
    value: (z) => 0.5 * z * (1 + erf(z * Math.SQRT1_2)),
    slope: (_, z) =>
      0.5 * (1 + erf(z * Math.SQRT1_2)) + (z * Math.exp(-0.5 * z * z)) / Math.sqrt(2 * Math.PI),
  },
  hard_sigmoid: {
    value: (z) => Math.min(Math.max(z + 3, 0), 6) / 6,
    slope: (y) => (y > 0 && y < 1 ? 1 / 6 : 0),
  },
  leaky_relu: leakyRelu(0.2),
  mish: {
    value: (z) => z * Math.tanh(softplus(z)),
    slope: (_, z) => {
      const t = Math.tanh(softplus(z));
      return t + z * sigmoid(z) * (1 - t * t);
    },
  },
  relu: { value: (z) => (z < 0 ? 0 : z), slope: (y) => Number(y > 0) },
  relu6: { value: (z) => Math.min(Math.max(z, 0), 6), slope: (y) => Number(y > 0 && y < 6) },
  selu: {
    value: (z) => seluScale * (z > 0 ? z : seluAlpha * Math.expm1(z)),
    slope: (y) => (y > 0 ? seluScale : y + seluScale * seluAlpha),
  },
  sigmoid: { value: sigmoid, slope: (y) => y * (1 - y) },
  silu: {
    value: (z) => z * sigmoid(z),
    slope: (y, z) => {
      const s = sigmoid(z);
      return s + y * (1 - s);
    },
  },
  softplus: { value: softplus, slope: (y) => -Math.expm1(-y) },
  softsign: { value: (z) => z / (1 + Math.abs(z)), slope: (y) => (1 - Math.abs(y)) ** 2 },
  tanh: { value: Math.tanh, slope: (y) => 1 - y * y },
};

export function elu(alpha: number): Elementwise {
  return { value: (z) => (z > 0 ? z : alpha * Math.expm1(z)), slope: (y) => (y > 0 ? 1 : y + alpha) };
}

export function leakyRelu(slope: number): Elementwise {
  return { value: (z) => (z > 0 ? z : slope * z), slope: (y) => (y > 0 ? 1 : slope) };
}

function softplus(z: number): number {
  return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
}

/** The error function to 1.5e-7, as TensorFlow.js computes it: Abramowitz and Stegun, 7.1.26. */
function erf(x: number): number {
  const t = 1 / (1 + 0.3275911 * Math.abs(x));
  const polynomial =
    ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
  return Math.sign(x) * (1 - polynomial * Math.exp(-x * x));
}
