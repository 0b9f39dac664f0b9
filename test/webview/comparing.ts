/** Runs in the page: comparisons as the page makes them, by workers of its own, without anything drawn. */
import type { ComparisonResult, Plan } from '../../src/lab/plan';
import type { Crew } from '../../src/lab/crew/crew';
import { train } from '../../src/lab/train';
import { later, workerCrew } from '../../src/webview/run';

export interface Comparing {
  /** Makes the workers that later comparisons use. */
  hire(source: string, wasm: string, most: number): void;
  /** @param stopAfter milliseconds after which it is stopped */
  compare(plan: Plan, stopAfter?: number): Promise<{ result: ComparisonResult; stoppedIn: number | null }>;
}

let crew: Crew;

const comparing: Comparing = {
  hire: (workerSource, wasm, most) => {
    crew = workerCrew({ workerSource, wasm: Uint8Array.from(atob(wasm), (c) => c.charCodeAt(0)) }, most);
  },
  compare: async (plan, stopAfter) => {
    const stop = new AbortController();
    let stoppedAt: number | null = null;
    if (stopAfter !== undefined)
      setTimeout(() => {
        stoppedAt = performance.now();
        stop.abort();
      }, stopAfter);
    const result = await train(plan, () => undefined, stop.signal, { crew, later });
    return { result, stoppedIn: stoppedAt === null ? null : performance.now() - stoppedAt };
  },
};

Object.assign(globalThis, { comparing });
