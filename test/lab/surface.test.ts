import assert from 'node:assert/strict';
import type { Plan, Surface } from '../../src/lab/plan';
import { compiled, lossFact, modelFact, seedModel } from './facts';
import { planOf, run, small, tensorflow } from './running';

function classifier(units: number, activation: string, loss: string): Plan {
  return planOf(
    modelFact(
      [
        { type: 'Dense', arguments: { units: 16, activation: 'relu' } },
        { type: 'Dense', arguments: { units, activation } },
      ],
      { inputShape: [2], compile: compiled(lossFact(loss)) },
    ),
  );
}

describe('what an arm predicts over its two inputs', () => {
  const long = { seeds: [1, 2], epochs: 30 };

  it('is a probability that follows the two moons, for one output and for two', async () => {
    const plans = [
      classifier(1, 'sigmoid', 'BinaryCrossentropy'),
      classifier(2, 'softmax', 'SparseCategoricalCrossentropy'),
    ];
    for (const plan of plans) {
      assert.equal(plan.data.name, 'two-moons');
      const { surfaces = [] } = await run(
        small(plan, { ...long, optimizer: { ...plan.optimizer, learningRate: 0.02 } }),
      );
      assert.deepEqual(
        surfaces.map(({ arm, shows, size, values }) => [arm, shows, size, values.length]),
        [0, 1].map((arm) => [arm, 'probability', 40, 1600]),
      );
      const [without] = surfaces as [Surface];
      assert.ok(without.values.every((value) => value >= 0 && value <= 1));
      assert.deepEqual([without.x, without.y], [surfaces[1]?.x, surfaces[1]?.y]);
      // The upper moon is class 0, the lower one class 1.
      const at = (column: number, row: number) => without.values[row * 40 + column] as number;
      assert.ok(at(13, 39) < 0.5 && at(26, 0) > 0.5);
    }
  });

  it('is the output of a regression, by either engine', async () => {
    const plan = small(classifier(1, 'linear', 'MeanSquaredError'), long);
    const both = [await run(plan), await run(plan, undefined, undefined, [tensorflow])];
    const [fast, reference] = both.map(({ surfaces }) => surfaces?.[0]);
    assert.equal(fast?.shows, 'value');
    fast.values.forEach((value, index) => {
      const other = reference?.values[index] ?? Number.NaN;
      assert.ok(Math.abs(value - other) <= 1e-3 * Math.max(1, Math.abs(other)));
    });
  });

  it('is the likeliest of more than two classes', async () => {
    const { surfaces } = await run(small(classifier(4, 'softmax', 'SparseCategoricalCrossentropy')));
    assert.equal(surfaces?.[0]?.shows, 'class');
    assert.ok(surfaces[0].values.every((value) => [0, 1, 2, 3].includes(value)));
  });

  it('is nothing for more inputs', async () => {
    assert.equal((await run(small(planOf(seedModel)))).surfaces, undefined);
  });
});
