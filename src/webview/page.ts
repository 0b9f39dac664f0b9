import { render as draw } from 'lit';
import { render } from '../analysis/text/localized';
import type { Locale, Localized, Message } from '../analysis/text/localized';
import type { ComparisonResult, EpochMetrics } from '../lab/plan';
import { exported, type Exported } from '../lab/exports';
import { planWith, settingsOf, type PlanSettings } from '../lab/plan-settings';
import { overlapOf } from '../lab/statistics';
import type { ToPage } from '../protocol/messages';
import type { Actions } from './actions';
import { mainArm } from './arms';
import { createAnnouncer } from './announcer';
import { createGrid, enter, entered } from './grid';
import type { Grid } from './grid';
import type { Host } from './host';
import { planInUse, withFound, withNarrower, withPasted } from './instead';
import { texts } from './messages';
import { message } from '../analysis/text/localized';
import { duration, percent, short } from './numbers';
import { lastThatFit, resultOfRun, withRun } from './history';
import { timeOfRun } from './charts/overlaid';
import { pictureOf, pngOf } from './picture';
import { createRunner } from './run';
import type { Engine, Runner } from './run';
import {
  dataOf,
  lastColumns,
  misfitOfFile,
  otherShapeOf,
  readInWorker,
  withOwnFile,
  type OwnFile,
} from './own-file';
import { ownDataName } from '../lab/data/own/own-data';
import { carriedOver, readField, samePlan, sameSubject, withValue } from './settings';
import {
  chosenPlan,
  divergedSeeds,
  hasData,
  initialState,
  isFaulty,
  memoryOf,
  mostOf,
  resultOf,
  shownOf,
  soFar,
  withNotice,
  withoutNotices,
} from './state';
import type { PageState, Training } from './state';
import { pageView } from './view';
import { watchSight } from './sight';
import { watchWidths } from './widths';
import { verdictText } from '../lab/verdict-text';
import { alwaysOpen, tableKeys } from './folds';

/** How often, at most, a run's results so far are kept and handed to the extension: in milliseconds, and as a multiple of the time it takes. */
const [keepLeast, keepShare] = [2000, 100];

/**
 * The page: owns its state, turns messages of the extension, the worker and the reader into new
 * states, and draws at most once a frame.
 */
export function startPage(root: HTMLElement, host: Host, locale: Locale): void {
  const memory = host.recall();
  const screenReader = document.body.classList.contains('vscode-using-screen-reader');
  let state = initialState(memory, screenReader ? [...alwaysOpen, ...tableKeys] : alwaysOpen);
  let runner: Runner | null = null;
  let engine: Engine | null = null;
  let live: Grid | null = null;
  /** What was set for it. */
  let liveSettings: PlanSettings | null = null;
  let visible = true;
  let frame = 0;
  let keptAt = 0;
  /** Ends the reading of a file that is not wanted any more. */
  let reading = new AbortController();
  /** The shape of the file's examples as it was last sent, to be filled in where the code leaves it open. */
  let shapeSent: string | null = null;
  /** The file waits for the model with that shape. */
  let fileWaits = false;
  let keepEvery = keepLeast;

  const canvas = document.createElement('div');
  const region = document.createElement('div');
  region.className = 'spoken';
  region.setAttribute('role', 'status');
  root.replaceChildren(canvas, region);
  const announcer = createAnnouncer(region);
  const widths = watchWidths(canvas, schedule);
  const sight = watchSight(canvas, schedule);
  const say = (text: Message | Localized) => announcer.say(render(text, locale));

  function schedule(): void {
    if (frame !== 0 || !visible) return;
    frame = requestAnimationFrame(() => {
      frame = 0;
      draw(pageView({ state, actions, locale, width: widths.of, seen: sight.of }), canvas);
      widths.observe();
      sight.observe();
    });
  }

  function update(next: PageState): void {
    state = next;
    schedule();
  }

  function keep(): void {
    keptAt = performance.now();
    const now = memoryOf(state);
    if (now) host.keep(now);
  }

  function change(next: PageState): void {
    update(next);
    keep();
  }

  function start(plan = chosenPlan(state)): void {
    if (!plan || state.training) return;
    const now = performance.now();
    const training: Training = { phase: 'waiting', plan, startedAt: now, now, done: 0, total: 0 };
    const known = state.shown && samePlan(state.shown.grid.plan, plan) ? entered(state.shown.grid) : [];
    live = createGrid(plan, known);
    liveSettings = state.settings;
    change({ ...withoutNotices(state, 'failed', 'silent', 'closed-early', 'outdated', 'applied'), training });
    host.send({ type: 'running', running: true });
    say(runner ? texts.starting : texts.waitingForEngine);
    begin();
    askForData();
  }

  /** Ends the training under way; what it came to goes into the history. */
  function settle(next: PageState, word: 'finished' | 'progressed' = 'progressed'): void {
    change({ ...withoutNotices(recorded(next, word), 'silent', 'interrupted'), training: null });
    live = null;
    host.send({ type: 'running', running: false });
  }

  /** A state with the run that is ending in its history. */
  function recorded(next: PageState, word: 'finished' | 'progressed'): PageState {
    const { shown } = next;
    if (!next.training || !shown || shown.grid !== live || !liveSettings) return next;
    const result = resultOf(shown);
    host.send({ type: word, result });
    const runs = withRun(next.runs, result, liveSettings, Date.now());
    if (runs === next.runs) return next;
    const kept = lastThatFit(runs);
    host.send({ type: 'runs', runs: kept });
    return { ...next, runs: kept, dropped: next.dropped || kept.length < runs.length };
  }

  function fail(detail: string): void {
    const reason = detail.replace(/[.\s]+$/, '') || texts.workerDied;
    const text = message(texts.failed, { reason });
    settle(withNotice(withPartial(), { key: 'failed', severity: 'error', text, retry: true }));
    host.send({ type: 'failed', message: detail || texts.workerDied.en });
    say(text);
  }

  /** The state with the results so far of the training that is ending without a result. */
  function withPartial(): PageState {
    const { training, shown } = state;
    if (!training || !shown || shown.grid !== live) return state;
    return {
      ...state,
      shown: { ...shown, finished: false, ended: 'failed', milliseconds: training.now - training.startedAt },
    };
  }

  function finish(result: ComparisonResult): void {
    if (!live) return;
    const shown = { ...shownOf(result), grid: live };
    const partial = result.finished ? shown : { ...shown, ...soFar(live) };
    settle({ ...state, shown: partial }, 'finished');
    if (partial.verdict)
      say(verdictText(partial.verdict, divergedSeeds(partial), overlapOf(partial.grid.plan) > 0));
  }

  function progress(metrics: readonly EpochMetrics[], done: number, total: number): void {
    const { training } = state;
    if (!training || !live) return;
    const now = performance.now();
    enter(live, metrics);
    const { verdict, sweep } = soFar(live);
    const kept = state.shown?.grid === live ? state.shown : null;
    update({
      ...withoutNotices(state, 'silent'),
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
    announcer.mention(
      render(message(texts.progress, { share, pairs, seeds: live.plan.seeds.length }), locale),
    );
    if (now - keptAt > keepEvery && state.shown) {
      host.send({ type: 'progressed', result: resultOf(state.shown) });
      keep();
      keepEvery = Math.max(keepLeast, keepShare * (performance.now() - now));
    }
  }

  function receive(received: ToPage): void {
    switch (received.type) {
      case 'engine':
        runner = createRunner(received, {
          progressed: progress,
          finished: finish,
          failed: fail,
          silent: (milliseconds) =>
            update(
              withNotice(state, {
                key: 'silent',
                severity: 'warning',
                text: message(texts.silent, { elapsed: duration(milliseconds) }),
                retry: true,
              }),
            ),
        });
        engine = received;
        askForData();
        return begin();
      case 'show':
        return show(received);
      case 'cannot':
        runner?.abandon();
        if (state.training) settle(withPartial());
        return cannot(received);
      case 'visibility':
        visible = received.visible;
        return schedule();
      case 'applied':
        say(received.message);
        return update(
          withNotice(state, {
            key: 'applied',
            severity: received.ok ? 'info' : 'error',
            text: received.message,
            retry: false,
          }),
        );
      case 'data-file': {
        const wanted = [state.training?.plan.data, state.settings?.data].find(
          (data) => data?.name === ownDataName && data.file === received.file,
        );
        return void readFile(received.file, received.bytes, wanted?.targets ?? []);
      }
      case 'no-data-file':
        return withoutData(message(texts.fileMisfit, received));
      case 'pasted':
        return paste(received.text);
      case 'stale':
        return update(
          withNotice(state, { key: 'stale', severity: 'warning', text: received.message, retry: false }),
        );
    }
  }

  /** Asks for the file of a plan, where it is not there. */
  function askForData(): void {
    for (const plan of [state.training?.plan, chosenPlan(state)]) {
      if (!plan?.data.file || hasData(state, plan.data)) continue;
      host.send({ type: 'read-data', file: plan.data.file });
      return;
    }
  }

  async function readFile(file: string, bytes: Uint8Array, targets: readonly string[]): Promise<void> {
    if (!engine) return;
    reading.abort();
    reading = new AbortController();
    const { signal } = reading;
    update({ ...state, own: { file, bytes, targets, answer: null } });
    try {
      const request = { type: 'read', name: file, bytes, targets } as const;
      const answer = await readInWorker(engine.workerSource, request, signal);
      if (!signal.aborted) takeFile({ file, bytes, targets, answer });
    } catch (error) {
      if (signal.aborted) return;
      const reason = error instanceof Error && error.message ? error.message : texts.workerDied;
      state = { ...state, own: null };
      withoutData(message(texts.fileMisfit, { file, reason }));
    }
  }

  function takeFile(own: OwnFile): void {
    const { plan } = state;
    const columns = plan && lastColumns(own, plan);
    if (columns) return void readFile(own.file, own.bytes, columns);
    const next = withOwnFile(withoutNotices(state, 'data'), own);
    const shape = plan && state.instead !== 'pasted' && otherShapeOf(own, plan);
    if (shape && shapeSent !== JSON.stringify(shape)) {
      update(next);
      shapeSent = JSON.stringify(shape);
      fileWaits = true;
      return host.send({ type: 'example-shape', inputShape: shape });
    }
    const misfit = plan && misfitOfFile(own, plan);
    if (misfit) {
      update(next);
      return withoutData(misfit);
    }
    change(next);
    const { training } = state;
    if (training?.phase !== 'waiting') return;
    if (hasData(state, training.plan.data)) begin();
    // Another file was picked before the one that it waits for was there.
    else if (training.plan.data.name === ownDataName) settle(state);
  }

  function withoutData(reason: Message): void {
    say(reason);
    update(withNotice(state, { key: 'data', severity: 'error', text: reason, retry: false }));
    if (state.training?.phase === 'waiting' && !hasData(state, state.training.plan.data)) settle(state);
  }

  /** Trains the plan that waits, once the engine and its data are there. */
  function begin(): void {
    const { training } = state;
    if (!training || !runner || !hasData(state, training.plan.data)) return;
    update({ ...state, training: { ...training, phase: 'running', startedAt: performance.now() } });
    runner.start(training.plan, training.plan.data.name === ownDataName ? dataOf(state.own) : null);
  }

  function paste(text: string): void {
    const next = withPasted(withoutNotices(state, 'paste'), text);
    const failed = 'reason' in next;
    say(failed ? next.reason : texts.planTaken);
    if (failed)
      update(withNotice(state, { key: 'paste', severity: 'error', text: next.reason, retry: false }));
    else {
      change(next);
      askForData();
    }
  }

  function show({
    model,
    plan: asFound,
    narrower,
    run,
    asked,
    last,
    runs = [],
    dismissed,
  }: Extract<ToPage, { type: 'show' }>): void {
    const found = { plan: asFound, narrower: narrower ?? null };
    const { plan, instead } = planInUse(
      asked && state.instead === 'pasted' ? { plan: null, instead: null } : state,
      found,
    );
    const settings =
      state.plan && state.settings
        ? carriedOver(state.settings, state.plan, plan, asked ?? false)
        : settingsOf(plan);
    const shown = state.shown ?? (last ? shownOf(last) : null);
    let next: PageState = {
      ...withoutNotices(state, 'stale', 'outdated'),
      model,
      plan,
      found,
      instead,
      settings,
      shown,
      runs: state.runs.length > 0 ? state.runs : runs,
      dismissed: dismissed ? new Set(dismissed) : state.dismissed,
      cannot: null,
    };
    if (shown && !sameSubject(shown.grid.plan, planWith(plan, settings)))
      next = withNotice(next, { key: 'outdated', severity: 'warning', text: texts.outdated, retry: false });
    else if (!state.shown && shown?.finished === false)
      next = withNotice(next, {
        key: 'closed-early',
        severity: 'info',
        text: texts.closedEarly,
        retry: false,
      });
    change(next);
    if (fileWaits && state.own?.answer) {
      fileWaits = false;
      takeFile(state.own);
    }
    if (run) actions.run();
  }

  /** There is nothing to train now; what was trained before is still there to be looked at and exported. */
  function cannot({ model, reason, last, runs = [] }: Extract<ToPage, { type: 'cannot' }>): void {
    const plan = state.plan ?? last?.plan ?? null;
    update({
      ...withoutNotices(state, 'stale', 'outdated'),
      model: model ?? state.model,
      plan,
      settings: state.settings ?? (plan && settingsOf(plan)),
      shown: state.shown ?? (last ? shownOf(last) : null),
      runs: state.runs.length > 0 ? state.runs : runs,
      cannot: reason,
    });
  }

  const actions: Actions = {
    run() {
      if (state.training) {
        runner?.abandon();
        settle(withPartial());
      }
      start();
    },
    stop() {
      if (!state.training) return;
      if (state.training.phase === 'waiting') return settle(state);
      update({ ...state, training: { ...state.training, phase: 'stopping' } });
      runner?.stop();
    },
    reset() {
      runner?.abandon();
      const plan = state.found?.plan ?? state.plan;
      const settings = plan && settingsOf(plan);
      const cleared: PageState = {
        ...state,
        plan,
        instead: null,
        settings,
        shown: null,
        notices: [],
        drafts: {},
        reading: null,
      };
      if (state.training) settle(cleared);
      else change(cleared);
    },
    set,
    useStrength(kind, strength) {
      state = { ...state, drafts: { ...state.drafts, strength: undefined } };
      set(() => ({ kind, strength, scope: 'pair' }));
      say(message(texts.strengthTaken, { strength: short(strength) }));
    },
    type(field, text) {
      const value = readField(field, text, mostOf(state, field));
      update({ ...state, drafts: { ...state.drafts, [field]: text } });
      if (value !== null) set((now) => withValue(now, field, value));
    },
    leave(field) {
      if (!isFaulty(state, field)) update({ ...state, drafts: { ...state.drafts, [field]: undefined } });
    },
    reveal: (source) => host.send({ type: 'reveal', source }),
    apply(arm) {
      if (!state.shown) return;
      const { grid, sweep } = state.shown;
      host.send({ type: 'apply', plan: grid.plan, arm: arm ?? mainArm(grid.plan, sweep) });
    },
    chooseExport: (exporting) => update({ ...state, exporting }),
    copyExport() {
      const chosen = chosenExport();
      if (!chosen) return;
      host.send({ type: 'copy', text: chosen.text });
      say(texts.copied);
    },
    openExport() {
      const chosen = chosenExport();
      if (chosen) host.send({ type: 'open', ...chosen });
    },
    paste: () => host.send({ type: 'paste' }),
    pickData: () => host.send({ type: 'pick-data' }),
    useFile: () => state.own && takeFile(state.own),
    predict: (columns) => state.own && void readFile(state.own.file, state.own.bytes, columns),
    takeNarrower: () => change(withNarrower(state)),
    takeFound: () => change(withFound(state)),
    openRule: (rule) => host.send({ type: 'openRule', rule }),
    dismissExplanation: (...keys) => sendAway(new Set([...state.dismissed, ...keys])),
    explainAgain() {
      sendAway(new Set());
      change({ ...state, open: new Set([...state.open, ...alwaysOpen]) });
    },
    savePicture(figure, key, form) {
      const name = `${state.model?.name ?? 'reglens'}-${key}.${form}`;
      if (form === 'svg') return host.send({ type: 'save', name, content: pictureOf(figure).text });
      void pngOf(figure).then((content) => host.send({ type: 'save', name, content }));
    },
    dismiss: (key) => update(withoutNotices(state, key)),
    fold(key, open) {
      if (state.open.has(key) === open) return;
      const folds = new Set(state.open);
      if (open) folds.add(key);
      else folds.delete(key);
      // What cannot be used does not stay behind where it is not seen.
      const drafts = key === 'more' ? {} : state.drafts;
      change({ ...state, open: folds, drafts });
    },
    restore(at) {
      const run = state.runs.find((one) => one.at === at);
      if (!run || !state.plan || state.training) return;
      const settings = { ...settingsOf(state.plan), ...run.settings };
      const shown = shownOf(resultOfRun(run));
      const overlaid = state.overlaid?.at === at ? null : state.overlaid;
      const next = {
        ...withoutNotices(state, 'outdated', 'closed-early', 'failed'),
        settings,
        shown,
        overlaid,
      };
      const current = sameSubject(shown.grid.plan, planWith(state.plan, settings));
      const outdated = { key: 'outdated', severity: 'warning', text: texts.outdated, retry: false } as const;
      change({
        ...(current ? next : withNotice(next, outdated)),
        drafts: {},
        reading: null,
        pointedOut: null,
      });
      say(message(texts.restoredRun, { time: timeOfRun(at, locale) }));
    },
    overlay(at) {
      const run = state.runs.find((one) => one.at === at);
      update({ ...state, overlaid: run ? { at: run.at, shown: shownOf(resultOfRun(run)) } : null });
      say(run ? message(texts.overlaidRun, { time: timeOfRun(run.at, locale) }) : texts.takenOff);
    },
    forget(at) {
      const runs = state.runs.filter((one) => one.at !== at);
      change({ ...state, runs, overlaid: state.overlaid?.at === at ? null : state.overlaid });
      host.send({ type: 'runs', runs });
      say(texts.forgottenRun);
      // Where the row was is nothing that could have the focus.
      document.getElementById('history-title')?.focus();
    },
    read(chart, move) {
      const index = move(state.reading?.chart === chart ? state.reading.index : null);
      update({ ...state, reading: index === null ? null : { chart, index } });
    },
    pointOut: (pointedOut) => update({ ...state, pointedOut }),
  };

  function sendAway(dismissed: ReadonlySet<string>): void {
    change({ ...state, dismissed });
    host.send({ type: 'dismissed', keys: [...dismissed] });
  }

  function set(to: (now: PlanSettings) => Partial<PlanSettings>): void {
    const { settings } = state;
    if (settings) change({ ...state, settings: { ...settings, ...to(settings) } });
  }

  /** What is shown where there is a result, else what Run would train. */
  function chosenExport(): Exported | null {
    const plan = state.shown?.grid.plan ?? chosenPlan(state);
    if (!plan) return null;
    const result = state.shown && resultOf(state.shown);
    return exported(state.exporting, { plan, result, source: state.model?.file ?? '' }, locale);
  }

  document.title = render(texts.pageTitle, locale);
  host.receive(receive);
  host.send({ type: 'ready' });
  schedule();
  if (memory?.running) {
    start(memory.running);
    update(
      withNotice(state, { key: 'interrupted', severity: 'info', text: texts.interrupted, retry: false }),
    );
    say(texts.interrupted);
  }
}
