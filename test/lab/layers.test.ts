import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import { activationNames } from '../../src/lab/architecture/activations';
import { layerKinds } from '../../src/lab/architecture/index';
import { initialValues, knowsInitializer } from '../../src/lab/architecture/initializers';
import { activations } from '../../src/lab/engine/activations';
import { dropoutMask } from '../../src/lab/engine/layers/dropout';
import { runLayers } from '../../src/lab/engine/layers/index';
import type { Draw } from '../../src/lab/engine/layers/layer';
import { randomStream } from '../../src/lab/random';
import cases from './keras-cases.json';
import layerCases from './keras-layer-cases.json';
import { modelFact, type LayerSketch } from './facts';
import { planOf, run, small, startedTensorflow } from './running';

const output: LayerSketch = { type: 'Dense', arguments: { units: 3, activation: 'softmax' } };
const flatten: LayerSketch = { type: 'Flatten' };

/** Layers that draw random numbers while training, which Keras' records cannot hold. */
const randomLayers: readonly (readonly [layer: LayerSketch, inputShape: readonly number[]])[] = [
  [{ type: 'AlphaDropout', arguments: { rate: 0.4 } }, [6]],
  [{ type: 'Dropout', arguments: { rate: 0.4, noise_shape: [null, 1, null] } }, [3, 6]],
  [{ type: 'GaussianDropout', arguments: { rate: 0.4 } }, [6]],
  [{ type: 'GaussianNoise', arguments: { stddev: 0.4 } }, [6]],
  [{ type: 'SpatialDropout1D', arguments: { rate: 0.4 } }, [4, 6]],
  [{ type: 'SpatialDropout2D', arguments: { rate: 0.4 } }, [4, 3, 6]],
  [{ type: 'LSTM', arguments: { units: 3, dropout: 0.3, recurrent_dropout: 0.3 } }, [4, 3]],
];

describe('layers', function () {
  this.timeout(30_000);
  before(startedTensorflow);

  it('all run that can be planned, and all but the random ones are held to Keras', () => {
    assert.deepEqual(Object.keys(runLayers).sort(), Object.keys(layerKinds).sort());
    assert.deepEqual(Object.keys(activations).sort(), [...activationNames].sort());
    const held = new Set(
      [...cases, ...layerCases].flatMap(({ layers }) => layers.map(({ className }) => className)),
    );
    const missing = Object.keys(layerKinds).filter((name) => !held.has(name));
    assert.deepEqual(
      missing.sort(),
      randomLayers
        .map(([{ type }]) => type)
        .filter((type) => type !== 'LSTM')
        .sort(),
    );
  });

  for (const [layer, inputShape] of randomLayers) {
    it(`train with ${layer.type}, the same way twice`, async () => {
      const plan = small(planOf(modelFact([layer, flatten, output], { inputShape })));
      const [first, second] = [await run(plan), await run(plan)];
      assert.deepEqual(first.metrics, second.metrics);
      assert.equal(first.metrics.length, 2 * 3);
      assert.deepEqual(first.diverged, []);
    });
  }

  it('keep frozen weights as they are', async () => {
    const frozen: LayerSketch = { ...output, arguments: { units: 4, activation: 'relu' }, trainable: 'no' };
    const { histograms } = await run(small(planOf(modelFact([frozen, output], { inputShape: [6] }))));
    const [without, withPenalty] = histograms.filter(({ layer }) => layer === 'dense');
    assert.deepEqual(without?.counts, withPenalty?.counts);
  });

  it('drop the share they are told, and scale up the rest', () => {
    tf.tidy(() => {
      const random = randomStream(1, 'mask');
      const draw: Draw = (shape, one) =>
        tf.tensor(
          Float32Array.from({ length: 10_000 }, () => one(random)),
          [...shape],
        );
      const [first, second] = [0, 1].map(() => dropoutMask([100, 100], 0.3, draw).dataSync());
      const dropped = first?.filter((value) => value === 0).length ?? 0;
      assert.ok(Math.abs(dropped / 10_000 - 0.3) < 0.02);
      assert.ok(first?.every((value) => value === 0 || Math.abs(value - 1 / 0.7) < 1e-6));
      assert.notDeepEqual(first, second);
    });
  });
});

describe('initial weights', () => {
  const weight = (initializer: string, shape: readonly number[]) =>
    initialValues({ role: 'kernel', shape, initializer, trainable: true }, 1, 'dense/kernel');
  const deviation = (values: Float32Array) =>
    Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);

  it('have the deviation that Keras documents', () => {
    const shape = [300, 100];
    const expected: readonly (readonly [string, number])[] = [
      ['glorot_uniform', Math.sqrt(2 / 400)],
      ['GlorotNormal', Math.sqrt(2 / 400)],
      ['he_normal', Math.sqrt(2 / 300)],
      ['he_uniform', Math.sqrt(2 / 300)],
      ['lecun_normal', Math.sqrt(1 / 300)],
      ['lecun_uniform', Math.sqrt(1 / 300)],
      ['uniform', 0.05 / Math.sqrt(3)],
      ['random_normal', 0.05],
    ];
    for (const [name, value] of expected) {
      assert.ok(Math.abs(deviation(weight(name, shape)) / value - 1) < 0.03, name);
    }
    assert.ok(weight('glorot_uniform', shape).every((value) => Math.abs(value) <= Math.sqrt(6 / 400)));
  });

  it('count the receptive field of a convolution', () => {
    const values = weight('he_normal', [3, 3, 20, 40]);
    assert.ok(Math.abs(deviation(values) / Math.sqrt(2 / 180) - 1) < 0.04);
  });

  it('are orthonormal where that is asked for', () => {
    for (const [rows, columns] of [
      [4, 12],
      [12, 4],
    ] as const) {
      const values = weight('orthogonal', [rows, columns]);
      const line = (index: number) =>
        rows < columns
          ? [...values.subarray(index * columns, (index + 1) * columns)]
          : Array.from({ length: rows }, (_, row) => values[row * columns + index] as number);
      for (let left = 0; left < 4; left++) {
        for (let right = 0; right < 4; right++) {
          const product = line(left).reduce((sum, value, at) => sum + value * (line(right)[at] as number), 0);
          assert.ok(Math.abs(product - Number(left === right)) < 1e-5);
        }
      }
    }
  });

  it('are known by either spelling', () => {
    assert.ok(knowsInitializer('HeNormal') && knowsInitializer('he_normal'));
    assert.ok(!knowsInitializer('my_own') && !knowsInitializer(undefined));
  });
});
