import { drawData } from '../data/index';
import type { OwnData } from '../data/own/own-data';
import type { Split } from '../data/samples';
import type { Divergence, EpochMetrics, Plan } from '../plan';
import { taskOf } from '../task';
import type { Terms, Trainer } from '../crew/trainer';
import type { Engine, MakeEngine } from './engine';
import { trainGroup, type Prepared } from './group';
import { withLogits } from './logits';
import { buildNetwork } from './network';

/** Training goes on at most this long, in milliseconds, before events are handled. */
const longestBusy = 30;

/** Ends a training from within; never leaves a trainer that is left alone. */
class Left extends Error {}

/**
 * Trains in this thread.
 *
 * @param engines the first one that takes the plan trains it; the last one takes every plan
 * @param pause resolves after waiting events, such as being told to leave, have been handled
 */
export function localTrainer(engines: readonly MakeEngine[], pause: () => Promise<void>): Trainer {
  let job: Job | null = null;
  let atWork = 0;
  let ended = false;
  /** Kept over groups: many that are each trained in less would never let an event in. */
  let lastPause = Date.now();

  const working = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    atWork += 1;
    try {
      return await work();
    } finally {
      atWork -= 1;
    }
  };

  return {
    take: (plan, ownData) =>
      working(async (): Promise<Terms> => {
        const own: Job = { plan, ownData, splits: new Map(), prepared: null };
        job = own;
        const engine = await prepare(engines, own);
        return { engine: engine.name, together: engine.together };
      }),
    train: (group, heard) =>
      working(async () => {
        const own = job;
        if (!own?.prepared) throw new Left('No plan has been taken.');
        let metrics: EpochMetrics[] = [];
        let diverged: Divergence[] = [];
        const report = (): void => {
          if (metrics.length + diverged.length > 0) heard({ metrics, diverged });
          [metrics, diverged] = [[], []];
        };
        const breathe = async (): Promise<void> => {
          if (Date.now() - lastPause < longestBusy) return;
          report();
          await pause();
          lastPause = Date.now();
          if (job !== own) throw new Left('The plan was given up.');
        };
        const seeds = new Set(group.map(({ seed }) => seed));
        for (const seed of own.splits.keys()) if (!seeds.has(seed)) own.splits.delete(seed);
        const finals = await trainGroup(
          own.prepared,
          group,
          (seed) => splitOf(own, seed),
          (reached) => {
            metrics.push(...reached.metrics);
            diverged.push(...reached.diverged);
          },
          breathe,
        );
        report();
        return finals;
      }),
    leave: () => {
      job = null;
    },
    state: () => (ended ? 'ended' : job || atWork > 0 ? 'busy' : 'idle'),
    end: () => {
      job = null;
      ended = true;
    },
  };
}

/** A plan under way. */
interface Job {
  readonly plan: Plan;
  readonly ownData: OwnData | null;
  /** The data of the seeds of the last group, by index. */
  readonly splits: Map<number, Split>;
  prepared: Prepared | null;
}

async function prepare(engines: readonly MakeEngine[], job: Job): Promise<Engine> {
  const { plan } = job;
  const bare = withLogits(plan);
  const network = buildNetwork(bare.model);
  const task = taskOf(plan.model, plan.loss);
  for (const make of engines) {
    const engine = await make(bare, network, task);
    if (!engine) continue;
    job.prepared = { plan, loss: bare.loss, network, task, engine };
    return engine;
  }
  throw new Error('No engine takes this plan.');
}

function splitOf({ plan, ownData, splits }: Job, seed: number): Split {
  const known = splits.get(seed);
  if (known) return known;
  const drawn = drawData(plan, plan.seeds[seed] as number, ownData);
  splits.set(seed, drawn);
  return drawn;
}
