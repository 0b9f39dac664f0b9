import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { playedWorker } from './fixtures';
import { openPage, stopBrowser } from './harness';
import { manyPlan, resultOfMany } from './many-arms';
import { themes } from './themes';

describe('a picture of the page', function () {
  this.timeout(60_000);
  after(stopBrowser);

  it('is saved as SVG that needs no style sheet, and as PNG, of every figure', async () => {
    const result = resultOfMany(manyPlan);
    const lab = await openPage({ width: 1000, theme: themes[1] });
    await lab.engine(playedWorker(result));
    await lab.show({ plan: result.plan, run: true });
    await lab.finished();
    const buttons = lab.page.getByRole('button', { name: /^Save .* as SVG$/ });
    const count = await buttons.count();
    assert.equal(count, 5);
    for (let at = 0; at < count; at++) {
      await buttons.nth(at).focus();
      await lab.page.keyboard.press('Enter');
      const { name, content } = await lab.sent('save', at);
      assert.match(name, /^model-[a-z]+\.svg$/);
      assert.ok(typeof content === 'string');
      assert.ok(!/var\(|class=|color\(|<!--/.test(content), name);
      const blank = await lab.page.context().newPage();
      await blank.setContent(`<body>${content}</body>`);
      const texts = await blank.locator('svg text').allTextContents();
      assert.ok(
        texts.some((text) => text.includes('dropout 0.5')),
        name,
      );
      await blank.screenshot({
        path: path.join(tmpdir(), 'reglens-page', `saved-${name}.png`),
        fullPage: true,
      });
      await blank.close();
    }
    await lab.page.getByRole('button', { name: 'Save Generalization gap as PNG' }).press('Enter');
    const { name, content } = await lab.sent('save', count);
    const bytes = Buffer.from(Object.values(content as unknown as Record<string, number>));
    assert.equal(name, 'model-gap.png');
    assert.equal(bytes.subarray(1, 4).toString(), 'PNG');
    assert.ok(bytes.readUInt32BE(16) > 600);
    await writeFile(path.join(tmpdir(), 'reglens-page', 'saved.png'), bytes);
    await lab.close();
  });
});
