import type { ModelView } from '../../src/protocol/messages';
import { helps, hurts, noDifference, playedWorker, resultWith, seedModel, seedPlan } from './fixtures';
import { openPage, stopBrowser } from './harness';
import type { LabPage } from './harness';
import { themes } from './themes';

/** CSS pixels. Zoom is another width to the page: 1400 at 200 % are 700, at 50 % they are 2800. */
const widths = [320, 480, 700, 900, 1400, 2800];

/** Those of which pictures are taken, to be looked at. */
const pictured = [320, 1400];

/** The names and sizes of a person who spares nothing. */
const longName = 'convolutional_autoencoder_for_multispectral_satellite_images_v2_final';
const longModel: ModelView = {
  ...seedModel,
  name: longName,
  file: 'experiments/2026/november/train_multispectral_autoencoder_with_regularization.py',
  rows: Array.from({ length: 60 }, (_, index) => ({
    type: `SeparableConv2D(${16 * (index + 1)}, activation='swish')`,
    outputShape: '(None, 1024, 1024, 128)',
    parameters: index === 3 ? null : 123_456_789,
    penalty: index % 2 === 0 ? 'L1 0.00001 on depthwise kernel, L2 0.00025 on pointwise kernel' : '',
    source: { uri: 'file:///project/seed.py', line: index + 1, column: 1 },
  })),
  parameters: 7_407_407_340,
  parametersExact: false,
};

/** Looks at the page at every width; pictures go to the temporary folder. */
async function atEveryWidth(lab: LabPage, name: string): Promise<void> {
  for (const width of widths) {
    await lab.page.setViewportSize({ width, height: 900 });
    if (pictured.includes(width)) await lab.picture(`${name}-${width}`);
    await lab.nothingCut();
  }
}

describe('how the page looks', function () {
  this.timeout(60_000);
  after(stopBrowser);

  themes.forEach((theme, index) => {
    const result = [helps, noDifference, hurts][index % 3] ?? helps;
    for (const locale of ['en', 'zh'] as const) {
      it(`${theme.kind}, ${locale}, every width: nothing cut before, while and after it trains`, async () => {
        const lab = await openPage({ theme, locale });
        const name = `${theme.kind}-${locale}`;
        await lab.show();
        await lab.page.locator('.empty').waitFor();
        for (const id of ['kind', 'strength', 'seeds', 'epochs', 'run'])
          await lab.page.locator(`#${id}`).waitFor();
        if (locale === 'en') await lab.accessible();
        await atEveryWidth(lab, `${name}-before`);
        await lab.engine(playedWorker(result, { seeds: 3 }));
        await lab.page.locator('#run').press('Enter');
        await lab.page.locator('.verdict.too-few-seeds').waitFor();
        if (locale === 'en') await lab.accessible();
        await atEveryWidth(lab, `${name}-during`);
        await lab.page.locator('#run').press('Enter');
        await lab.finished();
        await lab.engine(playedWorker(result));
        await lab.page.locator('#run').press('Enter');
        await lab.finished(1);
        await lab.page.locator(`.verdict.${result.verdict.kind}`).waitFor();
        await lab.accessible();
        await atEveryWidth(lab, `${name}-after`);
        await lab.close();
      });
    }
  });

  for (const locale of ['en', 'zh'] as const) {
    it(`long names and 60 layers, ${locale}`, async () => {
      const plan = { ...seedPlan, model: { ...seedPlan.model, name: longName } };
      const lab = await openPage({ locale });
      await lab.engine(playedWorker(resultWith(-0.24, plan)));
      await lab.show({ model: longModel, plan, run: true });
      await lab.page.waitForSelector('.verdict.helps ~ .figures .layer svg');
      await lab.accessible();
      await atEveryWidth(lab, `long-${locale}`);
      await lab.close();
    });
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

  it('looks whole after a failed run, and says how it ended', async () => {
    const lab = await openPage({ width: 1280 });
    await lab.engine(playedWorker(helps, { seeds: 3, dies: 'out of memory' }));
    await lab.show({ run: true });
    await lab.page.getByRole('button', { name: 'Retry' }).waitFor();
    await lab.page.getByText('Ended by an error after').waitFor();
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

  it('keeps its lines in forced colours and moves nothing where motion is reduced', async () => {
    const lab = await openPage({ width: 700 });
    await lab.page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
    await lab.engine(playedWorker(helps, { seeds: 3 }));
    await lab.show({ run: true });
    await lab.page.locator('.verdict.too-few-seeds').waitFor();
    const colours = await lab.page
      .locator('.line')
      .evaluateAll((lines) => new Set(lines.map((line) => getComputedStyle(line).stroke)).size);
    if (colours < 2) throw new Error('both variants have one colour');
    const moving = await lab.page.evaluate(
      () => document.getAnimations().filter(({ playState }) => playState === 'running').length,
    );
    if (moving > 0) throw new Error(`${moving} things move`);
    await lab.picture('forced-colours');
    await lab.nothingCut();
    await lab.close();
  });
});
