import type { Plan, PlanArm } from '../../plan';
import type { Task } from '../../task';
import type { Engine, Variant } from '../engine';
import { penalizesActivity } from '../activity';
import { armNetworks } from '../arm-networks';
import { clipping } from '../clipping';
import { chunkSize } from '../evaluation';
import { inTurn, type VariantTraining } from '../in-turn';
import { initialWeights, layerStreams, type Network } from '../network';
import { orthogonalGradient } from '../orthogonal';
import { bindPenalties, penaltyValue } from '../penalty';
import { pickInputs, pickTargets } from '../picked';
import { proximalStep } from '../proximal';
import { optimizerOf } from '../weight-step';
import { batchPass, passMemory, type BatchPass } from './batch-pass';
import { kernelInstance, type Kernels } from './kernel-instance';
import { plainLoss, type LossBatch } from './losses';
import { operationsOf } from './operations';
import { denseStep } from './steps';

/**
 * Plain dense networks by WebAssembly kernels of our own: the same numbers as TensorFlow.js, without its graph
 * of a hundred small operations a step. Null for anything else, and where the kernels do not run.
 */
export function denseEngine(plan: Plan, network: Network, task: Task): Engine | null {
  const networks = armNetworks(plan, network);
  const distinct = [...new Set(networks)];
  const operations = distinct.flatMap((one) => [operationsOf(one)].filter((found) => found !== null));
  const loss = plainLoss(plan.loss);
  if (operations.length < distinct.length || !loss || plan.arms.some(penalizesActivity)) return null;
  const inputLength = product(network.inputShape);
  const rows = Math.max(plan.batchSize, chunkSize);
  const lengths = network.slots.map(({ shape }) => product(shape));
  const passNeeds = operations.map((one) => passMemory(one, inputLength, rows, lengths));
  const weightFloats = sum(lengths);

  /** Memory for so many variants, or null where the kernels do not run. */
  const memoryFor = (variants: number) => {
    // Weights, and at most two moments, of every variant.
    const instance = kernelInstance(
      sum(passNeeds.map(({ floats }) => floats)) + 3 * variants * weightFloats,
      sum(passNeeds.map(({ pieces }) => pieces)) + 3 * variants * lengths.length,
    );
    if (!instance) return null;
    const passes = operations.map((one) => batchPass(instance, one, inputLength, rows, lengths));
    const places = Array.from({ length: variants }, () => ({
      weights: lengths.map((length) => instance.allocate(length)),
      moments: lengths.map((length) => [instance.allocate(length), instance.allocate(length)] as const),
    }));
    return { run: instance.run, passes, places };
  };
  const first = memoryFor(plan.arms.length);
  if (!first) return null;
  let memory = first;
  const trained = network.slots.filter(({ trainable }) => trainable);
  const targets = new Float32Array(rows * task.positions * task.width);

  const lossBatch = (pass: BatchPass, run: Kernels, examples: number): LossBatch => ({
    outputs: pass.outputs,
    targets,
    width: task.width,
    count: examples * task.positions * task.width,
    into: pass.slopes,
    run,
  });

  const startVariant = ({ arm, seed }: Variant, place: number): VariantTraining => {
    const { run, passes, places } = memory;
    const own = networks[arm] as Network;
    const pass = passes[distinct.indexOf(own)] as (typeof passes)[number];
    const { weights, moments } = places[place] as (typeof places)[number];
    initialWeights(network, seed).forEach((values, slot) => weights[slot]?.set(values));
    moments.flat().forEach((values) => values.fill(0));
    const addresses = weights.map(({ byteOffset }) => byteOffset);
    const streams = layerStreams(own, seed);
    const planArm = plan.arms[arm] as PlanArm;
    const optimizer = optimizerOf(plan, planArm);
    const bound = bindPenalties(planArm, network.slots);
    const clip = clipping(optimizer);
    const shrink = proximalStep(planArm, optimizer, bound);
    const gradients = trained.map(({ index }) => pass.gradients[index] as Float32Array);
    const steps = trained.map(({ index, shape }, position) =>
      denseStep(
        optimizer,
        run,
        shape,
        weights[index] as Float32Array,
        gradients[position] as Float32Array,
        moments[index] as readonly [Float32Array, Float32Array],
      ),
    );
    return {
      weights,
      step: (batch) => {
        const count = batch.examples.length;
        pickInputs(batch, pass.inputs);
        pickTargets(batch, task, targets);
        pass.forward(addresses, count, streams);
        loss.slopes(lossBatch(pass, run, count));
        pass.backward(addresses, count);
        // All penalties are taken at the weights before the step, as one gradient of the whole loss.
        for (const { slot, l1InGradient, l2, orthogonal } of bound) {
          const weight = weights[slot] as Float32Array;
          const gradient = pass.gradients[slot] as Float32Array;
          run.penalize(weight.byteOffset, gradient.byteOffset, weight.length, l1InGradient, l2);
          if (orthogonal) orthogonalGradient(orthogonal, weight, gradient);
        }
        clip?.(gradients);
        for (const step of steps) step();
        shrink?.(weights);
      },
      penalty: () => penaltyValue(bound, weights),
      predict: (batch) => {
        const count = batch.examples.length;
        pickInputs(batch, pass.inputs);
        pickTargets(batch, task, targets);
        pass.forward(addresses, count, null);
        const given = lossBatch(pass, run, count);
        return {
          outputs: pass.outputs.slice(0, given.count),
          targets: targets.slice(0, given.count),
          loss: loss.value(given),
          activityPenalty: 0,
        };
      },
    };
  };
  return {
    name: 'RegLens (WebAssembly SIMD)',
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

function product(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total * one, 1);
}
