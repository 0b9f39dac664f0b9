import { cp, mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { openVsCode } from './vscode/open';
import { examples, repository } from './vscode/places';
import { temporaryFolder, type ThemeKind, themes } from './vscode/user-data';

/**
 * Takes the README's pictures from the real product: a real VS Code on the examples, in both languages.
 * `npm run pictures` writes media/pictures; with `-- --themes FOLDER` it takes them in every theme instead, to look at.
 * Chinese needs a font that has it (on Debian fonts-noto-cjk). Needs `npm run build` first.
 */
const size = { width: 1280, height: 800 };
const tall = { width: 1360, height: 1240 };
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
    const file = (name: string) => path.join(shot.folder, `${name}${shot.suffix}.png`);
    await openSeed(code.page);
    await code.page.screenshot({ path: file('lens') });
    await code.page.locator('.codelens-decoration a', { hasText: compared }).click();
    const frame = await code.webviewFrame();
    await frame.locator('.verdict .answer', { hasText: /\d/ }).waitFor({ timeout: patience });
    await frame.locator('#run', { hasText: /again|再次|重新/ }).waitFor({ timeout: patience });
    // Side bar and problems make room for the curves.
    await code.page.keyboard.press('Control+b');
    await code.page.keyboard.press('Control+j');
    await code.page.locator('.markers-panel').waitFor({ state: 'hidden' });
    await code.page.setViewportSize(tall);
    await frame.locator('svg').first().waitFor();
    await code.page.screenshot({ path: file('lab') });
  } finally {
    await code.close();
    await workspace.remove();
  }
}

async function openSeed(page: Page): Promise<void> {
  await page.keyboard.press('Control+p');
  await page.keyboard.type('seed.py');
  await page.locator('.quick-input-list-entry', { hasText: 'seed.py' }).first().waitFor();
  await page.keyboard.press('Enter');
  // Until it is a link VS Code shows the row as it last was.
  await page.locator('.codelens-decoration a', { hasText: compared }).waitFor({ timeout: 60_000 });
  await page.locator('.squiggly-error').first().waitFor({ state: 'attached', timeout: 60_000 });
  await page.keyboard.press('Control+Shift+m');
  await page.locator('.markers-panel .monaco-tl-contents').nth(3).waitFor();
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
