import assert from 'node:assert/strict';
import type { Plan } from '../../src/lab/plan';
import { randomStream } from '../../src/lab/random';
import { intervalHalfWidth, mean, verdictOf } from '../../src/lab/statistics';
import { compiled, lossFact, modelFact } from './facts';
import { planOf, run } from './running';

const plans = 200;
const seeds = 6;

/** A small network on a problem of its own; both sides are the same arm. */
function sameArms(first: number): Plan {
  const plan = planOf(
    modelFact(
      [
        { type: 'Dense', arguments: { units: 6, activation: 'relu' } },
        { type: 'Dense', arguments: { units: 2, activation: 'softmax' } },
      ],
      { inputShape: [4], compile: compiled(lossFact('SparseCategoricalCrossentropy', 'no')) },
    ),
  );
  return {
    ...plan,
    arms: [{ name: 'without', penalties: [] }],
    seeds: Array.from({ length: 2 * seeds }, (_, index) => first + index),
    epochs: 3,
    batchSize: 16,
    data: { ...plan.data, trainSize: 48, validationSize: 1, testSize: 64 },
  };
}

/** Differences between two halves of the seeds: other weights, batches and data, so nothing is paired. */
async function unpairedDifferences(plan: Plan): Promise<number[]> {
  const { metrics } = await run(plan);
  const last = metrics.filter(({ epoch }) => epoch === plan.epochs).map(({ testLoss }) => testLoss);
  assert.equal(last.length, 2 * seeds);
  return Array.from({ length: seeds }, (_, index) => (last[seeds + index] ?? 0) - (last[index] ?? 0));
}

describe('the verdict on two sides that are the same', function () {
  this.timeout(180_000);
  const all: number[][] = [];
  before(async () => {
    for (let index = 0; index < plans; index++)
      all.push(await unpairedDifferences(sameArms(1 + index * 2 * seeds)));
  });
  const share = (kind: string, shift: (differences: readonly number[]) => number) =>
    all.filter((differences) => {
      const by = shift(differences);
      return verdictOf(differences.map((difference) => difference + by)).kind === kind;
    }).length / plans;

  it('is no detectable difference for 93 to 97 % of 200 plans', () => {
    const found = share('no-detectable-difference', () => 0);
    assert.ok(found >= 0.93 && found <= 0.97, `${found}`);
  });

  it('finds a true effect of twice the half-width in at least 90 % of them', () => {
    const typical = mean(all.map((differences) => intervalHalfWidth(differences)));
    assert.ok(share('hurts', () => 2 * typical) >= 0.9);
    assert.ok(share('helps', () => -2 * typical) >= 0.9);
  });

  it('is so for 95 % of many plans drawn from the same differences, with a sharp eye', () => {
    // 200 plans cannot tell 95 % from 96.2 %, which a deviation over √(n − 1) would give; 20,000 can. Both sides
    // are the same, so a difference is as likely as its opposite.
    const pool = all.flat();
    const random = randomStream(1, 'plans');
    const draws = 20_000;
    let silent = 0;
    for (let draw = 0; draw < draws; draw++) {
      const differences = Array.from({ length: seeds }, () => {
        const difference = pool[random.integer(pool.length)] as number;
        return random.uniform() < 0.5 ? difference : -difference;
      });
      silent += Number(verdictOf(differences).kind === 'no-detectable-difference');
    }
    assert.ok(Math.abs(silent / draws - 0.95) < 0.008, `${silent / draws}`);
  });

  it('would be wrong far more often with an interval for the normal distribution', () => {
    const wrong = all.filter(
      (differences) => Math.abs(mean(differences)) > (1.96 / 2.5706) * intervalHalfWidth(differences),
    ).length;
    assert.ok(wrong / plans > 0.07, `${wrong / plans}`);
  });
});
