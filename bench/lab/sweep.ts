import { openPage, realWasm, realWorker, stopBrowser } from '../../test/webview/harness';
import type { Plan } from '../../src/lab/plan';
import { workOf } from './work';

const strengths = [1e-5, 3e-5, 1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2];

/** 8 strengths × 5 seeds × 50 epochs of A. */
function sweepPlan(): Plan {
  const { plan } = workOf('A');
  const penalties = plan.arms[0]?.penalties ?? [];
  return {
    ...plan,
    data: { ...plan.data, validationSize: 250, testSize: 1000 },
    arms: strengths.map((l2) => ({
      name: `L2 ${l2}`,
      penalties: penalties.map((penalty) => ({ ...penalty, l2 })),
      strength: l2,
    })),
    seeds: [1, 2, 3, 4, 5],
    epochs: 50,
  };
}

/**
 * Seconds from the run to the result on the lab's own page in headless Chromium, with two workers, and with the
 * page's drawing, the data and the evaluation of training, validation and test data after every epoch.
 */
export async function sweepSeconds(rounds: number): Promise<{ best: number; worst: number; engine: string }> {
  const seconds: number[] = [];
  let engine = '';
  const lab = await openPage();
  try {
    // The page leaves one core to itself; two workers on any machine, so that the figures can be compared.
    await lab.page.evaluate(() => Object.defineProperty(navigator, 'hardwareConcurrency', { value: 3 }));
    await lab.engine(await realWorker(), await realWasm());
    for (let round = 0; round < rounds; round++) {
      const begun = performance.now();
      await lab.show({ plan: sweepPlan(), run: true });
      const { result } = await lab.sent('finished', round);
      seconds.push((performance.now() - begun) / 1000);
      if (!result.finished) throw new Error('The sweep did not finish.');
      engine = result.engine;
    }
  } finally {
    await lab.page.context().close();
    await stopBrowser();
  }
  return { best: Math.min(...seconds), worst: Math.max(...seconds), engine };
}
