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
    assert.match(
      said([dense('a', 'input', { config: { units: 'many' } })]),
      /a: The layer a has no usable size: \(NaN\)/,
    );
    assert.match(said([a], [3]), /outputShape is \(3\), and the layers give \(64\)/);
    assert.match(said([a], [64], 'z'), /there is no kernel in the layer z/);
    assert.match(said([a], [64], 'a', 'gamma'), /there is no gamma in the layer a/);
  });

  it('has configurations that can be built, also of what a wrapper wraps', () => {
    const lstm = { units: 3, activation: 'tanh', recurrent_activation: 'sigmoid', use_bias: true };
    const sequence = { className: 'Reshape', config: { target_shape: [5, 4] } };
    const around = (layer: unknown, merge_mode = 'concat') =>
      said(
        [
          dense('r', 'input', sequence),
          dense('a', 'r', { className: 'Bidirectional', config: { layer, merge_mode } }),
        ],
        [6],
      );
    assert.equal(around({ className: 'LSTM', config: lstm }), 'fits');
    assert.match(around({ className: 'LSTM' }), /a\.layer has to be a layer that the lab knows/);
    assert.match(around({ className: 'toString', config: {} }), /a\.layer has to be a layer/);
    assert.match(around({ className: 'LSTM', config: {} }), /a\.layer needs units in its config/);
    assert.match(around({ className: 'Dense', config: { units: 3 } }), /Bidirectional around Dense/);
    assert.match(around({ className: 'LSTM', config: lstm }, 'none'), /merge_mode=none/);
    assert.match(
      around({ className: 'LSTM', config: { ...lstm, stateful: true } }),
      /a\.layer cannot be built with stateful: true/,
    );
    const bare = (config: Record<string, unknown>) =>
      said([dense('a', 'input', { config: { ...plan.model.layers[0]?.config, ...config } })]);
    assert.match(bare({ activation: 'odd' }), /activation: "odd"/);
    assert.match(bare({ kernel_initializer: 'mine' }), /kernel_initializer: "mine"/);
    assert.match(bare({ kernel_regularizer: 'l2' }), /kernel_regularizer: "l2"/);
    assert.equal(bare({ kernel_regularizer: null, dtype: 'float32' }), 'fits');
  });
});

describe('what a plan says of arms and steps', () => {
  const read = (changes: object): string => {
    const answer = readPlan(JSON.stringify({ ...plan, ...changes }));
    return 'reason' in answer ? render(answer.reason, 'en') : 'fits';
  };
  const arm = (rest: object) => read({ arms: [plan.arms[0], { ...plan.arms[1], ...rest }] });
  const optimizer = (rest: object) => read({ optimizer: { ...plan.optimizer, ...rest } });
  const schedule = (className: string, given: object) =>
    optimizer({ schedule: { className, arguments: given } });

  it('may be a dropout, a decay, a patience, the proximal step', () => {
    assert.equal(arm({ dropout: 0.5, weightDecay: 0.01, patience: 3, proximal: true }), 'fits');
    assert.match(arm({ dropout: 1 }), /arms\.1\.dropout has to be a number from 0 to below 1/);
    assert.match(arm({ weightDecay: -1 }), /arms\.1\.weightDecay has to be a number from 0/);
    assert.match(arm({ patience: 0 }), /arms\.1\.patience has to be a whole number from 1/);
    assert.match(arm({ proximal: 1 }), /arms\.1\.proximal has to be true or false/);
  });

  it('may be strengths of a sweep, within a time budget', () => {
    assert.equal(arm({ strength: 0.001 }), 'fits');
    for (const strength of [0, -1, '0.1', null, true, [0.1]])
      assert.match(arm({ strength }), /arms\.1\.strength has to be a number above 0/, String(strength));
    const budget = (budgetSeconds: unknown) => {
      const read = readPlan(JSON.stringify({ ...plan, budgetSeconds }));
      return 'reason' in read ? render(read.reason, 'en') : 'fits';
    };
    assert.equal(budget(0.5), 'fits');
    for (const seconds of [0, -1, '60', null, true, {}])
      assert.match(budget(seconds), /budgetSeconds has to be a number above 0/, String(seconds));
    // JSON knows no infinity, and a number beyond all doubles is read as one.
    const text = JSON.stringify({ ...plan, budgetSeconds: 1 }).replace(
      '"budgetSeconds":1',
      '"budgetSeconds":1e999',
    );
    const read = readPlan(text);
    assert.ok('reason' in read);
  });

  it('may be an orthogonal penalty on a matrix, or one on outputs', () => {
    const penalty = (rest: object) =>
      arm({ penalties: [{ layer: 'dense', on: 'kernel', l1: 0, l2: 0, ...rest }] });
    assert.equal(penalty({ orthogonal: { factor: 0.1, mode: 'rows' } }), 'fits');
    assert.equal(penalty({ on: 'activity', l1: 0.1 }), 'fits');
    assert.match(
      penalty({ orthogonal: { factor: 0.1, mode: 'diagonals' } }),
      /penalties\.0\.orthogonal has to be a factor from 0 and a mode/,
    );
    assert.match(
      penalty({ on: 'bias', orthogonal: { factor: 0.1, mode: 'rows' } }),
      /bias of dense is no matrix/,
    );
  });

  it('may be arguments and schedules of Keras’ optimizers, each with its own', () => {
    assert.equal(optimizer({ arguments: { beta_1: 0.8, amsgrad: true, clipnorm: 1 } }), 'fits');
    assert.match(
      optimizer({ arguments: { nesterov: true } }),
      /arguments has to be an object with some of beta_1/,
    );
    assert.match(
      optimizer({ arguments: { beta_1: 1 } }),
      /arguments\.beta_1 has to be a number from 0 to below 1/,
    );
    assert.match(optimizer({ arguments: { amsgrad: 1 } }), /arguments\.amsgrad has to be true or false/);
    assert.match(optimizer({ className: 'Muon' }), /optimizer\.className has to be one of SGD, RMSprop/);
    assert.equal(schedule('CosineDecay', { decay_steps: 100, warmup_target: null }), 'fits');
    assert.match(schedule('CosineDecay', {}), /schedule\.arguments\.decay_steps has to be a number above 0/);
    assert.match(schedule('Mine', {}), /schedule\.className has to be one of ExponentialDecay/);
    assert.match(
      schedule('PiecewiseConstantDecay', { boundaries: [1], values: ['a', 1] }),
      /arguments\.values has to be a list of numbers/,
    );
  });
});
