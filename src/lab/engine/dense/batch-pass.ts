import type { Random } from '../../random';
import type { KernelInstance } from './kernel-instance';
import type { Operation } from './operations';

/** The network for one batch at a time; its buffers serve every variant. */
export interface BatchPass {
  /** What a batch is to be put into: [examples, …input shape], one after another. */
  readonly inputs: Float32Array;
  /** [examples, …output shape], filled by `forward`. */
  readonly outputs: Float32Array;
  /** The loss's slopes in the outputs, to be put here between `forward` and `backward`. */
  readonly slopes: Float32Array;
  /** One array a slot, filled by `backward`. */
  readonly gradients: readonly Float32Array[];
  /**
   * @param weights addresses, by slot
   * @param streams random numbers of each layer for dropout; null runs without
   */
  forward(weights: readonly number[], examples: number, streams: ReadonlyMap<string, Random> | null): void;
  backward(weights: readonly number[], examples: number): void;
}

/** Floats of memory that a pass allocates, and in how many pieces. */
export function passMemory(
  operations: readonly Operation[],
  inputLength: number,
  rows: number,
  slotLengths: readonly number[],
): { readonly floats: number; readonly pieces: number } {
  const lengths = operations.map(({ length }) => length);
  return {
    floats: rows * (inputLength + 2 * sum(lengths)) + 2 * sum(slotLengths),
    pieces: 1 + 2 * lengths.length + 2 * slotLengths.length,
  };
}

/** @param operations with at least one product @param rows examples of the largest batch */
export function batchPass(
  { run, allocate }: KernelInstance,
  operations: readonly Operation[],
  inputLength: number,
  rows: number,
  slotLengths: readonly number[],
): BatchPass {
  const given = allocate(rows * inputLength);
  const givenAt = given.byteOffset;
  const stages = operations.map((operation, place) => {
    const result = allocate(rows * operation.length);
    const slopes = allocate(rows * operation.length);
    return {
      operation,
      result,
      resultAt: result.byteOffset,
      slopes,
      slopesAt: slopes.byteOffset,
      mask: operation.kind === 'dropout' ? new Float32Array(rows * operation.length) : null,
      // A product that comes next leaves out by itself what relu has stopped.
      stopped: operation.kind === 'product' && operation.relu && operations[place + 1]?.kind !== 'product',
    };
  });
  const gradients = slotLengths.map((length) => allocate(length));
  const gradientsAt = gradients.map(({ byteOffset }) => byteOffset);
  const turnedAt = slotLengths.map((length) => allocate(length).byteOffset);
  // What stands before the first product has no weights.
  const first = operations.findIndex(({ kind }) => kind === 'product');
  type Stage = (typeof stages)[number];
  const last = stages.at(-1) as Stage;

  return {
    inputs: given,
    outputs: last.result,
    slopes: last.slopes,
    gradients,
    forward: (weights, examples, streams) => {
      for (let place = 0; place < stages.length; place++) {
        const { operation, result, resultAt, mask } = stages[place] as Stage;
        const before = stages[place - 1];
        const input = before?.result ?? given;
        const inputAt = before?.resultAt ?? givenAt;
        const count = examples * operation.length;
        switch (operation.kind) {
          case 'product': {
            const { kernel, bias, inputs, units, relu } = operation;
            const biasAt = bias === null ? 0 : (weights[bias] as number);
            const floor = relu ? 0 : -Infinity;
            run.multiply(
              inputAt,
              weights[kernel] as number,
              biasAt,
              resultAt,
              count / units,
              inputs,
              units,
              floor,
            );
            break;
          }
          case 'elementwise':
            if (operation.by.kernels) operation.by.kernels.value(run, inputAt, resultAt, count);
            else
              for (let index = 0; index < count; index++)
                result[index] = operation.by.value(input[index] as number);
            break;
          case 'scale':
            for (let index = 0; index < count; index++)
              result[index] = (input[index] as number) * operation.scale + operation.offset;
            break;
          case 'dropout':
            drawMask(mask as Float32Array, count, operation.rate, streams?.get(operation.layer));
            for (let index = 0; index < count; index++)
              result[index] = (input[index] as number) * ((mask as Float32Array)[index] as number);
        }
      }
    },
    backward: (weights, examples) => {
      for (let place = stages.length - 1; place >= first; place--) {
        const { operation, result, resultAt, slopes, slopesAt, mask, stopped } = stages[place] as Stage;
        const before = place > first ? (stages[place - 1] as Stage) : null;
        const count = examples * operation.length;
        switch (operation.kind) {
          case 'product': {
            const { kernel, bias, inputs, units } = operation;
            const batch = count / units;
            const inputAt = stages[place - 1]?.resultAt ?? givenAt;
            if (stopped) run.reluGradient(resultAt, slopesAt, count);
            run.multiplyTransposed(inputAt, slopesAt, gradientsAt[kernel] as number, inputs, batch, units);
            if (bias !== null) run.sumRows(slopesAt, gradientsAt[bias] as number, batch, units);
            if (!before) break;
            const turned = turnedAt[kernel] as number;
            run.transpose(weights[kernel] as number, turned, inputs, units);
            if (before.operation.kind === 'product' && before.operation.relu)
              run.multiplyMasked(slopesAt, turned, before.slopesAt, batch, units, inputs, before.resultAt);
            else run.multiply(slopesAt, turned, 0, before.slopesAt, batch, units, inputs, -Infinity);
            break;
          }
          case 'elementwise':
            if (before) timesSlope(operation.by.slope, result, before.result, slopes, before.slopes, count);
            break;
          case 'scale':
            for (let index = 0; before && index < count; index++)
              before.slopes[index] = (slopes[index] as number) * operation.scale;
            break;
          case 'dropout':
            for (let index = 0; before && index < count; index++)
              before.slopes[index] = (slopes[index] as number) * ((mask as Float32Array)[index] as number);
        }
      }
    },
  };
}

/** A mask of zeros and 1 ⁄ (1 − rate); of ones without random numbers. */
function drawMask(mask: Float32Array, count: number, rate: number, random: Random | undefined): void {
  const kept = 1 / (1 - rate);
  for (let index = 0; index < count; index++) mask[index] = !random ? 1 : random.uniform() < rate ? 0 : kept;
}

function timesSlope(
  slope: (y: number, z: number) => number,
  y: Float32Array,
  z: Float32Array,
  from: Float32Array,
  to: Float32Array,
  count: number,
): void {
  for (let index = 0; index < count; index++)
    to[index] = (from[index] as number) * slope(y[index] as number, z[index] as number);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
