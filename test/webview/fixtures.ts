import type { PackedResult } from '../../src/lab/packed';
import type { ComparisonResult, EpochMetrics, Plan, WeightHistogram } from '../../src/lab/plan';
import { verdictOf } from '../../src/lab/statistics';
import type { ModelView } from '../../src/protocol/messages';
import { packedOf, shownOf } from '../../src/webview/shown';

const uri = 'file:///project/seed.py';
const dense = (name: string, units: number, inbound: string, activation: string) => ({
  className: 'Dense',
  name,
  config: {
    units,
    activation,
    use_bias: true,
    kernel_initializer: 'glorot_uniform',
    bias_initializer: 'zeros',
  },
  inbound: [inbound],
});
const l2 = (layer: string) => ({ layer, on: 'kernel', l1: 0, l2: 0.01 });

/** The plan of the seed's model. */
export const seedPlan: Plan = {
  version: 1,
  model: {
    name: 'model',
    inputShape: [20],
    outputShape: [10],
    layers: [
      dense('dense', 64, 'input', 'relu'),
      dense('dense_1', 32, 'dense', 'relu'),
      dense('dense_2', 10, 'dense_1', 'softmax'),
    ],
  },
  optimizer: { className: 'Adam', learningRate: 0.001, momentum: 0 },
  loss: { name: 'sparse_categorical_crossentropy', fromLogits: false },
  data: { name: 'teacher', trainSize: 200, validationSize: 100, testSize: 500, noise: 0.2 },
  arms: [
    { name: 'without', penalties: [] },
    { name: 'with', penalties: [l2('dense'), l2('dense_1')] },
  ],
  seeds: [1, 2, 3, 4, 5, 6, 7, 8],
  epochs: 30,
  batchSize: 32,
};

/** The seed's model as the analysis finds it. */
export const seedModel: ModelView = {
  name: 'model',
  file: 'seed.py',
  source: { uri, line: 7, column: 1 },
  rows: [
    {
      type: 'Dense(64)',
      outputShape: '(None, 64)',
      parameters: 1344,
      penalty: 'L2 0.01 on kernel',
      source: { uri, line: 8, column: 5 },
    },
    {
      type: 'Dense(32)',
      outputShape: '(None, 32)',
      parameters: 2080,
      penalty: 'L2 0.01 on kernel',
      source: { uri, line: 9, column: 5 },
    },
    {
      type: 'Dense(10)',
      outputShape: '(None, 10)',
      parameters: 330,
      penalty: '',
      source: { uri, line: 10, column: 5 },
    },
  ],
  optimizer: 'Adam',
  loss: 'SparseCategoricalCrossentropy(from_logits=True)',
  parameters: 3754,
  parametersExact: true,
  notes: [
    {
      en: 'The code does not say how many inputs the model takes; 20 are assumed.',
      zh: '代码没有说明模型的输入个数；这里假设为 20。',
    },
  ],
  penaltyWritten: true,
};

/** A number that looks random and is always the same. */
function wobble(...parts: number[]): number {
  const value =
    Math.sin(parts.reduce((sum, part, index) => sum + part * (12.9898 + index * 65.233), 0.5)) * 43758.5453;
  return value - Math.floor(value) - 0.5;
}

/** Metrics of one training; `effect` is what the penalty does to the loss on unseen data. */
function training(plan: Plan, arm: number, seed: number, effect: number): EpochMetrics[] {
  return Array.from({ length: plan.epochs + 1 }, (_, epoch) => {
    const learnt = 1 - Math.exp(-epoch / 6);
    const start = 2.3 + 0.1 * wobble(seed, 1);
    const memorized = arm === 0 ? 0.016 * epoch : 0.006 * epoch;
    const trainLoss = start - (arm === 0 ? 1.75 : 1.5) * learnt - memorized + 0.02 * wobble(seed, arm, epoch);
    const base = start - 1.25 * learnt + 0.012 * epoch + 0.05 * wobble(seed, 2);
    const unseen = base + (arm === 0 ? 0 : effect * learnt + 0.12 * wobble(seed, 3) * learnt);
    return {
      arm,
      seed,
      epoch,
      trainLoss: Math.max(0.02, trainLoss),
      validationLoss: unseen + 0.03 * wobble(seed, arm, epoch, 4),
      testLoss: unseen + 0.02 * wobble(seed, arm, epoch, 5),
      penalty: arm === 0 ? 0 : 0.8 - 0.3 * learnt,
      testScore: 0.1 + 0.55 * learnt - 0.2 * (unseen - base),
    };
  });
}

function histogram(arm: number, layer: string, width: number): WeightHistogram {
  const edges = Array.from({ length: 31 }, (_, index) => -0.6 + index * 0.04);
  const counts = edges
    .slice(0, -1)
    .map((low, bin) =>
      Math.round((90 * Math.exp(-(((low + 0.02) / width) ** 2)) * (1 + 0.3 * wobble(bin, arm))) / width / 6),
    );
  return {
    arm,
    layer,
    edges,
    counts,
    norm: 20 * width,
    shareNearZero: arm === 0 ? 0.006 : 0.31,
    nearZero: 0.001,
  };
}

/** A finished comparison of `plan` in which the penalty does `effect` to the test loss. */
export function resultWith(effect: number, plan: Plan = seedPlan): ComparisonResult {
  const metrics = plan.seeds.flatMap((_, seed) => [
    ...training(plan, 0, seed, effect),
    ...training(plan, 1, seed, effect),
  ]);
  const last = (arm: number, seed: number) =>
    metrics.find((cell) => cell.arm === arm && cell.seed === seed && cell.epoch === plan.epochs)?.testLoss ??
    NaN;
  return {
    plan,
    metrics,
    histograms: ['dense', 'dense_1'].flatMap((layer) => [
      histogram(0, layer, 0.22),
      histogram(1, layer, 0.11),
    ]),
    verdict: verdictOf(plan.seeds.map((_, seed) => last(1, seed) - last(0, seed))),
    finished: true,
    ended: 'all',
    engine: 'tfjs wasm',
    milliseconds: 4200,
  };
}

export const helps = resultWith(-0.24);
export const hurts = resultWith(0.3);
export const noDifference = resultWith(0.005);

/** The result after only the first `seeds` seeds. */
export function partOf(result: ComparisonResult, seeds: number): ComparisonResult {
  return {
    ...result,
    metrics: result.metrics.filter((cell) => cell.seed < seeds),
    verdict: verdictOf(result.verdict.differences.slice(0, seeds)),
    finished: false,
    ended: 'stopped',
  };
}

/**
 * Source of a worker that has the numbers of `result` for whatever it is asked to train.
 *
 * @param seeds it has those of so many seeds, and never comes to an end with others
 * @param dies it ends by itself with this error instead
 */
export function playedWorker(
  result: ComparisonResult,
  { seeds = result.plan.seeds.length, dies = null as string | null } = {},
): string {
  const { metrics, diverged = [], engine } = result;
  const arms = [...new Set(result.histograms.map(({ arm }) => arm))];
  const finals = arms.map((arm) => ({
    arm,
    weights: result.histograms
      .filter((histogram) => histogram.arm === arm)
      .map(({ layer, edges, counts }) => ({ layer, values: weightsIn(edges, counts) })),
    surface: result.surfaces?.find((surface) => surface.arm === arm) ?? null,
  }));
  const part = JSON.stringify({ metrics, diverged, finals, engine, seeds, dies });
  return `const { metrics, diverged, finals, engine, seeds, dies } = ${part};
    self.onmessage = ({ data }) => {
      if (data.type === 'take') self.postMessage({ type: 'ready', engine, together: 4 });
      if (data.type === 'leave') self.postMessage({ type: 'idle' });
      if (data.type !== 'train') return;
      const here = (one) =>
        one.seed < seeds && data.group.some(({ arm, seed }) => arm === one.arm && seed === one.seed);
      const reached = { metrics: metrics.filter(here), diverged: diverged.filter(here) };
      self.postMessage({ type: 'reached', ...reached });
      if (data.group.every(({ seed }) => seed < seeds))
        self.postMessage({ type: 'trained', finals: data.group.some(({ seed }) => seed === 0) ? finals : [] });
      else if (dies !== null) setTimeout(() => { throw new Error(dies); });
    };`;
}

/** Weights of which so many are in each bin. */
function weightsIn(edges: readonly number[], counts: readonly number[]): number[] {
  return counts.flatMap((count, bin) =>
    new Array<number>(count).fill(((edges[bin] as number) + (edges[bin + 1] as number)) / 2),
  );
}

/** A result as the page keeps it and hands it over. */
export function packedResult(result: ComparisonResult): PackedResult {
  return packedOf(shownOf(result));
}
