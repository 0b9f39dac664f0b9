import assert from 'node:assert/strict';
import { helps, playedWorker } from './fixtures';
import { openPage, stopBrowser } from './harness';

describe('what a screen reader hears', function () {
  this.timeout(30_000);
  after(stopBrowser);

  it('is the verdict, once, at the end of a run', async () => {
    const lab = await openPage();
    await lab.page.evaluate(() => {
      const heard: string[] = [];
      Object.assign(window, { heard });
      const region = document.querySelector('[role=status]');
      if (region)
        new MutationObserver(() => heard.push(region.textContent ?? '')).observe(region, { childList: true });
    });
    await lab.show();
    await lab.engine(playedWorker(helps));
    await lab.page.locator('#run').press('Enter');
    await lab.finished();
    // The extension shows the model again when a run has ended.
    await lab.show();
    await lab.drawn();
    const heard = await lab.page.evaluate(() => (window as unknown as { heard: string[] }).heard);
    assert.equal(
      heard.filter((text) => /The penalty helps: it lowers/.test(text)).length,
      1,
      heard.join('|'),
    );
    assert.ok(heard.length <= 4, heard.join('|'));
    await lab.close();
  });
});
