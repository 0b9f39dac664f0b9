import type { PackedResult } from '../lab/packed';
import type { ComparisonResult, EpochMetrics, Plan } from '../lab/plan';
import { message } from '../analysis/text/localized';
import { ownDataName } from '../lab/data/own/own-data';
import type { PlanSettings } from '../lab/plan-settings';
import { roundedMetrics } from '../lab/rounded';
import { overlapOf } from '../lab/statistics';
import { verdictText } from '../lab/verdict-text';
import type { ToExtension } from '../protocol/messages';
import { afterFrame } from './after-frame';
import { createGrid, enter, entered, type Grid } from './grid';
import { lastThatFit, withRun } from './history';
import { texts } from './messages';
import { duration, percent } from './numbers';
import { dataOf } from './own-file';
import { createRunner, type Engine, type Runner } from './run';
import { samePlan } from './settings';
import { divergedSeeds, packedOf, shownOf, soFar } from './shown';
import { chosenPlan, hasData, withNotice, withoutNotices, type PageState, type Training } from './state';
import type { Store } from './store';

/** How often, at most, a run's results so far are kept and handed to the extension: in milliseconds, and as a multiple of the time it takes. */
const [keepLeast, keepShare] = [2000, 100];

/** The trainings of the page, one comparison at a time: each begins with *Run* and ends in the history. */
export interface Trainings {
  /** Hands over what trains; a comparison that waits for it begins. */
  equip(engine: Engine): void;
  /** Starts a comparison, of what is set where no plan is given; nothing happens while there is one. */
  start(plan?: Plan): void;
  /** Trains the plan that waits, once the engine and its data are there. */
  begin(): void;
  /** Has the one under way end with what there is so far. */
  stop(): void;
  /** Ends the one under way at once, and keeps what there is so far. */
  abandon(): void;
  /** Ends one that waits or was abandoned, in a state that takes the place of the present one. */
  settle(next: PageState): void;
}

/** @param askForData has the data of a plan read where they are not there */
export function createTrainings(store: Store, askForData: () => void): Trainings {
  let runner: Runner | null = null;
  let live: Grid | null = null;
  /** What was set for it. */
  let liveSettings: PlanSettings | null = null;
  /** Keeping and handing over, which no frame needs. */
  const afterwards = afterFrame();
  let keptAt = 0;
  let keepEvery = keepLeast;

  function equip(engine: Engine): void {
    runner = createRunner(engine, {
      progressed: progress,
      finished: finish,
      failed: fail,
      silent: (milliseconds) =>
        store.notify({
          key: 'silent',
          severity: 'warning',
          text: message(texts.silent, { elapsed: duration(milliseconds) }),
          retry: true,
        }),
    });
    begin();
  }

  function start(plan = chosenPlan(store.state)): void {
    afterwards.settle();
    const { shown, settings, training: already } = store.state;
    if (!plan || already) return;
    const now = performance.now();
    const training: Training = { phase: 'waiting', plan, startedAt: now, now, done: 0, total: 0 };
    const known = shown && samePlan(shown.grid.plan, plan) ? entered(shown.grid) : [];
    live = createGrid(plan, known);
    liveSettings = settings;
    store.change({
      ...withoutNotices(store.state, 'failed', 'silent', 'closed-early', 'outdated', 'applied'),
      training,
    });
    store.host.send({ type: 'running', running: true });
    store.say(runner ? texts.starting : texts.waitingForEngine);
    begin();
    askForData();
  }

  /** Ends the training under way; what it came to goes into the history. */
  function settle(next: PageState, word: 'finished' | 'progressed' = 'progressed'): void {
    const { training, shown } = next;
    const ran = training && shown && shown.grid === live ? shown : null;
    const settings = liveSettings;
    live = null;
    store.update({ ...withoutNotices(next, 'silent', 'interrupted'), training: null });
    afterwards.plan(() => {
      const words = ran && settings ? record(packedOf(ran), settings, word) : [];
      afterwards.plan(() => {
        for (const one of words) store.host.send(one);
        store.change(store.state);
        store.host.send({ type: 'running', running: false });
      });
    });
  }

  /** Puts a run into the history; the extension is still to be told. */
  function record(ran: PackedResult, settings: PlanSettings, word: 'finished' | 'progressed'): ToExtension[] {
    const { state } = store;
    const ended = { type: word, ...ran };
    const runs = withRun(state.runs, ran, settings, Date.now());
    if (runs === state.runs) return [ended];
    const kept = lastThatFit(runs);
    store.update({ ...state, runs: kept, dropped: state.dropped || kept.length < runs.length });
    return [ended, { type: 'runs', runs: kept }];
  }

  /** Keeps what there is so far, for a page that is closed or killed. */
  function keepSoFar(): void {
    const { shown } = store.state;
    if (!shown || shown.grid !== live) return;
    const before = performance.now();
    store.host.send({ type: 'progressed', ...packedOf(shown) });
    store.change(store.state);
    keepEvery = Math.max(keepLeast, keepShare * (performance.now() - before));
  }

  function fail(detail: string): void {
    const reason = detail.replace(/[.\s]+$/, '') || texts.workerDied;
    const text = message(texts.failed, { reason });
    settle(withNotice(withPartial(), { key: 'failed', severity: 'error', text, retry: true }));
    store.host.send({ type: 'failed', message: detail || texts.workerDied.en });
    store.say(text);
  }

  /** The state with the results so far of the training that is ending without a result. */
  function withPartial(): PageState {
    const { training, shown } = store.state;
    if (!training || !shown || shown.grid !== live) return store.state;
    return {
      ...store.state,
      shown: { ...shown, finished: false, ended: 'failed', milliseconds: training.now - training.startedAt },
    };
  }

  function finish(result: ComparisonResult): void {
    if (!live) return;
    const shown = shownOf(result, live);
    const partial = result.finished ? shown : { ...shown, ...soFar(live) };
    settle({ ...store.state, shown: partial }, 'finished');
    if (partial.verdict)
      store.say(verdictText(partial.verdict, divergedSeeds(partial), overlapOf(partial.grid.plan) > 0));
  }

  function progress(metrics: readonly EpochMetrics[], done: number, total: number): void {
    const { training } = store.state;
    if (!training || !live) return;
    const now = performance.now();
    enter(live, metrics.map(roundedMetrics));
    const { verdict, sweep } = soFar(live);
    const kept = store.state.shown?.grid === live ? store.state.shown : null;
    store.update({
      ...withoutNotices(store.state, 'silent'),
      training: { ...training, now, done, total },
      shown: {
        grid: live,
        histograms: kept?.histograms ?? [],
        surfaces: kept?.surfaces ?? [],
        sweep,
        diverged: kept?.diverged ?? [],
        verdict,
        finished: false,
        ended: 'stopped',
        engine: kept?.engine ?? '',
        milliseconds: now - training.startedAt,
      },
    });
    const pairs = verdict?.seeds ?? 0;
    const share = percent(total > 0 ? done / total : 0);
    store.mention(message(texts.progress, { share, pairs, seeds: live.plan.seeds.length }));
    if (now - keptAt > keepEvery) {
      keptAt = now;
      afterwards.plan(keepSoFar);
    }
  }

  /** Trains the plan that waits, once the engine and its data are there. */
  function begin(): void {
    const { training } = store.state;
    if (!training || !runner || !hasData(store.state, training.plan.data)) return;
    store.update({
      ...store.state,
      training: { ...training, phase: 'running', startedAt: performance.now() },
    });
    runner.start(training.plan, training.plan.data.name === ownDataName ? dataOf(store.state.own) : null);
  }

  function stop(): void {
    const { state } = store;
    if (!state.training) return;
    if (state.training.phase === 'waiting') return settle(state);
    store.update({ ...state, training: { ...state.training, phase: 'stopping' } });
    runner?.stop();
  }

  function abandon(): void {
    runner?.abandon();
    if (store.state.training) settle(withPartial());
  }

  return { equip, start, begin, stop, abandon, settle };
}
