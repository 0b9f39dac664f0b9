import type { Localized, Message } from '../analysis/text/localized';
import { message } from '../analysis/text/localized';
import { CannotBuild, elementsIn } from '../lab/architecture/layer-kind';
import { requireFit } from '../lab/data/own/fit';
import { ownDataName, ownPlanData, type OwnData } from '../lab/data/own/own-data';
import type { ReadAnswer, ReadRequest } from '../lab/data/own/read-own';
import type { Plan } from '../lab/plan';
import { taskOf } from '../lab/task';
import { texts } from './messages';
import type { PageState } from './state';
import { workerFrom } from './worker-from';

/** A file of the reader's, as far as it has been read. */
export interface OwnFile {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly targets: readonly string[];
  /** Null while it is read. */
  readonly answer: ReadAnswer | null;
}

/** The data of a file where they can be used. */
export function dataOf(own: OwnFile | null): OwnData | null {
  const result = own?.answer?.result;
  return result && !('reason' in result) ? result : null;
}

/** Why the file cannot be used for a plan; null where it can, or is not read yet. */
export function misfitOfFile({ file, answer }: OwnFile, plan: Plan): Message | null {
  if (!answer) return null;
  const { result } = answer;
  const reason = 'reason' in result ? result.reason : misfit(result, plan);
  return reason && message(texts.fileMisfit, { file, reason });
}

function misfit(data: OwnData, plan: Plan): Localized | null {
  try {
    requireFit(data, plan, taskOf(plan.model, plan.loss));
    return null;
  } catch (error) {
    if (error instanceof CannotBuild) return error.reason;
    throw error;
  }
}

/** The state in which the data of the file are trained on, where they fit. */
export function withOwnFile(state: PageState, own: OwnFile): PageState {
  const { plan, settings } = state;
  const data = dataOf(own);
  if (!plan || !settings || !data || misfitOfFile(own, plan)) return { ...state, own };
  const { name, file, targets } = settings.data;
  const same = name === ownDataName && file === own.file && targets?.join() === own.targets.join();
  const taken = same ? settings.data : ownPlanData(data, own.file, own.targets, plan.data.trainSize);
  return { ...state, own, settings: { ...settings, data: taken } };
}

/** The shape of one example, where the file has another than the model, which may leave its own open; else null. */
export function otherShapeOf(own: OwnFile, { model }: Plan): readonly number[] | null {
  const data = dataOf(own);
  return data && data.width !== elementsIn(model.inputShape) ? (data.inputShape ?? [data.width]) : null;
}

/** How many columns of the file the model predicts. */
export function columnsPredicted({ model, loss }: Plan): number {
  const { kind, width } = taskOf(model, loss);
  return kind === 'classes' ? 1 : width;
}

/** The columns to predict where the reader has not chosen: as many as the model predicts, from the end; null for what `ownData` takes by itself. */
export function lastColumns(own: OwnFile, plan: Plan): readonly string[] | null {
  const { answer, targets } = own;
  const predicted = columnsPredicted(plan);
  const isTable = dataOf(own)?.inputShape === null;
  if (!answer || !isTable || targets.length > 0 || predicted === 1 || answer.columns.length <= predicted)
    return null;
  return answer.columns.slice(-predicted);
}

/**
 * Reads a file in a worker of its own, so that neither the page nor the editor waits.
 *
 * @param signal ends the reading; what it gives then is not to be used
 */
export function readInWorker(
  workerSource: string,
  request: ReadRequest,
  signal: AbortSignal,
): Promise<ReadAnswer> {
  const worker = workerFrom(workerSource);
  signal.addEventListener('abort', () => worker.terminate());
  return new Promise<ReadAnswer>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<ReadAnswer>) => resolve(data);
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new Error(event.message));
    };
    worker.postMessage(request);
  }).finally(() => worker.terminate());
}
