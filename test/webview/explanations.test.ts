import assert from 'node:assert/strict';
import { helps, playedWorker, seedModel, seedPlan, packedResult } from './fixtures';
import { openPage, stopBrowser } from './harness';
import type { LabPage } from './harness';

describe('explanations beside the pictures', function () {
  this.timeout(30_000);
  let lab: LabPage;
  beforeEach(async () => {
    lab = await openPage();
    await lab.engine(playedWorker(helps));
    await lab.show({ run: true });
    await lab.finished();
  });
  afterEach(() => lab.close());
  after(stopBrowser);

  const question = (words: string) => lab.page.locator('summary', { hasText: words });

  it('add up what is minimized from the numbers of the run', async () => {
    const rows = await lab.page.locator('.sum tbody tr').allInnerTexts();
    const numbers = rows.map((row) => row.split('\t').slice(1).map(Number));
    assert.equal(rows.length, 3);
    const [data, penalty, sum] = numbers as [number[], number[], number[]];
    assert.equal(penalty[0], 0);
    assert.ok(penalty[1] !== undefined && penalty[1] > 0.4);
    for (const arm of [0, 1])
      assert.ok(Math.abs((data[arm] ?? NaN) + (penalty[arm] ?? NaN) - (sum[arm] ?? NaN)) < 0.0015);
    await lab.page.getByText('λ times the sum of the squares of the penalized weights').waitFor();
  });

  it('open the pages of rules about them', async () => {
    await lab.page.getByRole('button', { name: 'Rule: Training step without the penalties' }).press('Enter');
    assert.equal((await lab.sent('openRule')).rule, 'losses-ignored');
    await lab.page.getByRole('button', { name: 'Rule: L2 with an adaptive optimizer' }).press('Enter');
    assert.equal((await lab.sent('openRule', 1)).rule, 'l2-with-adam');
  });

  it('go when they are understood, stay away over a reload, and come back when asked for', async () => {
    const hide = lab.page.getByRole('button', { name: 'Hide the explanation: What is the gap?' });
    await hide.press('Enter');
    await question('What is the gap?').waitFor({ state: 'detached' });
    assert.equal(await lab.page.evaluate(() => document.activeElement?.textContent), 'Numbers as a table');
    await lab.page.reload();
    await question('Why does one seed prove nothing?').waitFor();
    assert.equal(await question('What is the gap?').count(), 0);
    await lab.page.getByRole('button', { name: 'Show explanations again' }).press('Enter');
    await lab.page.getByText('A small gap alone is no merit').waitFor();
  });

  it('stay away in the next panel too', async () => {
    await lab.page.getByRole('button', { name: 'Hide the explanation: What is the gap?' }).press('Enter');
    const { keys } = await lab.sent('dismissed');
    const next = await openPage();
    await next.post({
      type: 'show',
      model: seedModel,
      plan: seedPlan,
      run: false,
      last: packedResult(helps),
      dismissed: keys,
    });
    await next.page.locator('summary', { hasText: 'Why does one seed prove nothing?' }).waitFor();
    assert.equal(await next.page.locator('summary', { hasText: 'What is the gap?' }).count(), 0);
    await next.page.getByRole('button', { name: 'Show explanations again' }).press('Enter');
    assert.deepEqual((await next.sent('dismissed')).keys, []);
    await next.close();
  });

  it('go all at once', async () => {
    await lab.page.getByRole('button', { name: 'Hide all explanations' }).press('Enter');
    await lab.page.locator('.explanation').first().waitFor({ state: 'detached' });
    assert.equal(await lab.page.locator('.explanation').count(), 0);
    await lab.accessible();
    await lab.page.getByRole('button', { name: 'Show explanations again' }).press('Enter');
    await lab.page.locator('.explanation').nth(4).waitFor();
    await lab.accessible();
  });
});
