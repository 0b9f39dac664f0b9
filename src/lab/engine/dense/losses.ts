import type { PlanLoss } from '../../plan';

/** The value of a loss, and its slope in every output. The formulas are those of `../losses.ts`. */
export interface PlainLoss {
  /** @param outputs [decisions, width] @param targets as the outputs; classes as one-hot rows */
  value(outputs: Float32Array, targets: Float32Array, width: number): number;
  /** Writes the slopes into `into`. Arrays may be longer than the numbers to look at. @param count those numbers */
  slopes(
    outputs: Float32Array,
    targets: Float32Array,
    width: number,
    count: number,
    into: Float32Array,
  ): void;
}

/** The loss of a plan, or null where this engine does not know it. */
export function plainLoss({ name, fromLogits }: PlanLoss): PlainLoss | null {
  if (fromLogits && /^(sparse_)?categorical_crossentropy$/.test(name)) return softmaxCrossentropy;
  if (fromLogits && name === 'binary_crossentropy') return sigmoidCrossentropy;
  const each = numberByNumber[name];
  return each ? average(each) : null;
}

/** A loss that is the mean of a function of each output and its target. */
interface Each {
  value(output: number, target: number): number;
  slope(output: number, target: number): number;
}

const numberByNumber: Readonly<Record<string, Each>> = {
  // Targets are 0 and 1 here, −1 and 1 in the formula.
  hinge: {
    value: (p, y) => Math.max(1 - (2 * y - 1) * p, 0),
    slope: (p, y) => (1 - (2 * y - 1) * p > 0 ? 1 - 2 * y : 0),
  },
  huber: {
    value: (p, y) => {
      const error = Math.abs(p - y);
      return error < 1 ? 0.5 * error * error : error - 0.5;
    },
    slope: (p, y) => Math.max(-1, Math.min(p - y, 1)),
  },
  log_cosh: {
    value: (p, y) => {
      const error = Math.abs(p - y);
      return error + Math.log1p(Math.exp(-2 * error)) - Math.LN2;
    },
    slope: (p, y) => Math.tanh(p - y),
  },
  mean_absolute_error: { value: (p, y) => Math.abs(p - y), slope: (p, y) => Math.sign(p - y) },
  mean_squared_error: { value: (p, y) => (p - y) ** 2, slope: (p, y) => 2 * (p - y) },
};

/** max(z, 0) − z y + ln(1 + e^−|z|), with the slope sigmoid − y. */
const sigmoidCrossentropy = average({
  value: (z, y) => Math.max(z, 0) - z * y + Math.log1p(Math.exp(-Math.abs(z))),
  slope: (z, y) => 1 / (1 + Math.exp(-z)) - y,
});

function average({ value, slope }: Each): PlainLoss {
  return {
    value: (outputs, targets) => {
      let sum = 0;
      for (let index = 0; index < outputs.length; index++)
        sum += value(outputs[index] as number, targets[index] as number);
      return sum / outputs.length;
    },
    slopes: (outputs, targets, _, count, into) => {
      for (let index = 0; index < count; index++)
        into[index] = slope(outputs[index] as number, targets[index] as number) / count;
    },
  };
}

/** −Σ y ln softmax(z), with the slope softmax − y. */
const softmaxCrossentropy: PlainLoss = {
  value: (outputs, targets, width) => {
    let sum = 0;
    for (let row = 0; row < outputs.length; row += width) {
      const largest = largestIn(outputs, row, width);
      let exponentials = 0;
      for (let place = row; place < row + width; place++)
        exponentials += Math.exp((outputs[place] as number) - largest);
      const logarithm = Math.log(exponentials) + largest;
      for (let place = row; place < row + width; place++)
        sum += (targets[place] as number) * (logarithm - (outputs[place] as number));
    }
    return (sum * width) / outputs.length;
  },
  slopes: (outputs, targets, width, count, into) => {
    const decisions = count / width;
    for (let row = 0; row < count; row += width) {
      const largest = largestIn(outputs, row, width);
      let exponentials = 0;
      for (let place = row; place < row + width; place++) {
        const exponential = Math.exp((outputs[place] as number) - largest);
        into[place] = exponential;
        exponentials += exponential;
      }
      for (let place = row; place < row + width; place++)
        into[place] = ((into[place] as number) / exponentials - (targets[place] as number)) / decisions;
    }
  },
};

function largestIn(values: Float32Array, from: number, width: number): number {
  let largest = -Infinity;
  for (let place = from; place < from + width; place++) largest = Math.max(largest, values[place] as number);
  return largest;
}
