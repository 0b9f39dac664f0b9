import assert from 'node:assert/strict';
import type { Plan } from '../../src/lab/plan';
import { seedModel, seedPlan } from './fixtures';
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
const twoNumbers = {
  ...plan.model,
  layers: layers.map((layer) =>
    layer.name === 'dense_2' ? { ...layer, config: { ...layer.config, activation: 'linear' } } : layer,
  ),
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
    // The code may leave the shape of an example open; here it does not.
    assert.deepEqual((await lab.sent('example-shape')).inputShape, [5]);
    await lab.show({ plan });
    const notice = lab.page.locator('.notice');
    await notice.getByText('data/answers.csv cannot be used: it gives').waitFor();
    await hand(lab, 'data/answers.csv', csv.replaceAll(/,\w+$/gm, ''));
    await lab.page.getByText('60 usable rows, 3 inputs').waitFor();
    assert.equal(await notice.count(), 0);
    await lab.picture('own-data');
    await lab.accessible();
    await lab.nothingCut();
    await lab.page.getByRole('button', { name: 'Run', exact: true }).press('Enter');
    const { result } = await lab.sent('finished');
    assert.deepEqual([result.finished, result.plan.data.file], [true, 'data/answers.csv']);
    await lab.page.reload();
    await lab.engine(await realWorker(), await realWasm());
    await lab.show({ plan });
    assert.equal((await lab.sent('read-data')).file, 'data/answers.csv');
    const reason = { en: 'it is not there any more.', zh: '文件已不存在。' };
    await lab.post({ type: 'no-data-file', file: 'data/answers.csv', reason });
    await notice.getByText('data/answers.csv cannot be used: it is not there any more.').waitFor();
    assert.equal(await lab.page.locator('#run').getAttribute('disabled'), '');
  });

  it('have a column to predict, which the reader chooses', async () => {
    const lab = await open();
    await hand(lab, 'order.csv', csv.replaceAll(/^(.*),(.*),(.*),(.*),(.*)$/gm, '$4,$1,$2,$3'));
    await lab.choose('Column to predict', 'answer');
    await lab.page.getByText('60 usable rows, 3 inputs').waitFor();
  });

  it('are those of the file picked last, though an earlier one takes longer to read', async () => {
    const lab = await open();
    const line = rows.map((row) => row.slice(0, 4).join(',')).join('\n');
    const slow = ['a,b,c,answer', ...Array.from({ length: 4000 }, () => line)].join('\n');
    await hand(lab, 'slow.csv', slow);
    await lab.page.getByText('Reading slow.csv').waitFor();
    await hand(lab, 'quick.csv', csv.replaceAll(/,\w+$/gm, ''));
    await lab.page.getByText('60 usable rows, 3 inputs').waitFor();
    await lab.page.getByRole('button', { name: 'Run', exact: true }).press('Enter');
    const { result } = await lab.sent('finished');
    assert.equal(result.plan.data.file, 'quick.csv');
    assert.equal(await lab.page.getByText('240,000 usable rows').count(), 0);
  });

  it('are not waited for when the worker that reads them ends', async () => {
    const lab = await openPage({ width: 480 });
    opened.push(lab);
    await lab.engine('onmessage = () => { throw new Error("out of memory"); };');
    await lab.show({ plan });
    await hand(lab, 'huge.csv', csv);
    await lab.page
      .locator('.notice')
      .getByText(/huge\.csv cannot be used: .*out of memory/)
      .waitFor();
    assert.equal(await lab.page.getByText('Reading huge.csv').count(), 0);
    await lab.page.getByRole('button', { name: 'Run', exact: true }).waitFor();
  });

  it('fill in the input shape that the code leaves open', async () => {
    const lab = await open();
    await hand(lab, 'four.csv', csv.replaceAll(/^(.*),(.*),(.*),(.*),(.*)$/gm, '$1,$2,$3,$5,$4'));
    assert.deepEqual((await lab.sent('example-shape')).inputShape, [4]);
    const filled = { ...plan, model: { ...plan.model, inputShape: [4] } };
    await lab.show({ plan: filled });
    await lab.page.getByText('60 usable rows, 4 inputs').waitFor();
    await lab.page.getByRole('button', { name: 'Run', exact: true }).press('Enter');
    const { result } = await lab.sent('finished');
    assert.deepEqual([result.plan.data.file, result.plan.model.inputShape], ['four.csv', [4]]);
    // Who goes back to made data is not sent to the file again by the next change of the code.
    await lab.choose('Data', 'Random teacher');
    await lab.show({ plan: filled, model: { ...seedModel, optimizer: 'SGD' } });
    await lab.page.getByText('SGD').first().waitFor();
    assert.equal(await lab.page.getByText('60 usable rows').count(), 0);
    assert.equal(await lab.count('example-shape'), 1);
  });

  it('give as many columns as the model predicts', async () => {
    const lab = await openPage({ width: 480 });
    opened.push(lab);
    await lab.engine(await realWorker(), await realWasm());
    await lab.show({
      plan: { ...plan, loss: { name: 'mean_squared_error', fromLogits: false }, model: twoNumbers },
    });
    const numbers = rows.map(([a, b, c, , group]) => [a, b, c, Number(a) + Number(b), group].join(','));
    await hand(lab, 'two.csv', ['a,b,c,sum,group', ...numbers].join('\n'));
    await lab.page.getByText('60 usable rows, 3 inputs').waitFor();
    await lab.page.getByRole('combobox', { name: 'Column to predict, 1 of 2' }).waitFor();
    await lab.accessible();
    await lab.nothingCut();
    await lab.choose('Column to predict, 2 of 2', 'a');
    // It is read anew for that.
    await lab.drawn();
    await lab.page.locator('#run:not([disabled])').waitFor();
    await lab.page.getByRole('button', { name: 'Run', exact: true }).press('Enter');
    const { result } = await lab.sent('finished');
    assert.deepEqual(result.plan.data.targets, ['sum', 'a']);
  });
});
