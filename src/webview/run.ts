import type { Plan } from '../lab/plan';
import type { FromWorker, ToWorker } from '../protocol/messages';

/** Code and bytes of the engine, handed over by the extension as the page may fetch nothing. */
export interface Engine {
  readonly workerSource: string;
  readonly wasm: Uint8Array;
}

export interface RunListener {
  /** Whatever the worker says; its last word is a result or a failure. */
  heard(message: FromWorker): void;
  /** The worker never came up, threw outside the engine, or was ended. */
  died(detail: string): void;
  /** Stop was asked for and the worker did not answer in time, so it was ended. */
  cut(): void;
  /** Nothing was heard for this long. */
  silent(milliseconds: number): void;
}

/** Trains plans one at a time in a worker made from the engine's source. */
export interface Runner {
  start(plan: Plan): void;
  /** Asks for the results so far. */
  stop(): void;
  /** Ends a training at once, without a last word. */
  abandon(): void;
}

const stopPatience = 3000;
const silencePatience = 30000;

export function createRunner(engine: Engine, listener: RunListener): Runner {
  let worker: Worker | null = null;
  let cutTimer: ReturnType<typeof setTimeout> | undefined;
  let silenceTimer: ReturnType<typeof setTimeout> | undefined;

  function end(): void {
    clearTimeout(cutTimer);
    clearTimeout(silenceTimer);
    worker?.terminate();
    worker = null;
  }

  function listenForSilence(): void {
    clearTimeout(silenceTimer);
    silenceTimer = setTimeout(() => listener.silent(silencePatience), silencePatience);
  }

  function hear({ data }: MessageEvent<FromWorker>): void {
    listenForSilence();
    if (data.type !== 'progress') end();
    listener.heard(data);
  }

  function die(event: Event): void {
    event.preventDefault();
    end();
    listener.died(event instanceof ErrorEvent ? event.message : '');
  }

  return {
    start(plan) {
      end();
      const address = URL.createObjectURL(new Blob([engine.workerSource], { type: 'text/javascript' }));
      worker = new Worker(address);
      URL.revokeObjectURL(address);
      worker.addEventListener('message', hear);
      worker.addEventListener('messageerror', die);
      worker.addEventListener('error', die);
      worker.postMessage({ type: 'start', plan, wasm: engine.wasm } satisfies ToWorker);
      listenForSilence();
    },
    stop() {
      worker?.postMessage({ type: 'stop' } satisfies ToWorker);
      cutTimer = setTimeout(() => {
        end();
        listener.cut();
      }, stopPatience);
    },
    abandon: end,
  };
}
