import { unpackedResult } from '../lab/packed';
import type { ExportKind, Exported } from '../lab/exports';
import { exported } from '../lab/exports';
import { message } from '../analysis/text/localized';
import { planWith, settingsOf, type PenaltyKind, type PlanSettings } from '../lab/plan-settings';
import type { SourceLink } from '../protocol/messages';
import { mainArm } from './arms';
import { timeOfRun } from './time-of-run';
import type { DataReader } from './data-reader';
import { alwaysOpen } from './folds';
import { outdated } from './found-model';
import { withFound, withNarrower } from './instead';
import { texts } from './messages';
import { short } from './numbers';
import { pictureOf, pngOf, type PictureForm } from './picture';
import type { LinkedRule } from './rule-links';
import { readField, sameSubject, withValue, type Field } from './settings';
import { resultOf, shownOf } from './shown';
import { chosenPlan, isFaulty, mostOf, withNotice, withoutNotices, type Notice } from './state';
import type { Store } from './store';
import type { Trainings } from './trainings';

/** What the reader can do in the page. */
export interface Actions {
  run(): void;
  stop(): void;
  reset(): void;
  /** Something other than a typed number was chosen. */
  set(change: (now: PlanSettings) => Partial<PlanSettings>): void;
  /** Takes over a strength that a sweep has chosen. */
  useStrength(kind: PenaltyKind, strength: number): void;
  /** The text in a field has changed. */
  type(field: Field, text: string): void;
  /** The reader has left a field. */
  leave(field: Field): void;
  reveal(source: SourceLink): void;
  /** Writes an arm into the code; the one that the verdict is about where none is given. */
  apply(arm?: number): void;
  /** Has a drawing of the page written to a file. */
  savePicture(figure: Element, name: string, form: PictureForm): void;
  /** Takes the plan in the clipboard. */
  paste(): void;
  takeNarrower(): void;
  pickData(): void;
  /** Trains on the file that was picked. */
  useFile(): void;
  /** The columns of the file to predict. */
  predict(columns: readonly string[]): void;
  takeFound(): void;
  openRule(rule: LinkedRule): void;
  /** Explanations that are not wanted any more, until `explainAgain`. */
  dismissExplanation(...keys: readonly string[]): void;
  explainAgain(): void;
  chooseExport(kind: ExportKind): void;
  copyExport(): void;
  /** Opens it in the editor, unsaved. */
  openExport(): void;
  dismiss(notice: Notice['key']): void;
  /** Shows a run of the history again, with what was set. */
  restore(at: number): void;
  /** Lays a run over the shown one; null takes it off. */
  overlay(at: number | null): void;
  /** Takes a run out of the history. */
  forget(at: number): void;
  /** A foldable part was opened or closed. */
  fold(key: string, open: boolean): void;
  /** Moves the cross-hair of a chart from where it stands by now; null is nowhere. */
  read(chart: string, move: (from: number | null) => number | null): void;
  /** Shows an arm before the others in every chart; null is none. */
  pointOut(arm: number | null): void;
}

/** What the reader does, as new states of the page and words to the extension. */
export function createActions(store: Store, trainings: Trainings, data: DataReader): Actions {
  function sendAway(dismissed: ReadonlySet<string>): void {
    store.change({ ...store.state, dismissed });
    store.host.send({ type: 'dismissed', keys: [...dismissed] });
  }

  function set(to: (now: PlanSettings) => Partial<PlanSettings>): void {
    const { settings } = store.state;
    if (settings) store.change({ ...store.state, settings: { ...settings, ...to(settings) } });
  }

  /** What is shown where there is a result, else what Run would train. */
  function chosenExport(): Exported | null {
    const { state } = store;
    const plan = state.shown?.grid.plan ?? chosenPlan(state);
    if (!plan) return null;
    const result = state.shown && resultOf(state.shown);
    return exported(state.exporting, { plan, result, source: state.model?.file ?? '' }, store.locale);
  }

  return {
    run() {
      trainings.abandon();
      trainings.start();
    },
    stop: () => trainings.stop(),
    reset() {
      trainings.abandon();
      const { state } = store;
      const plan = state.found?.plan ?? state.plan;
      const settings = plan && settingsOf(plan);
      store.change({
        ...state,
        plan,
        instead: null,
        settings,
        shown: null,
        notices: [],
        drafts: {},
        reading: null,
      });
    },
    set,
    useStrength(kind, strength) {
      store.update({ ...store.state, drafts: { ...store.state.drafts, strength: undefined } });
      set(() => ({ kind, strength, scope: 'pair' }));
      store.say(message(texts.strengthTaken, { strength: short(strength) }));
    },
    type(field, text) {
      const { state } = store;
      const value = readField(field, text, mostOf(state, field));
      store.update({ ...state, drafts: { ...state.drafts, [field]: text } });
      if (value !== null) set((now) => withValue(now, field, value));
    },
    leave(field) {
      const { state } = store;
      if (!isFaulty(state, field))
        store.update({ ...state, drafts: { ...state.drafts, [field]: undefined } });
    },
    reveal: (source) => store.host.send({ type: 'reveal', source }),
    apply(arm) {
      const { state } = store;
      if (!state.shown) return;
      const { grid, sweep } = state.shown;
      store.host.send({ type: 'apply', plan: grid.plan, arm: arm ?? mainArm(grid.plan, sweep) });
    },
    chooseExport: (exporting) => store.update({ ...store.state, exporting }),
    copyExport() {
      const chosen = chosenExport();
      if (!chosen) return;
      store.host.send({ type: 'copy', text: chosen.text });
      store.say(texts.copied);
    },
    openExport() {
      const chosen = chosenExport();
      if (chosen) store.host.send({ type: 'open', ...chosen });
    },
    paste: () => store.host.send({ type: 'paste' }),
    pickData: () => store.host.send({ type: 'pick-data' }),
    useFile: () => data.use(),
    predict: (columns) => data.predict(columns),
    takeNarrower: () => store.change(withNarrower(store.state)),
    takeFound: () => store.change(withFound(store.state)),
    openRule: (rule) => store.host.send({ type: 'openRule', rule }),
    dismissExplanation: (...keys) => sendAway(new Set([...store.state.dismissed, ...keys])),
    explainAgain() {
      sendAway(new Set());
      store.change({ ...store.state, open: new Set([...store.state.open, ...alwaysOpen]) });
    },
    savePicture(figure, key, form) {
      const name = `${store.state.model?.name ?? 'reglens'}-${key}.${form}`;
      if (form === 'svg') return store.host.send({ type: 'save', name, content: pictureOf(figure).text });
      void pngOf(figure).then((content) => store.host.send({ type: 'save', name, content }));
    },
    dismiss: (key) => store.update(withoutNotices(store.state, key)),
    fold(key, open) {
      const { state } = store;
      if (state.open.has(key) === open) return;
      const folds = new Set(state.open);
      if (open) folds.add(key);
      else folds.delete(key);
      // What cannot be used does not stay behind where it is not seen.
      const drafts = key === 'more' ? {} : state.drafts;
      store.change({ ...state, open: folds, drafts });
    },
    restore(at) {
      const { state } = store;
      const run = state.runs.find((one) => one.at === at);
      if (!run || !state.plan || state.training) return;
      const settings = { ...settingsOf(state.plan), ...run.settings };
      const shown = shownOf(unpackedResult(run));
      const overlaid = state.overlaid?.at === at ? null : state.overlaid;
      const next = {
        ...withoutNotices(state, 'outdated', 'closed-early', 'failed'),
        settings,
        shown,
        overlaid,
      };
      const current = sameSubject(shown.grid.plan, planWith(state.plan, settings));
      store.change({
        ...(current ? next : withNotice(next, outdated)),
        drafts: {},
        reading: null,
        pointedOut: null,
      });
      store.say(message(texts.restoredRun, { time: timeOfRun(at, store.locale) }));
    },
    overlay(at) {
      const { state } = store;
      const run = state.runs.find((one) => one.at === at);
      store.update({
        ...state,
        overlaid: run ? { at: run.at, shown: shownOf(unpackedResult(run)) } : null,
      });
      store.say(run ? message(texts.overlaidRun, { time: timeOfRun(run.at, store.locale) }) : texts.takenOff);
    },
    forget(at) {
      const { state } = store;
      const runs = state.runs.filter((one) => one.at !== at);
      store.change({
        ...state,
        runs,
        overlaid: state.overlaid?.at === at ? null : state.overlaid,
      });
      store.host.send({ type: 'runs', runs });
      store.say(texts.forgottenRun);
      // Where the row was is nothing that could have the focus.
      document.getElementById('history-title')?.focus();
    },
    read(chart, move) {
      const { state } = store;
      const index = move(state.reading?.chart === chart ? state.reading.index : null);
      store.update({ ...state, reading: index === null ? null : { chart, index } });
    },
    pointOut: (pointedOut) => store.update({ ...store.state, pointedOut }),
  };
}
