import assert from 'node:assert/strict';
import { analyzeText } from '../../src/analysis/analyze';
import { planFor } from '../../src/lab/plan-from-model';
import { readPlan } from '../../src/lab/read-plan';
import type { Plan } from '../../src/lab/plan';

/** The plan of a small model with this optimizer, and what is said of it. */
function planned(optimizer: string, before = '', layer = ''): { plan: Plan; notes: string } {
  const { facts } = analyzeText(`import keras
from keras import regularizers
${before}
model = keras.Sequential([
    keras.Input((20,)),
    keras.layers.Dense(8, activation='relu'${layer}),
    keras.layers.Dense(1),
])
model.compile(optimizer=${optimizer}, loss='mse')
`);
  const model = facts.models[0];
  assert.ok(model);
  const answer = planFor(model, facts);
  assert.ok('plan' in answer);
  assert.ok('plan' in readPlan(JSON.stringify(answer.plan)), 'what is planned can be read again');
  return { plan: answer.plan, notes: answer.modelNotes.map(({ en }) => en).join('\n') };
}

describe('the optimizer of the code', () => {
  it('comes with its arguments, by name or by place', () => {
    const { plan, notes } = planned(
      'keras.optimizers.Nadam(0.02, 0.8, clipnorm=1.0, weight_decay=0.001, epsilon=1e-7)',
    );
    assert.deepEqual(plan.optimizer, {
      className: 'Nadam',
      learningRate: 0.02,
      momentum: 0,
      weightDecay: 0.001,
      arguments: { beta_1: 0.8, clipnorm: 1 },
    });
    assert.doesNotMatch(notes, /optimizer|learning rate/);
    assert.deepEqual(planned("'lion'").plan.optimizer, {
      className: 'Lion',
      learningRate: 0.001,
      momentum: 0,
      weightDecay: 0,
    });
    assert.equal(planned('keras.optimizers.AdamW()').plan.optimizer.weightDecay, 0.004);
    assert.equal(planned('keras.optimizers.AdamW(weight_decay=None)').plan.optimizer.weightDecay, 0);
  });

  it('comes with its schedule, where all of that is constant', () => {
    const { plan, notes } = planned(
      'keras.optimizers.SGD(rate, momentum=0.9, nesterov=True)',
      'rate = keras.optimizers.schedules.ExponentialDecay(0.1, decay_steps=100, decay_rate=0.9)',
    );
    assert.equal(plan.optimizer.learningRate, 0.1);
    assert.deepEqual(plan.optimizer.arguments, { nesterov: true });
    assert.deepEqual(plan.optimizer.schedule, {
      className: 'ExponentialDecay',
      arguments: { decay_steps: 100, decay_rate: 0.9 },
    });
    assert.doesNotMatch(notes, /learning rate/);
    const stairs = planned(
      'keras.optimizers.Adam(rate)',
      'rate = keras.optimizers.schedules.PiecewiseConstantDecay([10, 20], [0.1, 0.05, 0.01])',
    );
    assert.equal(stairs.plan.optimizer.learningRate, 0.1);
    assert.equal(stairs.plan.optimizer.schedule?.className, 'PiecewiseConstantDecay');
    const open = planned(
      'keras.optimizers.Adam(rate)',
      'rate = keras.optimizers.schedules.ExponentialDecay(0.1, decay_steps=steps(), decay_rate=0.9)',
    );
    assert.equal(open.plan.optimizer.schedule, undefined);
    assert.match(open.notes, /learning rate in the code is no plain number; 0\.001 is used throughout/);
  });

  it('says what it leaves out', () => {
    const { notes } = planned('keras.optimizers.Adam(0.01, beta_1=read(), use_ema=True)');
    assert.match(notes, /beta_1 could not be read from the code; Keras’ default is used/);
    assert.match(notes, /use_ema of the optimizer is left out/);
  });

  it('decays all weights, and says so where the code excludes some', () => {
    const excluding = (made: string) =>
      planned('optimizer', `optimizer = ${made}\noptimizer.exclude_from_weight_decay(var_names=['bias'])`)
        .notes;
    assert.match(excluding('keras.optimizers.AdamW(0.01)'), /exclude_from_weight_decay is left out/);
    assert.doesNotMatch(excluding('keras.optimizers.Adam(0.01)'), /exclude_from_weight_decay/);
    assert.doesNotMatch(planned('keras.optimizers.AdamW(0.01)').notes, /exclude_from_weight_decay/);
  });

  it('computes in 32 bits, and says so where the code sets another precision', () => {
    const under = (policy: string) => planned("'adam'", policy).notes;
    const said = /precision that the code sets is left out: the lab computes in 32 bits/;
    assert.match(under("keras.mixed_precision.set_global_policy('mixed_float16')"), said);
    assert.match(under("keras.config.set_dtype_policy('mixed_bfloat16')"), said);
    assert.match(
      under(
        "policy = keras.mixed_precision.Policy('mixed_float16')\nkeras.mixed_precision.set_global_policy(policy)",
      ),
      said,
    );
    assert.doesNotMatch(under("keras.mixed_precision.set_global_policy('float32')"), said);
    assert.doesNotMatch(under(''), said);
  });
});

describe('penalties of the code', () => {
  it('may be on outputs, and orthogonal', () => {
    const { plan } = planned(
      "'adam'",
      '',
      ", kernel_regularizer=regularizers.OrthogonalRegularizer(0.02, mode='columns'), activity_regularizer='l1'",
    );
    assert.deepEqual(plan.arms[1]?.penalties, [
      { layer: 'dense', on: 'kernel', l1: 0, l2: 0, orthogonal: { factor: 0.02, mode: 'columns' } },
      { layer: 'dense', on: 'activity', l1: 0.01, l2: 0 },
    ]);
    const text = planned("'adam'", '', ", kernel_regularizer='orthogonal_regularizer'");
    assert.deepEqual(text.plan.arms[1]?.penalties[0]?.orthogonal, { factor: 0.01, mode: 'rows' });
  });
});
