import assert from 'node:assert/strict';
import { settingsOf } from '../../src/lab/plan-settings';
import { unpackedResult } from '../../src/lab/packed';
import { fitting, mostKept, withRun } from '../../src/webview/history';
import type { ComparisonResult, Plan } from '../../src/lab/plan';
import type { PastRun } from '../../src/protocol/messages';
import {
  helps,
  hurts,
  partOf,
  playedWorker,
  resultWith,
  seedModel,
  seedPlan,
  packedResult,
} from './fixtures';
import { openPage, stopBrowser } from './harness';
import type { LabPage, OpenOptions } from './harness';
import { themes } from './themes';

const strength = (l2: number): Plan => ({
  ...seedPlan,
  arms: seedPlan.arms.map((arm) => ({ ...arm, penalties: arm.penalties.map((one) => ({ ...one, l2 })) })),
});
const run = (result: ComparisonResult, at = 0): readonly PastRun[] =>
  withRun([], packedResult(result), settingsOf(result.plan), at);

describe('what a page keeps of its runs', () => {
  it('gives every number of a run back to six digits', () => {
    const stopped = helps.metrics.map((cell) =>
      cell.epoch === 30 && cell.arm === 1 ? { ...cell, stopped: { after: 30, best: 25 } } : cell,
    );
    const [kept] = run({ ...partOf(helps, 5), metrics: stopped.filter(({ seed }) => seed < 5) });
    assert.ok(kept);
    const back = unpackedResult(JSON.parse(JSON.stringify(kept)) as PastRun);
    const key = ({ arm, seed, epoch }: { arm: number; seed: number; epoch: number }) =>
      `${arm} ${seed} ${epoch}`;
    const known = new Map(back.metrics.map((cell) => [key(cell), cell]));
    assert.equal(known.size, 2 * 5 * 31);
    for (const cell of stopped.filter(({ seed }) => seed < 5)) {
      const same = known.get(key(cell));
      assert.ok(same && Math.abs(same.testLoss - cell.testLoss) <= 1e-5 * Math.abs(cell.testLoss));
      assert.deepEqual(same.stopped, cell.stopped);
    }
  });

  it('keeps one run of a plan, the one that came further', () => {
    const whole = run(helps);
    assert.equal(withRun(whole, packedResult(partOf(helps, 3)), settingsOf(seedPlan), 5), whole);
    const both = withRun(run(partOf(helps, 3)), packedResult(helps), settingsOf(seedPlan), 5);
    assert.deepEqual([both.length, both[0]?.result.finished], [1, true]);
  });

  it('drops the oldest runs when there is no room, and the result when even that is too large', () => {
    const plan = { ...seedPlan, epochs: 400 };
    const result = packedResult(resultWith(-0.2, plan));
    let runs: readonly PastRun[] = [];
    for (let l2 = 1; l2 <= 8; l2++) {
      const own = { ...plan, arms: strength(l2).arms };
      runs = withRun(runs, { ...result, result: { ...result.result, plan: own } }, settingsOf(own), l2);
    }
    const memory = {
      version: 2,
      model: seedModel,
      plan,
      settings: settingsOf(plan),
      running: null,
      open: [],
      dismissed: [],
      dropped: false,
    } as const;
    const kept = fitting({ ...memory, result, runs });
    assert.ok(JSON.stringify(kept).length <= mostKept + 1000);
    assert.ok(kept.runs.length > 2 && kept.runs.length < 8);
    assert.equal(kept.runs.at(-1)?.at, 8);
    assert.equal(kept.dropped, true);
    assert.deepEqual(kept.result, result);
    const long = { ...plan, epochs: 2000, seeds: Array.from({ length: 64 }, (_, seed) => seed) };
    const huge = fitting({ ...memory, result: packedResult({ ...helps, plan: long }), runs });
    assert.equal(huge.result, null);
    assert.ok(JSON.stringify(huge).length <= mostKept + 1000);
  });
});

describe('the history of runs', function () {
  this.timeout(30_000);
  const opened: LabPage[] = [];
  afterEach(async () => {
    for (const lab of opened.splice(0)) await lab.close();
  });
  after(stopBrowser);

  /** A page that has run L2 0.01, which helps, then L2 0.1, which hurts. */
  const twoRuns = async (options?: OpenOptions): Promise<LabPage> => {
    const lab = await openPage(options);
    opened.push(lab);
    await lab.engine(playedWorker(helps));
    await lab.show({ run: true });
    await lab.finished();
    await lab.engine(playedWorker(hurts));
    await lab.page.locator('vscode-textfield#strength input').fill('0.1');
    await lab.page.locator('#run').press('Enter');
    await lab.finished(1);
    return lab;
  };

  it('lists what was set and what came of it, shows a run again, and keeps all over a reload', async () => {
    const lab = await twoRuns();
    const texts = await lab.page.locator('.run').allInnerTexts();
    assert.match(texts[0] ?? '', /with L2 0\.1, 8 seeds × 30 epochs[^]*shown[^]*✗\s*hurts \+0\.\d+/);
    assert.match(
      texts[1] ?? '',
      /\d\d:\d\d[^]*with L2 0\.01[^]*✓\s*helps −0\.\d+[^]*All 8 seeds, engine tfjs wasm/,
    );
    assert.equal((await lab.sent('runs', 1)).runs.length, 2);
    await lab.page.getByRole('button', { name: /^Show the run of .*L2 0\.01$/ }).focus();
    await lab.page.keyboard.press('Enter');
    await lab.page.locator('.verdict.helps').waitFor();
    assert.equal(await lab.page.locator('vscode-textfield#strength input').inputValue(), '0.01');
    await lab.page.getByText('The results belong to these settings.').waitFor();
    await lab.page.reload();
    await lab.page.locator('.verdict.helps').waitFor();
    await lab.show();
    await lab.drawn();
    assert.equal(await lab.page.locator('.run').count(), 2);
    assert.equal(await lab.page.locator('.run[aria-current=true]').count(), 1);
    await lab.accessible();
  });

  it('lays a run over another, dotted, with its numbers in key and table, and takes it off', async () => {
    const lab = await twoRuns();
    const over = lab.page.getByRole('button', { name: /^Overlay the run of .*L2 0\.01$/ });
    await over.focus();
    await lab.page.keyboard.press('Enter');
    const loss = lab.page.getByRole('region', { name: 'Data loss while training' });
    await loss.locator('.line.other-run').first().waitFor();
    assert.match(await loss.locator('.key').innerText(), /with L2 0\.01, run of \d\d:\d\d:\d\d/);
    assert.doesNotMatch(await loss.locator('.key').innerText(), /without, run of/);
    await loss.getByText('Numbers as a table').press('Enter');
    await loss.getByRole('columnheader', { name: /with L2 0\.01, run of .* validation/ }).waitFor();
    await lab.accessible();
    await lab.nothingCut();
    await lab.picture('history-overlay');
    await lab.page.getByRole('button', { name: /^Take off/ }).press('Enter');
    await loss.locator('.line.other-run').first().waitFor({ state: 'detached' });
  });

  it('deletes a run, and opens with the runs that the extension kept', async () => {
    const lab = await twoRuns();
    await lab.page.getByRole('button', { name: /^Delete the run of .*L2 0\.01$/ }).press('Enter');
    await lab.page.locator('.run').nth(1).waitFor({ state: 'detached' });
    const { runs } = await lab.sent('runs', 2);
    assert.equal(runs.length, 1);
    const fresh = await openPage();
    opened.push(fresh);
    await fresh.post({ type: 'show', model: seedModel, plan: seedPlan, run: false, runs });
    await fresh.page.locator('.run').waitFor();
  });

  for (const [index, theme] of themes.entries()) {
    for (const width of [320, 480, 900, 1400]) {
      const locale = (index + width / 20) % 2 === 0 ? 'en' : 'zh';
      it(`looks whole: ${theme.kind}, ${width} wide, ${locale}`, async () => {
        const lab = await twoRuns({ theme, width, locale });
        await lab.page.locator('.run').nth(1).locator('vscode-button').nth(1).press('Enter');
        await lab.page.locator('.line.other-run').first().waitFor();
        await lab.picture(`history-${theme.kind}-${width}-${locale}`);
        await lab.accessible();
        await lab.nothingCut();
      });
    }
  }
});
