import type { Plan, PlanArm } from '../../plan';
import type { Random } from '../../random';
import type { Task } from '../../task';
import { pickedInputs, pickedTargets } from '../picked';
import type { Engine, Examples, Variant } from '../engine';
import { inTurn, type VariantTraining } from '../in-turn';
import { initialWeights, layerStreams, type Network } from '../network';
import { chunkSize } from '../evaluation';
import { clipping } from '../clipping';
import { orthogonalGradient } from '../orthogonal';
import { bindPenalties, penaltyValue } from '../penalty';
import { proximalStep } from '../proximal';
import { optimizerOf } from '../weight-step';
import { kernelInstance, type KernelInstance, type Kernels } from './kernel-instance';
import { plainLoss } from './losses';
import { operationsOf, type Operation } from './operations';
import { denseStep } from './steps';

/**
 * Plain dense networks by WebAssembly kernels of our own: the same numbers as TensorFlow.js, without its graph
 * of a hundred small operations a step. Null for anything else, and where the kernels do not run.
 */
export function denseEngine(plan: Plan, network: Network, task: Task): Engine | null {
  const operations = operationsOf(network);
  const loss = plainLoss(plan.loss);
  const onOutputs = plan.arms.some(({ penalties }) => penalties.some(({ on }) => on === 'activity'));
  if (!operations || !loss || onOutputs) return null;
  const inputs = network.inputShape.reduce((product, dimension) => product * dimension, 1);
  const rows = Math.max(plan.batchSize, chunkSize);
  const lengths = network.slots.map(({ shape }) =>
    shape.reduce((product, dimension) => product * dimension, 1),
  );
  const weightFloats = sum(lengths);
  const batchFloats = rows * (2 * inputs + 2 * sum(operations.map(({ length }) => length)));

  /** Memory for so many variants, or null where the kernels do not run. */
  const memoryFor = (variants: number) => {
    // Weights, and at most two moments, of every variant; gradients and a transposed kernel.
    const floats = weightFloats * (3 * variants + 2) + batchFloats;
    const pieces = lengths.length * (3 * variants + 2) + 2 * operations.length + 2;
    const instance = kernelInstance(floats, pieces);
    if (!instance) return null;
    const pass = batchPass(instance, operations, inputs, rows, lengths);
    const places = Array.from({ length: variants }, () => ({
      weights: lengths.map((length) => instance.allocate(length)),
      moments: lengths.map((length) => [instance.allocate(length), instance.allocate(length)] as const),
    }));
    return { run: instance.run, pass, places };
  };
  const first = memoryFor(plan.arms.length);
  if (!first) return null;
  let memory = first;
  const trained = network.slots.filter(({ trainable }) => trainable);

  const startVariant = ({ arm, seed }: Variant, place: number): VariantTraining => {
    const { run, pass, places } = memory;
    const { weights, moments } = places[place] as (typeof places)[number];
    initialWeights(network, seed).forEach((values, slot) => weights[slot]?.set(values));
    moments.flat().forEach((values) => values.fill(0));
    const streams = layerStreams(network, seed);
    const planArm = plan.arms[arm] as PlanArm;
    const optimizer = optimizerOf(plan, planArm);
    const bound = bindPenalties(planArm, network.slots);
    const clip = clipping(optimizer);
    const shrink = proximalStep(planArm, optimizer, bound);
    const steps = trained.map(({ index, shape }) =>
      denseStep(
        optimizer,
        run,
        shape,
        weights[index] as Float32Array,
        pass.gradients[index] as Float32Array,
        moments[index] as readonly [Float32Array, Float32Array],
      ),
    );
    return {
      weights,
      step: (batch) => {
        const count = batch.examples.length;
        const targets = pickedTargets(batch, task);
        const outputs = pass.forward(weights, pickedInputs(batch), count, streams);
        pass.backward(weights, count, (slopes) => loss.slopes(outputs, targets, task.width, slopes));
        // All penalties are taken at the weights before the step, as one gradient of the whole loss.
        for (const { slot, l1InGradient, l2, orthogonal } of bound) {
          const weight = weights[slot] as Float32Array;
          const gradient = pass.gradients[slot] as Float32Array;
          run.penalize(weight.byteOffset, gradient.byteOffset, weight.length, l1InGradient, l2);
          if (orthogonal) orthogonalGradient(orthogonal, weight, gradient);
        }
        clip?.(trained.map(({ index }) => pass.gradients[index] as Float32Array));
        for (const step of steps) step();
        shrink?.(weights);
      },
      penalty: () => penaltyValue(bound, weights),
      predict: (batch: Examples) => {
        const outputs = pass.forward(weights, pickedInputs(batch), batch.examples.length, null).slice();
        const targets = pickedTargets(batch, task);
        return { outputs, targets, loss: loss.value(outputs, targets, task.width) };
      },
    };
  };
  return {
    name: 'RegLens dense engine (WebAssembly SIMD)',
    together: plan.arms.length,
    start: (variants) => {
      if (variants.length > memory.places.length) {
        const larger = memoryFor(variants.length);
        if (!larger) throw new Error(`There is no memory for ${variants.length} variants.`);
        memory = larger;
      }
      return inTurn(variants.map(startVariant));
    },
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

/** The network for one batch at a time; its buffers serve every arm. */
interface BatchPass {
  /** One array a slot, filled by `backward`. */
  readonly gradients: readonly Float32Array[];
  /**
   * @param streams random numbers of each layer for dropout; null runs without
   * @returns the outputs, until the next pass
   */
  forward(
    weights: readonly Float32Array[],
    inputs: Float32Array,
    examples: number,
    streams: ReadonlyMap<string, Random> | null,
  ): Float32Array;
  /** Gradients of the loss whose slopes in the outputs are given, after `forward`. */
  backward(weights: readonly Float32Array[], examples: number, slopesOf: (into: Float32Array) => void): void;
}

function batchPass(
  { run, allocate }: KernelInstance,
  operations: readonly Operation[],
  inputLength: number,
  rows: number,
  slotLengths: readonly number[],
): BatchPass {
  const given = allocate(rows * inputLength);
  const results = operations.map(({ length }) => allocate(rows * length));
  const slopes = operations.map(({ length }) => allocate(rows * length));
  const gradients = slotLengths.map((length) => allocate(length));
  const transposed = slotLengths.map((length) => allocate(length));
  const masks = operations.map(({ kind, length }) =>
    kind === 'dropout' ? new Float32Array(rows * length) : null,
  );
  const first = operations.findIndex(({ kind }) => kind === 'product');
  const inputOf = (place: number): Float32Array => results[place - 1] ?? given;

  return {
    gradients,
    forward: (weights, inputs, examples, streams) => {
      given.set(inputs);
      operations.forEach((operation, place) => {
        const result = results[place] as Float32Array;
        const count = examples * operation.length;
        const input = inputOf(place);
        switch (operation.kind) {
          case 'product': {
            product(run, operation, weights, input, result, count / operation.units);
            break;
          }
          case 'relu':
            result.set(input.subarray(0, count));
            run.relu(result.byteOffset, count);
            break;
          case 'elementwise':
            for (let index = 0; index < count; index++)
              result[index] = operation.by.value(input[index] as number);
            break;
          case 'scale':
            for (let index = 0; index < count; index++)
              result[index] = (input[index] as number) * operation.scale + operation.offset;
            break;
          case 'dropout': {
            const random = streams?.get(operation.layer);
            const mask = masks[place] as Float32Array;
            const kept = 1 / (1 - operation.rate);
            for (let index = 0; index < count; index++) {
              mask[index] = !random ? 1 : random.uniform() < operation.rate ? 0 : kept;
              result[index] = (input[index] as number) * (mask[index] as number);
            }
          }
        }
      });
      const last = operations.at(-1)?.length ?? inputLength;
      return (results.at(-1) ?? given).subarray(0, examples * last);
    },
    backward: (weights, examples, slopesOf) => {
      const last = slopes.at(-1);
      if (!last) return;
      slopesOf(last.subarray(0, examples * (operations.at(-1)?.length ?? 0)));
      // What stands before the first product has no weights.
      for (let place = operations.length - 1; place >= first && place >= 0; place--) {
        const operation = operations[place] as Operation;
        const slope = slopes[place] as Float32Array;
        const before = place > first ? (slopes[place - 1] as Float32Array) : null;
        const count = examples * operation.length;
        switch (operation.kind) {
          case 'product': {
            const work = { gradients, transposed };
            productGradient(
              run,
              operation,
              weights,
              work,
              inputOf(place),
              slope,
              before,
              count / operation.units,
            );
            break;
          }
          case 'relu':
            before?.set(slope.subarray(0, count));
            if (before)
              run.reluGradient((results[place] as Float32Array).byteOffset, before.byteOffset, count);
            break;
          case 'elementwise': {
            const result = results[place] as Float32Array;
            for (let index = 0; before && index < count; index++)
              before[index] = (slope[index] as number) * operation.by.slope(result[index] as number);
            break;
          }
          case 'scale':
            for (let index = 0; before && index < count; index++)
              before[index] = (slope[index] as number) * operation.scale;
            break;
          case 'dropout': {
            const mask = masks[place] as Float32Array;
            for (let index = 0; before && index < count; index++)
              before[index] = (slope[index] as number) * (mask[index] as number);
          }
        }
      }
    },
  };
}

type Product = Extract<Operation, { kind: 'product' }>;

/** result = input · kernel + bias */
function product(
  run: Kernels,
  { kernel, bias, inputs, units }: Product,
  weights: readonly Float32Array[],
  input: Float32Array,
  result: Float32Array,
  rows: number,
): void {
  const added = bias === null ? null : (weights[bias] as Float32Array);
  if (added) run.repeatRow(added.byteOffset, result.byteOffset, rows, units);
  else result.fill(0, 0, rows * units);
  const matrix = weights[kernel] as Float32Array;
  run.multiply(input.byteOffset, matrix.byteOffset, result.byteOffset, rows, inputs, units);
}

/** kernel: inputᵀ · slope; bias: the sum of the slope's rows; input: slope · kernelᵀ */
function productGradient(
  run: Kernels,
  { kernel, bias, inputs, units }: Product,
  weights: readonly Float32Array[],
  { gradients, transposed }: { gradients: readonly Float32Array[]; transposed: readonly Float32Array[] },
  input: Float32Array,
  slope: Float32Array,
  before: Float32Array | null,
  rows: number,
): void {
  const gradient = gradients[kernel] as Float32Array;
  gradient.fill(0);
  run.multiplyTransposed(input.byteOffset, slope.byteOffset, gradient.byteOffset, inputs, rows, units);
  if (bias !== null) run.sumRows(slope.byteOffset, (gradients[bias] as Float32Array).byteOffset, rows, units);
  if (!before) return;
  const turned = transposed[kernel] as Float32Array;
  run.transpose((weights[kernel] as Float32Array).byteOffset, turned.byteOffset, inputs, units);
  before.fill(0, 0, rows * inputs);
  run.multiply(slope.byteOffset, turned.byteOffset, before.byteOffset, rows, units, inputs);
}
