import type { PlanLoss } from '../../plan';
import type { Kernels } from './kernel-instance';

/** The value of a loss, and its slope in every output. The formulas are those of `../losses.ts`. */
export interface PlainLoss {
  value(batch: LossBatch): number;
  /** Writes the slopes into `into`. */
  slopes(batch: LossBatch): void;
}

/** What a loss looks at: the first `count` numbers of arrays that may be longer. */
export interface LossBatch {
  /** [decisions, width] */
  readonly outputs: Float32Array;
  /** As the outputs; classes as one-hot rows. */
  readonly targets: Float32Array;
  readonly width: number;
  readonly count: number;
  /** For the slopes, or to work in; in the kernels' memory. */
  readonly into: Float32Array;
  readonly run: Kernels;
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
    value: ({ outputs, targets, count }) => {
      let sum = 0;
      for (let index = 0; index < count; index++)
        sum += value(outputs[index] as number, targets[index] as number);
      return sum / count;
    },
    slopes: ({ outputs, targets, count, into }) => {
      for (let index = 0; index < count; index++)
        into[index] = slope(outputs[index] as number, targets[index] as number) / count;
    },
  };
}

/** −Σ y ln softmax(z), with the slope softmax − y. */
const softmaxCrossentropy: PlainLoss = {
  value: (batch) => {
    const { targets, width, count, into } = batch;
    shift(batch);
    let sum = 0;
    for (let index = 0; index < count; index++) sum -= (targets[index] as number) * (into[index] as number);
    batch.run.exponential(into.byteOffset, count);
    for (let row = 0; row < count; row += width) {
      let all = 0;
      let weight = 0;
      for (let place = row; place < row + width; place++) {
        all += into[place] as number;
        weight += targets[place] as number;
      }
      sum += weight * Math.log(all);
    }
    return (sum * width) / count;
  },
  slopes: (batch) => {
    const { targets, width, count, into } = batch;
    shift(batch);
    batch.run.exponential(into.byteOffset, count);
    const share = width / count;
    for (let row = 0; row < count; row += width) {
      let all = 0;
      for (let place = row; place < row + width; place++) all += into[place] as number;
      for (let place = row; place < row + width; place++)
        into[place] = ((into[place] as number) / all - (targets[place] as number)) * share;
    }
  },
};

/** Takes the largest output of each row from the row, so that no exponential overflows. */
function shift({ outputs, width, count, into }: LossBatch): void {
  for (let row = 0; row < count; row += width) {
    let largest = outputs[row] as number;
    for (let place = row + 1; place < row + width; place++)
      if ((outputs[place] as number) > largest) largest = outputs[place] as number;
    for (let place = row; place < row + width; place++) into[place] = (outputs[place] as number) - largest;
  }
}
