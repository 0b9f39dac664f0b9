import assert from 'node:assert/strict';
import type { ModelFact } from '../../src/analysis/facts/facts';
import { planFor } from '../../src/lab/plan-from-model';
import { scaledPlan } from '../../src/lab/planning/scale';
import { compiled, lossFact, modelFact, noFacts, seedModel, type LayerSketch } from './facts';

function planned(model: ModelFact) {
  const answer = planFor(model, noFacts);
  if (!('plan' in answer)) throw new Error(answer.reason.en);
  return { ...answer, notes: [...answer.modelNotes, ...answer.dataNotes].map(({ en }) => en).join('\n') };
}

function reason(model: ModelFact): string {
  const answer = planFor(model, noFacts);
  assert.ok('reason' in answer);
  assert.doesNotMatch(answer.reason.en + answer.reason.zh, /[{}]/);
  return answer.reason.en;
}

const dense = (units: number, activation: string, more: Partial<LayerSketch> = {}): LayerSketch => ({
  type: 'Dense',
  arguments: { units, activation },
  ...more,
});
const classifier = (activation: string, loss: ModelFact['compile']): ModelFact =>
  modelFact([dense(8, 'relu'), dense(3, activation)], { inputShape: [4], compile: loss });

describe('the plan of a model', () => {
  it('is, for the seed program, its three layers with the penalties as written', () => {
    const { plan, notes, penaltyWritten } = planned(seedModel);
    assert.deepEqual(plan.model.inputShape, [20]);
    assert.deepEqual(plan.model.outputShape, [10]);
    assert.deepEqual(
      plan.model.layers.map(({ name, inbound }) => [name, ...inbound]),
      [
        ['dense', 'input'],
        ['dense_1', 'dense'],
        ['dense_2', 'dense_1'],
      ],
    );
    assert.deepEqual(plan.arms[0]?.penalties, []);
    assert.deepEqual(plan.arms[1]?.penalties, [
      { layer: 'dense', on: 'kernel', l1: 0, l2: 0.01 },
      { layer: 'dense_1', on: 'kernel', l1: 0, l2: 0.01 },
    ]);
    assert.deepEqual(plan.loss, { name: 'sparse_categorical_crossentropy', fromLogits: false });
    assert.equal(plan.optimizer.className, 'Adam');
    assert.ok(plan.seeds.length >= 5 && plan.epochs === 40 && plan.batchSize === 32);
    assert.equal(penaltyWritten, true);
    assert.match(notes, /input shape; \(20,\) is assumed/);
    assert.match(notes, /ends in softmax and says from_logits=True/);
    assert.match(notes, /500 training, 250 validation and 1,000 test examples/);
    assert.deepEqual(JSON.parse(JSON.stringify(plan)), plan);
  });

  it('takes the input shape that the code leaves open from the data of the reader, and says so', () => {
    const answer = planFor(seedModel, noFacts, [7]);
    assert.ok('plan' in answer);
    assert.deepEqual(answer.plan.model.inputShape, [7]);
    const notes = answer.modelNotes.map(({ en }) => en).join('\n');
    assert.match(notes, /input shape open; \(7,\) is taken from the data file/);
    assert.doesNotMatch(notes, /assumed/);
  });

  it('suggests a penalty on every kernel where none is written', () => {
    const { plan, notes, penaltyWritten } = planned(
      classifier('softmax', compiled(lossFact('SparseCategoricalCrossentropy'))),
    );
    assert.equal(penaltyWritten, false);
    assert.deepEqual(
      plan.arms[1]?.penalties.map(({ layer, l2 }) => [layer, l2]),
      [
        ['dense', 0.001],
        ['dense_1', 0.001],
      ],
    );
    assert.match(notes, /holds no penalty/);
  });

  it('takes Keras’ default for a strength it cannot read, and leaves out what it cannot compare', () => {
    const { plan, notes } = planned(
      modelFact(
        [
          dense(8, 'relu', {
            penalties: [
              { on: 'kernel', kind: 'l1' },
              { on: 'activity', kind: 'l2', l2: 0.1 },
              { on: 'bias', kind: 'custom' },
            ],
          }),
          dense(1, 'linear'),
        ],
        { inputShape: [4], compile: compiled(lossFact('MeanSquaredError')) },
      ),
    );
    assert.deepEqual(plan.arms[1]?.penalties, [
      { layer: 'dense', on: 'kernel', l1: 0.01, l2: 0 },
      { layer: 'dense', on: 'activity', l1: 0, l2: 0.1 },
    ]);
    assert.match(notes, /strength of the penalty on kernel of dense could not be read; 0\.01/);
    assert.match(notes, /penalty on bias of dense is left out/);
  });

  it('pairs the loss with the output', () => {
    const cases: readonly [activation: string, loss: ModelFact['compile'], expected: string, note: RegExp][] =
      [
        ['softmax', compiled(lossFact('SparseCategoricalCrossentropy', 'no')), 'false', /^(?!.*logits)/],
        ['linear', compiled(lossFact('SparseCategoricalCrossentropy', 'yes')), 'true', /^(?!.*logits)/],
        [
          'linear',
          compiled(lossFact('CategoricalCrossentropy', 'no')),
          'true',
          /takes the outputs as logits/,
        ],
        ['softmax', compiled(lossFact('CategoricalCrossentropy', 'yes')), 'false', /as probabilities/],
        ['softmax', null, 'false', /loss could not be read.*sparse_categorical_crossentropy/],
        ['softmax', compiled(lossFact('CTC')), 'false', /does not have the loss CTC/],
      ];
    for (const [activation, loss, expected, note] of cases) {
      const { plan, notes } = planned(classifier(activation, loss));
      assert.equal(String(plan.loss.fromLogits), expected, activation);
      assert.match(notes.replaceAll('\n', ' '), note);
    }
  });

  it('names an optimizer it does not have', () => {
    const { plan, notes } = planned(classifier('softmax', compiled(lossFact(null), 'Muon')));
    assert.equal(plan.optimizer.className, 'Adam');
    assert.match(notes, /does not have the optimizer Muon/);
    const sgd = planned(classifier('softmax', compiled(lossFact(null), 'SGD')));
    assert.equal(sgd.plan.optimizer.learningRate, 0.01);
  });

  it('follows a functional graph', () => {
    const { plan } = planned(
      modelFact(
        [
          { ...dense(6, 'relu'), inbound: [-1] },
          { ...dense(6, 'relu'), inbound: [0] },
          { type: 'Add', inbound: [0, 1] },
          { ...dense(1, 'linear'), inbound: [2] },
        ],
        { kind: 'functional', inputShape: [4] },
      ),
    );
    assert.deepEqual(
      plan.model.layers.map(({ inbound }) => inbound),
      [['input'], ['dense'], ['dense', 'dense_1'], ['add']],
    );
  });

  it('assumes an image that is large enough for its poolings', () => {
    const block: readonly LayerSketch[] = [
      { type: 'Conv2D', arguments: { filters: 2, kernel_size: 3 } },
      { type: 'MaxPooling2D' },
    ];
    const { plan } = planned(
      modelFact([...block, ...block, ...block, { type: 'Flatten' }, dense(2, 'softmax')], {
        inputShape: [null, null, 3],
      }),
    );
    assert.deepEqual(plan.model.inputShape, [32, 32, 3]);
  });

  it('trains a large model less and says so', () => {
    const { plan, notes } = planned(
      modelFact([dense(1024, 'relu'), dense(1024, 'relu'), dense(10, 'softmax')], { inputShape: [784] }),
    );
    assert.equal(plan.model.layers[0]?.config.units, 1024);
    assert.ok(plan.data.trainSize < 500 && plan.seeds.length >= 5);
    assert.match(notes, /The model is large/);
  });

  it('offers a narrower model where the one in the code takes too long, and says by how much', () => {
    const wide = modelFact(
      [
        dense(4096, 'relu'),
        { type: 'BatchNormalization' },
        dense(4096, 'relu', { penalties: [{ on: 'kernel', kind: 'l2', l2: 0.01 }] }),
        dense(10, 'softmax'),
      ],
      { inputShape: [784] },
    );
    const { plan, scaled } = planned(wide);
    assert.ok(scaled);
    assert.match(scaled.note.en, /^units and filters divided by \d+: 20,054,026 → [\d,]+ parameters\.$/);
    const units = scaled.plan.model.layers.map(({ config }) => config.units);
    assert.ok(Number(units[0]) < 4096 && units[0] === units[2]);
    assert.equal(units[3], 10);
    assert.deepEqual(scaled.plan.arms, plan.arms);
    assert.deepEqual(scaled.plan.model.outputShape, [10]);
    assert.equal(plan.model.layers[0]?.config.units, 4096);
    assert.equal(planned(seedModel).scaled, null);
  });

  it('offers none that would not fit its own connections', () => {
    const { plan } = planned(
      modelFact(
        [
          { ...dense(4, 'relu'), inbound: [-1] },
          { type: 'Add', inbound: [-1, 0] },
          { ...dense(1, 'linear'), inbound: [1] },
        ],
        { kind: 'functional', inputShape: [4] },
      ),
    );
    assert.equal(scaledPlan(plan, 0.5), null);
    const narrow = scaledPlan(planned(seedModel).plan, 0.25);
    assert.deepEqual(
      narrow?.model.layers.map(({ config }) => config.units),
      [16, 8, 10],
    );
  });

  it('begins with the batch size and epochs of the code where they fit', () => {
    const fitted = { batchSize: 16, epochs: 25, weighted: false, callbacks: [] };
    const written = planned({ ...seedModel, fitted });
    assert.deepEqual([written.plan.batchSize, written.plan.epochs], [16, 25]);
    assert.match(written.notes, /Batches of 16 and 25 epochs, as in the code/);
    const far = planned({ ...seedModel, fitted: { ...fitted, batchSize: 4096, epochs: 2 } });
    assert.deepEqual([far.plan.batchSize, far.plan.epochs], [500, 40]);
    assert.match(far.notes, /batches of 4,096; with so few examples they are 500/);
    assert.match(far.notes, /trains 2 epochs; the comparison begins with 40/);
  });

  it('names what it leaves out of the training', () => {
    const fitted = {
      batchSize: null,
      epochs: null,
      weighted: true,
      callbacks: ['EarlyStopping', 'ModelCheckpoint', 'ReduceLROnPlateau'],
    };
    const mechanism = { span: { start: 0, end: 0 }, reachesLoss: 'unknown' } as const;
    const mechanisms = (['label-smoothing', 'augmentation', 'add-loss'] as const).map((kind) => ({
      ...mechanism,
      kind,
    }));
    const { notes } = planned({ ...seedModel, fitted, mechanisms });
    assert.match(notes, /Weights of classes and examples are left out/);
    assert.match(notes, /EarlyStopping is left out: both arms train all epochs/);
    assert.match(notes, /ReduceLROnPlateau is left out/);
    assert.doesNotMatch(notes, /ModelCheckpoint/);
    assert.match(notes, /Label smoothing is left out/);
    assert.match(notes, /Data augmentation is left out/);
    assert.match(notes, /added by hand or by add_loss are left out/);
  });

  it('says why there is none', () => {
    const flat = (layer: LayerSketch, rest: Partial<ModelFact> = {}) =>
      modelFact([layer, dense(1, 'linear')], { inputShape: [4], ...rest });
    assert.match(reason(flat({ type: 'ConvLSTM2D' })), /cannot build the layer ConvLSTM2D/);
    assert.match(reason(flat(dense(0, 'relu', { arguments: { units: undefined } }))), /value of units/);
    assert.match(reason(flat({ type: 'Dense', arguments: {} })), /value of units/);
    assert.match(reason(flat(dense(0, 'relu'))), /dense has no usable size: \(0\)/);
    assert.match(reason(flat(dense(2, 'odd'))), /activation odd/);
    assert.match(reason(flat(dense(2, 'relu'), { layersExact: false })), /Not all layers/);
    assert.match(reason(flat(dense(2, 'relu'), { kind: 'loaded' })), /not in this file/);
    assert.match(reason(modelFact([])), /no layers yet/);
    assert.match(reason(modelFact([{ type: 'Flatten' }])), /no weights/);
    assert.match(reason(flat({ type: 'Conv2D', arguments: { filters: 1, kernel_size: 3 } })), /3 dimensions/);
    assert.match(
      reason(flat({ type: 'LSTM', arguments: { units: 2, stateful: true } })),
      /LSTM with stateful=True/,
    );
    const twoEnds = [dense(2, 'relu'), dense(2, 'relu')].map((layer) => ({ ...layer, inbound: [-1] }));
    assert.match(reason(modelFact(twoEnds, { kind: 'functional', inputShape: [4] })), /2 outputs/);
  });
});
