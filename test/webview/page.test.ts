import assert from 'node:assert/strict';
import {
  helps,
  hurts,
  noDifference,
  partOf,
  playedWorker,
  resultWith,
  seedModel,
  seedPlan,
  packedResult,
} from './fixtures';
import { unpackedResult } from '../../src/lab/packed';
import type { Locator } from 'playwright-core';
import { openPage, realWorker, realWasm, stopBrowser } from './harness';
import type { LabPage, OpenOptions } from './harness';
import type { ComparisonResult } from '../../src/lab/plan';

describe('the page', function () {
  this.timeout(30_000);
  const opened: LabPage[] = [];
  const open = async (options?: OpenOptions): Promise<LabPage> => {
    const lab = await openPage(options);
    opened.push(lab);
    return lab;
  };
  afterEach(async () => {
    for (const lab of opened.splice(0)) await lab.close();
  });
  after(stopBrowser);

  /** A page on which `result` has just come in. */
  const finished = async (result: ComparisonResult, options?: OpenOptions): Promise<LabPage> => {
    const lab = await open(options);
    await lab.engine(playedWorker(result));
    await lab.show({ plan: result.plan, run: true });
    await lab.finished();
    return lab;
  };

  it('shows the model as found and goes to its code', async () => {
    const lab = await open();
    await lab.sent('ready');
    await lab.show();
    const table = lab.page.locator('.layers-table');
    await table.locator('tbody tr').nth(2).waitFor();
    const rows = await table.locator('tbody tr').allInnerTexts();
    assert.deepEqual(
      rows.map((row) => row.split(/[\n\t]+/)),
      [
        ['Dense(64)', 'L2 0.01 on kernel', '(None, 64)', '1,344'],
        ['Dense(32)', 'L2 0.01 on kernel', '(None, 32)', '2,080'],
        ['Dense(10)', '(None, 10)', '330'],
      ],
    );
    assert.equal(
      await table
        .locator('td')
        .last()
        .evaluate((cell) => getComputedStyle(cell).textAlign),
      'end',
    );
    await lab.page.getByText('20 are assumed').waitFor();
    await lab.page.getByRole('button', { name: 'Dense(32)' }).click();
    assert.deepEqual((await lab.sent('reveal')).source, seedModel.rows[1]?.source);
  });

  it('says why a model cannot be compared', async () => {
    const lab = await open();
    await lab.post({
      type: 'cannot',
      model: null,
      reason: { en: 'Its output shape is not known.', zh: '输出形状未知。' },
    });
    await lab.page.getByText('Its output shape is not known.').waitFor();
    await lab.accessible();
  });

  it('keeps what was computed where the model cannot be compared any more: verdict, history and export', async () => {
    const earlier = await finished(resultWith(0.3, { ...seedPlan, epochs: 20 }));
    const { runs } = await earlier.sent('runs');
    const lab = await open();
    const reason = { en: 'The file could not be opened.', zh: '无法打开文件。' };
    await lab.post({ type: 'cannot', model: null, reason, last: packedResult(helps), runs });
    await lab.page.getByText('The file could not be opened.').waitFor();
    assert.match(await lab.page.locator('.answer').innerText(), /helps/i);
    await lab.page.getByRole('button', { name: /^Show the run/ }).press('Enter');
    await lab.page.locator('.answer', { hasText: /hurts/i }).waitFor();
    await lab.page.getByRole('button', { name: 'Copy', exact: true }).press('Enter');
    assert.match((await lab.sent('copy')).text, /"seeds"/);
    await lab.picture('cannot-kept');
    await lab.accessible();
    await lab.nothingCut();
  });

  it('speaks Chinese', async () => {
    const lab = await open({ locale: 'zh' });
    await lab.show();
    await lab.page.getByRole('button', { name: '运行', exact: true }).waitFor();
    await lab.page.getByText('这里假设为 20').waitFor();
  });

  const verdicts: readonly [kind: string, result: ComparisonResult, words: RegExp][] = [
    ['helps', helps, /helps/i],
    ['hurts', hurts, /hurts/i],
    ['no detectable difference', noDifference, /no detectable difference/i],
  ];
  for (const [kind, result, words] of verdicts) {
    it(`gives the verdict: ${kind}`, async () => {
      const lab = await finished(result);
      assert.match(await lab.page.locator('.answer').innerText(), words);
      const facts = await lab.page.locator('.verdict .facts').innerText();
      assert.match(facts, new RegExp(`${result.verdict.wins} of 8`));
      assert.match(await lab.page.getByRole('status').innerText(), words);
    });
  }

  it('dares no word of certainty from too few seeds', async () => {
    const lab = await open();
    await lab.engine(playedWorker(helps, { seeds: 3 }));
    await lab.show({ run: true });
    await lab.page.getByText('3 of 8 seeds finished').first().waitFor();
    await lab.page.getByRole('button', { name: 'Stop' }).press('Enter');
    await lab.page.getByText('3 of 8 seeds finished; these results are kept').waitFor();
    const answer = await lab.page.locator('.verdict.too-few-seeds .answer').innerText();
    assert.doesNotMatch(answer, /helps|hurts/i);
    assert.equal((await lab.sent('finished')).result.finished, false);
    assert.equal(await lab.count('running'), 2);
  });

  it('answers Stop at once, though the worker does not hear it, and keeps what it had', async () => {
    const lab = await open();
    await lab.engine(playedWorker(helps, { seeds: 6 }));
    await lab.show({ run: true });
    await lab.page.getByText('6 of 8 seeds finished').first().waitFor();
    await lab.page.getByRole('button', { name: 'Stop' }).press('Enter');
    await lab.page.getByText('6 of 8 seeds finished; these results are kept').waitFor();
    await lab.page.getByRole('button', { name: 'Run again' }).waitFor();
  });

  it('offers Retry when the worker dies, and says what was kept', async () => {
    const lab = await open();
    await lab.engine(playedWorker(helps, { seeds: 5, dies: 'heap exhausted' }));
    await lab.show({ run: true });
    const notice = await lab.page.locator('.notice.error').innerText();
    assert.match(notice, /The training stopped with an error/);
    assert.match(notice, /heap exhausted/);
    assert.match(notice, /is kept/);
    assert.match((await lab.sent('failed')).message, /heap exhausted/);
    await lab.page.locator('.verdict').waitFor();
    await lab.engine(playedWorker(helps));
    // What was kept says that it helps, too: the verdict of all the seeds tells that it was tried again.
    assert.equal(await lab.page.locator('.verdict.helps', { hasText: '8 of 8 seeds' }).count(), 0);
    await lab.page.getByRole('button', { name: 'Retry' }).press('Enter');
    await lab.page.locator('.verdict.helps', { hasText: '8 of 8 seeds' }).waitFor();
    assert.equal(await lab.page.locator('.notice').count(), 0);
  });

  it('says so when the engine cannot even start', async () => {
    const lab = await open();
    await lab.engine('this is not a script');
    await lab.show({ run: true });
    await lab.page.locator('.notice.error', { hasText: 'The training stopped with an error' }).waitFor();
  });

  it('waits for an engine that comes after Run', async () => {
    const lab = await open();
    await lab.show({ run: true });
    await lab.page.getByText('Waiting for the engine').first().waitFor();
    await lab.engine(playedWorker(helps));
    await lab.page.locator('.verdict.helps').waitFor();
  });

  it('shows finished results again after a reload', async () => {
    const lab = await finished(helps);
    const before = await lab.page.locator('.columns').innerText();
    await lab.page.getByRole('textbox', { name: 'Epochs' }).fill('77');
    await lab.page.getByText('Epochs 30 → 77').waitFor();
    await lab.page.getByText('Numbers as a table').first().press('Enter');
    await lab.page.locator('.scroll table').waitFor();
    await lab.page.reload();
    await lab.page.locator('.verdict.helps').waitFor();
    assert.equal(await lab.page.getByRole('textbox', { name: 'Epochs' }).inputValue(), '77');
    await lab.page.locator('.scroll table').waitFor();
    await lab.show();
    await lab.page.getByText('Epochs 30 → 77').waitFor();
    await lab.page.getByRole('textbox', { name: 'Epochs' }).fill('30');
    await lab.page.getByText('Numbers as a table').first().press('Enter');
    await lab.page.locator('.scroll').waitFor({ state: 'detached' });
    assert.equal(await lab.page.locator('.columns').innerText(), before);
  });

  it('starts an interrupted run again and keeps what it had', async () => {
    const lab = await open();
    await lab.engine(playedWorker(helps, { seeds: 6 }));
    await lab.show({ run: true });
    await lab.page.locator('.verdict.helps').waitFor();
    await lab.page.waitForFunction(() => sessionStorage.getItem('state')?.includes('"running":{'));
    await lab.page.reload();
    await lab.page.getByText('The run was interrupted').first().waitFor();
    await lab.show();
    await lab.engine(playedWorker(helps));
    await lab.finished();
    await lab.page.locator('.verdict.helps', { hasText: '8 of 8 seeds' }).waitFor();
    assert.equal(await lab.page.getByText('The run was interrupted').count(), 0);
  });

  it('opens with the last result the extension kept', async () => {
    const lab = await open();
    await lab.post({
      type: 'show',
      model: seedModel,
      plan: seedPlan,
      run: false,
      last: packedResult(partOf(helps, 6)),
    });
    await lab.page.locator('.verdict.helps').waitFor();
    await lab.page.getByText('from a run that did not finish').waitFor();
  });

  it('says that the code has changed since the results', async () => {
    const lab = await finished(helps);
    await lab.show({ plan: { ...seedPlan, loss: { ...seedPlan.loss, fromLogits: true } } });
    await lab.page.getByText('The model in the code has changed').waitFor();
    await lab.page.getByText('Changed since the result: the model.').waitFor();
    await lab.page.locator('.verdict.helps').waitFor();
  });

  it('hands over what is applied and copied', async () => {
    const lab = await finished(helps);
    await lab.page.getByRole('button', { name: 'Apply to code' }).press('Enter');
    const applied = await lab.sent('apply');
    assert.deepEqual([applied.arm, applied.plan], [1, seedPlan]);
    await lab.post({
      type: 'applied',
      ok: true,
      message: { en: 'L2 0.01 is now in the code.', zh: '已写入。' },
    });
    await lab.page.locator('.notice').getByText('L2 0.01 is now in the code.').waitFor();
  });

  it('exports the plan, the results and Python programs by keyboard', async () => {
    const lab = await finished(helps);
    const kinds = lab.page.getByRole('combobox', { name: 'What' });
    const copy = lab.page.getByRole('button', { name: 'Copy' });
    const choose = async (steps: 0 | 1): Promise<void> => {
      await kinds.focus();
      for (const key of steps ? ['Enter', 'ArrowDown', 'Enter'] : []) await lab.page.keyboard.press(key);
      await copy.focus();
    };
    await choose(0);
    await lab.page.keyboard.press('Enter');
    assert.deepEqual(JSON.parse((await lab.sent('copy')).text), seedPlan);
    await lab.page.getByRole('status').getByText('Copied.').waitFor({ state: 'attached' });
    await choose(1);
    await lab.page.keyboard.press('Enter');
    const rows = (await lab.sent('copy', 1)).text.trimEnd().split('\n');
    assert.equal(rows.length, 1 + 2 * 8 * 31);
    assert.match(rows[1] ?? '', /^without,1,0,/);
    await choose(1);
    await lab.page.keyboard.press('Enter');
    const result = JSON.parse((await lab.sent('copy', 2)).text) as ComparisonResult;
    assert.deepEqual(result.verdict, helps.verdict);
    await choose(1);
    await lab.page.getByRole('button', { name: 'Open in the editor' }).focus();
    await lab.page.keyboard.press('Enter');
    const { text, language } = await lab.sent('open');
    assert.equal(language, 'python');
    assert.match(text, /^"""Does the penalty help \w+ \(seed\.py\)\?/);
    assert.match(text, /keras\.layers\.Dense\(/);
  });

  it('trains what the controls say, and refuses what cannot be', async () => {
    const lab = await open();
    await lab.engine(
      `onmessage = ({ data }) =>
        data.type === 'take' && postMessage({ type: 'failed', message: JSON.stringify(data.plan) });`,
    );
    await lab.show();
    const run = lab.page.getByRole('button', { name: 'Run', exact: true });
    const strength = lab.page.getByRole('textbox', { name: 'Strength λ' });
    await strength.fill('nothing');
    await lab.page.getByText('λ must be a number above 0').waitFor();
    assert.equal(await run.getAttribute('disabled'), '');
    await strength.fill('0.001');
    await lab.page.getByRole('textbox', { name: 'Seeds' }).fill('4');
    await lab.page.getByText('Seeds must be a whole number from 5').waitFor();
    await lab.page.getByRole('textbox', { name: 'Seeds' }).fill('10');
    await lab.page.getByRole('textbox', { name: 'Epochs' }).fill('12');
    await lab.page.getByText('2 variants × 10 seeds = 20 trainings of 12 epochs').waitFor();
    await lab.choose('Penalty', 'L1 and L2');
    await run.press('Enter');
    const { message } = await lab.sent('failed');
    const l1l2 = (layer: string) => ({ layer, on: 'kernel', l1: 0.001, l2: 0.001 });
    assert.deepEqual(JSON.parse(message), {
      ...seedPlan,
      arms: [
        { name: 'without', penalties: [] },
        { name: 'with', penalties: [l1l2('dense'), l1l2('dense_1')] },
      ],
      seeds: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
      epochs: 12,
    });
    await lab.page.getByRole('button', { name: /^Reset/ }).press('Enter');
    await lab.page.getByText('2 variants × 8 seeds = 16 trainings of 30 epochs').waitFor();
    assert.equal(await strength.inputValue(), '0.01');
  });

  it('leaves penalties that differ from layer to layer as they are', async () => {
    const mixed = {
      ...seedPlan,
      arms: seedPlan.arms.map((arm) => ({
        ...arm,
        penalties: arm.penalties.map((one, index) => ({ ...one, l2: 0.01 * (index + 1) })),
      })),
    };
    const lab = await finished(resultWith(-0.2, mixed));
    await lab.page.getByText('Each layer keeps its own strength').waitFor();
    await lab.page.getByText('The results belong to these settings.').waitFor();
  });

  it('leaves diverged trainings out and says so', async () => {
    const broken = {
      ...helps,
      metrics: helps.metrics.filter(({ arm, seed, epoch }) => arm !== 0 || seed !== 2 || epoch < 4),
      diverged: [{ arm: 0, seed: 2, epoch: 4 }],
    };
    const lab = await finished(broken);
    await lab.page.getByText('On 1 of 8 seeds a training diverged').waitFor();
    await lab.page.reload();
    await lab.page.getByText('On 1 of 8 seeds a training diverged').waitFor();
    assert.doesNotMatch(await lab.page.locator('main').innerText(), /NaN|undefined|null/);
  });

  it('does not draw while it is hidden', async () => {
    const lab = await open();
    await lab.show();
    await lab.page.getByText('Nothing trained yet').waitFor();
    await lab.post({ type: 'visibility', visible: false });
    await lab.engine(playedWorker(helps));
    await lab.page.getByRole('button', { name: 'Run', exact: true }).press('Enter');
    await lab.finished();
    assert.equal(await lab.page.locator('.verdict').count(), 0);
    await lab.post({ type: 'visibility', visible: true });
    await lab.page.locator('.verdict.helps').waitFor();
  });

  it('can be worked with the keyboard alone', async () => {
    const lab = await finished(helps);
    const { keyboard } = lab.page;
    const stops: string[] = [];
    await lab.page.locator('.link').first().focus();
    for (let stop = 0; stop < 100; stop++) {
      const name = await lab.page.evaluate(focusedName);
      if (stops.length > 0 && (name === stops[0] || name === '')) break;
      stops.push(name.replace(/\d\d:\d\d:\d\d/, '12:00:00'));
      await keyboard.press('Tab');
    }
    // What stands in the explanations and the corners of the figures is tested with them.
    assert.deepEqual(
      stops.filter((name) => !/^(Rule|Hide|Save)/.test(name)),
      [
        'Show the model in seed.py, line 7',
        'Penalty',
        'Strength λ, by steps',
        'Strength λ',
        'Compare',
        'Data',
        'About these data',
        'Use a file of the workspace…',
        'Seeds',
        'Epochs',
        'More settings',
        'Run again',
        'Reset to the settings as found and clear the results',
        'Paste plan',
        'Apply to code',
        'Read the epochs of: Data loss while training',
        'What does the penalty add to the loss?',
        'Why can the training loss be higher with a penalty?',
        'Numbers as a table',
        'Read the epochs of: Generalization gap',
        'What is the gap?',
        'Numbers as a table',
        'Read the epochs of: Accuracy on test data',
        'Why can accuracy and loss disagree?',
        'Numbers as a table',
        'Read the seeds of: Difference on each seed',
        'Why does one seed prove nothing?',
        'Numbers as a table',
        'Read the bins of: dense',
        'Read the bins of: dense_1',
        'What does the penalty do to the weights?',
        'Numbers as a table',
        '1 run',
        'Delete the run of 12:00:00, with L2 0.01',
        'model',
        'Show Dense(64) in the code, line 8',
        'Show Dense(32) in the code, line 9',
        'Show Dense(10) in the code, line 10',
        'What',
        'Open in the editor',
        'Copy',
      ],
    );

    await lab.page.getByRole('combobox', { name: 'Penalty' }).focus();
    await keyboard.press('Enter');
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await lab.page.getByText('Penalty with L2 0.01 → with L1 0.01').waitFor();
    await keyboard.press('Tab');
    await keyboard.press('ArrowRight');
    await lab.page.getByText('Penalty with L2 0.01 → with L1 0.015').waitFor();
    await keyboard.press('Tab');
    await keyboard.press('Control+A');
    await keyboard.type('0.05');
    await lab.page.getByText('Penalty with L2 0.01 → with L1 0.05').waitFor();

    const reader = lab.page.getByRole('slider', { name: 'Read the epochs of: Data loss' });
    await reader.focus();
    await keyboard.press('Home');
    await keyboard.press('ArrowRight');
    await lab.page.getByText('At epoch 1', { exact: true }).waitFor();
    await saying(
      reader,
      /^At epoch 1: without training [\d.]+; without validation [\d.]+; with L2 0.01 training [\d.]+; with L2 0.01 validation [\d.]+$/,
    );
    const seeds = lab.page.getByRole('slider', { name: /^Read the seeds/ });
    await seeds.focus();
    await keyboard.press('Home');
    await saying(seeds, /^Seed 1: −0\.\d+$/);
    await lab.page.getByText('Numbers as a table').nth(3).focus();
    await keyboard.press('Enter');
    await lab.page
      .getByRole('region', { name: 'Difference on each seed' })
      .locator('tbody tr')
      .nth(7)
      .waitFor();
    await lab.accessible();

    await lab.page.getByRole('button', { name: 'Run again' }).focus();
    await keyboard.press('Enter');
    await lab.finished(1);
    assert.equal(await lab.page.evaluate(focusedName), 'Run again');
    await lab.page.getByRole('button', { name: /^Reset/ }).focus();
    await keyboard.press('Space');
    await lab.page.getByText('Nothing trained yet').waitFor();
  });

  it('opens its tables for a screen reader', async () => {
    const lab = await finished(helps, { classes: ['vscode-using-screen-reader'] });
    await lab.page.waitForFunction(() => document.querySelectorAll('.scroll table').length === 6);
    await lab.accessible();
  });

  it('trains the seed’s model with the real engine', async function () {
    this.timeout(180_000);
    const worker = await realWorker();
    const lab = await open({ width: 1280 });
    lab.page.setDefaultTimeout(150_000);
    await lab.engine(worker, await realWasm());
    await lab.show();
    await lab.page.getByRole('button', { name: 'Run', exact: true }).press('Enter');
    const result = unpackedResult(await lab.sent('finished'));
    assert.equal(result.finished, true);
    assert.equal(result.metrics.length, 2 * 8 * 31);
    await lab.page.getByRole('heading', { name: 'Verdict', exact: true }).waitFor();
    await lab.page.locator('.layer svg').first().waitFor();
    await lab.picture('real');
  });
});

/** Waits until a chart's reader says what matches. */
async function saying(reader: Locator, words: RegExp): Promise<void> {
  const slider = await reader.elementHandle();
  await reader
    .page()
    .waitForFunction(
      ([element, source]) => new RegExp(source).test(element?.getAttribute('aria-valuetext') ?? ''),
      [slider, words.source] as const,
    );
}

/** Runs in the page: what the focused element is called. */
function focusedName(): string {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  if (!element || element === document.body) return '';
  return element.getAttribute('aria-label') ?? element.textContent?.trim() ?? '';
}
