import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { activeFrame, openVsCode, type OpenedVsCode, webviewSelector } from '../../scripts/vscode/open';
import { openFile } from '../../scripts/vscode/open-file';
import { repository } from '../../scripts/vscode/places';
import { temporaryFolder } from '../../scripts/vscode/user-data';

const twoModels = `import keras

small = keras.Sequential([
    keras.Input((2,)),
    keras.layers.Dense(8, activation='relu', kernel_regularizer='l2'),
    keras.layers.Dense(1),
])
small.compile('adam', 'mse')

wide = keras.Sequential([
    keras.Input((5,)),
    keras.layers.Dense(16, activation='relu', kernel_regularizer='l1'),
    keras.layers.Dense(1),
])
wide.compile('adam', 'mse')
`;

// The window itself is reloaded here, which a test inside the extension host would not outlive.
describe('the life of the lab’s panel', function () {
  this.timeout(240_000);
  let code: OpenedVsCode;
  let workspace: Awaited<ReturnType<typeof temporaryFolder>>;

  beforeEach(async () => {
    workspace = await temporaryFolder('life');
    await writeFile(path.join(workspace.folder, 'models.py'), twoModels);
    code = await openVsCode({ folder: workspace.folder, extension: repository });
    await openFile(code.page, 'models.py');
  });

  afterEach(async () => {
    await code.close();
    await workspace.remove();
  });

  it('keeps the verdict and the run of a panel when the window is reloaded', async () => {
    await compare(code.page, 0);
    const before = await finished(code.page);
    await reloadWindow(code.page);
    const after = await finished(code.page);
    assert.match(after.title, /small/);
    assert.equal(after.runs.length, 1);
    assert.match(after.runs[0] ?? '', /\d:\d\d:\d\d/);
    assert.deepEqual(after, before);
  });

  it('keeps two panels apart, and brings each back when its tab is shown', async () => {
    await compare(code.page, 0);
    const small = await finished(code.page);
    await code.page.locator('.tab', { hasText: 'models.py' }).click();
    await compare(code.page, 1);
    const wide = await finished(code.page);
    assert.match(wide.title, /wide/);
    assert.notEqual(wide.verdict, small.verdict);
    await code.page.locator('.tab', { hasText: 'RegLens: small' }).click();
    assert.deepEqual(await finished(code.page), small);
    await code.page.locator('.tab', { hasText: 'RegLens: wide' }).click();
    assert.deepEqual(await finished(code.page), wide);
  });
});

/** Reloads the window as a person does; a reload of the browser's page would not let VS Code save its panels. */
async function reloadWindow(page: Page): Promise<void> {
  await page.keyboard.press('F1');
  await page.keyboard.type('Developer: Reload Window');
  await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: 'Reload Window' }).waitFor();
  const loaded = page.waitForEvent('load');
  await page.keyboard.press('Enter');
  await loaded;
}

async function compare(page: Page, model: number): Promise<void> {
  const lens = page.locator('.codelens-decoration a', { hasText: 'Compare with and without' });
  await lens.nth(model).click({ timeout: 60_000 });
}

interface Shown {
  readonly title: string;
  readonly verdict: string;
  /** Each run with the time of day at which it ended: another training, though with the same numbers, has another. */
  readonly runs: readonly string[];
}

/** What the panel that can be seen says once it has finished. */
async function finished(page: Page): Promise<Shown> {
  const panel = page.locator(webviewSelector).first().contentFrame();
  const lab = panel.locator(activeFrame).contentFrame();
  await lab.locator('.verdict .answer', { hasText: /\d/ }).waitFor({ timeout: 150_000 });
  await lab.locator('#run', { hasText: 'Run again' }).waitFor({ timeout: 150_000 });
  return {
    title: await lab.locator('h1').innerText(),
    verdict: await lab.locator('.verdict .answer').innerText(),
    runs: await lab.locator('.history .run').allInnerTexts(),
  };
}
