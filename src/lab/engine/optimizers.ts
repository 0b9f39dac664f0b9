import { argumentOf } from '../optimizer-arguments';
import type { PlanOptimizer } from '../plan';
import { learningRates } from './learning-rates';

/** Changes one weight in place by one step. The formulas are those of Keras 3.15. */
export type Step = (weights: Float32Array, gradient: Float32Array) => void;

/** What an optimizer does to one weight in one step. @param step from 1 */
type Update = (weights: Float32Array, gradient: Float32Array, rate: number, step: number) => void;

/** Makes the update of one weight, with moments of its own. */
type Optimizer = (shape: readonly number[], settings: PlanOptimizer) => Update;

/**
 * The step of one weight: decoupled decay, w ← w − w · decay · learning rate, and then the optimizer's own.
 *
 * @param shape of the weight
 * @throws Error when the engine does not know the optimizer
 */
export function optimizerStep(settings: PlanOptimizer, shape: readonly number[]): Step {
  const update = optimizers[settings.className]?.(shape, settings);
  if (!update) throw new Error(`Unknown optimizer: ${settings.className}`);
  const rateOf = learningRates(settings);
  const { weightDecay = 0 } = settings;
  let steps = 0;
  return (weights, gradient) => {
    const rate = rateOf(steps);
    steps += 1;
    if (weightDecay > 0) decay(weights, weightDecay * rate);
    update(weights, gradient, rate, steps);
  };
}

function decay(weights: Float32Array, share: number): void {
  for (let index = 0; index < weights.length; index++) {
    weights[index] = (weights[index] as number) * (1 - share);
  }
}

const optimizers: Readonly<Record<string, Optimizer>> = {
  SGD: (shape, settings) => (settings.momentum > 0 ? momentum(shape, settings) : plain),
  RMSprop: rmsprop,
  Adam: adam,
  AdamW: adam,
  Nadam: nadam,
  Adamax: adamax,
  Adagrad: adagrad,
  Adadelta: adadelta,
  Ftrl: ftrl,
  Lion: lion,
  Lamb: lamb,
  Adafactor: adafactor,
};

function numbersIn(shape: readonly number[]): number {
  return shape.reduce((product, dimension) => product * dimension, 1);
}

const plain: Update = (weights, gradient, rate) => {
  for (let index = 0; index < weights.length; index++) {
    weights[index] = (weights[index] as number) - rate * (gradient[index] as number);
  }
};

function momentum(shape: readonly number[], settings: PlanOptimizer): Update {
  const velocity = new Float32Array(numbersIn(shape));
  const kept = settings.momentum;
  const nesterov = argumentOf(settings, 'nesterov') === 1;
  return (weights, gradient, rate) => {
    for (let index = 0; index < weights.length; index++) {
      const downhill = rate * (gradient[index] as number);
      const moved = kept * (velocity[index] as number) - downhill;
      velocity[index] = moved;
      weights[index] = (weights[index] as number) + (nesterov ? kept * moved - downhill : moved);
    }
  };
}

function rmsprop(shape: readonly number[], settings: PlanOptimizer): Update {
  const [rho, epsilon] = [argumentOf(settings, 'rho'), argumentOf(settings, 'epsilon')];
  const centered = argumentOf(settings, 'centered') === 1;
  const squares = new Float32Array(numbersIn(shape));
  const velocity = new Float32Array(squares.length);
  const means = new Float32Array(centered ? squares.length : 0);
  return (weights, gradient, rate) => {
    for (let index = 0; index < weights.length; index++) {
      const slope = gradient[index] as number;
      const square = rho * (squares[index] as number) + (1 - rho) * slope * slope;
      squares[index] = square;
      let spread = square;
      if (centered) {
        const mean = rho * (means[index] as number) + (1 - rho) * slope;
        means[index] = mean;
        spread -= mean * mean;
      }
      const moved =
        settings.momentum * (velocity[index] as number) + (rate * slope) / Math.sqrt(spread + epsilon);
      velocity[index] = moved;
      weights[index] = (weights[index] as number) - moved;
    }
  };
}

/**
 * Moving averages of a gradient and of its square, as all of Adam's kind keep them.
 *
 * @param cast what Keras does to the betas first
 */
function moments(shape: readonly number[], settings: PlanOptimizer, cast = (beta: number) => beta) {
  const [beta1, beta2] = [cast(argumentOf(settings, 'beta_1')), cast(argumentOf(settings, 'beta_2'))];
  const first = new Float32Array(numbersIn(shape));
  const second = new Float32Array(first.length);
  const move = (index: number, slope: number): readonly [m: number, v: number] => {
    const m = (first[index] as number) + (slope - (first[index] as number)) * (1 - beta1);
    const v = (second[index] as number) + (slope * slope - (second[index] as number)) * (1 - beta2);
    first[index] = m;
    second[index] = v;
    return [m, v];
  };
  return { beta1, beta2, epsilon: argumentOf(settings, 'epsilon'), first, second, move };
}

/**
 * 1 − betaⁿ, which corrects the bias of a moving average after n steps; in 32 bits as Keras computes it, where 1 −
 * 0.999 is off by a hundred-thousandth.
 */
export function leftOf(beta: number, step: number): number {
  return Math.fround(1 - Math.fround(Math.fround(beta) ** step));
}

function adam(shape: readonly number[], settings: PlanOptimizer): Update {
  const { beta1, beta2, epsilon, first, second } = moments(shape, settings);
  const largest = argumentOf(settings, 'amsgrad') === 1 ? new Float32Array(numbersIn(shape)) : null;
  return (weights, gradient, rate, step) => {
    const corrected = (rate * Math.sqrt(leftOf(beta2, step))) / leftOf(beta1, step);
    for (let index = 0; index < weights.length; index++) {
      // Not by `move`, whose pair would take as long again as the rest.
      const slope = gradient[index] as number;
      const m = (first[index] as number) + (slope - (first[index] as number)) * (1 - beta1);
      let v = (second[index] as number) + (slope * slope - (second[index] as number)) * (1 - beta2);
      first[index] = m;
      second[index] = v;
      if (largest) largest[index] = v = Math.max(largest[index] as number, v);
      weights[index] = (weights[index] as number) - (m * corrected) / (Math.sqrt(v) + epsilon);
    }
  };
}

function nadam(shape: readonly number[], settings: PlanOptimizer): Update {
  const { beta1, beta2, epsilon, move } = moments(shape, settings, Math.fround);
  const momentumAt = (step: number): number => beta1 * (1 - 0.5 * 0.96 ** step);
  let product = 1;
  return (weights, gradient, rate, step) => {
    const [now, next] = [momentumAt(step), momentumAt(step + 1)];
    const left = leftOf(beta2, step);
    product *= now;
    for (let index = 0; index < weights.length; index++) {
      const slope = gradient[index] as number;
      const [m, v] = move(index, slope);
      const ahead = (next * m) / (1 - product * next) + ((1 - now) * slope) / (1 - product);
      const spread = Math.sqrt(v / left) + epsilon;
      weights[index] = (weights[index] as number) - (ahead * rate) / spread;
    }
  };
}

function adamax(shape: readonly number[], settings: PlanOptimizer): Update {
  const [beta1, beta2] = [argumentOf(settings, 'beta_1'), argumentOf(settings, 'beta_2')];
  const epsilon = argumentOf(settings, 'epsilon');
  const first = new Float32Array(numbersIn(shape));
  const largest = new Float32Array(first.length);
  return (weights, gradient, rate, step) => {
    const corrected = rate / leftOf(beta1, step);
    for (let index = 0; index < weights.length; index++) {
      const slope = gradient[index] as number;
      const m = (first[index] as number) + (slope - (first[index] as number)) * (1 - beta1);
      const u = Math.max(beta2 * (largest[index] as number), Math.abs(slope));
      first[index] = m;
      largest[index] = u;
      weights[index] = (weights[index] as number) - (corrected * m) / (u + epsilon);
    }
  };
}

function adagrad(shape: readonly number[], settings: PlanOptimizer): Update {
  const epsilon = argumentOf(settings, 'epsilon');
  const squares = new Float32Array(numbersIn(shape)).fill(argumentOf(settings, 'initial_accumulator_value'));
  return (weights, gradient, rate) => {
    for (let index = 0; index < weights.length; index++) {
      const slope = gradient[index] as number;
      const square = (squares[index] as number) + slope * slope;
      squares[index] = square;
      weights[index] = (weights[index] as number) - (rate * slope) / Math.sqrt(square + epsilon);
    }
  };
}

function adadelta(shape: readonly number[], settings: PlanOptimizer): Update {
  const [rho, epsilon] = [argumentOf(settings, 'rho'), argumentOf(settings, 'epsilon')];
  const slopes = new Float32Array(numbersIn(shape));
  const moves = new Float32Array(slopes.length);
  return (weights, gradient, rate) => {
    for (let index = 0; index < weights.length; index++) {
      const slope = gradient[index] as number;
      const square = rho * (slopes[index] as number) + (1 - rho) * slope * slope;
      slopes[index] = square;
      const moved = -(Math.sqrt((moves[index] as number) + epsilon) * slope) / Math.sqrt(square + epsilon);
      moves[index] = rho * (moves[index] as number) + (1 - rho) * moved * moved;
      weights[index] = (weights[index] as number) + rate * moved;
    }
  };
}

/** Follow the regularized leader. Its own L1 strength gives exact zeros. */
function ftrl(shape: readonly number[], settings: PlanOptimizer): Update {
  const power = -argumentOf(settings, 'learning_rate_power');
  const l1 = argumentOf(settings, 'l1_regularization_strength');
  const shrinkage = argumentOf(settings, 'l2_shrinkage_regularization_strength');
  const squares = new Float32Array(numbersIn(shape)).fill(argumentOf(settings, 'initial_accumulator_value'));
  const linear = new Float32Array(squares.length);
  return (weights, gradient, rate) => {
    const l2 = argumentOf(settings, 'l2_regularization_strength') + argumentOf(settings, 'beta') / (2 * rate);
    for (let index = 0; index < weights.length; index++) {
      const slope = gradient[index] as number;
      const weight = weights[index] as number;
      const before = squares[index] as number;
      const after = before + slope * slope;
      const pulled = ((after ** power - before ** power) / rate) * weight;
      const sum = (linear[index] as number) + slope + 2 * shrinkage * weight - pulled;
      squares[index] = after;
      linear[index] = sum;
      weights[index] = (Math.min(Math.max(sum, -l1), l1) - sum) / (after ** power / rate + 2 * l2);
    }
  };
}

function lion(shape: readonly number[], settings: PlanOptimizer): Update {
  const [beta1, beta2] = [argumentOf(settings, 'beta_1'), argumentOf(settings, 'beta_2')];
  const average = new Float32Array(numbersIn(shape));
  return (weights, gradient, rate) => {
    for (let index = 0; index < weights.length; index++) {
      const slope = gradient[index] as number;
      const kept = average[index] as number;
      weights[index] = (weights[index] as number) - rate * Math.sign(kept * beta1 + slope * (1 - beta1));
      average[index] = kept * beta2 + slope * (1 - beta2);
    }
  };
}

/** Adam's step, scaled for each weight so that its norm is that of the weight. */
function lamb(shape: readonly number[], settings: PlanOptimizer): Update {
  const { beta1, beta2, epsilon, move } = moments(shape, settings);
  const moved = new Float32Array(numbersIn(shape));
  return (weights, gradient, rate, step) => {
    const [left1, left2] = [leftOf(beta1, step), leftOf(beta2, step)];
    for (let index = 0; index < weights.length; index++) {
      const [m, v] = move(index, gradient[index] as number);
      moved[index] = m / left1 / (Math.sqrt(v / left2) + epsilon);
    }
    const [size, length] = [norm(weights), norm(moved)];
    const ratio = size > 0 && length > 0 ? size / length : 1;
    for (let index = 0; index < weights.length; index++) {
      weights[index] = (weights[index] as number) - ratio * rate * (moved[index] as number);
    }
  };
}

/** Squares of a matrix' gradient are kept as means of its rows and columns (the last two axes) only. */
function adafactor(shape: readonly number[], settings: PlanOptimizer): Update {
  const [columns, rows] = [shape.at(-1) ?? 1, shape.at(-2) ?? 1];
  const count = numbersIn(shape);
  const [decayPower, epsilon1] = [argumentOf(settings, 'beta_2_decay'), argumentOf(settings, 'epsilon_1')];
  const [epsilon2, threshold] = [argumentOf(settings, 'epsilon_2'), argumentOf(settings, 'clip_threshold')];
  const relative = argumentOf(settings, 'relative_step') === 1 && settings.schedule === undefined;
  const squares = new Float32Array(count);
  const rowMeans = new Float32Array(count / columns);
  const columnMeans = new Float32Array(count / rows);
  const moved = new Float32Array(count);

  const spread = (gradient: Float32Array, kept: number): void => {
    const square = (index: number): number => (gradient[index] as number) ** 2 + epsilon1;
    if (shape.length < 2) {
      for (let index = 0; index < count; index++) {
        squares[index] = kept * (squares[index] as number) + (1 - kept) * square(index);
      }
      return;
    }
    for (let matrix = 0; matrix < count; matrix += rows * columns) {
      const [firstRow, firstColumn] = [matrix / columns, matrix / rows];
      const ofRows = new Float64Array(rows);
      const ofColumns = new Float64Array(columns);
      for (let index = 0; index < rows * columns; index++) {
        const [row, column] = [Math.floor(index / columns), index % columns];
        ofRows[row] = (ofRows[row] as number) + square(matrix + index) / columns;
        ofColumns[column] = (ofColumns[column] as number) + square(matrix + index) / rows;
      }
      let whole = 0;
      ofRows.forEach((mean, row) => {
        const now = kept * (rowMeans[firstRow + row] as number) + (1 - kept) * mean;
        rowMeans[firstRow + row] = now;
        whole += now / rows;
      });
      ofColumns.forEach((mean, column) => {
        const place = firstColumn + column;
        columnMeans[place] = kept * (columnMeans[place] as number) + (1 - kept) * mean;
      });
      for (let index = 0; index < rows * columns; index++) {
        const row = rowMeans[firstRow + Math.floor(index / columns)] as number;
        squares[matrix + index] = (row / whole) * (columnMeans[firstColumn + (index % columns)] as number);
      }
    }
  };

  return (weights, gradient, rate, step) => {
    const bounded = Math.min(relative ? Math.min(rate, 1 / Math.sqrt(step)) : rate, 1 / Math.sqrt(step));
    const size = Math.max(epsilon2, norm(weights) / Math.sqrt(count)) * bounded;
    spread(gradient, 1 - step ** decayPower);
    for (let index = 0; index < count; index++) {
      moved[index] = (gradient[index] as number) / Math.sqrt(squares[index] as number);
    }
    const shrunk = Math.max(1, norm(moved) / Math.sqrt(count) / threshold);
    for (let index = 0; index < count; index++) {
      weights[index] = (weights[index] as number) - (size * (moved[index] as number)) / shrunk;
    }
  };
}

/** The Euclidean norm. */
function norm(values: Float32Array): number {
  let squares = 0;
  for (const value of values) squares += value * value;
  return Math.sqrt(squares);
}
