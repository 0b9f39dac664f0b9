import { readFileSync } from 'node:fs';
import { startTensorflow } from '../../src/lab/engine/backend';
import { bothEngines } from '../../src/lab/engine/engines';
import type { MakeEngine } from '../../src/lab/engine/engine';
import { train, type OnProgress, type StopSignal } from '../../src/lab/engine/train';
import { planFor } from '../../src/lab/plan-from-model';
import type { ModelFact } from '../../src/analysis/facts/facts';
import type { ComparisonResult, Plan } from '../../src/lab/plan';
import { noFacts } from './facts';

const wasmFile = require.resolve('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm');

const wasm = readFileSync(wasmFile);

/** The dense engine and TensorFlow.js on its wasm backend, as the lab takes them. */
export const engines = bothEngines(wasm);
export const [dense, tensorflow] = engines as readonly [MakeEngine, MakeEngine];

/** TensorFlow.js on its wasm backend, for tests that use it directly. */
export async function startedTensorflow(): Promise<void> {
  await startTensorflow(wasm);
}

/** Runs a plan to its end. */
export async function run(
  plan: Plan,
  onProgress: OnProgress = () => undefined,
  signal: StopSignal = { aborted: false },
  by: readonly MakeEngine[] = engines,
): Promise<ComparisonResult> {
  return train(plan, onProgress, signal, {
    engines: by,
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
