import type { Crew } from './crew/crew';
import type { Later } from './crew/line';
import { scheduleOf, type Cell } from './crew/schedule';
import { tallyOf } from './crew/tally';
import { TrainerDied, type Final, type Reached, type Terms, type Trainer } from './crew/trainer';
import type { OwnData } from './data/own/own-data';
import { weightHistograms } from './histograms';
import { pairedDifferences } from './paired';
import type { ComparisonResult, EpochMetrics, Plan } from './plan';
import { overlapOf, verdictOf } from './statistics';
import { sweepOf } from './sweep';

/** Called about thirty times a second while training. @param done arm-epochs finished, of `total` */
export type OnProgress = (metrics: readonly EpochMetrics[], done: number, total: number) => void;

/** An AbortSignal fits. */
export interface StopSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** What a comparison needs from the place it runs in. */
export interface TrainingHost {
  readonly crew: Crew;
  /** What the file of the plan holds, where it names one. */
  readonly ownData?: OwnData;
  readonly later: Later;
}

/** Another trainer joins when all that is left would take longer than this, in milliseconds. */
const worthAnother = 300;
/** So long, in milliseconds, has to be trained before that is guessed; it is guessed again as often. */
const enoughToGuess = 50;
/** What timers can hold, in milliseconds: 24 days. */
const longestTimer = 2 ** 31 - 1;

/**
 * Trains every arm of a plan on every seed, by as many trainers of the crew as there is work for, in the order
 * of `scheduleOf`. For each seed every arm starts from the same weights and sees the same data, batches and
 * dropout masks, so who trains what changes no number.
 *
 * It ends when all is trained, at a stop, when the plan's time budget is spent, or when it fails; it answers
 * at once, and the result holds what was reached. A training whose loss is no longer finite ends there and is
 * named in `diverged`. The group of a trainer that dies goes to another one, once.
 *
 * @throws Error when it fails before anything is reached, as when the plan names something no engine knows
 */
export async function train(
  plan: Plan,
  onProgress: OnProgress,
  signal: StopSignal,
  host: TrainingHost,
): Promise<ComparisonResult> {
  const started = Date.now();
  const schedule = scheduleOf(plan);
  const tally = tallyOf(plan);
  const total = plan.arms.length * plan.seeds.length * plan.epochs;
  const finals = new Map<number, Final>();
  const team = new Set<Trainer>();
  /** Groups whose trainer has died, waiting for another one. */
  const orphans: (readonly Cell[])[] = [];
  const orphaned = new Set<readonly Cell[]>();
  let engine = '';
  /** When the first trainer was ready. */
  let begun = 0;
  /** Trainers that are getting ready. */
  let starting = 0;
  let failedStarts = 0;

  const ending = await new Promise<Ending>((resolve) => {
    let over = false;
    const end = (how: Ending): void => {
      if (over) return;
      over = true;
      cancelBudget();
      cancelGrowth();
      signal.removeEventListener('abort', stopped);
      for (const trainer of team) trainer.leave();
      resolve(how);
    };
    const stopped = (): void => end({ ended: 'stopped' });
    const cancelBudget =
      plan.budgetSeconds === undefined
        ? () => undefined
        : host.later(Math.min(plan.budgetSeconds * 1000, longestTimer), () => end({ ended: 'budget' }));

    const hear = (reached: Reached): void => {
      if (over) return;
      onProgress(tally.enter(reached), tally.done(), total);
    };

    const isWorthAnother = (): boolean => {
      // A pair of trainings, at least, for each that is on its way.
      if (schedule.waiting() <= 2 * starting || team.size >= host.crew.most - failedStarts) return false;
      const passed = Date.now() - begun;
      const left = (passed / tally.done()) * (total - tally.done());
      return passed >= enoughToGuess && left / team.size > worthAnother;
    };
    /** Time and again, as a slow model may not be heard of for long. */
    const growTeam = (): void => {
      if (begun > 0) while (isWorthAnother()) join();
      cancelGrowth = host.later(enoughToGuess, growTeam);
    };
    let cancelGrowth = (): void => undefined;

    const join = (): void => {
      const trainer = host.crew.hire();
      team.add(trainer);
      const leave = (): void => {
        team.delete(trainer);
        trainer.leave();
      };
      work(trainer).then(
        () => {
          leave();
          if (over || team.size > 0) return;
          if (orphans.length + schedule.waiting() > 0) join();
          else end({ ended: 'all' });
        },
        (error: unknown) => {
          leave();
          end({ ended: 'failed', failure: error instanceof Error ? error.message : String(error) });
        },
      );
    };

    const work = async (trainer: Trainer): Promise<void> => {
      const terms = await termsOf(trainer);
      if (terms) {
        engine = terms.engine;
        begun ||= Date.now();
      }
      while (terms && !over) {
        const group = orphans.shift() ?? schedule.take(terms.together, team.size);
        if (!group) return;
        try {
          for (const final of await trainer.train(group, hear)) finals.set(final.arm, final);
        } catch (error) {
          if (!(error instanceof TrainerDied) || orphaned.has(group)) throw error;
          orphaned.add(group);
          orphans.push(group);
          return join();
        }
      }
    };

    /** Null when the trainer cannot start and somebody else can do its work. */
    const termsOf = async (trainer: Trainer): Promise<Terms | null> => {
      starting += 1;
      try {
        return await trainer.take(plan, host.ownData ?? null);
      } catch (error) {
        failedStarts += 1;
        if (team.size > 1 || (error instanceof TrainerDied && failedStarts === 1)) return null;
        throw error;
      } finally {
        starting -= 1;
      }
    };

    signal.addEventListener('abort', stopped);
    if (signal.aborted) stopped();
    else {
      join();
      growTeam();
    }
  });

  const metrics = tally.metrics();
  if (ending.ended === 'failed' && metrics.length === 0) throw new Error(ending.failure);
  const diverged = tally.diverged();
  const shown = [...finals.values()].sort((one, other) => one.arm - other.arm);
  const surfaces = shown.flatMap(({ surface }) => surface ?? []);
  const last = metrics.filter(({ epoch }) => epoch === plan.epochs);
  const sweep = sweepOf(plan, last, diverged);
  const chosen = sweep && sweep.chosen !== null ? sweep.points[sweep.chosen] : undefined;
  return {
    plan,
    metrics,
    histograms: weightHistograms(shown),
    ...(surfaces.length > 0 && { surfaces }),
    verdict: chosen?.reached?.difference ?? verdictOf(pairedDifferences(plan, last, 1), overlapOf(plan)),
    ...(sweep && { sweep }),
    diverged,
    finished: ending.ended === 'all',
    ...ending,
    engine,
    milliseconds: Date.now() - started,
  };
}

type Ending = Pick<ComparisonResult, 'ended' | 'failure'>;
