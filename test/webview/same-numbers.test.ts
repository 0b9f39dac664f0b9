import assert from 'node:assert/strict';
import type { EpochMetrics } from '../../src/lab/plan';
import { modelFact } from '../lab/facts';
import { planOf, run, small } from '../lab/running';
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

  for (const [name, plan] of [
    ['a dense network', { ...seedPlan, seeds: [1, 2], epochs: 20 }],
    ['a convolution', convolution],
  ] as const) {
    it(`gives the same numbers in Chromium and in node: ${name}`, async () => {
      const compare = await comparingIn(lab.page, 1);
      const [{ result: there }, here] = [await compare(plan), await run(plan)];
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
});
