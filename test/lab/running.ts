import { readFileSync } from 'node:fs';
import { startTensorflow } from '../../src/lab/engine/backend';
import { bothEngines } from '../../src/lab/engine/engines';
import type { MakeEngine } from '../../src/lab/engine/engine';
import { localTrainer } from '../../src/lab/engine/local-trainer';
import { crewOf, type Crew } from '../../src/lab/crew/crew';
import type { Later } from '../../src/lab/crew/line';
import { train, type OnProgress, type StopSignal } from '../../src/lab/train';
import { planFor } from '../../src/lab/plan-from-model';
import type { ModelFact } from '../../src/analysis/facts/facts';
import type { ComparisonResult, Plan } from '../../src/lab/plan';
import { modelFact, noFacts } from './facts';

const wasmFile = require.resolve('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm');

export const wasm = readFileSync(wasmFile);

/** The dense engine and TensorFlow.js on its wasm backend, as the lab takes them. */
export const engines = bothEngines(wasm);
export const [dense, tensorflow] = engines as readonly [MakeEngine, MakeEngine];

/** TensorFlow.js on its wasm backend, for tests that use it directly. */
export async function startedTensorflow(): Promise<void> {
  await startTensorflow(wasm);
}

/** Lets waiting events be handled. */
export const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export const later: Later = (milliseconds, act) => {
  const timer = setTimeout(act, milliseconds);
  return () => clearTimeout(timer);
};

/** Trainers in this thread. */
function localCrew(most = 1, by: readonly MakeEngine[] = engines): Crew {
  return crewOf(most, () => localTrainer(by, pause));
}

/** Runs a plan to its end. */
export async function run(
  plan: Plan,
  onProgress: OnProgress = () => undefined,
  signal: StopSignal = new AbortController().signal,
  by: readonly MakeEngine[] = engines,
): Promise<ComparisonResult> {
  return train(plan, onProgress, signal, { crew: localCrew(1, by), later });
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

/** A plan of which one step takes long: six hundred steps through time of a wide layer, which nothing interrupts. */
export function slowPlan(): Plan {
  const layers = [
    { type: 'Embedding', arguments: { input_dim: 20, output_dim: 8 } },
    { type: 'LSTM', arguments: { units: 512 } },
    { type: 'Dense', arguments: { units: 3, activation: 'softmax' } },
  ];
  return small(planOf(modelFact(layers, { inputShape: [600] })));
}
