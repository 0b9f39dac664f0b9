import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import { analyzeText } from '../../src/analysis/analyze';
import type { EpochMetrics } from '../../src/lab/plan';
import { planFor } from '../../src/lab/plan-from-model';
import { verdictOf } from '../../src/lab/statistics';
import { modelFact } from './facts';
import { planOf, run, small, startedTensorflow } from './running';

describe('the comparison of examples/seed.py', function () {
  // About 10 s on two idle cores; a loaded machine takes several times as long.
  this.timeout(180_000);

  it('goes from the code to a verdict over 8 seeds', async () => {
    const { facts } = analyzeText(readFileSync('examples/seed.py', 'utf8'));
    const [model] = facts.models;
    assert.ok(model);
    const answer = planFor(model, facts);
    assert.ok('plan' in answer);
    const { plan } = answer;
    let first: readonly EpochMetrics[] = [];
    let heard = 0;
    let last: readonly [done: number, total: number] = [0, 0];
    const result = await run(plan, (metrics, done, total) => {
      if (first.length === 0) first = metrics;
      heard += metrics.length;
      last = [done, total];
    });
    assert.ok(first.every(({ seed }) => seed === 0));
    assert.equal(heard, 2 * 8 * 41);
    assert.deepEqual(last, [2 * 8 * 40, 2 * 8 * 40]);
    assert.deepEqual(result.metrics.length, heard);
    assert.equal(result.finished, true);
    assert.equal(result.verdict.seeds, 8);
    assert.deepEqual(result.verdict, verdictOf(result.verdict.differences));
    assert.match(result.engine, /^RegLens \(WebAssembly SIMD\)/);
    assert.equal(tf.memory().numTensors, 0);
  });
});

describe('the JavaScript backend', function () {
  this.timeout(60_000);

  it('takes over where wasm is missing, with the same losses', async () => {
    const plan = small(
      planOf(
        modelFact(
          [
            { type: 'Conv2D', arguments: { filters: 3, kernel_size: 3, activation: 'relu' } },
            { type: 'MaxPooling2D' },
            { type: 'Flatten' },
            { type: 'Dense', arguments: { units: 3, activation: 'softmax' } },
          ],
          { inputShape: [8, 8, 2] },
        ),
      ),
    );
    await startedTensorflow();
    const wasm = await run(plan);
    await tf.setBackend('cpu');
    const cpu = await run(plan);
    await tf.setBackend('wasm');
    for (const [index, entry] of wasm.metrics.entries()) {
      assert.ok(Math.abs(entry.testLoss - (cpu.metrics[index]?.testLoss ?? NaN)) < 1e-4);
    }
  });
});
