import type { Split, Samples } from '../data/samples';
import type { Cell } from '../crew/schedule';
import type { Final, Reached } from '../crew/trainer';
import type { Divergence, EpochMetrics, Plan, PlanArm, PlanLoss } from '../plan';
import { permutation, randomStream } from '../random';
import type { Task } from '../task';
import type { Engine, Examples } from './engine';
import { earlyStopping } from './early-stopping';
import { evaluate, type Evaluation } from './evaluation';
import type { Network } from './network';
import { surfaceOf } from './surface';
import { shownWeights } from '../histograms';

/** A plan with what trains it. */
export interface Prepared {
  readonly plan: Plan;
  /** As `withLogits` gives it. */
  readonly loss: PlanLoss;
  readonly network: Network;
  readonly task: Task;
  readonly engine: Engine;
}

/**
 * Trains some arms at some seeds side by side, epoch by epoch. Each starts from the weights of its seed and
 * sees the data, batches and dropout masks of its seed, whatever stands beside it.
 *
 * A training whose loss is no longer finite ends there and is named in `diverged`. One that stops early has
 * what its best weights reach in the epochs that it leaves out, and at the last one always.
 *
 * @param dataOf the data of a seed, by its index
 * @param heard called with each number once
 * @param breathe called between steps; throws to stop
 * @returns the arms that were trained on the first seed
 */
export async function trainGroup(
  { plan, loss, network, task, engine }: Prepared,
  group: readonly Cell[],
  dataOf: (seed: number) => Split,
  heard: (reached: Reached) => void,
  breathe: () => Promise<void>,
): Promise<readonly Final[]> {
  const seeds = new Map(
    [...new Set(group.map(({ seed }) => seed))].map((seed) => [
      seed,
      { data: dataOf(seed), order: randomStream(plan.seeds[seed] as number, 'batches') },
    ]),
  );
  const splits = group.map(({ seed }) => (seeds.get(seed) as { data: Split }).data);
  const longest = Math.max(...splits.map(({ train }) => train.count));
  const running = new Set(group.keys());
  const training = engine.start(group.map(({ arm, seed }) => ({ arm, seed: plan.seeds[seed] as number })));

  const finalOf = (arm: number, place: number): Final => {
    const { train } = splits[place] as Split;
    const surface = surfaceOf(training, place, network, task, loss, train);
    const weights = shownWeights(network, training.weights[place] as readonly Float32Array[]);
    return { arm, weights, surface: surface && { arm, ...surface } };
  };
  const stoppings = group.map(({ arm }) => {
    const { patience } = plan.arms[arm] as PlanArm;
    return patience === undefined ? null : earlyStopping(patience);
  });
  /** The entry; with it, at the end of a training that stops early, those of the epochs that it leaves out. */
  const stoppedEarly = (place: number, entry: EpochMetrics): readonly EpochMetrics[] => {
    const stopping = stoppings[place];
    const weights = training.weights[place] as readonly Float32Array[];
    const { epochs } = plan;
    if (!stopping || !(stopping.after(entry, weights) || entry.epoch === epochs)) return [entry];
    running.delete(place);
    const reached = stopping.restore(weights);
    const best = { ...reached, stopped: { after: entry.epoch, best: reached.epoch } };
    const rest = Array.from({ length: epochs - entry.epoch }, (_, index) => entry.epoch + 1 + index);
    return entry.epoch === epochs
      ? [{ ...best, epoch: epochs }]
      : [entry, ...rest.map((epoch) => ({ ...best, epoch }))];
  };

  const measure = async (epoch: number): Promise<void> => {
    const on = (part: (split: Split) => Samples) =>
      evaluate(
        training,
        task,
        loss,
        splits.map((split, place) => (running.has(place) ? part(split) : null)),
        breathe,
      );
    const trained = await on(({ train }) => train);
    const validated = await on(({ validation }) => validation);
    const tested = await on(({ test }) => test);
    const metrics: EpochMetrics[] = [];
    const diverged: Divergence[] = [];
    for (const place of [...running]) {
      const cell = group[place] as Cell;
      const reached = {
        trainLoss: (trained[place] as Evaluation).loss,
        validationLoss: (validated[place] as Evaluation).loss,
        testLoss: (tested[place] as Evaluation).loss,
        penalty: training.penalty(place) + (trained[place] as Evaluation).activityPenalty,
        testScore: (tested[place] as Evaluation).score,
      };
      if (Object.values(reached).every(Number.isFinite)) {
        const entry = { ...cell, epoch, ...reached };
        metrics.push(...(epoch === 0 ? [entry] : stoppedEarly(place, entry)));
      } else {
        diverged.push({ ...cell, epoch });
        running.delete(place);
      }
    }
    heard({ metrics, diverged });
  };

  try {
    await measure(0);
    for (let epoch = 1; epoch <= plan.epochs && running.size > 0; epoch++) {
      const shuffled = new Map(
        [...seeds].map(([seed, { data, order }]) => [seed, permutation(data.train.count, order)]),
      );
      for (let from = 0; from < longest; from += plan.batchSize) {
        const batches = new Map(
          [...shuffled].map(([seed, order]) => [seed, order.subarray(from, from + plan.batchSize)]),
        );
        training.step(
          group.map(({ seed }, place): Examples | null => {
            const examples = batches.get(seed) as Uint32Array;
            if (examples.length === 0 || !running.has(place)) return null;
            return { samples: (splits[place] as Split).train, examples };
          }),
        );
        await breathe();
      }
      await measure(epoch);
    }
    return group.flatMap(({ arm, seed }, place) => (seed === 0 ? [finalOf(arm, place)] : []));
  } finally {
    training.dispose();
  }
}
