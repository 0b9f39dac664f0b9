import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { analyzeText } from '../../src/analysis/analyze';
import { buildNetwork } from '../../src/lab/engine/network';
import { planFor, type PlanFromModel } from '../../src/lab/plan-from-model';
import type { Plan } from '../../src/lab/plan';
import { taskOf, type Task } from '../../src/lab/task';
import records from './models/records.json';
import { run, small, tensorflow } from './running';

interface Recorded {
  readonly inputShape: readonly number[];
  readonly parameters: number;
  readonly outputs: readonly number[];
  readonly penalty: number;
}

const folder = 'test/lab/models';
const examples = 3;

/** Why the programs whose names begin with `refused` have no plan. */
const refusals: Readonly<Record<string, RegExp>> = {
  refused_adapt: /layer Normalization yet; the nearest it can is Rescaling.*adapt/,
  refused_conv_lstm: /layer ConvLSTM2D yet; the nearest it can is TimeDistributed\(Conv2D/,
  refused_data_dependent: /computes with tensorflow\.reduce_mean/,
  refused_einsum: /computes with tensorflow\.einsum/,
  refused_linear: /layer class Linear computes with weights of its own/,
  refused_loaded: /not in this file/,
  refused_mask_attention: /mask .* comes to multi_head_attention.*the model without the mask/,
  refused_mask_output: /mask .* reaches the output/,
  refused_monte_carlo: /Dropout\(training=True\).*dropout acts in use/,
  refused_multi_output: /2 outputs.*with only one of them/,
  refused_siamese: /several inputs/,
  refused_stateful: /LSTM with stateful=True/,
  refused_transfer: /keras\.applications.*layers put on top of it/,
  refused_vae_encoder: /computes with keras\.random\.normal/,
};

const names = readdirSync(folder)
  .filter((file) => file.endsWith('.py'))
  .map((file) => file.slice(0, -'.py'.length));

describe('programs as users write them', function () {
  this.timeout(60_000);

  for (const name of names.filter((one) => !(one in refusals))) {
    it(`have the plan of what Keras builds: ${name}`, async () => {
      const { plan, penaltyWritten } = planned(name);
      const recorded = (records as Readonly<Record<string, Recorded>>)[name];
      assert.ok(recorded);
      assert.deepEqual(plan.model.inputShape, recorded.inputShape);
      const network = buildNetwork(plan.model);
      const parameters = network.slots.reduce((sum, { shape }) => sum + elements(shape), 0);
      assert.equal(parameters, recorded.parameters);
      const reached = await reachedBy(plan);
      assertClose(reached.outputs.slice(0, recorded.outputs.length), recorded.outputs);
      if (penaltyWritten) assertClose([reached.penalty], [recorded.penalty]);
      else assert.equal(recorded.penalty, 0);
      const trained = await run(small(plan));
      assert.equal(trained.finished, true);
      assert.ok(trained.metrics.every(({ trainLoss }) => Number.isFinite(trainLoss)));
    });
  }

  for (const [name, words] of Object.entries(refusals)) {
    it(`are refused with the reason: ${name}`, () => {
      const answer = answerFor(name);
      assert.ok('reason' in answer);
      assert.match(answer.reason.en, words);
      assert.notEqual(answer.reason.zh, answer.reason.en);
    });
  }
});

function answerFor(name: string): PlanFromModel {
  const { facts } = analyzeText(readFileSync(join(folder, `${name}.py`), 'utf8'));
  const model = facts.models.find((one) => one.name === 'model');
  assert.ok(model);
  return planFor(model, facts);
}

function planned(name: string) {
  const answer = answerFor(name);
  if ('plan' in answer) return answer;
  return assert.fail(answer.reason.en);
}

/** The outputs and the penalty with the weights that scripts/oracle/lab/models.py gives the model. */
async function reachedBy(plan: Plan): Promise<{ outputs: readonly number[]; penalty: number }> {
  const arms = plan.arms.filter(({ name }) => name === 'with');
  const written = { ...plan, arms, loss: { name: 'mean_squared_error', fromLogits: false } };
  const network = buildNetwork(plan.model);
  const task: Task = { ...taskOf(written.model, written.loss), kind: 'numbers' };
  const engine = await tensorflow(written, network, task);
  assert.ok(engine);
  const training = engine.start([{ arm: 0, seed: 1 }]);
  network.slots.forEach(({ role, index }) => {
    const weights = training.weights[0]?.[index] as Float32Array;
    const values = sines(weights.length, weights.length).map((value) => 0.4 * value);
    weights.set(/(gamma|variance)$/.test(role) ? values.map((value) => 1 + value) : values);
  });
  const samples = {
    count: examples,
    inputs: Float32Array.from(inputsOf(plan)),
    targets: new Float32Array(examples * elements(plan.model.outputShape)),
  };
  const [prediction] = training.predict([{ samples, examples: Uint32Array.of(0, 1, 2) }]);
  const reached = { outputs: [...(prediction?.outputs ?? [])], penalty: training.penalty(0) };
  training.dispose();
  return reached;
}

function inputsOf({ model }: Plan): Float64Array {
  const values = sines(examples * elements(model.inputShape), 101);
  const table = model.layers.find(({ className }) => className === 'Embedding');
  return table
    ? values.map((value) => Math.floor(((value + 1) / 2) * Number(table.config.input_dim)))
    : values;
}

/** The same numbers as scripts/oracle/lab/models.py makes. */
function sines(count: number, salt: number): Float64Array {
  return Float64Array.from({ length: count }, (_, index) => Math.sin(12.9898 * (index + 1) + 78.233 * salt));
}

function elements(shape: readonly number[]): number {
  return shape.reduce((product, dimension) => product * dimension, 1);
}

function assertClose(actual: readonly number[], expected: readonly number[]): void {
  assert.equal(actual.length, expected.length);
  expected.forEach((value, index) => {
    const tolerance = 1e-4 * Math.max(Math.abs(value), 0.1);
    assert.ok(
      Math.abs((actual[index] as number) - value) <= tolerance,
      `${index}: ${actual[index]} instead of ${value}`,
    );
  });
}
