import assert from 'node:assert/strict';
import { render } from '../../src/analysis/text/localized';
import type { PlanLayer } from '../../src/lab/plan';
import { readPlan } from '../../src/lab/read-plan';
import { seedModel } from './facts';
import { planOf } from './running';

const plan = planOf(seedModel);

const dense = (name: string, inbound: string, rest: Partial<PlanLayer> = {}): PlanLayer => ({
  ...(plan.model.layers[0] as PlanLayer),
  name,
  inbound: [inbound],
  ...rest,
});

/** What is said of the seed plan with other layers and penalties. */
function said(
  layers: readonly PlanLayer[],
  outputShape: readonly number[] = [64],
  layer = 'a',
  on = 'kernel',
): string {
  const arms = [plan.arms[0], { name: 'with', penalties: [{ layer, on, l1: 0, l2: 0.1 }] }];
  const read = readPlan(JSON.stringify({ ...plan, model: { ...plan.model, layers, outputShape }, arms }));
  return 'reason' in read ? render(read.reason, 'en') : 'fits';
}

describe('a plan that is read', () => {
  it('may call a layer again', () => {
    const square = { config: { ...plan.model.layers[0]?.config, units: 20 } };
    const layers = [dense('a', 'input', square), dense('b', 'a', { ...square, shares: 'a' })];
    assert.equal(said(layers, [20]), 'fits');
  });

  it('has layers that make a model, or it is said what is wrong', () => {
    const a = dense('a', 'input');
    assert.match(said([a, dense('a', 'a')]), /two layers have the name a/);
    assert.match(
      said([dense('a', 'b'), dense('b', 'a')]),
      /a takes its input from b, which is no earlier layer/,
    );
    assert.match(
      said([a, dense('b', 'a', { shares: 'c' })]),
      /b shares the weights of c, which is no earlier layer/,
    );
    assert.match(
      said([a, dense('b', 'a', { shares: 'a', className: 'Flatten' })]),
      /b shares the weights of a, which is no earlier layer of its class/,
    );
    assert.match(
      said([a, dense('b', 'a', { shares: 'a' })]),
      /b: The layer a is called on inputs of different sizes/,
    );
    assert.match(said([dense('a', 'input', { config: {} })]), /a needs units in its config/);
    assert.match(said([dense('a', 'input', { config: { units: 'many' } })]), /a: its config cannot be used/);
    assert.match(said([a], [3]), /outputShape is \(3\), and the layers give \(64\)/);
    assert.match(said([a], [64], 'z'), /there is no kernel in the layer z/);
    assert.match(said([a], [64], 'a', 'gamma'), /there is no gamma in the layer a/);
  });
});
