import type { Kernels } from './kernel-instance';

/** An activation that works number by number. */
export interface Elementwise {
  value(z: number): number;
  /** @param y the result for `z` */
  slope(y: number, z: number): number;
  /** The same by kernels, for those that would take longer in JavaScript than the products around them. */
  readonly kernels?: ActivationKernels;
}

/** All but `run` and `count` are addresses. */
export interface ActivationKernels {
  value(run: Kernels, z: number, y: number, count: number): void;
  /** Writes the slopes in z to `e`. @param d slopes in y */
  gradient(run: Kernels, z: number, y: number, d: number, e: number, count: number): void;
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
    kernels: {
      value: (run, z, y, count) => run.gelu(z, y, count),
      gradient: (run, z, _, d, e, count) => run.geluGradient(z, d, e, count),
    },
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
  selu: scaledElu(seluAlpha, seluScale),
  sigmoid: {
    value: sigmoid,
    slope: (y) => y * (1 - y),
    kernels: {
      value: (run, z, y, count) => run.sigmoid(z, y, count),
      gradient: (run, _, y, d, e, count) => run.sigmoidGradient(y, d, e, count),
    },
  },
  silu: {
    value: (z) => z * sigmoid(z),
    slope: (y, z) => {
      const s = sigmoid(z);
      return s + y * (1 - s);
    },
    kernels: {
      value: (run, z, y, count) => run.silu(z, y, count),
      gradient: (run, z, y, d, e, count) => run.siluGradient(z, y, d, e, count),
    },
  },
  softplus: { value: softplus, slope: (y) => -Math.expm1(-y) },
  softsign: { value: (z) => z / (1 + Math.abs(z)), slope: (y) => (1 - Math.abs(y)) ** 2 },
  tanh: {
    value: Math.tanh,
    slope: (y) => 1 - y * y,
    kernels: {
      value: (run, z, y, count) => run.tanh(z, y, count),
      gradient: (run, _, y, d, e, count) => run.tanhGradient(y, d, e, count),
    },
  },
};

export function elu(alpha: number): Elementwise {
  return scaledElu(alpha, 1);
}

function scaledElu(alpha: number, factor: number): Elementwise {
  return {
    value: (z) => factor * (z > 0 ? z : alpha * Math.expm1(z)),
    slope: (y) => (y > 0 ? factor : y + factor * alpha),
    kernels: {
      value: (run, z, y, count) => run.elu(z, y, count, alpha, factor),
      gradient: (run, _, y, d, e, count) => run.eluGradient(y, d, e, count, alpha, factor),
    },
  };
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
