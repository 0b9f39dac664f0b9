import type { FittedFact } from '../../analysis/facts/facts';
import type { Localized } from '../../analysis/text/localized';
import { layerKinds } from '../architecture/index';
import { elementsIn, type Dimensions } from '../architecture/layer-kind';
import type { Plan, PlanData, PlanLayer } from '../plan';
import { weightsOf } from './penalties';
import { inferShapes, type ShapesByName } from './shapes';
import { filled } from './words';

/** How much is trained. */
export interface Size {
  readonly trainSize: number;
  readonly validationSize: number;
  readonly testSize: number;
  readonly epochs: number;
  readonly batchSize: number;
  readonly seeds: readonly number[];
}

/** Keras' own, where the code gives none. */
const usualBatchSize = 32;
const arms = 2;

/** From the size a small model gets down to the least that still says something. */
const sizes: readonly Omit<Size, 'batchSize'>[] = [
  { trainSize: 500, validationSize: 250, testSize: 1000, epochs: 40, seeds: firstSeeds(8) },
  { trainSize: 300, validationSize: 100, testSize: 500, epochs: 30, seeds: firstSeeds(8) },
  { trainSize: 200, validationSize: 64, testSize: 300, epochs: 20, seeds: firstSeeds(6) },
  { trainSize: 200, validationSize: 64, testSize: 200, epochs: 15, seeds: firstSeeds(5) },
  { trainSize: 128, validationSize: 32, testSize: 128, epochs: 10, seeds: firstSeeds(5) },
];

/** A first comparison should take at most about this long, in seconds. */
export const budget = 60;

/** Fewer epochs of so few examples would leave a model as it begins. */
const leastEpochs = 10;

/**
 * The largest size whose comparison fits the budget; the smallest, and a warning, where none does. The
 * architecture is never touched. Batch size and epochs are those of the code where they can be.
 */
export function planSize(
  layers: readonly PlanLayer[],
  shapes: ShapesByName,
  fitted: FittedFact | null,
): { size: Size; notes: readonly Localized[] } {
  const batchSize = fitted?.batchSize ?? usualBatchSize;
  const candidates = sizes.map((size) => ({ ...size, batchSize: Math.min(batchSize, size.trainSize) }));
  const fits = (size: Size): boolean => seconds(size, costOf(layers, shapes, size.batchSize)) <= budget;
  const epochs = fitted?.epochs ?? null;
  // As many epochs as in the code, if the first size that trains about as long as usual has time for them.
  const asWritten = candidates.map((size) => (epochs === null ? size : { ...size, epochs }));
  const usual = candidates.findIndex(fits);
  const place = usual < 0 ? candidates.length - 1 : usual;
  const written = asWritten[place] as Size;
  const takesEpochs = epochs !== null && epochs >= leastEpochs && fits(written);
  const size = takesEpochs ? written : (candidates[place] as Size);
  return {
    size,
    notes: [
      ...(place === 0 ? [] : [smallerNote(size)]),
      ...(usual < 0 ? [slowNote(seconds(size, costOf(layers, shapes, size.batchSize)))] : []),
      ...writtenNotes(fitted, size),
    ],
  };
}

function smallerNote({ trainSize, epochs, seeds }: Size): Localized {
  return filled(
    {
      en: 'The model is large: {train} training examples, {epochs} epochs and {seeds} seeds, so that the first answer comes soon.',
      zh: '模型较大：使用 {train} 个训练样本、{epochs} 个 epoch 和 {seeds} 个种子，以便尽快得到第一个答案。',
    },
    { train: trainSize, epochs, seeds: seeds.length },
  );
}

function slowNote(took: number): Localized {
  return filled(
    {
      en: 'Even so it may take about {minutes} min on this machine; what is reached by Stop counts.',
      zh: '即使如此，在本机上也可能需要约 {minutes} 分钟；点击停止时已有的结果仍然有效。',
    },
    { minutes: Math.ceil(took / 60) },
  );
}

/** What became of the batch size and epochs in the code. */
function writtenNotes(fitted: FittedFact | null, { batchSize, epochs }: Size): readonly Localized[] {
  const notes: Localized[] = [];
  const written = { batches: fitted?.batchSize ?? batchSize, epochs: fitted?.epochs ?? epochs };
  if (written.batches !== batchSize) {
    const text = {
      en: 'The code trains in batches of {written}; with so few examples they are {used}.',
      zh: '代码中的批大小是 {written}；样本很少，这里使用 {used}。',
    };
    notes.push(filled(text, { written: written.batches, used: batchSize }));
  }
  if (written.epochs !== epochs) {
    const text = {
      en: 'The code trains {written} epochs; the comparison begins with {used}.',
      zh: '代码训练 {written} 个 epoch；比较先使用 {used} 个。',
    };
    notes.push(filled(text, { written: written.epochs, used: epochs }));
  }
  if (notes.length === 0 && fitted !== null && (fitted.batchSize !== null || fitted.epochs !== null)) {
    const text = {
      en: 'Batches of {batches} and {epochs} epochs, as in the code.',
      zh: '批大小 {batches}、{epochs} 个 epoch，与代码一致。',
    };
    if (fitted.batchSize !== null && fitted.epochs !== null)
      notes.push(filled(text, { batches: batchSize, epochs }));
  }
  return notes;
}

/** Rough seconds that a plan takes on one core. */
export function planSeconds({ model, data, epochs, batchSize, seeds }: Plan): number {
  const shapes = inferShapes(model.layers, model.inputShape);
  return seconds({ ...data, epochs, batchSize, seeds }, costOf(model.layers, shapes, batchSize));
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

/** What a layer, a weight, a step of a recurrent layer and a multiply-add take, in seconds. */
interface SecondsPer {
  readonly layer: number;
  readonly weight: number;
  readonly sequentialStep: number;
  readonly multiplyAdd: number;
}

/** Rough, from processor times of both engines on one core of an AMD EPYC; only good enough to choose a size. */
const secondsPer: Readonly<Record<'tensorflow' | 'dense', SecondsPer>> = {
  tensorflow: { layer: 3e-4, weight: 1e-8, sequentialStep: 3.5e-4, multiplyAdd: 1.4e-10 },
  dense: { layer: 1e-5, weight: 3e-9, sequentialStep: 0, multiplyAdd: 1e-10 },
};

/** Layers of plain dense networks, which have an engine of their own. */
const plain: readonly string[] = [
  'Activation',
  'Dense',
  'Dropout',
  'ELU',
  'Flatten',
  'LeakyReLU',
  'ReLU',
  'Rescaling',
  'Reshape',
];

function engineFor(layers: readonly PlanLayer[]): keyof typeof secondsPer {
  const chain = layers.every(
    ({ className, inbound, shares }, index) =>
      plain.includes(className) &&
      shares === undefined &&
      inbound.join() === (layers[index - 1]?.name ?? 'input'),
  );
  return chain ? 'dense' : 'tensorflow';
}

function costOf(layers: readonly PlanLayer[], shapes: ShapesByName, batchSize: number): Cost {
  const per = secondsPer[engineFor(layers)];
  let fixed = 0;
  let multiplyAdds = 0;
  for (const layer of layers) {
    const kind = layerKinds[layer.className];
    const inputs = layer.inbound.map((name) => shapes.get(name) as Dimensions);
    const weights = weightsOf(layer, shapes).reduce((sum, { shape }) => sum + elementsIn(shape), 0);
    const steps = kind?.sequentialSteps?.(inputs, layer.config) ?? 0;
    fixed += per.layer + weights * per.weight + steps * per.sequentialStep;
    multiplyAdds += weights * (kind?.kernelUses?.(inputs, layer.config) ?? 1);
  }
  const forward = multiplyAdds * per.multiplyAdd;
  // Backward takes about twice the forward pass.
  return { step: fixed + 3 * batchSize * forward, example: forward + fixed / 250 };
}

function seconds(
  { trainSize, validationSize, testSize, epochs, batchSize, seeds }: Size,
  cost: Cost,
): number {
  const steps = Math.ceil(trainSize / batchSize);
  const epoch = steps * cost.step + (trainSize + validationSize + testSize) * cost.example;
  return arms * seeds.length * epochs * epoch;
}

function firstSeeds(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}
