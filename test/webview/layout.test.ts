import assert from 'node:assert/strict';
import type { Locale } from '../../src/analysis/text/localized';
import type { ComparisonResult } from '../../src/lab/plan';
import { helps, playedWorker } from './fixtures';
import { openPage, stopBrowser } from './harness';
import type { LabPage } from './harness';
import { manyPlan, resultOfMany, sweptPlan } from './many-arms';

/** Where the cards of the results stand, in CSS pixels; by the names of their headings. */
interface Place {
  readonly name: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const gap = 16;
const many = resultOfMany(manyPlan);
const swept = resultOfMany(sweptPlan);

async function placesOf(lab: LabPage): Promise<Place[]> {
  await lab.drawn();
  return lab.page.locator('.figure').evaluateAll((cards) =>
    cards.map((card) => {
      const { left, right, top, bottom } = card.getBoundingClientRect();
      const name = (card.getAttribute('aria-labelledby') ?? '').replace('-title', '');
      return {
        name,
        left: Math.round(left),
        right: Math.round(right),
        top: top + scrollY,
        bottom: bottom + scrollY,
      };
    }),
  );
}

/** The names of the cards by column, from the left; a card over the whole width stands in every column. */
function columnsOf(places: readonly Place[]): Place[][] {
  const lefts = [...new Set(places.map(({ left }) => left))].sort((a, b) => a - b);
  return lefts.map((at) =>
    places.filter(({ left, right }) => left <= at && at < right).sort((a, b) => a.top - b.top),
  );
}

const names = (columns: readonly (readonly Place[])[]): string[] =>
  columns.map((column) => column.map(({ name }) => name).join(' '));

describe('where the figures stand', function () {
  this.timeout(60_000);
  after(stopBrowser);

  const finished = async (
    result: ComparisonResult,
    width: number,
    locale: Locale = 'en',
  ): Promise<LabPage> => {
    const lab = await openPage({ width, locale });
    await lab.engine(playedWorker(result));
    await lab.show({ plan: result.plan, run: true });
    await lab.finished();
    return lab;
  };

  const expected: readonly (readonly [string, ComparisonResult, number, readonly string[]])[] = [
    ['two variants', helps, 480, ['loss gap score difference weights']],
    ['two variants', helps, 900, ['loss weights', 'gap score difference']],
    ['two variants', helps, 1400, ['loss weights', 'gap score difference']],
    ['two variants', helps, 2800, ['loss', 'gap score difference', 'weights']],
    ['ten variants', many, 1400, ['loss gap weights', 'score difference weights']],
    ['ten variants', many, 2800, ['loss gap weights', 'score difference weights']],
    ['a sweep', swept, 1400, ['sweep loss gap', 'score difference weights']],
  ];
  for (const [what, result, width, columns] of expected) {
    it(`${what}, ${width} wide: each column is packed without a hole`, async () => {
      const lab = await finished(result, width);
      const found = columnsOf(await placesOf(lab));
      assert.deepEqual(names(found), columns);
      for (const column of found)
        column.slice(1).forEach((card, place) => {
          const above = column[place] as Place;
          assert.ok(
            Math.abs(card.top - above.bottom - gap) < 1,
            `${card.top - above.bottom}px between ${above.name} and ${card.name}`,
          );
        });
      const tops = new Set(found.map(([first]) => Math.round(first?.top ?? NaN)));
      assert.equal(tops.size, 1);
      await lab.close();
    });
  }

  it('no figure changes its place beside the others while numbers stream in, or when one is opened', async () => {
    const lab = await openPage({ width: 1400 });
    await lab.engine(playedWorker(helps, { seeds: 3 }));
    await lab.show({ run: true });
    await lab.page.locator('.verdict.too-few-seeds').waitFor();
    const before = columnsOf(await placesOf(lab));
    await lab.page.locator('#run').press('Enter');
    await lab.finished();
    await lab.engine(playedWorker(helps));
    await lab.page.locator('#run').press('Enter');
    await lab.finished(1);
    const after = columnsOf(await placesOf(lab));
    await lab.page.locator('[aria-labelledby="gap-title"]').getByText('Numbers as a table').press('Enter');
    await lab.page.getByRole('region', { name: 'Generalization gap: numbers' }).waitFor();
    const opened = columnsOf(await placesOf(lab));
    assert.deepEqual(names(after), names(before));
    assert.deepEqual(names(opened), names(before));
    await lab.close();
  });

  it('beside the results of a model that can no longer be compared stand the runs so far', async () => {
    const lab = await finished(helps, 1400);
    await lab.post({
      type: 'cannot',
      reason: { en: 'Nothing to compare.', zh: '没有可比较的。' },
      model: null,
    });
    await lab.page.getByText('Nothing to compare.').first().waitFor();
    const top = (selector: string) =>
      lab.page.locator(selector).evaluate((card) => card.getBoundingClientRect().top);
    assert.equal(await top('.found > .card >> nth=0'), await top('.verdict'));
    await lab.close();
  });

  it('nothing moves when a figure is read, so a click that ends the reading meets what it was meant for', async () => {
    const lab = await finished(swept, 900);
    const tops = () =>
      lab.page
        .locator('.figure summary')
        .evaluateAll((folds) => folds.map((fold) => Math.round(fold.getBoundingClientRect().top + scrollY)));
    const before = await tops();
    for (const reader of await lab.page.locator('.figure .reader').all()) {
      await reader.focus();
      await lab.page.keyboard.press('Home');
      await lab.drawn();
      assert.deepEqual(await tops(), before);
    }
    await lab.close();
  });

  it('the keyboard goes from the losses to what follows from them, then to the weights', async () => {
    const lab = await finished(helps, 1400);
    const order = await lab.page
      .locator('.figure .reader')
      .evaluateAll((readers) =>
        readers.map((reader) => reader.closest('.figure')?.getAttribute('aria-labelledby')),
      );
    assert.deepEqual(
      order.map((name) => name?.replace('-title', '')),
      ['loss', 'gap', 'score', 'difference', 'weights', 'weights'],
    );
    await lab.close();
  });

  for (const locale of ['en', 'zh'] as const) {
    it(`at 160 pixels, which is 200 % of 320, nothing is out of reach, ${locale}`, async () => {
      const lab = await finished(helps, 160, locale);
      await lab.nothingCut();
      await lab.close();
    });
  }

  it('at 2800 pixels, which is 50 % of 1400, no line of text is longer than 120 characters', async () => {
    for (const result of [helps, many]) {
      const lab = await finished(result, 2800);
      const longest = await lab.page.locator('p').evaluateAll((texts) =>
        Math.max(
          ...texts.map((text) => {
            const lines = Math.round(
              text.getBoundingClientRect().height / parseFloat(getComputedStyle(text).lineHeight),
            );
            return (text.textContent?.trim().replace(/\s+/g, ' ').length ?? 0) / Math.max(1, lines);
          }),
        ),
      );
      assert.ok(longest > 0 && longest <= 120, `${longest} characters`);
      await lab.close();
    }
  });
});
