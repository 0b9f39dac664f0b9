import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { ComparisonResult, EpochMetrics, Plan } from '../../src/lab/plan';
import { modelFact } from '../lab/facts';
import { planOf, run, small } from '../lab/running';
import { seedPlan } from './fixtures';
import { openPage, realWasm, realWorker, stopBrowser } from './harness';
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
      const [there, here] = [await inChromium(lab.page, plan), await run(plan)];
      assert.equal(there.engine, here.engine);
      assert.equal(there.metrics.length, here.metrics.length);
      for (const [index, entry] of here.metrics.entries()) {
        for (const [measure, value] of Object.entries(entry) as [keyof EpochMetrics, number][]) {
          const other = (there.metrics[index] as EpochMetrics)[measure];
          assert.ok(Math.abs(other - value) <= 1e-6 * Math.max(1, Math.abs(value)), `${measure} ${index}`);
        }
      }
    });
  }
});

/** Runs a plan in a worker of the page, as it ships. */
async function inChromium(page: Page, plan: Plan): Promise<ComparisonResult> {
  const given = { source: await realWorker(), plan, wasm: [...(await realWasm())] };
  return page.evaluate(({ source, plan: wanted, wasm }) => {
    const worker = new Worker(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })));
    return new Promise<ComparisonResult>((resolve, reject) => {
      worker.onmessage = ({ data }) => {
        if (data.type === 'result') resolve(data.result);
        if (data.type === 'failed') reject(new Error(data.message));
      };
      worker.postMessage({ type: 'start', plan: wanted, wasm: new Uint8Array(wasm) });
    });
  }, given);
}
