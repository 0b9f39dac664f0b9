import { argumentOf } from '../optimizer-arguments';
import type { PlanOptimizer } from '../plan';

/** Limits the gradients of all weights of one variant in place. */
export type Clip = (gradients: readonly Float32Array[]) => void;

/**
 * What Keras does to gradients before the step: `clipnorm` limits the norm of each weight's gradient, or
 * `global_clipnorm` that of all together, or `clipvalue` each number. Null where nothing is limited. The
 * gradients are those of the whole training loss, penalties included.
 */
export function clipping(settings: PlanOptimizer): Clip | null {
  const [ofEach, ofAll] = [argumentOf(settings, 'clipnorm'), argumentOf(settings, 'global_clipnorm')];
  const value = argumentOf(settings, 'clipvalue');
  if (ofEach > 0) {
    return (gradients) => {
      for (const gradient of gradients) scale(gradient, ofEach / Math.max(norm([gradient]), ofEach));
    };
  }
  if (ofAll > 0) {
    return (gradients) => {
      const factor = ofAll / Math.max(norm(gradients), ofAll);
      for (const gradient of gradients) scale(gradient, factor);
    };
  }
  if (value > 0) {
    return (gradients) => {
      for (const gradient of gradients) {
        for (let index = 0; index < gradient.length; index++) {
          gradient[index] = Math.min(Math.max(gradient[index] as number, -value), value);
        }
      }
    };
  }
  return null;
}

function norm(gradients: readonly Float32Array[]): number {
  let squares = 0;
  for (const gradient of gradients) for (const slope of gradient) squares += slope * slope;
  return Math.sqrt(squares);
}

function scale(gradient: Float32Array, factor: number): void {
  if (factor === 1) return;
  for (let index = 0; index < gradient.length; index++)
    gradient[index] = (gradient[index] as number) * factor;
}
