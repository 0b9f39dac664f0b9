import { message, type Message } from '../analysis/text/localized';
import { ownDataName } from '../lab/data/own/own-data';
import { texts } from './messages';
import { lastColumns, misfitOfFile, otherShapeOf, readInWorker, withOwnFile, type OwnFile } from './own-file';
import { chosenPlan, hasData, withoutNotices } from './state';
import type { Store } from './store';
import type { Trainings } from './trainings';

/** Reads data files of the reader's and takes them as the data where they fit the model. */
export interface DataReader {
  /** Hands over the code of the worker that reads. */
  equip(workerSource: string): void;
  /** Has the file of a plan read, where it is not there. */
  ask(): void;
  /** A file has come; it is read, in the place of one that is still being read. */
  receive(file: string, bytes: Uint8Array): void;
  /** There is no file, or it cannot be used. */
  without(reason: Message): void;
  /** Trains on the file that was picked. */
  use(): void;
  /** Reads the file anew for other columns to predict. */
  predict(columns: readonly string[]): void;
  /** The model has come anew, perhaps with the shape that a file has given. */
  fit(): void;
}

/** @param trainings of the page, which wait for data */
export function createDataReader(store: Store, trainings: () => Trainings): DataReader {
  let workerSource = '';
  /** Ends the reading of a file that is not wanted any more. */
  let reading = new AbortController();
  /** The shape of the file's examples as it was last sent, to be filled in where the code leaves it open. */
  let shapeSent: string | null = null;
  /** The file waits for the model with that shape. */
  let fileWaits = false;

  /** Asks for the file of a plan, where it is not there. */
  function ask(): void {
    for (const plan of [store.state.training?.plan, chosenPlan(store.state)]) {
      if (!plan?.data.file || hasData(store.state, plan.data)) continue;
      store.host.send({ type: 'read-data', file: plan.data.file });
      return;
    }
  }

  async function readFile(file: string, bytes: Uint8Array, targets: readonly string[]): Promise<void> {
    if (!workerSource) return;
    reading.abort();
    reading = new AbortController();
    const { signal } = reading;
    store.update({ ...store.state, own: { file, bytes, targets, answer: null } });
    try {
      const request = { type: 'read', name: file, bytes, targets } as const;
      const answer = await readInWorker(workerSource, request, signal);
      if (!signal.aborted) takeFile({ file, bytes, targets, answer });
    } catch (error) {
      if (signal.aborted) return;
      const reason = error instanceof Error && error.message ? error.message : texts.workerDied;
      store.update({ ...store.state, own: null });
      withoutData(message(texts.fileMisfit, { file, reason }));
    }
  }

  function takeFile(own: OwnFile): void {
    const { plan } = store.state;
    const columns = plan && lastColumns(own, plan);
    if (columns) return void readFile(own.file, own.bytes, columns);
    const next = withOwnFile(withoutNotices(store.state, 'data'), own);
    const shape = plan && store.state.instead !== 'pasted' && otherShapeOf(own, plan);
    if (shape && shapeSent !== JSON.stringify(shape)) {
      store.update(next);
      shapeSent = JSON.stringify(shape);
      fileWaits = true;
      return store.host.send({ type: 'example-shape', inputShape: shape });
    }
    const misfit = plan && misfitOfFile(own, plan);
    if (misfit) {
      store.update(next);
      return withoutData(misfit);
    }
    store.change(next);
    const { training } = store.state;
    if (training?.phase !== 'waiting') return;
    if (hasData(store.state, training.plan.data)) trainings().begin();
    // Another file was picked before the one that it waits for was there.
    else if (training.plan.data.name === ownDataName) trainings().settle(store.state);
  }

  function withoutData(reason: Message): void {
    store.say(reason);
    store.notify({ key: 'data', severity: 'error', text: reason, retry: false });
    const { training } = store.state;
    if (training?.phase === 'waiting' && !hasData(store.state, training.plan.data))
      trainings().settle(store.state);
  }

  return {
    equip(source) {
      workerSource = source;
      ask();
    },
    ask,
    receive(file, bytes) {
      const { training, settings } = store.state;
      const wanted = [training?.plan.data, settings?.data].find(
        (data) => data?.name === ownDataName && data.file === file,
      );
      void readFile(file, bytes, wanted?.targets ?? []);
    },
    without: withoutData,
    use() {
      const { own } = store.state;
      if (own) takeFile(own);
    },
    predict(columns) {
      const { own } = store.state;
      if (own) void readFile(own.file, own.bytes, columns);
    },
    fit() {
      const { own } = store.state;
      if (!fileWaits || !own?.answer) return;
      fileWaits = false;
      takeFile(own);
    },
  };
}
