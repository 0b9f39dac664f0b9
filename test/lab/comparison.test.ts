import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import { seedModel } from './facts';
import type { ComparisonResult, EpochMetrics, Plan } from '../../src/lab/plan';
import { planOf, run, small, tensorflow } from './running';

/** Runs a plan by TensorFlow.js even where the dense engine takes it. */
function byTensorflow(plan: Plan): Promise<ComparisonResult> {
  return run(plan, () => undefined, new AbortController().signal, [tensorflow]);
}

describe('a comparison', function () {
  this.timeout(60_000);
  const plan = planOf(seedModel);

  it('gives the same numbers for the same plan', async () => {
    const [first, second] = [await run(small(plan)), await run(small(plan))];
    assert.deepEqual(first.metrics, second.metrics);
    assert.deepEqual(first.histograms, second.histograms);
  });

  it('gives the same losses by both engines, at every epoch', async () => {
    const varied = small(plan, { seeds: [1, 2], epochs: 30, batchSize: 10 });
    const [fast, reference] = [await run(varied), await byTensorflow(varied)];
    assert.match(fast.engine, /^RegLens \(WebAssembly SIMD\)/);
    assert.match(reference.engine, /^TensorFlow\.js/);
    assert.equal(fast.metrics.length, 2 * 2 * 31);
    for (const [index, entry] of fast.metrics.entries()) {
      const other = reference.metrics[index] as EpochMetrics;
      for (const loss of ['trainLoss', 'validationLoss', 'testLoss', 'penalty'] as const)
        assert.ok(
          Math.abs(entry[loss] - other[loss]) <= 1e-5 * Math.max(1, other[loss]),
          `${loss} at epoch ${entry.epoch}: ${entry[loss]}, ${other[loss]}`,
        );
    }
  });

  it('starts both arms of a seed from the same losses', async () => {
    const { metrics } = await run(small(plan, { seeds: [1, 2] }));
    for (const seed of [0, 1]) {
      const [without, withPenalty] = [0, 1].map((arm) =>
        metrics.find((entry) => entry.arm === arm && entry.seed === seed && entry.epoch === 0),
      );
      assert.equal(without?.trainLoss, withPenalty?.trainLoss);
      assert.equal(without?.testLoss, withPenalty?.testLoss);
    }
    const starts = metrics.filter(({ epoch, arm }) => epoch === 0 && arm === 0);
    assert.notEqual(starts[0]?.testLoss, starts[1]?.testLoss);
  });

  it('gives arms with a penalty of no strength the same curves, dropout included', async () => {
    const [first, ...rest] = plan.model.layers;
    const dropout = { className: 'Dropout', name: 'dropout', config: { rate: 0.5 }, inbound: ['dense'] };
    const layers = [
      first,
      dropout,
      { ...rest[0], inbound: ['dropout'] },
      rest[1],
    ] as typeof plan.model.layers;
    const idle = { name: 'with', penalties: [{ layer: 'dense', on: 'kernel', l1: 0, l2: 0 }] };
    const { metrics } = await run(
      small(plan, { model: { ...plan.model, layers }, arms: [{ name: 'without', penalties: [] }, idle] }),
    );
    const curve = (arm: number) =>
      metrics.filter((entry) => entry.arm === arm).map((entry) => ({ ...entry, arm: 0 }));
    assert.deepEqual(curve(0), curve(1));
  });

  it('drops other units at every step', async () => {
    const [first, ...rest] = plan.model.layers;
    const dropout = { className: 'Dropout', name: 'dropout', config: { rate: 0.5 }, inbound: ['dense'] };
    const layers = [
      first,
      dropout,
      { ...rest[0], inbound: ['dropout'] },
      rest[1],
    ] as typeof plan.model.layers;
    const dropped = await run(small(plan, { model: { ...plan.model, layers } }));
    const kept = await run(small(plan));
    const last = (metrics: typeof kept.metrics) => metrics.at(-1)?.trainLoss;
    assert.notEqual(last(dropped.metrics), last(kept.metrics));
  });

  it('keeps the penalty apart from the data loss', async () => {
    const { metrics } = await run(small(plan));
    for (const entry of metrics) {
      if (entry.arm === 0) assert.equal(entry.penalty, 0);
      else assert.ok(entry.penalty > 0.1);
    }
  });

  it('leaves nothing on the backend', async () => {
    await byTensorflow(small(plan));
    const before = tf.memory().numTensors;
    await byTensorflow(small(plan));
    assert.equal(tf.memory().numTensors, before);
    assert.equal(before, 0);
  });

  it('stops within 100 ms and keeps the finished seeds', async () => {
    const stop = new AbortController();
    let stoppedAt = 0;
    const result = await run(
      { ...plan, epochs: 3, seeds: Array.from({ length: 200 }, (_, index) => index) },
      (_, done) => {
        if (done < 2 * 3 * 3 || stop.signal.aborted) return;
        stoppedAt = Date.now();
        stop.abort();
      },
      stop.signal,
    );
    assert.ok(Date.now() - stoppedAt < 100);
    assert.equal(result.finished, false);
    assert.ok(result.verdict.seeds >= 3 && result.verdict.seeds < 100);
  });

  it('names a training that diverges instead of giving numbers that are none', async () => {
    const wild = { className: 'SGD', learningRate: 1e30, momentum: 0 };
    const { metrics, diverged, verdict, finished } = await run(small(plan, { optimizer: wild }));
    assert.deepEqual(
      diverged?.map(({ arm }) => arm),
      [0, 1],
    );
    assert.ok(metrics.every((entry) => Object.values(entry).every(Number.isFinite)));
    assert.equal(verdict.kind, 'too-few-seeds');
    assert.equal(verdict.seeds, 0);
    assert.equal(finished, true);
  });

  it('counts every weight of a kernel in the histograms, with the same edges in both arms', async () => {
    const { histograms } = await run(small(plan));
    assert.equal(histograms.length, 2 * 3);
    for (const histogram of histograms.filter(({ layer }) => layer === 'dense')) {
      assert.equal(
        histogram.counts.reduce((sum, count) => sum + count),
        20 * 64,
      );
      assert.deepEqual(histogram.edges, histograms[0]?.edges);
    }
  });
});
