import { readFile } from 'node:fs/promises';
import { bothEngines } from '../../src/lab/engine/engines';
import type { Examples } from '../../src/lab/engine/engine';
import { evaluate } from '../../src/lab/engine/evaluation';
import { processorTime } from './clock';
import type { Trained } from './peers';
import { wasmFile } from './tensorflow-peers';
import { batchesOf, type Work } from './work';

/**
 * An engine of the lab, as the lab uses it: as many variants side by side as it says are worth it. Without the
 * evaluation after each epoch, which no other peer has.
 *
 * @param which place in the list of engines
 * @param variants seeds from 1 on
 */
export async function trainByEngine(
  work: Work,
  which: 'dense' | 'tfjs',
  variants: number,
  epochs: number,
): Promise<Trained> {
  const make = bothEngines(await readFile(wasmFile))[which === 'dense' ? 0 : 1];
  const engine = await make?.(work.plan, work.network, work.task);
  if (!engine) throw new Error(`The ${which} engine does not take this network.`);
  const { samples } = work;
  const batches = batchesOf(work);
  const seeds = Array.from({ length: variants }, (_, index) => index + 1);
  let milliseconds = 0;
  let weights: readonly Float32Array[] = [];
  let loss: number | null = null;
  while (seeds.length > 0) {
    const together = seeds.splice(0, Math.max(1, engine.together));
    const training = engine.start(together.map((seed) => ({ arm: 0, seed })));
    const given = batches.map((examples) => together.map((): Examples => ({ samples, examples })));
    const begun = processorTime();
    for (let epoch = 0; epoch < epochs; epoch++) for (const batch of given) training.step(batch);
    milliseconds += processorTime() - begun;
    if (together[0] === 1) {
      weights = (training.weights[0] ?? []).map((values) => values.slice());
      const reached = await evaluate(
        training,
        work.task,
        work.plan.loss,
        together.map((_, place) => (place === 0 ? samples : null)),
        () => Promise.resolve(),
      );
      loss = reached[0]?.loss ?? null;
    }
    training.dispose();
  }
  return { milliseconds, weights, loss };
}
