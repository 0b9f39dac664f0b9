import assert from 'node:assert/strict';
import { analyzeText } from '../../src/analysis/analyze';
import type { ModelFact } from '../../src/analysis/facts/facts';
import { ledger } from '../../src/analysis/lenses/ledger';
import { modelLens } from '../../src/analysis/lenses/model-lens';
import { render } from '../../src/analysis/text/localized';

const imports = `
import keras
import keras_cv
import tensorflow as tf
import tensorflow_addons as tfa
from keras import layers
`;

function analysed(code: string) {
  const { facts } = analyzeText(imports + code);
  return { facts, model: facts.models.find(({ name }) => name === 'model') as ModelFact };
}

/** The kinds of a model's mechanisms, `-` before those without effect. */
function kinds(code: string): string[] {
  return analysed(code).model.mechanisms.map(({ kind, withoutEffect }) =>
    withoutEffect ? `-${kind}` : kind,
  );
}

/** A model with something in its middle, and how it is compiled and fitted. */
function net(middle: string, optimizer = `'adam'`, loss = `'mse'`, fit = 'x, y'): string {
  return `
model = keras.Sequential([keras.Input((8, 4)), ${middle} layers.Dense(1)])
model.compile(${optimizer}, ${loss})
model.fit(${fit})
`;
}

describe('mechanisms', () => {
  const inLayers: Readonly<Record<string, readonly string[]>> = {
    'layers.Dropout(0.5),': ['dropout'],
    'layers.SpatialDropout1D(0.5),': ['dropout'],
    'layers.AlphaDropout(0.5),': ['dropout'],
    'layers.GaussianDropout(0.5),': ['dropout'],
    'layers.GaussianNoise(0.5),': ['noise'],
    'layers.RandomZoom(0.5),': ['augmentation'],
    'layers.ActivityRegularization(l2=0.1),': ['activity-penalty'],
    'layers.BatchNormalization(),': ['normalization'],
    'layers.Normalization(),': [],
    'layers.LSTM(4, dropout=0.1, recurrent_dropout=0.2),': ['dropout', 'dropout'],
    'layers.Bidirectional(layers.GRU(4, dropout=0.1)),': ['dropout'],
    'layers.RNN(layers.LSTMCell(4, recurrent_dropout=0.1)),': ['dropout'],
    'layers.TimeDistributed(layers.Dropout(0.1)),': ['dropout'],
    'layers.LSTM(4, dropout=0.0),': [],
    'layers.Dense(4, kernel_constraint="max_norm"),': ['constraint'],
    'layers.Dense(4, kernel_constraint=keras.constraints.MinMaxNorm()),': ['constraint'],
    'layers.Dense(4, kernel_constraint=keras.constraints.NonNeg()),': [],
    'layers.Dense(4, kernel_regularizer="l2", activity_regularizer="l1"),': ['penalty', 'activity-penalty'],
    'layers.Dropout(0),': ['-dropout'],
    'layers.GaussianNoise(0.0),': ['-noise'],
    'layers.ActivityRegularization(),': ['-activity-penalty'],
  };
  for (const [middle, expected] of Object.entries(inLayers))
    it(`knows ${middle}`, () => assert.deepEqual(kinds(net(middle)).sort(), [...expected].sort()));

  const optimizers: Readonly<Record<string, readonly string[]>> = {
    [`'adamw'`]: ['weight-decay'],
    'keras.optimizers.AdamW()': ['weight-decay'],
    'keras.optimizers.SGD(weight_decay=1e-4)': ['weight-decay'],
    'keras.optimizers.Adam(weight_decay=0)': [],
    'keras.optimizers.Adam(clipnorm=1.0)': [],
    'tfa.optimizers.SGDW(1e-4)': ['weight-decay'],
    'tfa.optimizers.Lookahead(tfa.optimizers.AdamW(1e-4))': ['weight-decay'],
    'keras.mixed_precision.LossScaleOptimizer(keras.optimizers.AdamW())': ['weight-decay'],
    'keras.optimizers.Ftrl(l1_regularization_strength=0.1)': ['weight-decay'],
  };
  for (const [optimizer, expected] of Object.entries(optimizers))
    it(`knows ${optimizer}`, () => assert.deepEqual(kinds(net('', optimizer)), expected));

  it('knows label smoothing in a compiled loss and in a step of one’s own', () => {
    const loss = 'keras.losses.BinaryCrossentropy(from_logits=True, label_smoothing=0.1)';
    assert.deepEqual(kinds(net('', `'adam'`, loss)), ['label-smoothing']);
    assert.deepEqual(
      kinds(`
model = keras.Sequential([keras.Input((4,)), layers.Dense(1)])
optimizer = keras.optimizers.AdamW()
loss_fn = ${loss}
for x, y in batches:
    with tf.GradientTape() as tape:
        loss = loss_fn(y, model(x))
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
`).sort(),
      ['label-smoothing', 'weight-decay'],
    );
  });

  it('knows early stopping, and that it does nothing without validation data', () => {
    const stop = 'callbacks=[keras.callbacks.EarlyStopping()]';
    assert.deepEqual(kinds(net('', `'adam'`, `'mse'`, `x, y, validation_split=0.2, ${stop}`)), [
      'early-stopping',
    ]);
    assert.deepEqual(kinds(net('', `'adam'`, `'mse'`, `x, y, ${stop}`)), ['-early-stopping']);
  });

  const step = (call: string) => `
model = keras.Sequential([keras.Input((4,)), layers.Dropout(0.5), layers.Dense(1)])
optimizer = keras.optimizers.SGD()
for x, y in batches:
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean((y - ${call}) ** 2)
        for weight in model.trainable_variables:
            loss += 1e-3 * tf.reduce_sum(weight ** 2)
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
`;

  it('knows a penalty written by hand, and layers that are never told that they train', () => {
    assert.deepEqual(kinds(step('model(x, training=True)')), ['dropout', 'hand-written-penalty']);
    assert.deepEqual(kinds(step('model(x)')), ['-dropout', 'hand-written-penalty']);
  });

  it('says in lens and ledger what has no effect', () => {
    const { facts, model } = analysed(step('model(x)'));
    assert.match(render(modelLens(facts, model), 'en'), /dropout without effect · hand-written penalty/);
    const table = ledger(facts, model, 'en');
    assert.match(table, /\| Dropout \| 0 \| dropout \| without effect \|/);
    assert.match(table, /\| hand-written penalty \| counted \|/);
    assert.match(ledger(facts, model, 'zh'), /\| dropout \| 不起作用 \|/);
  });

  it('lists regularizers that a layer drops', () => {
    const { facts, model } = analysed(`
layer = layers.Dense(4)
model = keras.Sequential([keras.Input((4,)), layer])
layer.kernel_regularizer = keras.regularizers.L2(0.1)
model.compile('adam', 'mse')
model.fit(x, y)
`);
    assert.match(ledger(facts, model, 'en'), /`kernel_regularizer` set later \| without effect/);
  });
});
