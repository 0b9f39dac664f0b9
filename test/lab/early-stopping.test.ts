import assert from 'node:assert/strict';
import type { EpochMetrics } from '../../src/lab/plan';
import { seedModel } from './facts';
import { planOf, run, small } from './running';

describe('early stopping', () => {
  const patience = 3;
  const epochs = 60;
  const plan = small(planOf(seedModel), {
    arms: [
      { name: 'without', penalties: [] },
      { name: 'early stopping', penalties: [], patience },
    ],
    seeds: [1, 2],
    epochs,
  });
  let curves: (readonly [through: EpochMetrics[], early: EpochMetrics[]])[];
  before(async () => {
    const { metrics } = await run({ ...plan, optimizer: { ...plan.optimizer, learningRate: 0.01 } });
    const of = (arm: number, seed: number) =>
      metrics.filter((entry) => entry.arm === arm && entry.seed === seed);
    curves = [0, 1].map((seed) => [of(0, seed), of(1, seed)]);
  });
  const numbers = ({ arm: _, epoch: __, stopped: ___, ...rest }: EpochMetrics) => rest;

  it('stops after so many epochs without a lower validation loss, and keeps the weights of the best one', () => {
    for (const [through, early] of curves) {
      assert.equal(early.length, epochs + 1);
      // As Keras counts: from the first epoch on.
      let best = 1;
      let stopped = 1;
      while (stopped < best + patience) {
        stopped += 1;
        if ((through[stopped]?.validationLoss ?? 0) < (through[best]?.validationLoss ?? 0)) best = stopped;
      }
      assert.ok(stopped < epochs, 'the problem is one on which it stops');
      const expected = through.map((entry, epoch) =>
        numbers(epoch <= stopped ? entry : (through[best] ?? entry)),
      );
      assert.deepEqual(early.map(numbers), expected);
      assert.deepEqual(early.at(-1)?.stopped, { after: stopped, best });
      assert.equal(early[stopped]?.stopped, undefined);
    }
  });

  it('keeps the best weights of a training that runs through, too', async () => {
    const { metrics } = await run({
      ...plan,
      arms: plan.arms.map((arm) => (arm.patience ? { ...arm, patience: epochs } : arm)),
      optimizer: { ...plan.optimizer, learningRate: 0.01 },
    });
    const early = metrics.filter(({ arm, seed, epoch }) => arm === 1 && seed === 0 && epoch > 0);
    const lowest = Math.min(...early.map(({ validationLoss }) => validationLoss));
    assert.equal(early.at(-1)?.validationLoss, lowest);
  });

  it('shows the weights that are kept', async () => {
    const short = { ...plan, epochs: 30, optimizer: { ...plan.optimizer, learningRate: 0.01 } };
    const { metrics, histograms } = await run(short);
    const best = metrics
      .filter(({ arm, seed, epoch }) => arm === 1 && seed === 0 && epoch > 0)
      .reduce((one, other) => (other.validationLoss < one.validationLoss ? other : one));
    const until = await run({ ...short, epochs: best.epoch, arms: short.arms.slice(0, 1) });
    assert.deepEqual(
      histograms.filter(({ arm }) => arm === 1).map(({ norm }) => norm),
      until.histograms.map(({ norm }) => norm),
    );
  });
});
