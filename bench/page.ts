// What the page costs, as it ships: the time from Run to the first curve, with the real engine; then a minute of
// numbers for ten arms on eight seeds, as a worker tells them: frames by the browser's own trace, and the memory,
// also of runs after it. Options: --seconds N, --width N, --epochs N. Nothing is asserted.
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import type { Plan } from '../src/lab/plan';
import { openPage, realWasm, realWorker, stopBrowser } from '../test/webview/harness';
import { manyPlan } from '../test/webview/many-arms';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    width: { type: 'string', default: '1280' },
    epochs: { type: 'string', default: '200' },
  },
});
const seconds = Number(values.seconds);
const plan: Plan = { ...manyPlan, epochs: Number(values.epochs) };
const coldPages = 7;
const parts = 4;
/** Runs after the first one are so much faster. */
const hurry = 6;

/** A worker that spreads the plan's epochs evenly over the time, thirty words a second. */
function streamingWorker(): string {
  const perTraining = (seconds * 1000) / plan.seeds.length;
  return `
    let timer, runs = 0;
    self.onmessage = ({ data }) => {
      if (data.type === 'take') {
        runs += 1;
        self.postMessage({ type: 'ready', engine: 'played', together: ${plan.arms.length} });
      }
      if (data.type === 'leave') { clearInterval(timer); self.postMessage({ type: 'idle' }); }
      if (data.type !== 'train') return;
      const started = performance.now();
      const takes = ${perTraining} / (runs > 1 ? ${hurry} : 1);
      let told = -1;
      timer = setInterval(() => {
        const epoch = Math.min(${plan.epochs}, Math.floor((performance.now() - started) / takes * ${plan.epochs}));
        const metrics = [];
        for (; told < epoch; told++)
          for (const { arm, seed } of data.group) {
            const at = told + 1;
            const learnt = 1 - Math.exp(-at / 40) + 0.02 * Math.sin(at * 12.9 + seed * 78 + arm);
            metrics.push({ arm, seed, epoch: at, trainLoss: 2.3 - 2 * learnt, validationLoss: 2.3 - (1.5 + arm / 40) * learnt,
              testLoss: 2.3 - (1.5 + arm / 40) * learnt + 0.01 * seed, penalty: 0.1, testScore: 0.1 + 0.6 * learnt });
          }
        self.postMessage({ type: 'reached', metrics, diverged: [] });
        if (epoch < ${plan.epochs}) return;
        clearInterval(timer);
        self.postMessage({ type: 'trained', finals: [] });
      }, 33);
    };`;
}

interface Trace {
  readonly traceEvents: readonly { readonly name: string; readonly dur?: number; readonly tdur?: number }[];
}

/** What the measured page keeps for this program. */
interface Measured {
  readonly fakeHost: { readonly sent: unknown[] };
  frames: number[];
  /** Frames are left out while this program collects garbage. */
  resting: boolean;
  /** Milliseconds from the click on Run to the frame after the one that drew a curve. */
  firstCurve: number | null;
}

function line(what: string, times: readonly number[], limits: readonly number[]): void {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1);
  const over = limits.map((limit) => `over ${limit} ms ${sorted.filter((time) => time > limit).length}`);
  console.log(
    `${what.padEnd(36)} ${String(sorted.length).padStart(6)}  median ${at(0.5)}  95 % ${at(0.95)}  most ${at(1)} ms; ${over.join(', ')}`,
  );
}

/** From Run to the first curve of the seed's model, in pages that are opened anew. */
async function firstCurves(): Promise<void> {
  const [worker, wasm] = [await realWorker(), await realWasm()];
  const times: number[] = [];
  for (let page = 0; page < coldPages; page++) {
    const lab = await openPage({ width: Number(values.width), height: 900 });
    await lab.page.evaluate(() => {
      const measured = window as unknown as Measured;
      measured.firstCurve = null;
      let clicked = NaN;
      document.addEventListener('click', ({ timeStamp }) => (clicked = timeStamp), { capture: true });
      const observer = new MutationObserver(() => {
        if (!document.querySelector('#loss-name ~ g path.line[d*="L"]')) return;
        observer.disconnect();
        requestAnimationFrame((now) => (measured.firstCurve = now - clicked));
      });
      observer.observe(document.body, { childList: true, subtree: true, attributes: true });
    });
    await lab.engine(worker, wasm);
    await lab.show();
    const run = lab.page.getByRole('button', { name: 'Run', exact: true });
    await run.waitFor();
    // Somebody reads before they press it.
    await lab.page.waitForTimeout(1000);
    await run.click();
    const time = await lab.page.waitForFunction(() => (window as unknown as Measured).firstCurve);
    times.push((await time.jsonValue()) as number);
    await lab.sent('finished');
    await lab.close();
  }
  line('from Run to the first curve', times, [300]);
}

async function streaming(): Promise<void> {
  const lab = await openPage({ width: Number(values.width), height: 900 });
  const client = await lab.page.context().newCDPSession(lab.page);
  // With more cores several workers would share the numbers out, and be through sooner.
  await lab.page.evaluate(() => Object.defineProperty(navigator, 'hardwareConcurrency', { value: 2 }));
  await lab.engine(streamingWorker());
  await lab.show({ plan });
  /** MB after a collection: of the heap, and of what typed arrays hold beside it. */
  const heap = async (): Promise<string> => {
    const found: { usedSize: number; backingStorageSize: number }[] = [];
    // The least of three, as the page may just be sending what it has.
    for (let turn = 0; turn < 3; turn++) {
      await lab.page.evaluate(() => ((window as unknown as Measured).fakeHost.sent.length = 0));
      await client.send('HeapProfiler.collectGarbage');
      found.push(await client.send('Runtime.getHeapUsage'));
    }
    const [least] = found.sort((one, other) => one.usedSize - other.usedSize);
    return [least?.usedSize, least?.backingStorageSize]
      .map((bytes) => ((bytes ?? NaN) / 1e6).toFixed(1))
      .join(' + ');
  };
  const button = (name: string) => lab.page.getByRole('button', { name, exact: true });
  await button('Run').waitFor();
  console.log(
    `${plan.arms.length} arms × ${plan.seeds.length} seeds × ${plan.epochs} epochs in ${seconds} s`,
  );
  const heaps = [`shown ${await heap()}`];
  await button('Run').click();
  const started = Date.now();
  await lab.page.locator('#loss-name').waitFor({ state: 'attached' });
  heaps.push(`first curve ${await heap()}`);

  const browser = lab.page.context().browser();
  await browser?.startTracing(lab.page, { categories: ['devtools.timeline', 'toplevel'] });
  await watchFrames(lab.page);
  for (let part = 1; part <= parts; part++) {
    const until = started + (part / parts) * seconds * 1000;
    while (Date.now() < until) await readOn(lab.page, started);
    await lab.page.evaluate(() => ((window as unknown as Measured).resting = true));
    heaps.push(`${Math.round((part / parts) * seconds)} s ${await heap()}`);
    await lab.page.evaluate(() => ((window as unknown as Measured).resting = false));
  }
  await ended(lab.page);
  const frames = await lab.page.evaluate(() => (window as unknown as Measured).frames);
  const { traceEvents } = JSON.parse(String(await browser?.stopTracing())) as Trace;
  for (const [what, name] of [
    ['script of a frame', 'FireAnimationFrame'],
    ['messages and timers', 'FunctionCall'],
    ['style', 'UpdateLayoutTree'],
    ['layout', 'Layout'],
  ] as const) {
    const named = traceEvents.filter((event) => event.name === name);
    for (const [clock, words] of [
      ['dur', 'by the clock'],
      ['tdur', 'of the processor'],
    ] as const) {
      const times = named.flatMap((event) => event[clock] ?? []).map((microseconds) => microseconds / 1000);
      line(`${what}, ${words}`, times, [17, 50]);
    }
  }
  line('between frames', frames, [17, 50]);

  heaps.push(`finished ${await heap()}`);
  for (const again of ['second', 'third']) {
    await lab.page.evaluate(() => window.scrollTo(0, 0));
    await button('Run again').click();
    await button('Stop').waitFor();
    const begun = Date.now();
    while (Date.now() - begun < (seconds / hurry) * 1000) await readOn(lab.page, begun);
    await ended(lab.page);
    heaps.push(`${again} run ${await heap()}`);
  }
  console.log(`after collection, MB of heap + of arrays outside it: ${heaps.join(', ')}`);
  await lab.close();
}

async function watchFrames(page: Page): Promise<void> {
  await page.evaluate(() => {
    const measured = window as unknown as Measured;
    measured.frames = [];
    let last: number | null = null;
    const next = (now: number): void => {
      if (last !== null && !measured.resting) measured.frames.push(now - last);
      last = measured.resting ? null : now;
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
}

/** Resolves when the run has ended; asks for little, as the frames are those of a page that nobody asks. */
async function ended(page: Page): Promise<void> {
  await page.waitForFunction(
    () => document.querySelector('#run')?.textContent?.trim() === 'Run again',
    undefined,
    { polling: 500 },
  );
}

/** A second of somebody who looks through the page. */
async function readOn(page: Page, since: number): Promise<void> {
  await page.waitForTimeout(1000);
  const top = Math.floor((Date.now() - since) / 5000) * 400;
  await page.evaluate((to) => {
    window.scrollTo(0, to);
    // VS Code does not hold on to what it was sent.
    (window as unknown as Measured).fakeHost.sent.length = 0;
  }, top % 4000);
}

async function main(): Promise<void> {
  await firstCurves();
  await streaming();
  await stopBrowser();
}

void main();
