import assert from 'node:assert/strict';
import { armOf, type Method, planOfStudy, type Study, studyOf } from '../../bench/studies';
import { lastOf } from '../../src/lab/paired';
import type { Verdict } from '../../src/lab/plan';
import { overlapOf, verdictOf } from '../../src/lab/statistics';
import { run } from './running';

const seeds = 6;

/**
 * Differences of the test loss on a study: each method at the strength that `npm run bench:effects` chooses on
 * validation data, against nothing and against each other (first − second).
 */
async function effects(
  study: Study,
  ...methods: readonly (readonly [Method, number])[]
): Promise<{ readonly against: readonly Verdict[]; readonly apart: Verdict }> {
  const plan = planOfStudy(study, seeds, (kernels) =>
    methods.map(([method, strength]) => ({ ...armOf(method, strength, kernels), strength: undefined })),
  );
  const { metrics } = await run(plan);
  const losses = plan.arms.map((_, arm) =>
    lastOf(plan, metrics, arm).map((entry) => {
      assert.ok(entry, 'a training diverged');
      return entry.testLoss;
    }),
  );
  const between = (one: number, other: number) =>
    verdictOf(
      plan.seeds.map((_, seed) => (losses[one]?.[seed] as number) - (losses[other]?.[seed] as number)),
      overlapOf(plan),
    );
  return {
    against: methods.map((_, index) => between(index + 1, 0)),
    apart: between(1, 2 % plan.arms.length),
  };
}

describe('the lab finds what is known', function () {
  this.timeout(120_000);

  it('L1 wins where 5 of 50 inputs matter', async () => {
    const { against, apart } = await effects(studyOf('sparse linear'), ['L1', 0.1], ['L2', 0.1]);
    assert.equal(against[0]?.kind, 'helps');
    assert.equal(apart.kind, 'helps');
  });

  it('L1 wins on circles beside 18 inputs of noise', async () => {
    const study = studyOf('circles, 18 noise inputs');
    const { against, apart } = await effects(study, ['L1', 0.01], ['L2', 0.03]);
    assert.equal(against[0]?.kind, 'helps');
    assert.equal(apart.kind, 'helps');
  });

  it('L2 helps on two moons', async () => {
    const { against } = await effects(studyOf('two moons'), ['L2', 0.01]);
    assert.equal(against[0]?.kind, 'helps');
  });

  it('nothing helps or hurts detectably on penguins, which are easy', async () => {
    const { against } = await effects(studyOf('penguins'), ['L2', 0.001], ['L1', 0.001]);
    for (const { kind, meanDifference } of against) {
      assert.equal(kind, 'no-detectable-difference');
      assert.ok(Math.abs(meanDifference) < 0.02, `${meanDifference}`);
    }
  });

  it('dropout at its usual 0.5 hurts on the noisy sine, which is small and smooth', async () => {
    const { against } = await effects({ ...studyOf('noisy sine'), epochs: 200 }, ['dropout', 0.5]);
    assert.equal(against[0]?.kind, 'hurts');
  });
});
