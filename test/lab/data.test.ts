import assert from 'node:assert/strict';
import { dataSets, drawData, fittingDataSets, proposeData } from '../../src/lab/data/index';
import type { Plan } from '../../src/lab/plan';
import { compiled, lossFact, modelFact, type LayerSketch } from './facts';
import { planOf } from './running';

function plan(layers: readonly LayerSketch[], inputShape: readonly number[], loss: string): Plan {
  return planOf(modelFact(layers, { inputShape, compile: compiled(lossFact(loss)) }));
}

const dense = (units: number, activation: string): LayerSketch => ({
  type: 'Dense',
  arguments: { units, activation },
});
const crossentropy = 'SparseCategoricalCrossentropy';
const classifier = plan([dense(8, 'relu'), dense(3, 'softmax')], [20], crossentropy);

describe('data', () => {
  it('are the same for the same seed and others for another', () => {
    assert.deepEqual(drawData(classifier, 1), drawData(classifier, 1));
    assert.notDeepEqual(drawData(classifier, 1).train.inputs, drawData(classifier, 2).train.inputs);
  });

  it('come in the sizes of the plan, no example twice', () => {
    const { train, validation, test } = drawData(classifier, 1);
    assert.deepEqual([train.count, validation.count, test.count], [500, 250, 1000]);
    assert.equal(train.inputs.length, 500 * 20);
    const rows = [train, validation, test].flatMap(({ inputs, count }) =>
      Array.from({ length: count }, (_, row) => inputs.subarray(row * 20, row * 20 + 20).join()),
    );
    assert.equal(new Set(rows).size, 1750);
  });

  it('hold every class about equally often', () => {
    const { targets } = drawData(classifier, 5).test;
    for (const label of [0, 1, 2]) {
      const share = targets.filter((target) => target === label).length / targets.length;
      assert.ok(share > 0.15 && share < 0.55, `class ${label}: ${share}`);
    }
  });

  it('fit images, sequences of vectors and of tokens, labels, numbers and outputs per step', () => {
    const convolution: LayerSketch = { type: 'Conv2D', arguments: { filters: 2, kernel_size: 3 } };
    const steps: LayerSketch = { type: 'GRU', arguments: { units: 4, return_sequences: true } };
    const embedding: LayerSketch = { type: 'Embedding', arguments: { input_dim: 30, output_dim: 4 } };
    const flat: LayerSketch = { type: 'Flatten' };
    const cases: readonly [Plan, number][] = [
      [plan([convolution, flat, dense(3, 'softmax')], [8, 8, 3], crossentropy), 1],
      [plan([steps, dense(3, 'softmax')], [6, 5], crossentropy), 6],
      [plan([embedding, flat, dense(4, 'sigmoid')], [7], 'BinaryCrossentropy'), 4],
      [plan([dense(2, 'linear')], [4], 'MeanSquaredError'), 2],
    ];
    for (const [made, width] of cases) {
      const { inputs, targets, count } = drawData(made, 1).train;
      assert.equal(targets.length, count * width);
      assert.ok(inputs.every(Number.isFinite) && targets.every(Number.isFinite));
      if (made.model.layers[0]?.className === 'Embedding') {
        assert.ok(inputs.every((token) => Number.isInteger(token) && token >= 0 && token < 30));
      }
    }
  });

  it('are proposed by shape and task', () => {
    const proposed = (made: Plan) => proposeData(made.model, made.loss).dataSet.name;
    assert.equal(proposed(classifier), 'teacher');
    assert.equal(proposed(plan([dense(2, 'softmax')], [2], crossentropy)), 'two-moons');
    assert.equal(proposed(plan([dense(1, 'sigmoid')], [2], 'BinaryCrossentropy')), 'two-moons');
    assert.equal(proposed(plan([dense(1, 'linear')], [1], 'MeanSquaredError')), 'noisy-sine');
    assert.equal(proposed(plan([dense(1, 'linear')], [50], 'MeanSquaredError')), 'teacher');
  });

  it('offer every data set to the models it fits', () => {
    const offered = (made: Plan) => fittingDataSets(made.model, made.loss).map(({ name }) => name);
    assert.deepEqual(offered(plan([dense(2, 'softmax')], [20], crossentropy)), [
      'teacher',
      'circles-with-noise-inputs',
    ]);
    assert.deepEqual(offered(plan([dense(1, 'linear')], [50], 'MeanSquaredError')), [
      'teacher',
      'sparse-linear',
    ]);
    assert.equal(new Set(dataSets.map(({ name }) => name)).size, 7);
  });

  it('are in the units that a rescaling at the input expects', () => {
    const pixels: LayerSketch = { type: 'Rescaling', arguments: { scale: 1 / 255 } };
    const rescaled = plan([pixels, dense(3, 'softmax')], [20], crossentropy);
    const { inputs } = drawData(rescaled, 1).train;
    const deviation = Math.sqrt(inputs.reduce((sum, value) => sum + value * value, 0) / inputs.length);
    assert.ok(Math.abs(deviation / 255 - 1) < 0.05);
  });

  it('refuse a plan whose data set does not fit', () => {
    const wrong: Plan = { ...classifier, data: { ...classifier.data, name: 'two-moons' } };
    assert.throws(() => drawData(wrong, 1), /does not fit/);
    const unknown: Plan = { ...classifier, data: { ...classifier.data, name: 'mnist' } };
    assert.throws(() => drawData(unknown, 1), /Unknown data set/);
  });

  it('have as many wrong labels as the plan says, in every part, and the same inputs', () => {
    const labels = plan([dense(4, 'sigmoid')], [6], 'BinaryCrossentropy');
    for (const [made, share] of [
      [classifier, 0.2],
      [labels, 0.3],
    ] as const) {
      const clean = drawData(made, 1);
      const noisy = drawData({ ...made, data: { ...made.data, labelNoise: share } }, 1);
      for (const part of ['train', 'validation', 'test'] as const) {
        assert.deepEqual(noisy[part].inputs, clean[part].inputs);
        const { targets } = noisy[part];
        const wrong = targets.filter((label, index) => label !== clean[part].targets[index]).length;
        assert.ok(Math.abs(wrong / targets.length - share) < 0.06, `${part}: ${wrong / targets.length}`);
      }
      assert.equal(new Set(noisy.train.targets).size, new Set(clean.train.targets).size);
    }
    const numbers = plan([dense(2, 'linear')], [4], 'MeanSquaredError');
    const noisy = drawData({ ...numbers, data: { ...numbers.data, labelNoise: 0.5 } }, 1);
    assert.deepEqual(noisy, drawData(numbers, 1));
  });

  it('keep the moons inside their noise', () => {
    const moons = plan([dense(2, 'softmax')], [2], crossentropy);
    const { inputs } = drawData({ ...moons, data: { ...moons.data, noise: 0 } }, 1).train;
    for (let row = 0; row < inputs.length; row += 2) {
      const [x, y] = [inputs[row] as number, inputs[row + 1] as number];
      const upper = Math.abs(Math.hypot(x, y) - 1);
      const lower = Math.abs(Math.hypot(x - 1, y - 0.5) - 1);
      assert.ok(Math.min(upper, lower) < 1e-5);
    }
  });
});
