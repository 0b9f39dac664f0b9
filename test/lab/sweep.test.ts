import assert from 'node:assert/strict';
import { render } from '../../src/analysis/text/localized';
import type { Divergence, EpochMetrics, Plan } from '../../src/lab/plan';
import { studentQuantile } from '../../src/lab/statistics';
import { sweepOf } from '../../src/lab/sweep';
import { sweepPlan } from '../../src/lab/sweep-plan';
import { sweepText } from '../../src/lab/sweep-text';
import { seedModel } from './facts';
import { planOf, run, small } from './running';

const plan = planOf(seedModel);

/** Three strengths, not in order, over three seeds of one epoch. */
const swept: Plan = {
  ...plan,
  seeds: [1, 2, 3],
  epochs: 1,
  arms: [
    { name: 'without', penalties: [] },
    { name: 'with', penalties: [], strength: 0.1 },
    { name: 'λ 1', penalties: [], strength: 1 },
    { name: 'λ 0.01', penalties: [], strength: 0.01 },
  ],
};

/** Validation and test loss of each arm and seed after the last epoch. */
function metricsOf(losses: readonly (readonly (readonly [number, number] | null)[])[]): EpochMetrics[] {
  return losses.flatMap((seeds, arm) =>
    seeds.flatMap((pair, seed) =>
      pair === null
        ? []
        : [0, 1].map((epoch) => ({
            arm,
            seed,
            epoch,
            trainLoss: 0,
            validationLoss: epoch === 1 ? pair[0] : 0,
            testLoss: epoch === 1 ? pair[1] : 0,
            penalty: 0,
            testScore: 0,
          })),
    ),
  );
}

const whole = metricsOf([
  [[5, 4], [5, 5], [5, 6]],
  [[3, 3], [2, 4], [4, 5]],
  [[4, 1], [4, 1], [4, 1]],
  [[1, 3], [3, 5], [2, 7]],
]); // prettier-ignore

describe('a sweep over the strength', () => {
  it('chooses by the mean validation loss and reports the test loss against without', () => {
    const sweep = sweepOf(swept, whole, []);
    assert.deepEqual(
      sweep?.points.map(({ arm, strength, reached }) => [
        arm,
        strength,
        reached?.validationLoss,
        reached?.testLoss,
      ]),
      [
        [3, 0.01, 2, 5],
        [1, 0.1, 3, 4],
        [2, 1, 4, 1],
      ],
    );
    assert.equal(sweep?.chosen, 0);
    assert.equal(sweep.edge, 'lowest');
    // Test differences −1, 0, 1: mean 0, standard deviation 1, so t(0.975, 2) / √3 on each side.
    const { difference } = sweep.points[0]?.reached ?? {};
    const half = studentQuantile(0.975, 2) / Math.sqrt(3);
    assert.equal(difference?.meanDifference, 0);
    assert.ok(
      Math.abs((difference?.high ?? 0) - half) < 1e-9 && Math.abs((difference?.low ?? 0) + half) < 1e-9,
    );
    assert.deepEqual(difference?.differences, [-1, 0, 1]);
  });

  it('compares the strengths on the seeds that all of them have finished', () => {
    const stopped = whole.filter(({ arm, seed }) => arm !== 2 || seed !== 0);
    const sweep = sweepOf(swept, stopped, []);
    assert.equal(sweep?.seeds, 2);
    assert.deepEqual(
      sweep.points.map(({ reached }) => reached?.validationLoss),
      [2.5, 3, 4],
    );
  });

  it('chooses nothing before there is a seed', () => {
    const begun = whole.filter(({ arm }) => arm < 2);
    const sweep = sweepOf(swept, begun, []);
    assert.equal(sweep?.chosen, null);
    assert.match(render(sweepText(sweep), 'en'), /No strength is chosen/);
  });

  it('leaves out a strength at which a training diverged, and says so', () => {
    const diverged: Divergence[] = [{ arm: 3, seed: 1, epoch: 1 }];
    const sweep = sweepOf(
      swept,
      whole.filter(({ arm, seed }) => arm !== 3 || seed !== 1),
      diverged,
    );
    assert.equal(sweep?.seeds, 3);
    assert.equal(sweep.chosen, 1);
    assert.equal(sweep.edge, null);
    assert.match(render(sweepText(sweep), 'en'), /λ 0\.1 has the lowest .* of 3 .*diverged: λ 0\.01\./);
  });

  it('says when the chosen strength is at the edge of the grid', () => {
    const text = (edge: 'lowest' | 'highest') =>
      (['en', 'zh'] as const).map((locale) =>
        render(
          sweepText({ seeds: 3, points: sweepOf(swept, whole, [])?.points ?? [], chosen: 0, edge }),
          locale,
        ),
      );
    assert.match(text('lowest').join('\n'), /a lower one may be better[^]*更低的强度/);
    assert.match(text('highest').join('\n'), /a higher one may be better[^]*更高的强度/);
  });

  it('is nothing for a plan without one', () => {
    assert.equal(sweepOf(plan, [], []), null);
  });
});

describe('the plan of a sweep', () => {
  const grid = sweepPlan(plan) as Plan;

  it('has eight strengths half a decade apart, the one in the code among them', () => {
    const strengths = grid.arms.flatMap(({ strength }) => strength ?? []).sort((one, other) => one - other);
    assert.deepEqual(strengths, [0.0001, 0.000316, 0.001, 0.00316, 0.01, 0.0316, 0.1, 0.316]);
    assert.deepEqual(
      grid.arms.slice(0, 2).map(({ name, penalties }) => [name, penalties]),
      [
        ['without', []],
        ['with', plan.arms[1]?.penalties],
      ],
    );
    const strongest = grid.arms.find(({ strength }) => strength === 0.316);
    assert.deepEqual(
      strongest?.penalties.map(({ l1, l2 }) => [l1, l2]),
      [
        [0, 0.316],
        [0, 0.316],
      ],
    );
  });

  it('keeps the ratios of strengths that differ from place to place', () => {
    const [without, penalized] = plan.arms as [Plan['arms'][0], Plan['arms'][0]];
    const [first, second] = penalized.penalties as [
      Plan['arms'][0]['penalties'][0],
      Plan['arms'][0]['penalties'][0],
    ];
    const mixed = sweepPlan({
      ...plan,
      arms: [
        without,
        {
          ...penalized,
          penalties: [
            { ...first, l1: 0.02, l2: 0 },
            { ...second, l2: 0.01 },
          ],
        },
      ],
    });
    const stronger = mixed?.arms.find(({ strength }) => strength === 0.2);
    assert.deepEqual(
      stronger?.penalties.map(({ l1, l2 }) => [l1, l2]),
      [
        [0.2, 0],
        [0, 0.1],
      ],
    );
  });

  it('replaces a sweep that was there, and keeps other arms', () => {
    const other = { name: 'dropout', penalties: [], dropout: 0.5 };
    const again = sweepPlan({ ...grid, arms: [...grid.arms, other] });
    assert.equal(again?.arms.length, 10);
    assert.deepEqual(again.arms[2], other);
  });

  it('is not there without a penalty', () => {
    assert.equal(sweepPlan({ ...plan, arms: plan.arms.map((arm) => ({ ...arm, penalties: [] })) }), null);
  });

  it('gives the verdict of the strength that was chosen on validation data', async () => {
    const { sweep, verdict, metrics } = await run(small(grid, { seeds: [1, 2, 3, 4, 5], epochs: 3 }));
    const chosen = sweep?.points[sweep.chosen ?? -1];
    assert.equal(sweep?.seeds, 5);
    assert.deepEqual(verdict, chosen?.reached?.difference);
    assert.equal(metrics.length, 9 * 5 * 4);
  });
});
