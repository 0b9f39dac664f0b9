import assert from 'node:assert/strict';
import { withArms } from '../../src/lab/further-arms';
import type { ComparisonResult, Plan } from '../../src/lab/plan';
import { compiled, lossFact, modelFact } from '../lab/facts';
import { planOf, run, small } from '../lab/running';
import { playedWorker } from './fixtures';
import { openPage, stopBrowser } from './harness';
import type { LabPage, OpenOptions } from './harness';
import { themes } from './themes';

function planWith(units: number, activation: string, loss: string): Plan {
  const plan = planOf(
    modelFact(
      [
        { type: 'Dense', arguments: { units: 16, activation: 'relu' } },
        { type: 'Dense', arguments: { units, activation } },
      ],
      { inputShape: [2], compile: compiled(lossFact(loss)) },
    ),
  );
  return small(plan, {
    seeds: [1, 2],
    epochs: 25,
    optimizer: { ...plan.optimizer, learningRate: 0.02 },
  });
}

describe('what the variants predict over two inputs', function () {
  this.timeout(60_000);
  let moons: ComparisonResult;
  let many: ComparisonResult;
  let classes: ComparisonResult;
  let numbers: ComparisonResult;
  const opened: LabPage[] = [];
  before(async () => {
    const plan = planWith(1, 'sigmoid', 'BinaryCrossentropy');
    moons = await run(plan);
    many = await run(withArms(plan, [{ name: 'l1', value: 0.03 }, { name: 'dropout' }, { name: 'decay' }]));
    classes = await run(planWith(3, 'softmax', 'SparseCategoricalCrossentropy'));
    numbers = await run(planWith(1, 'linear', 'MeanSquaredError'));
  });
  afterEach(async () => {
    for (const lab of opened.splice(0)) await lab.close();
  });
  after(stopBrowser);

  const finished = async (result: ComparisonResult, options: OpenOptions = {}): Promise<LabPage> => {
    const lab = await openPage({ width: 1280, ...options });
    opened.push(lab);
    await lab.engine(playedWorker(result));
    await lab.show({ plan: result.plan, run: true });
    await lab.finished();
    return lab;
  };

  it('is drawn for each with the test points, said, and read by the keyboard', async () => {
    const lab = await finished(many);
    assert.equal(await lab.page.locator('[data-width="boundary"] .frame').count(), 5);
    assert.equal(await lab.page.locator('[data-width="boundary"] .point').count(), 10);
    await lab.page
      .getByText(
        /^with L2 0\.001 decides otherwise than without the penalty on [\d.]+\u00a0% of the plane\.$/,
      )
      .first()
      .waitFor();
    const reader = lab.page.getByRole('slider', { name: 'Read the variants of: What the variants predict' });
    await reader.focus();
    await lab.page.keyboard.press('End');
    await lab.page.getByText(/decay 0\.004 decides otherwise/).waitFor();
    await lab.page
      .locator('[aria-labelledby="boundary-title"]')
      .getByText('Numbers as a table')
      .press('Enter');
    const table = lab.page.getByRole('region', { name: 'What the variants predict: numbers' });
    await table.locator('tbody tr').nth(4).waitFor();
    const rows = await table.locator('tbody tr').allInnerTexts();
    assert.equal(rows.length, 5);
    assert.match(rows[0] ?? '', /^without\s+–\s+\d+\u00a0%\s+\d+\u00a0%$/);
    await lab.accessible();
  });

  it('is no longer explained when all explanations are hidden', async () => {
    const lab = await finished(moons);
    await lab.page.getByRole('button', { name: 'Hide all explanations' }).press('Enter');
    await lab.page.getByRole('button', { name: 'Show explanations again' }).waitFor();
    assert.equal(await lab.page.locator('.explanation').count(), 0);
  });

  it('is kept and shown again', async () => {
    const lab = await finished(moons);
    await lab.page.reload();
    await lab.show({ plan: moons.plan });
    await lab.page.locator('[data-width="boundary"] .contour').first().waitFor();
  });

  it('is hatched in high contrast, where colours are not to be relied on', async () => {
    const lab = await finished(moons, { theme: themes[3] });
    assert.ok(await lab.page.locator('.hatch').first().isVisible());
    assert.ok(!(await lab.page.locator('.predicted').first().isVisible()));
  });

  it('has its lines numbered, in high contrast also those that colours stand for elsewhere', async () => {
    const levels = (lab: LabPage) =>
      lab.page.locator('[data-width="boundary"] .level').filter({ visible: true }).allTextContents();
    for (const theme of themes.slice(2)) {
      assert.deepEqual(
        new Set(await levels(await finished(moons, { theme }))),
        new Set(['0.25', '0.5', '0.75']),
      );
      const found = await levels(await finished(numbers, { theme }));
      assert.ok(found.length >= 4 && found.every((level) => /^−?[\d.]+$/.test(level)), found.join());
    }
    assert.deepEqual(await levels(await finished(moons)), ['0.5', '0.5']);
  });

  it('keeps its lines, hatches and numbers in forced colours', async () => {
    const lab = await finished(moons);
    await lab.page.emulateMedia({ forcedColors: 'active' });
    const looks = await lab.page.locator('[data-width="boundary"]').evaluate((plot) => {
      const of = (selector: string) => getComputedStyle(plot.querySelector(selector) as Element);
      return {
        halo: of('.level').stroke === getComputedStyle(document.body).backgroundColor,
        line: of('.contour').stroke === of('.level').fill,
        hatched: of('.hatch').display !== 'none' && of('.predicted').display === 'none',
      };
    });
    assert.deepEqual(looks, { halo: true, line: true, hatched: true });
  });

  it('says which colour, hatch and point is which class', async () => {
    const lab = await finished(classes, { theme: themes[2] });
    const key = lab.page.locator('[aria-labelledby="boundary-title"] .reading .keyed');
    assert.deepEqual(await key.allInnerTexts(), ['Class 0', 'Class 1', 'Class 2']);
    assert.equal(await key.locator('.hatch').filter({ visible: true }).count(), 2);
    assert.equal(await key.locator('.point').filter({ visible: true }).count(), 3);
  });

  for (const [theme, width] of [
    [0, 320],
    [1, 900],
    [2, 480],
    [3, 1400],
  ] as const) {
    it(`${themes[theme]?.kind}, ${width} wide: nothing cut`, async () => {
      for (const [name, result] of Object.entries({ moons, many, classes, numbers })) {
        const lab = await finished(result, { theme: themes[theme], width, locale: theme % 2 ? 'zh' : 'en' });
        await lab.picture(`boundary-${name}-${width}`);
        await lab.nothingCut();
        await lab.accessible();
      }
    });
  }
});
