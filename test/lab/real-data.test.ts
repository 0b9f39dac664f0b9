import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { isReal } from '../../src/lab/data/data-set';
import { dataSets, drawData, fittingDataSets, planDataOf, proposeData } from '../../src/lab/data/index';
import irisFile from '../../src/lab/data/real/iris.json';
import penguinsFile from '../../src/lab/data/real/penguins.json';
import type { Plan } from '../../src/lab/plan';
import { readPlan } from '../../src/lab/read-plan';
import { intervalHalfWidth, overlapOf } from '../../src/lab/statistics';
import { compiled, lossFact, modelFact } from './facts';
import { planOf, run } from './running';

const flowers = planOf(
  modelFact(
    [
      { type: 'Dense', arguments: { units: 8, activation: 'relu' } },
      { type: 'Dense', arguments: { units: 3, activation: 'softmax' } },
    ],
    { inputShape: [4], compile: compiled(lossFact('SparseCategoricalCrossentropy', 'no')) },
  ),
);

function on(name: string, sizes = flowers.data): Plan {
  const dataSet = dataSets.find((one) => one.name === name);
  assert.ok(dataSet);
  return { ...flowers, data: planDataOf(dataSet, sizes) };
}

/** What is in a file, whatever its layout: every value in its order. */
const checksum = (rows: unknown) =>
  createHash('sha256').update(JSON.stringify(rows)).digest('hex').slice(0, 16);

describe('real data', () => {
  it('are the files of their sources, value by value', () => {
    const told = [penguinsFile, irisFile].map(({ columns, rows, licence }) => ({
      columns,
      licence,
      rows: rows.length,
      checksum: checksum(rows),
    }));
    assert.deepEqual(told, [
      {
        columns: ['Beak Length (mm)', 'Beak Depth (mm)', 'Flipper Length (mm)', 'Body Mass (g)', 'Species'],
        licence: 'CC0-1.0',
        rows: 344,
        checksum: 'c8a9b512c3139070',
      },
      {
        columns: [
          'Sepal Length (cm)',
          'Sepal Width (cm)',
          'Petal Length (cm)',
          'Petal Width (cm)',
          'Species',
        ],
        licence: 'MIT',
        rows: 150,
        checksum: '0a4f7e22a7853db8',
      },
    ]);
  });

  it('hold the complete examples, by species', () => {
    const counts = dataSets.filter(isReal).map(({ name, examples }) => {
      const [target] = examples.targets;
      assert.ok(target?.kind === 'classes');
      const classes = target.classes.map((species, index) => [
        species,
        target.values.filter((value) => value === index).length,
      ]);
      assert.ok(examples.inputs.every(Number.isFinite));
      return [name, examples.rows, Object.fromEntries(classes)];
    });
    assert.deepEqual(counts, [
      ['penguins', 342, { Adelie: 151, Chinstrap: 68, Gentoo: 123 }],
      ['iris', 150, { setosa: 50, versicolor: 50, virginica: 50 }],
    ]);
  });

  it('have the means that are published', () => {
    // palmerpenguins' summary(): 43.92, 17.15, 200.9, 4202; Fisher (1936): 5.843, 3.057, 3.758, 1.199.
    const published: Record<string, readonly number[]> = {
      penguins: [43.92, 17.15, 200.9, 4202],
      iris: [5.843, 3.057, 3.758, 1.199],
    };
    for (const { name, examples } of dataSets.filter(isReal)) {
      published[name]?.forEach((wanted, column) => {
        let sum = 0;
        for (let row = 0; row < examples.rows; row++) sum += examples.inputs[row * 4 + column] as number;
        assert.equal(Number((sum / examples.rows).toPrecision(4)), wanted, `${name} ${column}`);
      });
    }
  });

  it('are offered to classifiers of four numbers into three classes, and never proposed', () => {
    const offered = (plan: Plan) => fittingDataSets(plan.model, plan.loss).map(({ name }) => name);
    assert.deepEqual(offered(flowers), ['teacher', 'penguins', 'iris']);
    assert.equal(proposeData(flowers.model, flowers.loss).dataSet.name, 'teacher');
    const wider = { ...flowers, model: { ...flowers.model, inputShape: [5] } };
    assert.ok(!offered(wider).includes('iris'));
  });

  it('say whose they are and under which licence, in both languages', () => {
    for (const { name, licence } of dataSets.filter(isReal)) {
      const word = name === 'iris' ? /MIT.*(licence|许可证)/ : /CC0 1\.0/;
      assert.match(licence.en, word);
      assert.match(licence.zh, word);
    }
  });

  it('give a seed no more examples than there are, none of them twice', () => {
    const { data } = on('iris');
    assert.deepEqual([data.trainSize, data.validationSize, data.testSize], [91, 22, 37]);
    const { train, validation, test } = drawData(on('iris'), 3);
    const seen = [train, validation, test].map(({ count }) => count);
    assert.deepEqual(seen, [91, 22, 37]);
    assert.throws(() => drawData({ ...on('iris'), data: { ...data, testSize: 38 } }, 1), /asks for 151/);
  });

  it('are split anew by every seed and standardised on the training part alone', () => {
    const plan = on('penguins');
    const [first, second] = [drawData(plan, 1), drawData(plan, 2)];
    assert.deepEqual(drawData(plan, 1), first);
    assert.notDeepEqual(first.train.targets, second.train.targets);
    const mean = ({ inputs, count }: typeof first.train, column: number) =>
      Array.from({ length: count }, (_, row) => inputs[row * 4 + column] as number).reduce(
        (sum, value) => sum + value / count,
        0,
      );
    for (const column of [0, 1, 2, 3]) {
      assert.ok(Math.abs(mean(first.train, column)) < 1e-5);
      assert.ok(Math.abs(mean(first.test, column)) > 1e-5);
    }
  });

  it('widen the interval, because splits overlap', async () => {
    const plan = { ...on('iris'), seeds: [1, 2, 3, 4, 5], epochs: 2 };
    assert.equal(overlapOf(plan), 37 / 91);
    assert.equal(overlapOf(flowers), 0);
    const { verdict } = await run(plan);
    const half = intervalHalfWidth(verdict.differences) * Math.sqrt(1 + 5 * (37 / 91));
    assert.ok(half > 0);
    assert.ok(Math.abs((verdict.high - verdict.low) / 2 / half - 1) < 1e-9);
  });

  it('are refused in a plan that asks for more of them, or whose model they do not fit', () => {
    const reason = (plan: Plan) => {
      const read = readPlan(JSON.stringify(plan));
      return 'reason' in read ? JSON.stringify(read.reason) : 'none';
    };
    const plan = on('iris');
    assert.equal(reason(plan), 'none');
    assert.match(reason({ ...plan, data: { ...plan.data, testSize: 99 } }), /asks for .* examples/);
    assert.match(reason({ ...plan, data: { ...plan.data, name: 'two-moons' } }), /do not fit/);
    assert.match(reason({ ...plan, data: { ...plan.data, name: 'file' } }), /data\.file/);
  });
});
