import * as tf from '@tensorflow/tfjs-core';
import { sizeOf, wholeNumbers, type OwnKernel } from './own-kernel';

/** Numbers of a step, one of each a variant. */
export interface Descent {
  /** Learning rates. */
  readonly rates: readonly number[];
  readonly l1: readonly number[];
  readonly l2: readonly number[];
}

/**
 * Stacked weights after a step of plain gradient descent with penalties. TensorFlow.js has nothing like it; one
 * operation after another would pass over all weights six times.
 */
export const penalizedDescent: OwnKernel = {
  name: 'PenalizedDescent',
  run: ({ inputs, attributes }, heap, functions) => {
    const { weights, gradients } = inputs as Readonly<Record<'weights' | 'gradients', tf.TensorInfo>>;
    const { rates, l1, l2 } = attributes as unknown as Descent;
    const next = heap.output(weights.shape);
    const count = sizeOf(weights.shape) / rates.length;
    const [from, slopes, to] = [heap.address(weights), heap.address(gradients), heap.address(next)];
    rates.forEach((rate, variant) => {
      const skipped = 4 * count * variant;
      const strengths = [l1[variant] as number, l2[variant] as number] as const;
      functions.descendPenalized(from + skipped, slopes + skipped, to + skipped, count, rate, ...strengths);
    });
    return next;
  },
  trials: [
    {
      inputs: { weights: wholeNumbers([2, 11], 1), gradients: wholeNumbers([2, 11], 2) },
      attributes: { rates: [0.5, 0.25], l1: [2, 0], l2: [0.5, 1] },
      expected: () => {
        const [weights, gradients] = [wholeNumbers([2, 11], 1).values, wholeNumbers([2, 11], 2).values];
        return weights.map((weight, index) => {
          const gradient = gradients[index] as number;
          return index < 11
            ? weight - 0.5 * (gradient + 2 * Math.sign(weight) + weight)
            : weight - 0.25 * (gradient + 2 * weight);
        });
      },
    },
  ],
};

/**
 * Runs the kernel, where it is in place.
 *
 * @param weights [variants, …]
 * @param gradients as the weights
 */
export function descendPenalized(weights: tf.Tensor, gradients: tf.Tensor, descent: Descent): tf.Tensor {
  return tf.engine().runKernel(penalizedDescent.name, { weights, gradients }, { ...descent });
}
