import assert from 'node:assert/strict';
import { evaluate } from '../../src/lab/engine/evaluation';
import { withLogits } from '../../src/lab/engine/logits';
import { buildNetwork } from '../../src/lab/engine/network';
import { addPenaltyGradient, penaltyValue } from '../../src/lab/engine/penalty';
import { inferShapes } from '../../src/lab/planning/shapes';
import { taskOf } from '../../src/lab/task';
import type { Samples } from '../../src/lab/data/samples';
import type { Plan, PlanLayer, PlanLoss, PlanOptimizer, PlanPenalty } from '../../src/lab/plan';
import cases from './keras-cases.json';
import groups from './keras-optimizer-cases.json';
import optimizerRecords from './keras-optimizer-records.json';
import layerCases from './keras-layer-cases.json';
import layerRecords from './keras-layer-records.json';
import records from './keras-records.json';
import sharedCases from './keras-shared-cases.json';
import sharedRecords from './keras-shared-records.json';
import { dense, engines } from './running';

interface KerasCase {
  readonly name: string;
  readonly inputShape: readonly number[];
  readonly vocabulary: number | null;
  readonly layers: readonly PlanLayer[];
  readonly loss: PlanLoss;
  readonly optimizer: PlanOptimizer;
  readonly penalties: readonly PlanPenalty[];
}

/** A network with every optimizer and every penalty of the group. */
interface KerasGroup {
  readonly network: Omit<KerasCase, 'optimizer' | 'penalties'>;
  readonly optimizers: Readonly<Record<string, PlanOptimizer>>;
  readonly penalties: Readonly<Record<string, readonly PlanPenalty[]>>;
}

function casesOf({ network, optimizers, penalties }: KerasGroup): readonly KerasCase[] {
  return Object.entries(optimizers).flatMap(([by, optimizer]) =>
    Object.entries(penalties).map(([under, own]) => ({
      ...network,
      name: `${network.name}, ${by}, ${under}`,
      optimizer,
      penalties: own,
    })),
  );
}

const singleCases = cases as unknown as readonly KerasCase[];
const recordedCases = [
  ...singleCases.map((sketch, index) => ({ sketch, recorded: records.cases[index] })),
  ...(sharedCases as unknown as readonly KerasCase[]).map((sketch, index) => ({
    sketch,
    recorded: sharedRecords.cases[index],
  })),
  ...(layerCases as unknown as readonly KerasCase[]).map((sketch, index) => ({
    sketch,
    recorded: layerRecords.cases[index],
  })),
  ...(groups as unknown as readonly KerasGroup[])
    .flatMap(casesOf)
    .map((sketch, index) => ({ sketch, recorded: optimizerRecords.cases[index] })),
];

/** The same numbers as scripts/oracle/lab/record.py makes. */
function sines(count: number, salt: number): Float64Array {
  return Float64Array.from({ length: count }, (_, index) => Math.sin(12.9898 * (index + 1) + 78.233 * salt));
}

function planOf({ name, inputShape, layers, loss, optimizer, penalties }: KerasCase): Plan {
  const shapes = inferShapes(layers, inputShape);
  return {
    version: 1,
    model: { name, inputShape, outputShape: shapes.get(layers.at(-1)?.name ?? '') ?? [], layers },
    optimizer,
    loss,
    data: { name: 'teacher', trainSize: 0, validationSize: 0, testSize: 0, noise: 0 },
    arms: [{ name: 'with', penalties }],
    seeds: [1],
    epochs: 1,
    batchSize: records.batch,
  };
}

function samplesOf({ vocabulary }: KerasCase, plan: Plan): Samples {
  const elements = plan.model.inputShape.reduce((product, dimension) => product * dimension, 1);
  const count = records.examples;
  const { kind, width, positions } = taskOf(plan.model, plan.loss);
  const inputs = sines(count * elements, 101).map((value) =>
    vocabulary ? Math.floor(((value + 1) / 2) * vocabulary) : value,
  );
  const targets =
    kind === 'classes'
      ? sines(count * positions, 102).map((value) =>
          Math.min(Math.floor(((value + 1) / 2) * width), width - 1),
        )
      : sines(count * positions * width, 102).map((value) => (kind === 'labels' ? Number(value > 0) : value));
  return { count, inputs: Float32Array.from(inputs), targets: Float32Array.from(targets) };
}

/** After 50 epochs. */
const lastStep = (50 * records.examples) / records.batch;

describe('what Keras computes', function () {
  this.timeout(60_000);

  it('is the value and gradient of its regularizers', () => {
    const { weights, rows } = records.regularizers;
    for (const { l1, l2, value, gradient } of rows) {
      const values = Float32Array.from(weights);
      const reached = new Float32Array(values.length);
      const bound = { slot: 0, l1, l2, l1InGradient: l1 };
      addPenaltyGradient(bound, values, reached);
      assert.ok(Math.abs(penaltyValue([bound], [values]) - value) < 1e-6 * value);
      gradient.forEach((expected, index) => {
        assert.ok(Math.abs((reached[index] as number) - expected) < 1e-6);
      });
    }
  });

  for (const { sketch, recorded } of recordedCases) {
    const plan = withLogits(planOf(sketch));
    const network = buildNetwork(plan.model);
    const task = taskOf(plan.model, planOf(sketch).loss);
    for (const make of engines) {
      const kind = make === dense ? 'the dense engine' : 'TensorFlow.js';
      if (make === dense && !dense(plan, network, task)) continue;
      it(`is reached in 50 epochs by ${kind}: ${sketch.name}`, async () => {
        assert.equal(recorded?.name, sketch.name);
        const engine = await make(plan, network, task);
        assert.ok(engine);
        const training = engine.start([{ arm: 0, seed: 1 }]);
        network.slots.forEach(({ role, index: slot }) => {
          const weights = training.weights[0]?.[slot] as Float32Array;
          if (role.startsWith('moving_')) return;
          const scaled = sines(weights.length, slot + 1).map((value) => 0.4 * value);
          weights.set(role === 'gamma' ? scaled.map((value) => 1 + value) : scaled);
        });
        const samples = samplesOf(sketch, plan);
        for (let step = 0; step <= lastStep; step++) {
          const expected = recorded?.reached.find((checkpoint) => checkpoint.step === step);
          if (expected) {
            const [reached] = await evaluate(training, task, plan.loss, [samples], () => Promise.resolve());
            assertClose(reached?.loss ?? NaN, expected.loss, `loss after ${step} steps`);
            const penalty = training.penalty(0) + (reached?.activityPenalty ?? 0);
            assertClose(penalty, expected.penalty, `penalty after ${step} steps`);
          }
          const begin = (step * records.batch) % records.examples;
          const examples = Uint32Array.from({ length: records.batch }, (_, place) => begin + place);
          training.step([{ samples, examples }]);
        }
        training.dispose();
      });
    }
  }
});

describe('the dense engine', () => {
  it('takes plain dense networks, and leaves the rest to TensorFlow.js', () => {
    const left = singleCases.filter((sketch) => {
      const plan = withLogits(planOf(sketch));
      return dense(plan, buildNetwork(plan.model), taskOf(plan.model, planOf(sketch).loss)) === null;
    });
    const plain = left.filter(({ layers }) => layers.every(({ className }) => className === 'Dense'));
    assert.deepEqual(
      plain.map(({ name }) => name),
      ['probabilities with another closing activation'],
    );
    assert.ok(left.length < cases.length);
  });
});

function assertClose(actual: number, expected: number, what: string): void {
  const tolerance = 1e-4 * Math.max(Math.abs(expected), 0.01);
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what}: ${actual} instead of ${expected}`);
}
