import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as esbuild from 'esbuild';
import type * as Crew from '../../src/cli/crew';
import { train } from '../../src/lab/train';
import { seedModel } from './facts';
import { later, planOf, run, slowPlan, wasm } from './running';

describe('threads of the command line', function () {
  this.timeout(60_000);
  let folder: string;
  let nodeCrew: typeof Crew.nodeCrew;
  before(async () => {
    // Bundled as it ships: a thread is a file of JavaScript.
    folder = mkdtempSync(path.join(tmpdir(), 'reglens-threads-'));
    const outfile = path.join(folder, 'crew.cjs');
    await esbuild.build({
      entryPoints: ['src/cli/crew.ts'],
      bundle: true,
      platform: 'node',
      mainFields: ['module', 'main'],
      loader: { '.csv': 'text', '.wasm': 'binary' },
      outfile,
    });
    ({ nodeCrew } = (await import(outfile)) as typeof Crew);
  });
  after(() => rmSync(folder, { recursive: true }));
  const never = new AbortController().signal;

  it('give the numbers of this one', async () => {
    const plan = { ...planOf(seedModel), epochs: 60 };
    const crew = nodeCrew(plan, wasm);
    const result = await train(plan, () => undefined, never, { crew, later }).finally(crew.end);
    const here = await run(plan);
    assert.deepEqual({ ...result, milliseconds: 0 }, { ...here, milliseconds: 0 });
  });

  it('are ended in the middle of a step that cannot be, and the answer is there at once', async () => {
    const crew = nodeCrew(slowPlan(), wasm);
    const stop = new AbortController();
    let stoppedAt = 0;
    setTimeout(() => {
      stoppedAt = Date.now();
      stop.abort();
    }, 1500);
    const result = await train(slowPlan(), () => undefined, stop.signal, { crew, later });
    assert.ok(Date.now() - stoppedAt < 100);
    assert.equal(result.ended, 'stopped');
    crew.end();
  });
});
