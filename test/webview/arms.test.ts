import assert from 'node:assert/strict';
import { playedWorker } from './fixtures';
import { openPage, stopBrowser } from './harness';
import type { LabPage } from './harness';
import { manyPlan, resultOfMany } from './many-arms';
import { themes } from './themes';
import type { Theme } from './themes';

const many = resultOfMany(manyPlan);
const arms = manyPlan.arms.length;
/** Distance in Oklab below which two thin lines beside each other are hard to tell apart. */
const least = 0.08;

async function finished(theme: Theme): Promise<LabPage> {
  const lab = await openPage({ theme, width: 1400 });
  await lab.engine(playedWorker(many));
  await lab.show({ plan: many.plan, run: true });
  await lab.finished();
  return lab;
}

/** `rgb(1, 2, 3)` or `color(srgb 0.1 0.2 0.3)` in Oklab, after Björn Ottosson. */
function oklab(color: string): number[] {
  const parts = (color.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);
  const [red = 0, green = 0, blue = 0] = parts
    .map((part) => (color.startsWith('rgb') ? part / 255 : part))
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

describe('how ten variants are told apart', function () {
  this.timeout(60_000);
  after(stopBrowser);

  for (const theme of themes) {
    it(`${theme.kind}: by colours that differ, by marks of their own, and by their names at the curves`, async () => {
      const lab = await finished(theme);
      const rows = lab.page.locator('[aria-labelledby="gap-title"] .key tbody tr');
      const looks = await rows.evaluateAll((all) =>
        all.map((row) => {
          const style = getComputedStyle(row.querySelector('.line') as Element);
          const mark = row.querySelector('.mark');
          const turn = mark?.getAttribute('transform')?.replace(/translate\([^)]*\)/, '') ?? '';
          return {
            color: style.stroke,
            dashes: style.strokeDasharray,
            mark: `${mark?.getAttribute('d') ?? ''}${turn}`,
          };
        }),
      );
      assert.equal(looks.length, arms);
      assert.equal(new Set(looks.map(({ mark }) => mark)).size, arms);
      // Those whose colours are mixed have dashes of their own.
      assert.equal(new Set(looks.slice(6).map(({ dashes }) => dashes)).size, 4);
      assert.ok(looks.slice(0, 6).every(({ dashes }) => dashes === 'none'));
      const colors = looks.map(({ color }) => oklab(color));
      colors.forEach((one, arm) =>
        colors.slice(arm + 1).forEach((other, place) => {
          const apart = Math.hypot(...one.map((part, at) => part - (other[at] ?? NaN)));
          assert.ok(apart >= least, `${arm} and ${arm + 1 + place} are ${apart.toFixed(3)} apart`);
        }),
      );
      const names = await rows.locator('th').allInnerTexts();
      for (const key of ['loss', 'gap', 'score']) {
        const labels = await lab.page.locator(`[data-width="${key}"] .leader ~ text`).allTextContents();
        assert.deepEqual(labels.map((label) => label.trim()).sort(), [...names].sort());
      }
      await lab.nothingCut();
      await lab.close();
    });
  }

  it('where it is narrow the curves keep their room, and the names stay in the key', async () => {
    const lab = await finished(themes[0] as Theme);
    await lab.page.setViewportSize({ width: 320, height: 900 });
    await lab.page.locator('.leader').first().waitFor({ state: 'detached' });
    await lab.close();
  });
});
