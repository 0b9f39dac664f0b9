import { drawData } from '../data/index';
import type { OwnData } from '../data/own/own-data';
import type { Samples } from '../data/samples';
import type { ComparisonResult, Divergence, EpochMetrics, Plan, WeightHistogram } from '../plan';
import { permutation, randomStream } from '../random';
import { overlapOf, verdictOf } from '../statistics';
import { taskOf } from '../task';
import type { Engine, MakeEngine } from './engine';
import { evaluate, type Evaluation } from './evaluation';
import { weightHistograms } from './histograms';
import { withLogits } from './logits';
import { buildNetwork } from './network';

/** Called about thirty times a second while training. @param done arm-epochs finished, of `total` */
export type OnProgress = (metrics: readonly EpochMetrics[], done: number, total: number) => void;

/** An AbortSignal fits. */
export interface StopSignal {
  readonly aborted: boolean;
}

/** What the engine needs from the place it runs in. */
export interface TrainingHost {
  /** The first one that takes the plan trains it; the last one takes every plan. */
  readonly engines: readonly MakeEngine[];
  /** What the file of the plan holds, where it names one. */
  readonly ownData?: OwnData;
  /** Resolves after waiting events, such as a stop, have been handled. */
  pause(): Promise<void>;
}

/** Training goes on at most this long, in milliseconds, before events are handled. */
const longestBusy = 30;

/** Ends a training from within; never leaves this file. */
class Stopped extends Error {}

/**
 * Trains every arm of a plan on every seed: seed by seed, the arms side by side epoch by epoch, so that the
 * first curves of all arms come first. For each seed every arm starts from the same weights and sees the
 * same data, batches and dropout masks.
 *
 * A training whose loss is no longer finite ends there and is named in `diverged`. After a stop the result
 * holds what was reached; the verdict counts the seeds that the first two arms both finished.
 *
 * @throws Error when the plan names something the engine does not know
 */
export async function train(
  plan: Plan,
  onProgress: OnProgress,
  signal: StopSignal,
  host: TrainingHost,
): Promise<ComparisonResult> {
  const started = Date.now();
  const bare = withLogits(plan);
  const network = buildNetwork(bare.model);
  const task = taskOf(plan.model, plan.loss);
  const engine = await engineFor(host.engines, bare, network, task);
  const total = plan.arms.length * plan.seeds.length * plan.epochs;
  const metrics: EpochMetrics[] = [];
  const diverged: Divergence[] = [];
  let histograms: readonly WeightHistogram[] = [];
  let reported = 0;
  let done = 0;

  const report = (): void => {
    if (reported === metrics.length) return;
    onProgress(metrics.slice(reported), done, total);
    reported = metrics.length;
  };
  let lastPause = Date.now();
  const breathe = async (): Promise<void> => {
    if (Date.now() - lastPause < longestBusy) return;
    report();
    await host.pause();
    lastPause = Date.now();
    if (signal.aborted) throw new Stopped();
  };

  const trainSeed = async (seedIndex: number): Promise<void> => {
    const seed = plan.seeds[seedIndex] as number;
    const data = drawData(plan, seed, host.ownData ?? null);
    const training = engine.start(plan.arms.map((_, arm) => ({ arm, seed })));
    const running = new Set(plan.arms.keys());
    const eachRunning = <Value>(value: Value): readonly (Value | null)[] =>
      plan.arms.map((_, arm) => (running.has(arm) ? value : null));

    const measure = async (epoch: number): Promise<void> => {
      const on = async (samples: Samples) =>
        evaluate(training, task, bare.loss, eachRunning(samples), breathe);
      const [trained, validated, tested] = [
        await on(data.train),
        await on(data.validation),
        await on(data.test),
      ];
      for (const arm of [...running]) {
        const reached = {
          trainLoss: (trained[arm] as Evaluation).loss,
          validationLoss: (validated[arm] as Evaluation).loss,
          testLoss: (tested[arm] as Evaluation).loss,
          penalty: training.penalty(arm),
          testScore: (tested[arm] as Evaluation).score,
        };
        if (Object.values(reached).every(Number.isFinite)) {
          metrics.push({ arm, seed: seedIndex, epoch, ...reached });
        } else {
          diverged.push({ arm, seed: seedIndex, epoch });
          running.delete(arm);
        }
      }
    };

    try {
      await measure(0);
      const order = randomStream(seed, 'batches');
      for (let epoch = 1; epoch <= plan.epochs; epoch++) {
        const examples = permutation(data.train.count, order);
        for (let from = 0; from < examples.length && running.size > 0; from += plan.batchSize) {
          const batch = { samples: data.train, examples: examples.subarray(from, from + plan.batchSize) };
          training.step(eachRunning(batch));
          await breathe();
        }
        await measure(epoch);
        done += plan.arms.length;
      }
      if (seedIndex === 0) histograms = weightHistograms(network, training.weights);
    } finally {
      training.dispose();
    }
  };

  let finished = true;
  try {
    for (const seedIndex of plan.seeds.keys()) {
      if (signal.aborted) throw new Stopped();
      await trainSeed(seedIndex);
    }
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    finished = false;
  }
  report();
  return {
    plan,
    metrics,
    histograms,
    verdict: verdictOf(pairedDifferences(plan, metrics), overlapOf(plan)),
    diverged,
    finished,
    engine: engine.name,
    milliseconds: Date.now() - started,
  };
}

async function engineFor(engines: readonly MakeEngine[], ...given: Parameters<MakeEngine>): Promise<Engine> {
  for (const make of engines) {
    const engine = await make(...given);
    if (engine) return engine;
  }
  throw new Error('No engine takes this plan.');
}

/** Test loss of the second arm minus that of the first after the last epoch, for seeds that both finished. */
function pairedDifferences(plan: Plan, metrics: readonly EpochMetrics[]): readonly number[] {
  const last = metrics.filter(({ epoch }) => epoch === plan.epochs);
  return plan.seeds.flatMap((_, seed) => {
    const [without, withPenalty] = [0, 1].map((arm) =>
      last.find((entry) => entry.arm === arm && entry.seed === seed),
    );
    return without && withPenalty ? [withPenalty.testLoss - without.testLoss] : [];
  });
}
