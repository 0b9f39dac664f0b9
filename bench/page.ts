// What streaming costs the page: a minute of numbers for ten arms on eight seeds, as a worker tells them, into the
// page that ships; frames by the browser's own trace. Options: --seconds N, --width N. Nothing is asserted.
import { parseArgs } from 'node:util';
import type { Plan } from '../src/lab/plan';
import { openPage, stopBrowser } from '../test/webview/harness';
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

/** A worker that spreads the plan's epochs evenly over the time, thirty words a second. */
function streamingWorker(): string {
  const perTraining = (seconds * 1000) / plan.seeds.length;
  return `
    let timer;
    self.onmessage = ({ data }) => {
      if (data.type === 'take') self.postMessage({ type: 'ready', engine: 'played', together: ${plan.arms.length} });
      if (data.type === 'leave') { clearInterval(timer); self.postMessage({ type: 'idle' }); }
      if (data.type !== 'train') return;
      const started = performance.now();
      let told = -1;
      timer = setInterval(() => {
        const epoch = Math.min(${plan.epochs}, Math.floor((performance.now() - started) / ${perTraining} * ${plan.epochs}));
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
  readonly traceEvents: readonly {
    readonly name: string;
    readonly ts: number;
    readonly dur?: number;
    readonly tdur?: number;
    readonly cat: string;
  }[];
}

async function main(): Promise<void> {
  const lab = await openPage({ width: Number(values.width), height: 900 });
  const client = await lab.page.context().newCDPSession(lab.page);
  await client.send('Performance.enable');
  const heap = async (): Promise<number> => {
    await client.send('HeapProfiler.collectGarbage');
    const { metrics } = await client.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0) / 1e6;
  };
  await lab.engine(streamingWorker());
  await lab.show({ plan });
  await lab.page.getByRole('button', { name: 'Run', exact: true }).click();
  await lab.page.locator('#loss-name').waitFor({ state: 'attached' });
  const before = await heap();
  const browser = lab.page.context().browser();
  await browser?.startTracing(lab.page, { categories: ['devtools.timeline', 'toplevel'] });
  await lab.page.evaluate(() => {
    const frames: number[] = [];
    let last = performance.now();
    const next = (now: number): void => {
      frames.push(now - last);
      last = now;
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
    Object.assign(window, { frames });
  });
  const started = Date.now();
  const heaps: number[] = [];
  while (Date.now() - started < (seconds - 4) * 1000) {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const scroll = Math.floor((Date.now() - started) / 5000) * 400;
    await lab.page.evaluate((top) => {
      window.scrollTo(0, top % 4000);
      // VS Code does not hold on to what it was sent.
      (window as unknown as { fakeHost: { sent: unknown[] } }).fakeHost.sent.length = 0;
    }, scroll);
    const { metrics } = await client.send('Performance.getMetrics');
    heaps.push((metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0) / 1e6);
  }
  const frames = await lab.page.evaluate(() => (window as unknown as { frames: number[] }).frames);
  const trace = JSON.parse(String(await browser?.stopTracing())) as Trace;
  const after = await heap();
  const named = (name: string, clock: 'dur' | 'tdur'): number[] =>
    trace.traceEvents
      .filter((event) => event.name === name && event[clock])
      .map((event) => (event[clock] as number) / 1000);
  const line = (what: string, times: readonly number[]): void => {
    const sorted = [...times].sort((a, b) => a - b);
    const at = (share: number): string => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1);
    const over = (limit: number): number => sorted.filter((time) => time > limit).length;
    console.log(
      `${what.padEnd(36)} ${String(sorted.length).padStart(6)}  median ${at(0.5)}  95 % ${at(0.95)}  most ${at(1)} ms; over 16 ms ${over(16.7)}, over 50 ms ${over(50)}`,
    );
  };
  console.log(
    `${plan.arms.length} arms × ${plan.seeds.length} seeds × ${plan.epochs} epochs in ${seconds} s`,
  );
  for (const [what, name] of [
    ['script of a frame', 'FireAnimationFrame'],
    ['messages and timers', 'FunctionCall'],
    ['style', 'UpdateLayoutTree'],
    ['layout', 'Layout'],
  ] as const) {
    line(`${what}, by the clock`, named(name, 'dur'));
    line(`${what}, of the processor`, named(name, 'tdur'));
  }
  line('between frames', frames);
  console.log(
    `heap after collection ${before.toFixed(1)} MB → ${after.toFixed(1)} MB; while streaming at most ${Math.max(...heaps).toFixed(1)} MB`,
  );
  await lab.close();
  await stopBrowser();
}

void main();
