import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { activeFrame, openVsCode, type OpenedVsCode, webviewSelector } from '../../scripts/vscode/open';
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
    await code.page.reload();
    const after = await finished(code.page);
    assert.equal(after.verdict, before.verdict);
    assert.match(after.title, /small/);
    assert.equal(after.runs, 1);
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

async function openFile(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+p');
  await page.keyboard.type(name);
  await page.locator('.quick-input-list-entry', { hasText: name }).first().waitFor();
  await page.keyboard.press('Enter');
}

async function compare(page: Page, model: number): Promise<void> {
  const lens = page.locator('.codelens-decoration a', { hasText: 'Compare with and without' });
  await lens.nth(model).click({ timeout: 60_000 });
}

/** The innermost frame of the panel that can be seen, once it has content. */
async function shownLab(page: Page): Promise<Frame> {
  const shown = page.locator(webviewSelector).first().contentFrame().locator(activeFrame);
  await shown.contentFrame().locator('#run').waitFor({ timeout: 60_000 });
  const frame = await (await shown.elementHandle())?.contentFrame();
  if (!frame) throw new Error('The lab has no content.');
  return frame;
}

async function finished(page: Page): Promise<{ title: string; verdict: string; runs: number }> {
  const frame = await shownLab(page);
  await frame.locator('.verdict .answer', { hasText: /\d/ }).waitFor({ timeout: 150_000 });
  await frame.locator('#run', { hasText: 'Run again' }).waitFor({ timeout: 150_000 });
  return {
    title: await frame.locator('h1').innerText(),
    verdict: await frame.locator('.verdict .answer').innerText(),
    runs: await frame.locator('.history li').count(),
  };
}
