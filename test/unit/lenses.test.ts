import assert from 'node:assert/strict';
import { analyzeText } from '../../src/analysis/analyze';
import type { ModelFact } from '../../src/analysis/facts/facts';
import { escapeMarkdown, ledger } from '../../src/analysis/lenses/ledger';
import { lossesHint } from '../../src/analysis/lenses/losses-hint';
import { modelLens } from '../../src/analysis/lenses/model-lens';
import { type Locale, render } from '../../src/analysis/text/localized';

function factsOf(code: string) {
  const { facts } = analyzeText(`import keras\nfrom keras import layers\n${code}`);
  return { facts, model: facts.models[0] as ModelFact };
}

function lens(code: string, locale: Locale = 'en'): string {
  const { facts, model } = factsOf(code);
  return render(modelLens(facts, model), locale);
}

function hints(code: string, locale: Locale = 'en'): (string | null)[] {
  const { facts } = factsOf(code);
  return facts.lossesReads.map((read) => {
    const hint = lossesHint(facts, read);
    return hint === null ? null : render(hint, locale);
  });
}

const regularized = `
model = keras.Sequential([
    keras.Input((784,)),
    layers.Dense(64, activation='relu', kernel_regularizer='l2'),
    layers.Dense(64, activation='relu', kernel_regularizer='l2'),
    layers.Dense(10),
])
`;
const trained = `
model.compile('adam', 'mse')
model.fit(x, y)
`;

describe('model lens', () => {
  it('names size, penalties and their way into the loss', () => {
    assert.equal(lens(regularized + trained), '55,050 parameters · L2 on 2 of 3 kernels · counted once');
    assert.equal(lens(regularized + trained, 'zh'), '55,050 个参数 · 3 个 kernel 中 2 个有 L2 · 计入一次');
  });

  it('says that a model is not trained here', () => {
    assert.equal(lens(regularized), '55,050 parameters · L2 on 2 of 3 kernels · not trained here');
  });

  it('names other mechanisms', () => {
    const code = `
model = keras.Sequential([keras.Input((4,)), layers.Dense(2), layers.Dropout(0.5), layers.Dense(1)])
model.compile(keras.optimizers.AdamW(), 'mse')
model.fit(x, y)
`;
    assert.match(lens(code), /^13 parameters · .*dropout/);
    assert.match(lens(code), /weight decay/);
    assert.doesNotMatch(lens(code), /no regularization/);
  });

  it('says that there is none', () => {
    const code = `
model = keras.Sequential([keras.Input((4,)), layers.Dense(2)])
${trained}`;
    assert.equal(lens(code), '10 parameters · no regularization');
    assert.equal(lens(code, 'zh'), '10 个参数 · 没有正则化');
  });

  it('says little where there is little to say', () => {
    assert.equal(lens('model = keras.Sequential([keras.Input((4,)), layers.Flatten()])\n'), '0 parameters');
    assert.equal(lens("model = keras.models.load_model('m.keras')\n"), 'layers not known');
    assert.equal(lens("model = keras.models.load_model('m.keras')\n", 'zh'), '层未知');
  });

  it('says at least where the input shape is open', () => {
    assert.match(
      lens('model = keras.Sequential([layers.Dense(8), layers.Dense(1)])\n'),
      /^at least \d+ parameters/,
    );
  });

  it('says that the step ignores or doubles the penalty', () => {
    const step = (loss: string) => `
import tensorflow as tf
${regularized}
optimizer = keras.optimizers.Adam()
for x, y in data:
    with tf.GradientTape() as tape:
        loss = ${loss}
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
`;
    assert.match(lens(step('tf.reduce_mean(model(x, training=True) - y)')), /ignored by the training step$/);
    assert.match(lens(step('tf.reduce_mean(model(x) - y) + sum(model.losses)')), /counted once$/);
    assert.match(
      lens(step('tf.reduce_mean(model(x) - y) + sum(model.losses) + sum(model.losses)')),
      /counted twice$/,
    );
  });
});

describe('losses hint', () => {
  it('says that nothing is there before the model is built', () => {
    const code = `
model = keras.Sequential([layers.Dense(8, kernel_regularizer='l2')])
print(model.losses)
`;
    assert.deepEqual(hints(code), ['→ []  not built']);
    assert.deepEqual(hints(code, 'zh'), ['→ []  未构建']);
  });

  it('counts penalties', () => {
    assert.deepEqual(hints(`${regularized}\nprint(model.losses)\n`), ['→ 2 penalties']);
    assert.deepEqual(
      hints(`${regularized}\nmodel.add(layers.Dense(1, kernel_regularizer='l1'))\nprint(model.losses)\n`),
      ['→ 3 penalties'],
    );
  });

  it('says what needs a forward pass', () => {
    const code = `
model = keras.Sequential([
    keras.Input((4,)),
    layers.Dense(8, kernel_regularizer='l2', activity_regularizer='l1'),
])
before = sum(model.losses)
model(keras.ops.zeros((1, 4)))
after = sum(model.losses)
`;
    assert.deepEqual(hints(code), [
      '→ 1 penalty, 1 more after a forward pass',
      '→ 1 penalty + 1 activity term',
    ]);
  });

  it('says what fit leaves behind', () => {
    const code = `
import tf_keras as keras
model = keras.Sequential([
    keras.Input((4,)),
    layers.Dense(8, kernel_regularizer='l2', activity_regularizer='l1'),
])
model.compile('adam', 'mse')
model.fit(x, y)
print(len(model.losses))
`;
    assert.deepEqual(hints(code), ['→ 1 penalty + 1 activity term (tensors of a graph)']);
    assert.deepEqual(hints(code, 'zh'), ['→ 1 项惩罚 + 1 项激活惩罚（图张量）']);
  });

  it('counts what add_loss adds, once for every call of a layer', () => {
    const code = `
class Noisy(layers.Layer):
    def call(self, inputs):
        self.add_loss(keras.ops.mean(inputs))
        return inputs

noisy = Noisy()
inputs = keras.Input((4,))
model = keras.Model(inputs, noisy(layers.Dense(4)(noisy(inputs))))
before = sum(model.losses)
`;
    assert.deepEqual(hints(code), ['→ 2 add_loss terms (needs a forward pass)']);
  });

  it('says that the layers are frozen', () => {
    const code = `
from keras import ops
model = keras.Sequential([keras.Input((4,)), layers.Dense(8, kernel_regularizer='l2')])
model.trainable = False
print(model.losses)
`;
    assert.deepEqual(hints(code), ['→ []  all frozen']);
  });

  it('says that there is no penalty', () => {
    assert.deepEqual(
      hints('model = keras.Sequential([keras.Input((4,)), layers.Dense(8)])\nprint(model.losses)\n'),
      ['→ []  no penalties'],
    );
  });

  it('is silent where it does not know', () => {
    assert.deepEqual(
      hints(`
from project import prepare
model = keras.Sequential([layers.Dense(8, kernel_regularizer='l2')])
prepare(model)
print(model.losses)
`),
      [null],
    );
  });
});

describe('ledger', () => {
  it('lists every layer with its mechanisms', () => {
    const { facts, model } = factsOf(`
model = keras.Sequential([
    keras.Input((784,)),
    layers.Dense(64, kernel_regularizer='l2'),
    layers.Dropout(0.5),
    layers.Dense(10, kernel_regularizer=keras.regularizers.L1(0.0)),
])
model.compile(keras.optimizers.AdamW(), 'mse')
model.fit(x, y)
`);
    const lines = ledger(facts, model, 'en').split('\n');
    assert.ok(lines[0]?.startsWith('**model** — '));
    assert.deepEqual(lines.slice(2), [
      '| Layer | Parameters | Mechanism | In the loss |',
      '| --- | ---: | --- | --- |',
      '| Dense | 50,240 | L2 0.01 on kernel | counted |',
      '| Dropout | 0 | dropout | – |',
      '| Dense | 650 | L1 0 on kernel | without effect |',
      '| (whole model) | – | weight decay | – |',
    ]);
    assert.match(ledger(facts, model, 'zh'), /\| 层 \| 参数量 \| 手段 \| 是否计入损失 \|/);
  });

  it('takes names literally', () => {
    assert.equal(escapeMarkdown('a|b*c_[x](y)<i>`\n'), 'a\\|b\\*c\\_\\[x\\]\\(y\\)&lt;i&gt;\\` ');
  });
});
