import type { Localized } from '../../analysis/text/localized';
import { layerKinds } from '../architecture/index';
import { elementsIn, type Dimensions } from '../architecture/layer-kind';
import type { PlanData, PlanLayer } from '../plan';
import { weightsOf } from './penalties';
import type { ShapesByName } from './shapes';
import { filled } from './words';

/** How much is trained. */
export interface Size {
  readonly trainSize: number;
  readonly validationSize: number;
  readonly testSize: number;
  readonly epochs: number;
  readonly seeds: readonly number[];
}

export const batchSize = 32;
const arms = 2;

/** From the size a small model gets down to the least that still says something. */
const sizes: readonly Size[] = [
  { trainSize: 500, validationSize: 250, testSize: 1000, epochs: 40, seeds: firstSeeds(8) },
  { trainSize: 300, validationSize: 100, testSize: 500, epochs: 30, seeds: firstSeeds(8) },
  { trainSize: 200, validationSize: 64, testSize: 300, epochs: 20, seeds: firstSeeds(6) },
  { trainSize: 200, validationSize: 64, testSize: 200, epochs: 15, seeds: firstSeeds(5) },
  { trainSize: 128, validationSize: 32, testSize: 128, epochs: 10, seeds: firstSeeds(5) },
];

/** A first comparison should take at most about this long, in seconds. */
const budget = 60;

/**
 * The largest size whose comparison fits the budget; the smallest, and a warning, where none does. The
 * architecture is never touched.
 */
export function planSize(
  layers: readonly PlanLayer[],
  shapes: ShapesByName,
): { size: Size; notes: readonly Localized[] } {
  const cost = costOf(layers, shapes);
  const size = sizes.find((candidate) => seconds(candidate, cost) <= budget) ?? (sizes.at(-1) as Size);
  if (size === sizes[0]) return { size, notes: [] };
  const values = {
    train: size.trainSize,
    epochs: size.epochs,
    seeds: size.seeds.length,
    minutes: Math.ceil(seconds(size, cost) / 60),
  };
  const smaller = filled(
    {
      en: 'The model is large: {train} training examples, {epochs} epochs and {seeds} seeds, so that the first answer comes soon.',
      zh: '模型较大：使用 {train} 个训练样本、{epochs} 个 epoch 和 {seeds} 个种子，以便尽快得到第一个答案。',
    },
    values,
  );
  if (seconds(size, cost) <= budget) return { size, notes: [smaller] };
  const slow = filled(
    {
      en: 'Even so it may take about {minutes} min on this machine; what is reached by Stop counts.',
      zh: '即使如此，在本机上也可能需要约 {minutes} 分钟；点击停止时已有的结果仍然有效。',
    },
    values,
  );
  return { size, notes: [smaller, slow] };
}

/** How many examples a seed takes. */
export function sizesNote({ trainSize, validationSize, testSize }: PlanData): Localized {
  return filled(
    {
      en: '{train} training, {validation} validation and {test} test examples a seed.',
      zh: '每个种子有 {train} 个训练样本、{validation} 个验证样本和 {test} 个测试样本。',
    },
    { train: trainSize, validation: validationSize, test: testSize },
  );
}

/** Seconds per training step and per evaluated example. */
interface Cost {
  readonly step: number;
  readonly example: number;
}

/**
 * Rough seconds, from measurements of this engine (wasm, one core of an AMD EPYC): what a layer, a weight, a
 * step of a recurrent layer and a multiply-add take. Only good enough to choose a size.
 */
const secondsPer = { layer: 2.5e-4, weight: 1.5e-8, sequentialStep: 7e-4, multiplyAdd: 2e-10 };

function costOf(layers: readonly PlanLayer[], shapes: ShapesByName): Cost {
  let fixed = 0;
  let multiplyAdds = 0;
  for (const layer of layers) {
    const kind = layerKinds[layer.className];
    const inputs = layer.inbound.map((name) => shapes.get(name) as Dimensions);
    const weights = weightsOf(layer, shapes).reduce((sum, { shape }) => sum + elementsIn(shape), 0);
    const steps = kind?.sequentialSteps?.(inputs) ?? 0;
    fixed += secondsPer.layer + weights * secondsPer.weight + steps * secondsPer.sequentialStep;
    multiplyAdds += weights * (kind?.kernelUses?.(inputs, layer.config) ?? 1);
  }
  const forward = multiplyAdds * secondsPer.multiplyAdd;
  // Backward takes about twice the forward pass.
  return { step: fixed + 3 * batchSize * forward, example: forward + fixed / 250 };
}

function seconds({ trainSize, validationSize, testSize, epochs, seeds }: Size, cost: Cost): number {
  const steps = Math.ceil(trainSize / batchSize);
  const epoch = steps * cost.step + (trainSize + validationSize + testSize) * cost.example;
  return arms * seeds.length * epochs * epoch;
}

function firstSeeds(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}
