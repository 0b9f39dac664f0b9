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
  const { className, momentum, weightDecay } = settings;
  const [w, g, count] = [weight.byteOffset, gradient.byteOffset, weight.length];
  const rateOf = learningRates(settings);
  let steps = 0;
  if (className === 'SGD' && momentum === 0 && !weightDecay)
    return () => run.descend(w, g, count, rateOf(steps++));
  if (className === 'Adam' && !weightDecay && argumentOf(settings, 'amsgrad') === 0) {
    const [beta1, beta2] = [argumentOf(settings, 'beta_1'), argumentOf(settings, 'beta_2')];
    const epsilon = argumentOf(settings, 'epsilon');
    return () => {
      const base = rateOf(steps);
      steps += 1;
      const rate = (base * Math.sqrt(leftOf(beta2, steps))) / leftOf(beta1, steps);
      run.adam(w, g, first.byteOffset, second.byteOffset, count, rate, beta1, beta2, epsilon);
    };
  }
  const step = optimizerStep(settings, shape);
  return () => step(weight, gradient);
}
