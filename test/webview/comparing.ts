/** Runs in the page: comparisons as the page makes them, by workers of its own, without anything drawn. */
import type { ComparisonResult, Plan } from '../../src/lab/plan';
import type { Crew } from '../../src/lab/crew/crew';
import { train } from '../../src/lab/train';
import { later, workerCrew } from '../../src/webview/run';

export interface Comparing {
  /** Makes the workers that later comparisons use. */
  hire(source: string, wasm: string, most: number): void;
  /** @param stopAfter milliseconds after which it is stopped */
  compare(plan: Plan, stopAfter?: number): Promise<Compared>;
}

export interface Compared {
  readonly result: ComparisonResult;
  /** Milliseconds from the stop to the answer. */
  readonly stoppedIn: number | null;
  /** Workers that were started since `hire`, and how many of them are still there. */
  readonly started: number;
  readonly alive: number;
}

let crew: Crew | undefined;
let started = 0;
let alive = 0;

/** The browser's workers, counted. */
class CountedWorker extends Worker {
  constructor(...given: ConstructorParameters<typeof Worker>) {
    super(...given);
    started += 1;
    alive += 1;
  }

  override terminate(): void {
    super.terminate();
    alive -= 1;
  }
}
globalThis.Worker = CountedWorker;

const comparing: Comparing = {
  hire: (workerSource, wasm, most) => {
    crew?.end();
    [started, alive] = [0, 0];
    crew = workerCrew({ workerSource, wasm: Uint8Array.from(atob(wasm), (c) => c.charCodeAt(0)) }, most);
  },
  compare: async (plan, stopAfter) => {
    if (!crew) throw new Error('Nobody was hired.');
    const stop = new AbortController();
    let stoppedAt: number | null = null;
    if (stopAfter !== undefined)
      setTimeout(() => {
        stoppedAt = performance.now();
        stop.abort();
      }, stopAfter);
    const result = await train(plan, () => undefined, stop.signal, { crew, later });
    const stoppedIn = stoppedAt === null ? null : performance.now() - stoppedAt;
    // Longer than a worker has to come to the end of its step.
    if (stoppedIn !== null) await new Promise((resolve) => setTimeout(resolve, 1000));
    return { result, stoppedIn, started, alive };
  },
};

Object.assign(globalThis, { comparing });
