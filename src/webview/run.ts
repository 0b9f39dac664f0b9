import { crewOf, type Crew } from '../lab/crew/crew';
import type { FromTrainer, Later, Line } from '../lab/crew/line';
import { remoteTrainer } from '../lab/crew/remote-trainer';
import type { OwnData } from '../lab/data/own/own-data';
import type { ComparisonResult, EpochMetrics, Plan } from '../lab/plan';
import { train } from '../lab/train';
import { workerFrom } from './worker-from';

/** Code and bytes of the engine, handed over by the extension as the page may fetch nothing. */
export interface Engine {
  readonly workerSource: string;
  readonly wasm: Uint8Array;
}

/** How a run goes; its last word is a result or a failure. */
export interface RunListener {
  progressed(metrics: readonly EpochMetrics[], done: number, total: number): void;
  finished(result: ComparisonResult): void;
  /** What was reached until then has been told. @param detail empty where nobody knows why */
  failed(detail: string): void;
  /** Nothing was heard for this long. */
  silent(milliseconds: number): void;
}

/** Trains plans one at a time in workers made from the engine's source. */
export interface Runner {
  /** @param own what the file of the plan holds, where it names one */
  start(plan: Plan, own: OwnData | null): void;
  /** Asks for the results so far; they come at once. */
  stop(): void;
  /** Ends a training at once, without a last word. */
  abandon(): void;
}

const silencePatience = 30000;
const mostWorkers = 4;

export function createRunner(engine: Engine, listener: RunListener): Runner {
  // One core is left to the page.
  const most = Math.max(1, Math.min(mostWorkers, navigator.hardwareConcurrency - 1));
  const crew = workerCrew(engine, most);
  // Starts a worker before anybody has pressed Run: it takes half the time to the first curve.
  crew.hire();
  let running: AbortController | null = null;
  let silenceTimer: ReturnType<typeof setTimeout> | undefined;

  function listenForSilence(): void {
    clearTimeout(silenceTimer);
    silenceTimer = setTimeout(() => listener.silent(silencePatience), silencePatience);
  }

  function abandon(): void {
    const left = running;
    running = null;
    clearTimeout(silenceTimer);
    left?.abort();
  }

  async function run(plan: Plan, ownData: OwnData | null): Promise<void> {
    abandon();
    const own = new AbortController();
    running = own;
    listenForSilence();
    /** Once a run is abandoned, nobody waits for it. */
    const tell = (word: () => void): void => {
      if (running === own) word();
    };
    const closing = (word: () => void): void =>
      tell(() => {
        abandon();
        word();
      });
    try {
      const result = await train(
        plan,
        (...reached) =>
          tell(() => {
            listenForSilence();
            listener.progressed(...reached);
          }),
        own.signal,
        { crew, later, ...(ownData && { ownData }) },
      );
      closing(() =>
        result.ended === 'failed' ? listener.failed(result.failure ?? '') : listener.finished(result),
      );
    } catch (error) {
      closing(() => listener.failed(error instanceof Error ? error.message : String(error)));
    }
  }

  return { start: (plan, ownData) => void run(plan, ownData), stop: () => running?.abort(), abandon };
}

/** Workers of this page, kept from one run to the next. */
export function workerCrew(engine: Engine, most: number): Crew {
  return crewOf(most, () => {
    const line = lineToWorker(engine.workerSource);
    line.send({ type: 'equip', wasm: engine.wasm });
    return remoteTrainer(line, later);
  });
}

export const later: Later = (milliseconds, act) => {
  const timer = setTimeout(act, milliseconds);
  return () => clearTimeout(timer);
};

function lineToWorker(source: string): Line {
  const worker = workerFrom(source);
  return {
    send: (message) => worker.postMessage(message),
    listen: (heard, died) => {
      worker.addEventListener('message', ({ data }: MessageEvent<FromTrainer>) => heard(data));
      const die = (event: Event): void => {
        event.preventDefault();
        died(event instanceof ErrorEvent ? event.message : '');
      };
      worker.addEventListener('messageerror', die);
      worker.addEventListener('error', die);
    },
    end: () => worker.terminate(),
  };
}
