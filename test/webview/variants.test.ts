import assert from 'node:assert/strict';
import { playedWorker } from './fixtures';
import { openPage, stopBrowser } from './harness';
import type { LabPage, OpenOptions } from './harness';
import { manyPlan, resultOfMany, sweptPlan } from './many-arms';
import { themes } from './themes';

const many = resultOfMany(manyPlan);
const swept = resultOfMany(sweptPlan);

describe('a comparison of many variants', function () {
  this.timeout(60_000);
  const opened: LabPage[] = [];
  afterEach(async () => {
    for (const lab of opened.splice(0)) await lab.close();
  });
  after(stopBrowser);

  const finished = async (result = many, options: OpenOptions = {}): Promise<LabPage> => {
    const lab = await openPage({ width: 1280, ...options });
    opened.push(lab);
    await lab.engine(playedWorker(result));
    await lab.show({ plan: result.plan, run: true });
    await lab.finished();
    return lab;
  };

  it('lists each of them with its numbers and names the one that validates best', async () => {
    const lab = await finished();
    const table = lab.page.getByRole('region', { name: 'All variants: numbers' });
    const names = await table.locator('tbody th button').allInnerTexts();
    assert.deepEqual(
      names.map((name) => name.trim()),
      [
        'without',
        'with L2 0.01',
        'L1 0.01',
        'L2 0.001',
        'L1L2 0.01',
        'L1 0.01, exact zeros',
        'dropout 0.5',
        'weight decay 0.004',
        'early stopping 5',
        'L2 0.1',
      ],
    );
    assert.match(await table.locator('.lowest').innerText(), /dropout 0\.5[^]*lowest validation loss/);
    const [first, second] = await table.locator('tbody tr').allInnerTexts();
    assert.match(first ?? '', /^without\s+–\s+–\s+[\d.]+\s+[\d.]+\s+\d+\u00a0%\s+–$/);
    assert.match(second ?? '', /−0\.\d+\s*−0\.\d+ to −0\.\d+\s+8\/8/);
    for (const cell of await table.locator('td').all())
      assert.equal(await cell.evaluate((one) => getComputedStyle(one).textAlign), 'end');
  });

  it('applies any of them to the code, by the keyboard', async () => {
    const lab = await finished();
    const table = lab.page.getByRole('region', { name: 'All variants: numbers' });
    assert.equal(
      await table.getByRole('button', { name: /^Apply to code/ }).count(),
      manyPlan.arms.length - 1,
    );
    const apply = table.getByRole('button', { name: 'Apply to code: dropout 0.5' });
    await apply.focus();
    await lab.page.keyboard.press('Enter');
    const sent = await lab.sent('apply');
    assert.equal(sent.plan.arms[sent.arm]?.dropout, 0.5);
    const message = { en: 'Written into seed.py.', zh: '已写入。' };
    await lab.post({ type: 'applied', ok: true, message });
    await lab.page.locator('.notice').getByText('Written into seed.py.').waitFor();
  });

  it('brings one of them out in every chart, by the keyboard', async () => {
    const lab = await finished();
    const name = lab.page.getByRole('button', { name: 'dropout 0.5', exact: true });
    await name.focus();
    await lab.page.keyboard.press('Enter');
    await lab.page.locator('.line.strong.arm-6').first().waitFor();
    assert.equal(await name.getAttribute('aria-pressed'), 'true');
    assert.ok((await lab.page.locator('.line.faint').count()) > 20);
    assert.ok((await lab.page.locator('.band.arm-6').count()) >= 1);
    await lab.page.keyboard.press('Enter');
    await lab.page.locator('.line.strong').first().waitFor({ state: 'detached' });
  });

  it('reads the difference of each against the one without a penalty', async () => {
    const lab = await finished();
    const reader = lab.page.getByRole('slider', { name: 'Read the variants of: Difference on each seed' });
    await reader.focus();
    await lab.page.keyboard.press('Home');
    await lab.page.keyboard.press('ArrowRight');
    await lab.page
      .getByText(/^L1 0\.01: mean \+0\.\d+, 95\u00a0% interval .* lower on 0 of 8 seeds$/)
      .waitFor();
  });

  it('shows of a sweep the chosen strength beside the others', async () => {
    const lab = await finished(swept);
    const names = await lab.page.locator('.key').first().locator('tbody th').allInnerTexts();
    assert.deepEqual(names, ['without', 'λ 0.00316']);
  });

  it('draws the sweep, reads it by the keyboard and takes over the chosen strength', async () => {
    const lab = await finished(swept);
    await lab.page.getByText('chosen: λ 0.00316', { exact: true }).waitFor();
    const reader = lab.page.getByRole('slider', { name: 'Read the strengths of: Strength of the penalty' });
    await reader.focus();
    await lab.page.keyboard.press('Home');
    await lab.page
      .getByText(/^λ 0\.0001: test loss [\d.]+, validation loss [\d.]+; difference to without [+−]/)
      .waitFor();
    await lab.page.locator('[aria-labelledby="sweep-title"]').getByText('Numbers as a table').press('Enter');
    const rows = lab.page
      .getByRole('region', { name: 'Strength of the penalty: numbers' })
      .locator('tbody tr');
    await rows.first().waitFor();
    await rows.nth(8).waitFor();
    assert.equal(await rows.count(), 1 + 8);
    assert.match((await rows.allInnerTexts()).join('\n'), /0\.00316 ★ chosen/);
    await lab.picture('sweep');
    await lab.page.getByRole('button', { name: 'Use λ 0.00316', exact: true }).press('Enter');
    await lab.page.getByText(/with L2 0\.01 → with L2 0\.00316/).waitFor();
    await lab.accessible();
    await lab.nothingCut();
  });

  it('shows the sweep at 320 pixels in high contrast', async () => {
    const lab = await finished(swept, { theme: themes[2], width: 320, locale: 'zh' });
    await lab.picture('sweep-320');
    await lab.accessible();
    await lab.nothingCut();
  });

  for (const theme of themes) {
    it(`${theme.kind}: at 320 pixels every number and every Apply is in sight`, async () => {
      for (const locale of ['en', 'zh'] as const) {
        const lab = await finished(many, { theme, width: 320, locale });
        const table = lab.page.locator('.variants table');
        assert.equal(await table.getByRole('row').count(), 1 + 10);
        assert.equal(await table.getByRole('columnheader').count(), 7);
        assert.equal(await table.getByRole('cell').count(), 10 * 6);
        const hidden = await table.locator('td, button').evaluateAll((parts) => {
          const card = document.querySelector('.variants')?.getBoundingClientRect();
          return parts.filter((part) => {
            const { left, right, width, height } = part.getBoundingClientRect();
            return !card || left < card.left || right > card.right || width < 1 || height < 12;
          }).length;
        });
        assert.equal(hidden, 0);
        const heads = await table
          .locator('tbody tr')
          .nth(1)
          .locator('td')
          .evaluateAll((cells) =>
            cells.map((cell) => getComputedStyle(cell, '::before').content.split('"')[1]),
          );
        assert.equal(heads.filter(Boolean).length, 5);
        assert.ok(heads.includes(locale === 'en' ? 'Validation loss' : '验证损失'));
      }
    });

    for (const [width, locale] of [
      [320, 'en'],
      [480, 'zh'],
      [900, 'en'],
      [1400, 'zh'],
    ] as const) {
      it(`${theme.kind}, ${width} wide, ${locale}: nothing cut, nothing inaccessible`, async () => {
        const lab = await finished(many, { theme, width, locale });
        await lab.picture(`many-${theme.kind}-${width}`);
        await lab.accessible();
        await lab.nothingCut();
      });
    }
  }
});
