import type { PlanOptimizer } from '../../plan';
import { adamConstants, optimizerStep } from '../optimizers';
import type { Kernels } from './kernel-instance';

/** One step of the optimizer on one weight, by a kernel where there is one. All arrays are in the kernels' memory. */
export function denseStep(
  settings: PlanOptimizer,
  run: Kernels,
  weight: Float32Array,
  gradient: Float32Array,
  [first, second]: readonly [Float32Array, Float32Array],
): () => void {
  const { className, learningRate, momentum, weightDecay } = settings;
  const [w, g, count] = [weight.byteOffset, gradient.byteOffset, weight.length];
  if (weightDecay) return inJavaScript(settings, weight, gradient);
  if (className === 'SGD' && momentum === 0) return () => run.descend(w, g, count, learningRate);
  if (className !== 'Adam') return inJavaScript(settings, weight, gradient);
  const { beta1, beta2, epsilon } = adamConstants;
  let steps = 0;
  return () => {
    steps += 1;
    const rate = (learningRate * Math.sqrt(1 - beta2 ** steps)) / (1 - beta1 ** steps);
    run.adam(w, g, first.byteOffset, second.byteOffset, count, rate, beta1, beta2, epsilon);
  };
}

function inJavaScript(settings: PlanOptimizer, weight: Float32Array, gradient: Float32Array): () => void {
  const step = optimizerStep(settings, weight.length);
  return () => step(weight, gradient);
}
