import assert from 'node:assert/strict';
import type { Plan } from '../../src/lab/plan';
import { helps, playedWorker, seedModel, seedPlan } from './fixtures';
import { openPage, stopBrowser } from './harness';
import type { LabPage } from './harness';

/** A worker that refuses every plan with the plan as its reason. */
const tellingWorker = `onmessage = ({ data }) =>
  data.type === 'take' && postMessage({ type: 'failed', message: JSON.stringify(data.plan) });`;

describe('the controls', function () {
  this.timeout(30_000);
  const opened: LabPage[] = [];
  afterEach(async () => {
    for (const lab of opened.splice(0)) await lab.close();
  });
  after(stopBrowser);

  const open = async (plan: Plan = seedPlan): Promise<LabPage> => {
    const lab = await openPage();
    opened.push(lab);
    await lab.engine(tellingWorker);
    await lab.show({ plan });
    return lab;
  };
  const field = ({ page }: LabPage, name: string) => page.getByRole('textbox', { name, exact: true });
  const holds = async (lab: LabPage, name: string, value: string): Promise<void> => {
    const element = await field(lab, name).elementHandle();
    await lab.page.waitForFunction(([one, wanted]) => (one as HTMLInputElement).value === wanted, [
      element,
      value,
    ] as const);
  };
  const toggle = async ({ page }: LabPage, name: string): Promise<void> => {
    await page.getByRole('checkbox', { name, exact: true }).focus();
    await page.keyboard.press('Space');
  };
  /** What Run trains. */
  const trained = async (lab: LabPage): Promise<Plan> => {
    const before = await lab.count('failed');
    await lab.page.locator('#run:not([disabled])').waitFor();
    await lab.page.getByRole('button', { name: /^Run/ }).press('Enter');
    return JSON.parse((await lab.sent('failed', before)).message) as Plan;
  };

  it('moves λ by the keys of a slider, and the slider by what is typed', async () => {
    const lab = await open();
    const slider = lab.page.getByRole('slider', { name: 'Strength λ, by steps' });
    assert.equal(await slider.getAttribute('aria-valuetext'), 'λ 0.01');
    await slider.focus();
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight']) await lab.page.keyboard.press(key);
    await holds(lab, 'Strength λ', '0.03');
    await lab.page.keyboard.press('Home');
    await holds(lab, 'Strength λ', '0.000001');
    await field(lab, 'Strength λ').fill('0.4');
    await lab.page.waitForFunction(
      () => document.querySelector('input[type=range]')?.getAttribute('aria-valuetext') === 'λ 0.4',
    );
    assert.equal((await trained(lab)).arms[1]?.penalties[0]?.l2, 0.4);
  });

  it('compares what else the lab has: exact zeros, dropout, decay, early stopping', async () => {
    const lab = await open();
    const arm = async () => (await trained(lab)).arms[1];
    await lab.choose('Penalty', 'L1');
    await toggle(lab, 'Exact zeros (proximal step)');
    const l1 = (layer: string) => ({ layer, on: 'kernel', l1: 0.01, l2: 0 });
    assert.deepEqual(await arm(), { name: 'with', penalties: [l1('dense'), l1('dense_1')], proximal: true });
    await lab.choose('Penalty', 'Dropout');
    await field(lab, 'Dropout rate').fill('1');
    await lab.page.getByText('Dropout rate must be a number between 0 and 1').waitFor();
    await field(lab, 'Dropout rate').fill('0,3');
    assert.deepEqual(await arm(), { name: 'with', penalties: [], dropout: 0.3 });
    await lab.choose('Penalty', 'Decoupled weight decay');
    assert.deepEqual(await arm(), { name: 'with', penalties: [], weightDecay: 0.004 });
    await lab.choose('Penalty', 'Early stopping');
    await field(lab, 'Patience (epochs)').fill('7');
    assert.deepEqual(await arm(), { name: 'with', penalties: [], patience: 7 });
  });

  it('sets several penalties beside each other and says how many trainings that makes', async () => {
    const lab = await open();
    await lab.choose('Compare', 'Several penalties');
    await lab.page.getByText('5 variants × 8 seeds = 40 trainings').waitFor();
    await toggle(lab, 'Early stopping');
    await toggle(lab, 'Dropout');
    await field(lab, 'Weight decay').fill('0.1');
    const { arms } = await trained(lab);
    assert.deepEqual(
      arms.map(({ name }) => name),
      ['without', 'with', 'l1 0.01', 'decay 0.1', 'early-stopping 5'],
    );
    await lab.accessible();
  });

  it('sweeps the strength, and not where there is none', async () => {
    const lab = await open();
    await lab.choose('Compare', 'Sweep of the strength λ');
    await lab.page.getByText('9 variants × 8 seeds = 72 trainings').waitFor();
    const { arms } = await trained(lab);
    assert.deepEqual(
      arms.map(({ strength }) => strength),
      [undefined, 0.01, 0.0001, 0.000316, 0.001, 0.00316, 0.0316, 0.1, 0.316],
    );
    await lab.choose('Penalty', 'Dropout');
    await lab.page.getByText('2 variants × 8 seeds = 16 trainings').waitFor();
    await lab.page.getByRole('combobox', { name: 'Compare', exact: true }).click();
    await lab.page.getByRole('option', { name: 'Several penalties' }).waitFor();
    assert.equal(await lab.page.getByRole('option', { name: 'Sweep of the strength λ' }).count(), 0);
  });

  it('sets what is seldom set, and names every change', async () => {
    const lab = await openPage();
    opened.push(lab);
    await lab.engine(playedWorker(helps));
    await lab.show({ run: true });
    await lab.finished();
    await lab.page.getByText('More settings').press('Enter');
    await toggle(lab, 'dense_1 kernel');
    await toggle(lab, 'dense_2 bias');
    for (const [name, value] of [
      ['Batch size', '16'],
      ['Learning rate', '0.01'],
      ['Training examples', '1000'],
      ['Noise', '0.5'],
      ['Wrong labels (share)', '0.1'],
    ] as const)
      await field(lab, name).fill(value);
    const words = lab.page.locator('#will-run');
    await lab.page.getByText('Wrong labels (share) 0\u00a0% → 10\u00a0%').waitFor();
    assert.equal(
      await words.innerText(),
      'Changed since the result: The penalty is on dense kernel + dense_1 kernel → dense kernel + dense_2 bias, ' +
        'Training examples 200 → 1,000, Noise 0.2 → 0.5, Wrong labels (share) 0\u00a0% → 10\u00a0%, ' +
        'Batch size 32 → 16, Learning rate 0.001 → 0.01. Run again trains all 16 anew.',
    );
    for (const name of ['dense kernel', 'dense_2 bias']) await toggle(lab, name);
    await lab.page.getByText('Tick at least one weight').waitFor();
    assert.equal(await lab.page.locator('#run').getAttribute('disabled'), '');
    await lab.page.reload();
    await lab.page.getByText('Wrong labels (share) 0\u00a0% → 10\u00a0%').waitFor();
  });

  it('offers the data that fit, with their licence, and no more examples than there are', async () => {
    const model = { ...seedPlan.model, inputShape: [4], outputShape: [3] };
    const layers = model.layers.map((layer) =>
      layer.name === 'dense_2' ? { ...layer, config: { ...layer.config, units: 3 } } : layer,
    );
    const lab = await open({ ...seedPlan, model: { ...model, layers } });
    await lab.choose('Data', 'Iris');
    await lab.page.getByText(/MIT/).first().waitFor();
    await lab.page.getByText('More settings').press('Enter');
    assert.equal(await field(lab, 'Noise').count(), 0);
    await field(lab, 'Training examples').fill('500');
    await lab.page.getByText(/Training examples must be a whole number from 1 to \d+\./).waitFor();
    await field(lab, 'Training examples').fill('60');
    const { data } = await trained(lab);
    assert.deepEqual([data.name, data.trainSize, data.noise], ['iris', 60, 0]);
  });

  it('offers a narrower model, takes it and gives it back', async () => {
    const layers = seedPlan.model.layers.map((layer) =>
      layer.name === 'dense' ? { ...layer, config: { ...layer.config, units: 4 } } : layer,
    );
    const narrower = {
      plan: { ...seedPlan, model: { ...seedPlan.model, layers } },
      note: { en: 'units divided by 16.', zh: '单元数除以 16。' },
    };
    const lab = await openPage({ width: 480 });
    opened.push(lab);
    await lab.engine(tellingWorker);
    await lab.post({ type: 'show', model: seedModel, plan: seedPlan, narrower, run: false });
    await lab.page.getByText('units divided by 16.').waitFor();
    assert.deepEqual((await trained(lab)).model, seedPlan.model);
    await field(lab, 'Seeds').fill('9');
    await lab.page.getByRole('button', { name: 'Use the narrower model' }).focus();
    await lab.page.keyboard.press('Enter');
    await lab.page.getByText('A narrower model is compared, not the one in the code').waitFor();
    const { model, seeds } = await trained(lab);
    assert.deepEqual([model, seeds.length], [narrower.plan.model, 9]);
    await lab.picture('narrower');
    await lab.accessible();
    await lab.nothingCut();
    await lab.page.reload();
    await lab.engine(tellingWorker);
    await lab.post({ type: 'show', model: seedModel, plan: seedPlan, narrower, run: false });
    await lab.page.getByRole('button', { name: 'Back to the model in the code' }).press('Enter');
    await lab.page.getByText('This model takes long').waitFor();
    assert.deepEqual((await trained(lab)).model, seedPlan.model);
  });

  it('takes a plan from the clipboard, or says what is wrong with it', async () => {
    const lab = await open();
    const paste = async (text: string): Promise<void> => {
      const before = await lab.count('paste');
      await lab.page.getByRole('button', { name: 'Paste plan' }).press('Enter');
      await lab.sent('paste', before);
      await lab.post({ type: 'pasted', text });
    };
    await paste(JSON.stringify({ ...seedPlan, epochs: 0 }));
    const refused = lab.page.locator('.notice', { hasText: 'The clipboard holds no plan' });
    await refused.getByText('epochs has to be a whole number').waitFor();
    await paste(JSON.stringify({ ...seedPlan, epochs: 12, batchSize: 8 }));
    await lab.page.getByText('trainings of 12 epochs').waitFor();
    assert.equal(await refused.count(), 0);
    const other = { ...seedPlan, optimizer: { className: 'SGD', learningRate: 0.5, momentum: 0.9 } };
    await paste(JSON.stringify(other));
    await lab.page.getByText('A pasted plan is compared').waitFor();
    assert.deepEqual(await trained(lab), other);
    await lab.page.getByRole('button', { name: 'Back to the model in the code' }).press('Enter');
    await lab.page.getByText('trainings of 30 epochs').waitFor();
    assert.deepEqual(await trained(lab), seedPlan);
  });
});
