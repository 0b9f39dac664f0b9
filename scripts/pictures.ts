import { cp, mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Frame, Locator, Page } from 'playwright-core';
import { openVsCode } from './vscode/open';
import { openFile } from './vscode/open-file';
import { examples, repository } from './vscode/places';
import { temporaryFolder, type ThemeKind, themes } from './vscode/user-data';

/**
 * Takes the README's pictures from the real product: a real VS Code on the examples, in both languages.
 * `npm run pictures` writes media/pictures; with `-- --themes FOLDER` it takes them in every theme instead, to look at.
 * They are WebP, half the size of PNG, so that the package has those of both languages. Chinese needs a font that has it (on Debian fonts-noto-cjk). Needs `npm run build` first.
 */
const size = { width: 1280, height: 800 };
const tall = { width: 1360, height: 1240 };
/** The part of the window that holds the code. */
const upper = { x: 0, y: 0, width: 1280, height: 480 };
const compared = /Compare with and without|比较有无/;
/** A comparison of eight seeds on a slow machine. */
const patience = 180_000;

interface Shot {
  readonly folder: string;
  readonly suffix: string;
  readonly locale: string;
  readonly theme: ThemeKind;
}

async function take(shot: Shot): Promise<void> {
  const workspace = await temporaryFolder('pictures');
  await cp(examples, workspace.folder, { recursive: true });
  const code = await openVsCode({
    folder: workspace.folder,
    extension: repository,
    size,
    theme: shot.theme,
    locale: shot.locale,
    settings: { 'editor.minimap.enabled': false, 'editor.fontSize': 13 },
  });
  try {
    await mkdir(shot.folder, { recursive: true });
    const file = (name: string) => path.join(shot.folder, `${name}${shot.suffix}.webp`);
    await openSeed(code.page);
    await photograph(code.page, file('lens'));
    await fixAll(code.page, file('fix'));
    await code.page.locator('.codelens-decoration a', { hasText: compared }).click();
    const frame = await code.webviewFrame();
    await frame.locator('.verdict .answer', { hasText: /\d/ }).waitFor({ timeout: patience });
    await frame.locator('#run', { hasText: /again|再次|重新/ }).waitFor({ timeout: patience });
    // Side bar and problems make room for the curves.
    await code.page.keyboard.press('Control+b');
    await code.page.keyboard.press('Control+j');
    await code.page.locator('.markers-panel').waitFor({ state: 'hidden' });
    await code.page.setViewportSize(tall);
    await frame.locator('.verdict').evaluate((verdict) => verdict.scrollIntoView());
    await frame.locator('.figures svg').first().waitFor();
    await photograph(code.page, file('lab'));
    await code.page.setViewportSize(size);
    await applyWeaker(code.page, frame, file('apply'));
  } finally {
    await code.close();
    await workspace.remove();
  }
}

/** Takes a picture of the window, or of a part of it, in which no letter looks blurred. */
async function photograph(page: Page, file: string, clip?: typeof upper): Promise<void> {
  await page.screenshot({ path: file, type: 'webp', quality: 90, clip });
}

async function openSeed(page: Page): Promise<void> {
  await openFile(page, 'seed.py');
  // Until it is a link VS Code shows the row as it last was.
  await page.locator('.codelens-decoration a', { hasText: compared }).waitFor({ timeout: 60_000 });
  await page.locator('.squiggly-error').first().waitFor({ state: 'attached', timeout: 60_000 });
  await page.keyboard.press('Control+Shift+m');
  await page.locator('.markers-panel .monaco-tl-contents').nth(3).waitFor();
}

/** Takes the first fix of each finding; the picture is of the first one's menu. */
async function fixAll(page: Page, picture: string): Promise<void> {
  let taken = false;
  await page.keyboard.press('Control+1');
  const findings = page.locator('.markers-panel .monaco-tl-contents .marker-icon');
  for (let left = await findings.count(); left > 0; left = await findings.count()) {
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('F8');
    if (!(await appears(page.locator('.marker-widget')))) continue;
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+.');
    const menu = page.locator('.action-widget .monaco-list-row.action').first();
    // Findings may be on the move just after a fix: then once more.
    if (!(await appears(menu))) continue;
    if (!taken) await photograph(page, picture, upper);
    taken = true;
    await page.keyboard.press('Enter');
    await page.waitForFunction(([selector, before]) => document.querySelectorAll(selector).length < before, [
      '.markers-panel .monaco-tl-contents .marker-icon',
      left,
    ] as const);
  }
}

function appears(element: Locator): Promise<boolean> {
  return element.waitFor({ timeout: 5000 }).then(
    () => true,
    () => false,
  );
}

/** Compares a weaker penalty and asks for it to be written into the code: VS Code shows the diff. */
async function applyWeaker(page: Page, frame: Frame, picture: string): Promise<void> {
  await frame.locator('#strength').getByRole('textbox').fill('0.003');
  await frame.locator('#run').click();
  await frame.locator('#run', { hasText: /Stop|停止/ }).waitFor();
  await frame.locator('#run', { hasText: /again|再次|重新/ }).waitFor({ timeout: patience });
  await frame.locator('vscode-button', { hasText: /Apply to code|应用到代码/ }).click();
  await page.locator('.monaco-diff-editor .char-insert').first().waitFor({ state: 'attached' });
  await photograph(page, picture, upper);
}

async function main(flag: string | undefined, folder: string | undefined): Promise<void> {
  if (flag === '--themes' && folder) {
    for (const theme of Object.keys(themes) as ThemeKind[])
      await take({ folder, suffix: `.${theme}`, locale: 'en', theme });
    return;
  }
  const pictures = path.join(repository, 'media/pictures');
  await take({ folder: pictures, suffix: '', locale: 'en', theme: 'dark' });
  await take({ folder: pictures, suffix: '.zh-cn', locale: 'zh-cn', theme: 'light' });
}

void main(process.argv[2], process.argv[3]);
