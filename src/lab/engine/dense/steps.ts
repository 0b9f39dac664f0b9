import { argumentOf } from '../../optimizer-arguments';
import type { PlanOptimizer } from '../../plan';
import { learningRates } from '../learning-rates';
import { leftOf, optimizerStep } from '../optimizers';
import type { Kernels } from './kernel-instance';

/** One step of the optimizer on one weight, by a kernel where there is one. All arrays are in the kernels' memory. */
export function denseStep(
  settings: PlanOptimizer,
  run: Kernels,
  shape: readonly number[],
  weight: Float32Array,
  gradient: Float32Array,
  [first, second]: readonly [Float32Array, Float32Array],
): () => void {
  const [w, g, count] = [weight.byteOffset, gradient.byteOffset, weight.length];
  const rateOf = learningRates(settings);
  const kernel = stepKernel(settings, run, w, g, count, first.byteOffset, second.byteOffset);
  if (kernel) {
    const { weightDecay = 0 } = settings;
    let steps = 0;
    return () => {
      const rate = rateOf(steps);
      steps += 1;
      if (weightDecay > 0) run.decay(w, count, weightDecay * rate);
      kernel(rate, steps);
    };
  }
  const step = optimizerStep(settings, shape);
  return () => step(weight, gradient);
}

/** One step without the decay, or null where no kernel takes it. Numbers are addresses, and a count. */
function stepKernel(
  settings: PlanOptimizer,
  run: Kernels,
  w: number,
  g: number,
  count: number,
  first: number,
  second: number,
): ((rate: number, step: number) => void) | null {
  switch (settings.className) {
    case 'SGD': {
      const { momentum } = settings;
      const nesterov = argumentOf(settings, 'nesterov');
      return momentum > 0
        ? (rate) => run.momentum(w, g, first, count, rate, momentum, nesterov)
        : (rate) => run.descend(w, g, count, rate);
    }
    case 'Adam':
    case 'AdamW': {
      if (argumentOf(settings, 'amsgrad') === 1) return null;
      const [beta1, beta2] = [argumentOf(settings, 'beta_1'), argumentOf(settings, 'beta_2')];
      const epsilon = argumentOf(settings, 'epsilon');
      return (rate, step) => {
        const corrected = (rate * Math.sqrt(leftOf(beta2, step))) / leftOf(beta1, step);
        run.adam(w, g, first, second, count, corrected, beta1, beta2, epsilon);
      };
    }
    default:
      return null;
  }
}
