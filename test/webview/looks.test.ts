import { helps, hurts, noDifference, playedWorker, resultWith, seedPlan } from './fixtures';
import { openPage, stopBrowser } from './harness';
import { themes } from './themes';

/** Each theme and each width with the results it is looked at with; pictures go to the temporary folder. */
const looks = themes.flatMap((theme, index) =>
  [320, 700, 1280].map((width) => ({
    theme,
    width,
    result: [helps, noDifference, hurts][index % 3] ?? helps,
  })),
);

describe('how the page looks', function () {
  this.timeout(60_000);
  after(stopBrowser);

  for (const { theme, width, result } of looks) {
    for (const locale of ['en', 'zh'] as const) {
      it(`${theme.kind}, ${width} wide, ${locale}: nothing cut, nothing inaccessible`, async () => {
        const lab = await openPage({ theme, width, locale });
        await lab.engine(playedWorker(result));
        await lab.show({ run: true });
        await lab.page.waitForSelector(`.verdict.${result.verdict.kind} ~ .figures .layer svg`);
        await lab.picture(`${theme.kind}-${width}-${locale}`);
        await lab.accessible();
        await lab.nothingCut();
        await lab.close();
      });
    }
  }

  it('stands zoom and 64 seeds', async () => {
    const plan = { ...seedPlan, seeds: Array.from({ length: 64 }, (_, index) => index + 1), epochs: 200 };
    const result = resultWith(-0.1, plan);
    const lab = await openPage({ width: 640, height: 480 });
    await lab.engine(playedWorker(result));
    await lab.show({ plan, run: true });
    await lab.page.waitForSelector('.verdict.helps ~ .figures .layer svg');
    await lab.page.evaluate(() => document.documentElement.style.setProperty('--vscode-font-size', '26px'));
    await lab.picture('zoomed');
    await lab.nothingCut();
    await lab.close();
  });

  it('looks whole before, during and after a failed run', async () => {
    const lab = await openPage({ width: 1280 });
    await lab.show();
    await lab.page.getByText('Nothing trained yet').waitFor();
    await lab.picture('before');
    await lab.accessible();
    await lab.engine(playedWorker(helps, { seeds: 3 }));
    await lab.page.getByRole('button', { name: 'Run', exact: true }).click();
    await lab.page.getByText('3 of 8 seeds finished').first().waitFor();
    await lab.picture('during');
    await lab.accessible();
    await lab.nothingCut();
    await lab.page.getByRole('button', { name: 'Stop' }).click();
    await lab.engine(playedWorker(helps, { seeds: 3, dies: 'out of memory' }));
    await lab.page.getByRole('button', { name: 'Run again' }).click();
    await lab.page.getByRole('button', { name: 'Retry' }).waitFor();
    await lab.picture('failed');
    await lab.accessible();
    await lab.nothingCut();
    await lab.close();
  });

  it('in high contrast draws nothing transparent', async () => {
    for (const theme of themes.filter(({ kind }) => kind.startsWith('high-contrast'))) {
      const lab = await openPage({ theme });
      await lab.engine(playedWorker(helps));
      await lab.show({ run: true });
      await lab.page.locator('.layer svg .bars').first().waitFor();
      const fills = await lab.page
        .locator('.band, .bars')
        .evaluateAll((shapes) => [...new Set(shapes.map((shape) => getComputedStyle(shape).fill))]);
      await lab.close();
      if (fills.join() !== 'none') throw new Error(`${theme.kind}: bands are filled with ${fills.join()}`);
    }
  });
});
