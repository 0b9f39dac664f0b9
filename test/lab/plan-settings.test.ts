import assert from 'node:assert/strict';
import { withArms } from '../../src/lab/further-arms';
import type { Plan } from '../../src/lab/plan';
import { planWith, settingsOf, type PlanSettings } from '../../src/lab/plan-settings';
import { sweepPlan } from '../../src/lab/sweep-plan';
import { seedPlan } from '../webview/fixtures';

const names = ({ arms }: Plan) => arms.map(({ name }) => name);
const set = (plan: Plan, settings: Partial<PlanSettings>) =>
  planWith(plan, { ...settingsOf(plan), ...settings });

describe('what the reader sets of a plan', () => {
  it('leaves a plan as it is where nothing is set, whatever its arms are', () => {
    const own = { ...seedPlan.arms[1], name: 'mine', penalties: [], dropout: 0.1, weightDecay: 0.2 };
    const activity = { layer: 'dense', on: 'activity', l1: 0.5, l2: 0 };
    const mixed = { name: 'with', penalties: [...(seedPlan.arms[1]?.penalties ?? []), activity] };
    const plans = [
      seedPlan,
      withArms(seedPlan, [{ name: 'dropout' }, { name: 'l1', value: 3 }]),
      sweepPlan(seedPlan) ?? seedPlan,
      { ...seedPlan, arms: [...seedPlan.arms, own], seeds: [7, 3] },
      { ...seedPlan, arms: [seedPlan.arms[0], mixed] } as Plan,
    ];
    for (const plan of plans) assert.deepEqual(planWith(plan, settingsOf(plan)), plan);
  });

  it('makes no arm twice and keeps those of the reader’s own', () => {
    const own = { name: 'mine', penalties: [], patience: 3 };
    const plan = { ...seedPlan, arms: [...seedPlan.arms, own] };
    const further = ['l1', 'l2', 'dropout'] as const;
    assert.deepEqual(names(set(plan, { further })), ['without', 'with', 'mine', 'l1 0.01', 'dropout 0.5']);
    assert.deepEqual(names(set(plan, { kind: 'dropout', further, strength: 0.2 })), [
      'without',
      'with',
      'mine',
      'l1 0.2',
      'l2 0.2',
    ]);
    assert.deepEqual(names(set(plan, { scope: 'pair' })), ['without', 'with']);
  });

  it('puts the penalty, and those beside it, on the chosen weights', () => {
    const on = [{ layer: 'dense_2', on: 'bias' }];
    const { arms } = set(seedPlan, { kind: 'dropout', scope: 'several', further: ['l1'], on });
    assert.deepEqual(arms[2]?.penalties, [{ layer: 'dense_2', on: 'bias', l1: 0.01, l2: 0 }]);
  });

  it('ends a sweep with its strengths', () => {
    const swept = sweepPlan(seedPlan) as Plan;
    assert.deepEqual(set(swept, { scope: 'pair' }).arms, seedPlan.arms);
    assert.equal(set(swept, { strength: 1 }).arms.length, 9);
  });
});
