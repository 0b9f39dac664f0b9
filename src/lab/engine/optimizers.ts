import type { PlanOptimizer } from '../plan';

/** Changes one weight in place by one step. The formulas and default arguments are those of Keras 3.15. */
export type Step = (weights: Float32Array, gradient: Float32Array) => void;

/** Makes the step of one weight, with its own moments. @param length numbers in the weight */
type Optimizer = (length: number, settings: PlanOptimizer) => Step;

/** Keras class names that the engine knows. */
export const optimizerNames = ['SGD', 'RMSprop', 'Adam', 'AdamW', 'Adagrad', 'Adamax'] as const;

/** Keras' defaults. */
export const adamConstants = { beta1: 0.9, beta2: 0.999, epsilon: 1e-7 };
const { beta1, beta2, epsilon } = adamConstants;

/** @throws Error when the engine does not know the optimizer */
export function optimizerStep(settings: PlanOptimizer, length: number): Step {
  const optimizer = optimizers[settings.className];
  if (!optimizer) throw new Error(`Unknown optimizer: ${settings.className}`);
  const step = optimizer(length, settings);
  const decay = (settings.weightDecay ?? 0) * settings.learningRate;
  if (decay === 0) return step;
  return (weights, gradient) => {
    for (let index = 0; index < weights.length; index++) {
      weights[index] = (weights[index] as number) * (1 - decay);
    }
    step(weights, gradient);
  };
}

const optimizers: Readonly<Record<string, Optimizer>> = {
  SGD: (length, settings) => (settings.momentum > 0 ? momentum(length, settings) : plain(settings)),
  RMSprop: rmsprop,
  Adam: adam,
  AdamW: adam,
  Adagrad: adagrad,
  Adamax: adamax,
};

function plain({ learningRate }: PlanOptimizer): Step {
  return (weights, gradient) => {
    for (let index = 0; index < weights.length; index++) {
      weights[index] = (weights[index] as number) - learningRate * (gradient[index] as number);
    }
  };
}

function momentum(length: number, { learningRate, momentum: kept }: PlanOptimizer): Step {
  const velocity = new Float32Array(length);
  return (weights, gradient) => {
    for (let index = 0; index < length; index++) {
      const moved = kept * (velocity[index] as number) - learningRate * (gradient[index] as number);
      velocity[index] = moved;
      weights[index] = (weights[index] as number) + moved;
    }
  };
}

function rmsprop(length: number, { learningRate, momentum: kept }: PlanOptimizer): Step {
  const rho = 0.9;
  const squares = new Float32Array(length);
  const velocity = new Float32Array(length);
  return (weights, gradient) => {
    for (let index = 0; index < length; index++) {
      const slope = gradient[index] as number;
      const square = rho * (squares[index] as number) + (1 - rho) * slope * slope;
      squares[index] = square;
      const moved = kept * (velocity[index] as number) + (learningRate * slope) / Math.sqrt(square + epsilon);
      velocity[index] = moved;
      weights[index] = (weights[index] as number) - moved;
    }
  };
}

function adam(length: number, { learningRate }: PlanOptimizer): Step {
  const first = new Float32Array(length);
  const second = new Float32Array(length);
  let steps = 0;
  return (weights, gradient) => {
    steps += 1;
    const rate = (learningRate * Math.sqrt(1 - beta2 ** steps)) / (1 - beta1 ** steps);
    for (let index = 0; index < length; index++) {
      const slope = gradient[index] as number;
      const m = (first[index] as number) + (slope - (first[index] as number)) * (1 - beta1);
      const v = (second[index] as number) + (slope * slope - (second[index] as number)) * (1 - beta2);
      first[index] = m;
      second[index] = v;
      weights[index] = (weights[index] as number) - (m * rate) / (Math.sqrt(v) + epsilon);
    }
  };
}

function adagrad(length: number, { learningRate }: PlanOptimizer): Step {
  const squares = new Float32Array(length).fill(0.1);
  return (weights, gradient) => {
    for (let index = 0; index < length; index++) {
      const slope = gradient[index] as number;
      const square = (squares[index] as number) + slope * slope;
      squares[index] = square;
      weights[index] = (weights[index] as number) - (learningRate * slope) / Math.sqrt(square + epsilon);
    }
  };
}

function adamax(length: number, { learningRate }: PlanOptimizer): Step {
  const first = new Float32Array(length);
  const largest = new Float32Array(length);
  let steps = 0;
  return (weights, gradient) => {
    steps += 1;
    const rate = learningRate / (1 - beta1 ** steps);
    for (let index = 0; index < length; index++) {
      const slope = gradient[index] as number;
      const m = (first[index] as number) + (slope - (first[index] as number)) * (1 - beta1);
      const u = Math.max(beta2 * (largest[index] as number), Math.abs(slope));
      first[index] = m;
      largest[index] = u;
      weights[index] = (weights[index] as number) - (rate * m) / (u + epsilon);
    }
  };
}
