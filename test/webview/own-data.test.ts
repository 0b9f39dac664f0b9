import assert from 'node:assert/strict';
import type { Plan } from '../../src/lab/plan';
import { seedPlan } from './fixtures';
import { openPage, realWasm, realWorker, stopBrowser } from './harness';
import type { LabPage } from './harness';

const layers = seedPlan.model.layers.map((layer) =>
  layer.name === 'dense_2' ? { ...layer, config: { ...layer.config, units: 2 } } : layer,
);
const plan: Plan = {
  ...seedPlan,
  model: { ...seedPlan.model, inputShape: [3], outputShape: [2], layers },
  data: { ...seedPlan.data, trainSize: 40, validationSize: 20, testSize: 20 },
  seeds: [1, 2, 3, 4, 5],
  epochs: 3,
};
const rows = Array.from({ length: 60 }, (_, row) => [
  row % 7,
  row % 5,
  row % 3,
  row % 2 ? 'yes' : 'no',
  row % 4,
]);
const csv = ['a,b,c,answer,group', ...rows.map((row) => row.join(','))].join('\n');

describe('data of the reader’s', function () {
  this.timeout(60_000);
  const opened: LabPage[] = [];
  afterEach(async () => {
    for (const lab of opened.splice(0)) await lab.close();
  });
  after(stopBrowser);

  const hand = (lab: LabPage, file: string, text: string) =>
    lab.page.evaluate(
      ([name, content]) =>
        window.postMessage({ type: 'data-file', file: name, bytes: new TextEncoder().encode(content) }, '*'),
      [file, text] as const,
    );
  const open = async (): Promise<LabPage> => {
    const lab = await openPage({ width: 480 });
    opened.push(lab);
    await lab.engine(await realWorker(), await realWasm());
    await lab.show({ plan });
    return lab;
  };

  it('are picked, read in a worker, fitted to the model and trained on; the file is asked for again after a reload', async () => {
    const lab = await open();
    await lab.page.getByRole('button', { name: 'Use a file of the workspace…' }).focus();
    await lab.page.keyboard.press('Enter');
    await lab.sent('pick-data');
    await hand(lab, 'data/answers.csv', csv);
    await lab.page.getByText('data/answers.csv cannot be used: it gives').first().waitFor();
    await hand(lab, 'data/answers.csv', csv.replaceAll(/,\w+$/gm, ''));
    await lab.page.getByText('60 usable rows, 3 inputs').waitFor();
    assert.equal(await lab.page.locator('.notice').count(), 0);
    await lab.picture('own-data');
    await lab.accessible();
    await lab.nothingCut();
    await lab.page.getByRole('button', { name: 'Run', exact: true }).click();
    const { result } = await lab.sent('finished');
    assert.deepEqual([result.finished, result.plan.data.file], [true, 'data/answers.csv']);
    await lab.page.reload();
    await lab.engine(await realWorker(), await realWasm());
    await lab.show({ plan });
    assert.equal((await lab.sent('read-data')).file, 'data/answers.csv');
    const reason = { en: 'it is not there any more.', zh: '文件已不存在。' };
    await lab.post({ type: 'no-data-file', file: 'data/answers.csv', reason });
    await lab.page.getByText('data/answers.csv cannot be used: it is not there any more.').first().waitFor();
    assert.equal(await lab.page.locator('#run').getAttribute('disabled'), '');
  });

  it('have a column to predict, which the reader chooses', async () => {
    const lab = await open();
    await hand(lab, 'order.csv', csv.replaceAll(/^(.*),(.*),(.*),(.*),(.*)$/gm, '$4,$1,$2,$3'));
    await lab.page.getByRole('combobox', { name: 'Column to predict' }).click();
    await lab.page.getByRole('option', { name: 'answer' }).click();
    await lab.page.getByText('60 usable rows, 3 inputs').waitFor();
  });
});
