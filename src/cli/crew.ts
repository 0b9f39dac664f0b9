import { availableParallelism } from 'node:os';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { elementsIn } from '../lab/architecture/layer-kind';
import { crewOf, type Crew } from '../lab/crew/crew';
import type { FromTrainer, Later, Line, ToTrainer } from '../lab/crew/line';
import { remoteTrainer } from '../lab/crew/remote-trainer';
import { serve } from '../lab/crew/serve';
import type { Trainer } from '../lab/crew/trainer';
import { operationsOf } from '../lab/engine/dense/operations';
import { bothEngines } from '../lab/engine/engines';
import { localTrainer } from '../lab/engine/local-trainer';
import { withLogits } from '../lab/engine/logits';
import { buildNetwork } from '../lab/engine/network';
import type { Plan } from '../lab/plan';

/** Tells a thread of this file that it is one. */
const trainerThread = 'reglens trainer';
const mostThreads = 4;

export const later: Later = (milliseconds, act) => {
  const timer = setTimeout(act, milliseconds);
  return () => clearTimeout(timer);
};

/**
 * Trainers in threads, so that a stop is heard while a large model takes a step; in this thread for a plan that
 * takes less time than threads take to start, and where threads cannot be started.
 */
export function nodeCrew(plan: Plan, wasm: Uint8Array | null): Crew {
  if (isQuick(plan)) return crewOf(1, () => trainerHere(wasm));
  let threads = true;
  return crewOf(Math.min(mostThreads, availableParallelism()), () => {
    if (!threads) return trainerHere(wasm);
    const line = lineToThread(() => (threads = false));
    line.send({ type: 'equip', wasm });
    return remoteTrainer(line, later);
  });
}

/** Floating-point operations that take well under a second. */
const quick = 5e9;

function isQuick(plan: Plan): boolean {
  const { arms, seeds, epochs, data } = plan;
  const network = buildNetwork(withLogits(plan).model);
  if (operationsOf(network) === null) return false;
  const weights = network.slots.reduce((sum, { shape }) => sum + elementsIn(shape), 0);
  const examples = 4 * data.trainSize + data.validationSize + data.testSize;
  return 2 * weights * examples * arms.length * seeds.length * epochs < quick;
}

function trainerHere(wasm: Uint8Array | null): Trainer {
  return localTrainer(bothEngines(wasm), () => new Promise((resolve) => setImmediate(resolve)));
}

/** @param stillborn called when the thread ends before it has said anything */
function lineToThread(stillborn: () => void): Line {
  const thread = new Worker(__filename, { workerData: trainerThread });
  return {
    send: (message) => thread.postMessage(message),
    listen: (heard, died) => {
      thread.once('error', stillborn);
      thread.once('message', () => thread.off('error', stillborn));
      thread.on('message', (message: FromTrainer) => heard(message));
      thread.on('error', (error) => died(error.message));
      thread.on('exit', () => died(''));
    },
    end: () => void thread.terminate(),
  };
}

if (parentPort && workerData === trainerThread) {
  const port = parentPort;
  const answer = serve(trainerHere, (message, handedOver) => port.postMessage(message, handedOver));
  port.on('message', (message: ToTrainer) => answer(message));
}
