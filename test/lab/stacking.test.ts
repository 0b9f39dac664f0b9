import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import { drawData } from '../../src/lab/data/index';
import { denseEngine } from '../../src/lab/engine/dense/dense-engine';
import type { Engine, Examples, Variant } from '../../src/lab/engine/engine';
import { withLogits } from '../../src/lab/engine/logits';
import { buildNetwork, type Network } from '../../src/lab/engine/network';
import { singleEngine, stackedEngine } from '../../src/lab/engine/tensorflow-engine';
import { taskOf, type Task } from '../../src/lab/task';
import type { Plan, PlanOptimizer } from '../../src/lab/plan';
import { permutation, randomStream } from '../../src/lab/random';
import { compiled, lossFact, modelFact, type LayerSketch } from './facts';
import { planOf, small, startedTensorflow } from './running';

type Make = (plan: Plan, network: Network, task: Task, name: string) => Engine | null;

const hidden: LayerSketch = {
  type: 'Dense',
  arguments: { units: 12, activation: 'tanh' },
  penalties: [{ on: 'kernel', kind: 'l1l2', l1: 0.002, l2: 0.01 }],
};
const classes: LayerSketch = { type: 'Dense', arguments: { units: 3, activation: 'softmax' } };
const number: LayerSketch = { type: 'Dense', arguments: { units: 1 } };

const crossentropy = compiled(lossFact('SparseCategoricalCrossentropy'));
const squared = compiled(lossFact('MeanSquaredError'));

/** Networks of each kind that can be stacked; the first ones are plain enough for the dense engine. */
const networks: readonly (readonly [name: string, plan: Plan])[] = [
  [
    'classes with dropout',
    planOf(
      modelFact([hidden, { type: 'Dropout', arguments: { rate: 0.3 } }, hidden, classes], {
        inputShape: [7],
        compile: crossentropy,
      }),
    ),
  ],
  [
    'numbers from a matrix',
    planOf(
      modelFact([{ type: 'Flatten' }, { ...hidden, arguments: { units: 9, activation: 'relu' } }, number], {
        inputShape: [3, 4],
        compile: squared,
      }),
    ),
  ],
  [
    'normalized layers',
    planOf(
      modelFact(
        [
          hidden,
          { type: 'BatchNormalization' },
          hidden,
          { type: 'LayerNormalization' },
          { type: 'GaussianNoise', arguments: { stddev: 0.1 } },
          classes,
        ],
        { inputShape: [7], compile: crossentropy },
      ),
    ),
  ],
  [
    'positions that are normalized together',
    planOf(
      modelFact(
        [
          hidden,
          { type: 'BatchNormalization' },
          { type: 'Reshape', arguments: { target_shape: [6, 8] } },
          { type: 'Softmax' },
          { type: 'Flatten' },
          number,
        ],
        { inputShape: [4, 5], compile: squared },
      ),
    ),
  ],
];

const optimizers: readonly PlanOptimizer[] = [
  { className: 'SGD', learningRate: 0.05, momentum: 0 },
  { className: 'SGD', learningRate: 0.02, momentum: 0.9 },
  { className: 'Adam', learningRate: 0.01, momentum: 0 },
  { className: 'RMSprop', learningRate: 0.003, momentum: 0 },
];

const epochs = 4;

/** What a variant reaches after each epoch: the loss on the test data and the penalty; and its weights at the end. */
interface Reached {
  readonly losses: readonly number[];
  readonly weights: readonly Float32Array[];
}

/**
 * Trains variants side by side.
 *
 * @param rests epochs in which a variant is left alone
 */
function trainTogether(
  make: Make,
  plan: Plan,
  variants: readonly Variant[],
  rests: (variant: Variant, epoch: number) => boolean = () => false,
): readonly Reached[] {
  const bare = withLogits(plan);
  const engine = make(bare, buildNetwork(bare.model), taskOf(plan.model, plan.loss), '');
  assert.ok(engine);
  const training = engine.start(variants);
  const data = variants.map(({ seed }) => drawData(plan, seed, null));
  const orders = variants.map(({ seed }) => randomStream(seed, 'batches'));
  const losses = variants.map((): number[] => []);
  const all = Uint32Array.from({ length: plan.data.testSize }, (_, example) => example);
  for (let epoch = 0; epoch <= epochs; epoch++) {
    const examples = orders.map((order) => permutation(plan.data.trainSize, order));
    for (let from = 0; epoch > 0 && from < plan.data.trainSize; from += plan.batchSize) {
      const batches = variants.map((variant, place): Examples | null =>
        rests(variant, epoch)
          ? null
          : {
              samples: data[place]?.train as Examples['samples'],
              examples: (examples[place] as Uint32Array).subarray(from, from + plan.batchSize),
            },
      );
      training.step(batches);
    }
    const tests = data.map(({ test }) => ({ samples: test, examples: all }));
    training.predict(tests).forEach((prediction, place) => {
      losses[place]?.push(prediction?.loss as number, training.penalty(place));
    });
  }
  const reached = training.weights.map((weights, place) => ({
    losses: losses[place] as number[],
    weights: weights.map((values) => values.slice()),
  }));
  training.dispose();
  return reached;
}

const variants: readonly Variant[] = [
  { arm: 1, seed: 5 },
  { arm: 0, seed: 5 },
  { arm: 1, seed: 9 },
  { arm: 2, seed: 5 },
  { arm: 3, seed: 9 },
];

/** The plan with two arms more, which take other steps or go through another network than the first two. */
function sized(plan: Plan, optimizer: PlanOptimizer = optimizers[0] as PlanOptimizer): Plan {
  const penalties = plan.arms[1]?.penalties ?? [];
  const arms = [
    ...plan.arms,
    { name: 'dropout', penalties: [], dropout: 0.4 },
    { name: 'proximal', penalties, proximal: true },
  ];
  return small(plan, { optimizer, arms, batchSize: 10 });
}

describe('stacked variants', function () {
  this.timeout(60_000);
  before(startedTensorflow);
  afterEach(() => tf.setBackend('wasm'));

  for (const [name, plan] of networks) {
    it(`reach at every epoch what each variant reaches by itself: ${name}`, () => {
      for (const optimizer of optimizers) {
        const planned = sized(plan, optimizer);
        const stacked = trainTogether(stackedEngine, planned, variants);
        assertSameLosses(stacked, trainTogether(singleEngine, planned, variants));
        if (denseTakes(planned)) assertSameLosses(stacked, trainTogether(denseEngine, planned, variants));
      }
    });
  }

  it('are compared with the dense engine where it takes the network', () => {
    assert.deepEqual(
      networks.map(([, plan]) => denseTakes(sized(plan))),
      [true, true, false, false],
    );
  });

  for (const backend of ['wasm', 'cpu']) {
    it(`have the same numbers, bit for bit, whatever stands beside them (${backend})`, async () => {
      await tf.setBackend(backend);
      for (const [, plan] of networks) {
        for (const make of [stackedEngine, singleEngine]) {
          const planned = sized(plan);
          const together = trainTogether(make, planned, variants);
          for (const [place, variant] of variants.entries())
            assert.deepEqual(trainTogether(make, planned, [variant]), [together[place]]);
        }
      }
    });
  }

  it('go on from where they were after a rest, and nobody notices', () => {
    const [, plan] = networks[2] as (typeof networks)[number];
    const resting = (variant: Variant, epoch: number) => variant === variants[1] && epoch % 2 === 0;
    const together = trainTogether(stackedEngine, sized(plan), variants, resting);
    for (const [place, variant] of variants.entries())
      assert.deepEqual(trainTogether(stackedEngine, sized(plan), [variant], resting), [together[place]]);
    const [, rested] = together as readonly Reached[];
    assert.deepEqual(rested?.losses.slice(2, 4), rested?.losses.slice(4, 6));
  });

  it('leave nothing on the backend in a hundred trainings, stacked or not', () => {
    const [, plan] = networks[2] as (typeof networks)[number];
    const before = tf.memory();
    for (let turn = 0; turn < 50; turn++) {
      for (const make of [stackedEngine, singleEngine]) {
        const bare = sized(plan);
        const engine = make(bare, buildNetwork(bare.model), taskOf(plan.model, plan.loss), '');
        const training = engine.start(variants);
        const samples = drawData(bare, turn, null).train;
        const batches = variants.map(() => ({ samples, examples: Uint32Array.of(0, 1, 2, 3) }));
        training.step(batches);
        training.predict(batches);
        training.dispose();
      }
    }
    assert.deepEqual(tf.memory(), before);
  });
});

function denseTakes(plan: Plan): boolean {
  const bare = withLogits(plan);
  return denseEngine(bare, buildNetwork(bare.model), taskOf(plan.model, plan.loss)) !== null;
}

function assertSameLosses(actual: readonly Reached[], expected: readonly Reached[]): void {
  for (const [place, { losses }] of actual.entries()) {
    assert.equal(losses.length, 2 * (epochs + 1));
    assert.notEqual(losses[0], losses.at(-2));
    for (const [index, loss] of losses.entries()) {
      const other = expected[place]?.losses[index] as number;
      assert.ok(Math.abs(loss - other) <= 1e-5 * Math.max(1, other), `${loss} instead of ${other}`);
    }
  }
}
