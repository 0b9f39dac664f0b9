import assert from 'node:assert/strict';
import type { EpochMetrics, Plan } from '../../src/lab/plan';
import { sweepPlan } from '../../src/lab/sweep-plan';
import { modelFact } from '../lab/facts';
import { planOf, run, slowPlan, small } from '../lab/running';
import { seedPlan } from './fixtures';
import { comparingIn, openPage, stopBrowser } from './harness';
import type { LabPage } from './harness';

const convolution = small(
  planOf(
    modelFact(
      [
        { type: 'Conv2D', arguments: { filters: 3, kernel_size: 3, activation: 'relu' } },
        { type: 'Flatten' },
        { type: 'Dense', arguments: { units: 3, activation: 'softmax' } },
      ],
      { inputShape: [8, 8, 1] },
    ),
  ),
);

const tokens = small(
  planOf(
    modelFact(
      [
        { type: 'Embedding', arguments: { input_dim: 40, output_dim: 8 } },
        { type: 'LSTM', arguments: { units: 12 } },
        { type: 'Dense', arguments: { units: 3, activation: 'softmax' } },
      ],
      { inputShape: [10] },
    ),
  ),
  { seeds: [1, 2, 3, 4, 5, 6], epochs: 8 },
);

describe('the same plan', function () {
  this.timeout(120_000);
  let lab: LabPage;
  before(async () => {
    lab = await openPage();
  });
  after(async () => {
    await lab.close();
    await stopBrowser();
  });

  for (const [name, plan, workers] of [
    ['a dense network', { ...seedPlan, seeds: [1, 2], epochs: 20 }, 1],
    ['a sweep on two workers', sweepPlan({ ...seedPlan, seeds: [1, 2, 3], epochs: 60 }) as Plan, 2],
    ['a convolution', convolution, 1],
    ['tokens through an LSTM on four workers', tokens, 4],
  ] as const) {
    it(`gives the same numbers in Chromium and in node: ${name}`, async () => {
      const compare = await comparingIn(lab.page, workers);
      const [{ result: there, started }, here] = [await compare(plan), await run(plan)];
      assert.equal(started, workers);
      assert.equal(there.engine, here.engine);
      assert.equal(there.metrics.length, here.metrics.length);
      for (const [index, entry] of here.metrics.entries()) {
        for (const [measure, value] of Object.entries(entry) as [
          Exclude<keyof EpochMetrics, 'stopped'>,
          number,
        ][]) {
          const other = (there.metrics[index] as EpochMetrics)[measure];
          assert.ok(Math.abs(other - value) <= 1e-6 * Math.max(1, Math.abs(value)), `${measure} ${index}`);
        }
      }
    });
  }

  it('is stopped at once in the middle of a step that cannot be', async () => {
    const compare = await comparingIn(lab.page, 1);
    const { result, stoppedIn, alive } = await compare(slowPlan(), 3000);
    assert.deepEqual([result.ended, result.finished], ['stopped', false]);
    assert.ok((stoppedIn ?? Infinity) < 100, `${stoppedIn} ms`);
    // The worker did not hear it in time, so it was ended; the next comparison has a new one.
    assert.equal(alive, 0);
    assert.equal((await compare(convolution)).result.ended, 'all');
  });

  it('is trained a hundred times by one worker', async () => {
    const compare = await comparingIn(lab.page, 4);
    const first = await compare(convolution);
    for (let round = 1; round < 100; round++) {
      const { result, started, alive } = await compare(convolution);
      assert.deepEqual([started, alive], [1, 1]);
      assert.deepEqual(result.metrics, first.result.metrics);
    }
  });
});
