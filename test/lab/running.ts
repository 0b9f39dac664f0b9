import { readFileSync } from 'node:fs';
import { startEngine } from '../../src/lab/engine/backend';
import { train, type OnProgress, type StopSignal } from '../../src/lab/engine/train';
import { planFor } from '../../src/lab/plan-from-model';
import type { ModelFact } from '../../src/analysis/facts/facts';
import type { ComparisonResult, Plan } from '../../src/lab/plan';
import { noFacts } from './facts';

const wasmFile = require.resolve('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm');

export function engine(): Promise<string> {
  return startEngine(readFileSync(wasmFile));
}

/** Runs a plan to its end on the wasm backend. */
export async function run(
  plan: Plan,
  onProgress: OnProgress = () => undefined,
  signal: StopSignal = { aborted: false },
): Promise<ComparisonResult> {
  return train(plan, onProgress, signal, {
    engine: await engine(),
    pause: () => new Promise((resolve) => setImmediate(resolve)),
  });
}

/** The plan of a model that must have one. */
export function planOf(model: ModelFact): Plan {
  const answer = planFor(model, noFacts);
  if ('plan' in answer) return answer.plan;
  throw new Error(answer.reason.en);
}

/** A plan small enough for a test. */
export function small(plan: Plan, changes: Partial<Plan> = {}): Plan {
  return {
    ...plan,
    data: { ...plan.data, trainSize: 48, validationSize: 16, testSize: 32 },
    seeds: [1],
    epochs: 2,
    batchSize: 16,
    ...changes,
  };
}
