import assert from 'node:assert/strict';
import { drawData } from '../../src/lab/data/index';
import type { Samples } from '../../src/lab/data/samples';
import type { MakeEngine } from '../../src/lab/engine/engine';
import { buildNetwork } from '../../src/lab/engine/network';
import { furtherArmLines, withArms } from '../../src/lab/further-arms';
import type { EpochMetrics, Plan, PlanArm, PlanOptimizer } from '../../src/lab/plan';
import { taskOf } from '../../src/lab/task';
import { dropoutPlaces, withDropout } from '../../src/lab/with-dropout';
import { seedModel } from './facts';
import { dense, engines, planOf, run, small, tensorflow } from './running';

const sgd: PlanOptimizer = { className: 'SGD', learningRate: 0.1, momentum: 0 };

/** A linear model without bias, with these arms. */
function linear(inputs: number, arms: readonly PlanArm[], optimizer = sgd): Plan {
  const config = {
    units: 1,
    activation: 'linear',
    use_bias: false,
    kernel_initializer: 'glorot_uniform',
    bias_initializer: 'zeros',
  };
  return {
    version: 1,
    model: {
      name: 'linear',
      inputShape: [inputs],
      outputShape: [1],
      layers: [{ className: 'Dense', name: 'dense', config, inbound: ['input'] }],
    },
    optimizer,
    loss: { name: 'mean_squared_error', fromLogits: false },
    data: { name: 'sparse-linear', trainSize: 60, validationSize: 10, testSize: 10, noise: 1 },
    arms,
    seeds: [1],
    epochs: 1,
    batchSize: 64,
  };
}

const lasso = (l1: number, proximal: boolean): PlanArm => ({
  name: proximal ? 'proximal' : 'subgradient',
  penalties: [{ layer: 'dense', on: 'kernel', l1, l2: 0 }],
  proximal,
});

/** The weights of each arm after so many steps on all examples. */
async function trained(
  make: MakeEngine,
  plan: Plan,
  samples: Samples,
  steps: number,
  seed = 1,
): Promise<readonly Float32Array[]> {
  const engine = await make(plan, buildNetwork(plan.model), taskOf(plan.model, plan.loss));
  assert.ok(engine);
  const training = engine.start(plan.arms.map((_, arm) => ({ arm, seed })));
  const examples = Uint32Array.from({ length: samples.count }, (_, place) => place);
  for (let step = 0; step < steps; step++) training.step(plan.arms.map(() => ({ samples, examples })));
  const weights = training.weights.map(([kernel]) => Float32Array.from(kernel ?? []));
  training.dispose();
  return weights;
}

const zerosIn = (weights: Float32Array): number => weights.filter((weight) => weight === 0).length;

describe('the proximal step', function () {
  this.timeout(30_000);

  for (const make of engines) {
    const by = make === dense ? 'the dense engine' : 'TensorFlow.js';
    it(`reaches the lasso’s closed form on an orthonormal design, by ${by}`, async () => {
      // Columns of a Hadamard matrix: XᵀX = 8 · I, so least squares are Xᵀy / 8.
      const sign = (row: number, column: number): number => {
        let bits = row & column;
        let odd = 0;
        for (; bits > 0; bits >>= 1) odd ^= bits & 1;
        return odd ? -1 : 1;
      };
      const inputs = Float32Array.from({ length: 64 }, (_, place) => sign(place >> 3, place & 7));
      const targets = Float32Array.from({ length: 8 }, (_, row) => Math.sin(5 * row + 1));
      const l1 = 0.3;
      const [reached] = await trained(make, linear(8, [lasso(l1, true)]), { count: 8, inputs, targets }, 400);
      const exact = Array.from({ length: 8 }, (_, column) => {
        const least = targets.reduce((sum, target, row) => sum + sign(row, column) * target, 0) / 8;
        return Math.sign(least) * Math.max(Math.abs(least) - l1 / 2, 0);
      });
      assert.ok(exact.includes(0) || exact.some((weight) => Object.is(weight, -0)), 'some weights are cut');
      assert.ok(
        exact.some((weight) => weight !== 0),
        'some stay',
      );
      exact.forEach((weight, column) => {
        assert.ok(Math.abs((reached?.[column] ?? NaN) - weight) < 1e-6, `${reached?.[column]}: ${weight}`);
        if (weight === 0) assert.ok(reached?.[column] === 0);
      });
    });
  }

  it('makes irrelevant weights exactly 0 and keeps the relevant ones, which the subgradient does not', async () => {
    const plan = linear(50, [lasso(0.4, true), lasso(0.4, false)], { ...sgd, learningRate: 0.05 });
    let zeros = 0;
    for (let seed = 1; seed <= 20; seed++) {
      const { train } = drawData(plan, seed, null);
      const [proximal, subgradient] = await trained(dense, plan, train, 400, seed);
      assert.equal(zerosIn(proximal?.subarray(0, 5) ?? new Float32Array(1)), 0, `seed ${seed} keeps 5 of 5`);
      zeros += zerosIn(proximal ?? new Float32Array());
      assert.equal(zerosIn(subgradient ?? new Float32Array(1)), 0);
    }
    assert.ok(zeros / 20 > 25, `${zeros / 20} of 50 weights are 0 on average`);
  });

  it('gives exact zeros after other optimizers, too', async () => {
    const others: readonly PlanOptimizer[] = [
      { className: 'SGD', learningRate: 0.01, momentum: 0.9 },
      { className: 'Adam', learningRate: 0.02, momentum: 0 },
      { className: 'Adagrad', learningRate: 0.5, momentum: 0 },
    ];
    for (const optimizer of others) {
      const plan = linear(50, [lasso(0.5, true), lasso(0.5, false)], optimizer);
      const { train } = drawData(plan, 1, null);
      const [proximal, subgradient] = await trained(tensorflow, plan, train, 400);
      assert.ok(zerosIn(proximal ?? new Float32Array()) > 5, optimizer.className);
      assert.equal(zerosIn(subgradient ?? new Float32Array(1)), 0, optimizer.className);
    }
  });

  it('reports the L1 penalty all the same', async () => {
    const plan = { ...linear(50, [lasso(0.4, false), lasso(0.4, true)]), epochs: 2, seeds: [1] };
    const { metrics } = await run(plan);
    const [first, second] = metrics.filter(({ epoch }) => epoch === 0);
    assert.ok((first?.penalty ?? 0) > 0);
    assert.equal(first?.penalty, second?.penalty);
  });
});

describe('further arms', function () {
  this.timeout(30_000);
  const plan = planOf(seedModel);
  const curve = (metrics: readonly EpochMetrics[], arm: number) =>
    metrics.filter((entry) => entry.arm === arm).map((entry) => ({ ...entry, arm: 0 }));

  it('put a dropout after each hidden activation and nowhere else', () => {
    const { layers } = withDropout(plan.model, 0.3);
    assert.deepEqual(
      layers.map(({ name, inbound }) => [name, ...inbound]),
      [
        ['dense', 'input'],
        ['dense/dropout', 'dense'],
        ['dense_1', 'dense/dropout'],
        ['dense_1/dropout', 'dense_1'],
        ['dense_2', 'dense_1/dropout'],
      ],
    );
    assert.deepEqual([...dropoutPlaces(withDropout(plan.model, 0.3))], [], 'one is enough');
    assert.deepEqual([...dropoutPlaces(linear(3, []).model)], [], 'there is no hidden activation');
  });

  it('train with dropout from the same weights, and alike by every engine', async () => {
    const arms = [
      { name: 'without', penalties: [] },
      { name: 'dropout', penalties: [], dropout: 0.4 },
    ];
    const varied = small(plan, { arms, seeds: [1, 2], epochs: 10 });
    const [fast, reference] = [
      (await run(varied)).metrics,
      (await run(varied, undefined, undefined, [tensorflow])).metrics,
    ];
    const [without, dropped] = [0, 1].map((arm) => curve(fast, arm));
    assert.deepEqual(without?.[0], dropped?.[0], 'before the first step dropout changes nothing');
    assert.notEqual(without?.at(-1)?.trainLoss, dropped?.at(-1)?.trainLoss);
    for (const [index, entry] of fast.entries())
      assert.ok(Math.abs(entry.testLoss - (reference[index]?.testLoss ?? NaN)) < 1e-5);
    const alone = await run(small(plan, { arms: arms.slice(0, 1), seeds: [1, 2], epochs: 10 }));
    assert.deepEqual(curve(alone.metrics, 0), without, 'the arm beside it is as it is alone');
  });

  it('take a weight decay of their own in place of the optimizer’s', async () => {
    const arms = [
      { name: 'without', penalties: [] },
      { name: 'decay', penalties: [], weightDecay: 0.5 },
    ];
    const decaying = { ...plan.optimizer, weightDecay: 0.5 };
    const { metrics } = await run(small(plan, { arms, optimizer: { ...plan.optimizer, weightDecay: 0.1 } }));
    const whole = await run(small(plan, { arms: arms.slice(0, 1), optimizer: decaying }));
    assert.deepEqual(curve(metrics, 1), curve(whole.metrics, 0));
    assert.notDeepEqual(curve(metrics, 0), curve(metrics, 1));
  });

  it('penalize weights, where the penalty of the code is on outputs too', () => {
    const arms = [
      { name: 'without', penalties: [] },
      {
        name: 'with',
        penalties: [
          { layer: 'dense', on: 'activity', l1: 0.1, l2: 0 },
          { layer: 'dense', on: 'kernel', l1: 0, l2: 0.02 },
        ],
      },
    ];
    const wider = withArms({ ...plan, arms }, [{ name: 'l1-proximal', value: 0.3 }, { name: 'l2' }]);
    assert.deepEqual(wider.arms.slice(2), [
      {
        name: 'l1-proximal 0.3',
        penalties: [{ layer: 'dense', on: 'kernel', l1: 0.3, l2: 0 }],
        proximal: true,
      },
      { name: 'l2 0.1', penalties: [{ layer: 'dense', on: 'kernel', l1: 0, l2: 0.1 }] },
    ]);
  });

  it('are explained in a line, and a dropout that changes nothing says so', () => {
    const lines = (of: Plan) =>
      furtherArmLines(withArms(of, [{ name: 'dropout', value: 0.3 }, { name: 'decay' }]));
    const said = lines(plan);
    assert.deepEqual(
      said.map(([arm]) => arm),
      ['dropout 0.3', 'decay 0.004'],
    );
    assert.match(said[0]?.[1].en ?? '', /after every hidden activation/);
    const arms = [{ name: 'without', penalties: [] }, lasso(0.1, false)];
    assert.match(lines(linear(3, arms))[0]?.[1].en ?? '', /no hidden activation/);
  });

  it('pay for what layers give out, on average over the training data', async () => {
    const penalties = [{ layer: 'dense', on: 'activity', l1: 0, l2: 0.1 }];
    const arms = [
      { name: 'without', penalties: [] },
      { name: 'with', penalties },
    ];
    const { metrics, engine } = await run(small(plan, { arms, epochs: 15 }));
    assert.match(engine, /TensorFlow\.js/);
    const [without, penalized] = [0, 1].map((arm) => curve(metrics, arm));
    assert.ok(without?.every(({ penalty }) => penalty === 0));
    assert.ok((penalized?.[0]?.penalty ?? 0) > 0.1);
    assert.ok((penalized?.at(-1)?.penalty ?? 1) < (penalized?.[0]?.penalty ?? 0), 'and it gets less');
  });
});
