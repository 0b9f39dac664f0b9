import assert from 'node:assert/strict';
import { analyzeText } from '../../src/analysis/analyze';
import type { ModelFact } from '../../src/analysis/facts/facts';
import { planFor } from '../../src/lab/plan-from-model';
import type { Plan } from '../../src/lab/plan';

/** The plan of the model that a program leaves in `model`, or why there is none. */
function planOf(program: string): Plan | string {
  const { facts } = analyzeText(
    `import keras\nimport tensorflow as tf\nfrom keras import layers\n${program}`,
  );
  const model = facts.models.find(({ name }) => name === 'model');
  assert.ok(model);
  const answer = planFor(model, facts);
  return 'plan' in answer ? answer.plan : answer.reason.en;
}

/** `name Class <- inputs` for every layer. */
function layersOf(program: string): readonly string[] | string {
  const plan = planOf(program);
  if (typeof plan === 'string') return plan;
  return plan.model.layers.map(
    ({ name, className, inbound }) => `${name} ${className} <- ${inbound.join(' ')}`,
  );
}

const subclass = (call: string, layers = ''): string => `
class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.a = layers.Dense(4)
        self.b = layers.Dense(4)
${layers}
    def call(self, x, training=None):
${call
  .trim()
  .split('\n')
  .map((line) => `        ${line}`)
  .join('\n')}

model = Net()
model.build((None, 4))
`;

describe('a forward pass that is followed', () => {
  it('takes lists as they were when they were given', () => {
    assert.deepEqual(
      layersOf(`
inputs = keras.Input((4,))
a = layers.Dense(4)(inputs)
parts = [inputs, a]
x = layers.Concatenate()(parts)
parts.append(layers.Dense(3)(inputs))
model = keras.Model(inputs, layers.Dense(1)(x))
`),
      ['dense Dense <- input', 'concatenate Concatenate <- input dense', 'dense_1 Dense <- concatenate'],
    );
  });

  it('does not choose between paths', () => {
    const reason = /could not be read|cannot follow/;
    assert.match(
      String(layersOf(subclass('if tf.random.uniform([]) > 0.5:\n    x = self.a(x)\nreturn self.b(x)'))),
      reason,
    );
    assert.match(String(layersOf(subclass('return self.a(x) if unknown() else self.b(x)'))), reason);
    assert.match(
      String(layersOf(subclass('for _ in range(unknown()):\n    x = self.a(x)\nreturn self.b(x)'))),
      reason,
    );
  });

  it('lets training and use differ in dropout only', () => {
    assert.deepEqual(
      layersOf(subclass('x = self.a(x)\nif training:\n    x = tf.nn.dropout(x, rate=0.3)\nreturn self.b(x)')),
      ['dense Dense <- input', 'dropout Dropout <- dense', 'dense_1 Dense <- dropout'],
    );
    const more = '        self.norm = layers.BatchNormalization()';
    assert.match(
      String(layersOf(subclass('x = self.a(x)\nif training:\n    x = self.norm(x)\nreturn self.b(x)', more))),
      /training and use differ/,
    );
    assert.match(
      String(layersOf(subclass('return self.b(tf.nn.dropout(self.a(x), 0.3))'))),
      /training and use differ/,
    );
    assert.match(
      String(layersOf(subclass('return self.b(self.norm(self.a(x), training=False))', more))),
      /BatchNormalization\(training=False\)/,
    );
  });

  it('sees through Lambda, super and helper methods', () => {
    assert.deepEqual(
      layersOf(`
class Net(keras.Sequential):
    def twice(self, x):
        return x + x

    def call(self, x):
        return self.twice(super().call(x))

model = Net([layers.Dense(4), layers.Lambda(lambda t: t * 0.5), layers.Dense(2)])
model.build((None, 3))
`),
      [
        'dense Dense <- input',
        'rescaling Rescaling <- dense',
        'dense_1 Dense <- rescaling',
        'add Add <- dense_1 dense_1',
      ],
    );
  });

  it('leaves the analysis as it was', () => {
    const program = subclass('self.add_loss(tf.reduce_sum(x))\nreturn self.b(self.a(x))');
    const { facts } = analyzeText(
      `import keras\nimport tensorflow as tf\nfrom keras import layers\n${program}`,
    );
    assert.equal(facts.addedLosses.length, 1);
    assert.equal(facts.models.length, 1);
  });

  it('says that a penalty of a layer class itself is left out', () => {
    const { facts } = analyzeText(`
import keras
from keras import layers

class Block(layers.Layer):
    def __init__(self):
        super().__init__(activity_regularizer='l2')
        self.a = layers.Dense(4)

    def call(self, x):
        return self.a(x)

model = keras.Sequential([keras.Input((3,)), Block(), layers.Dense(1)])
`);
    const answer = planFor(facts.models[0] as ModelFact, facts);
    assert.ok('plan' in answer);
    assert.match(
      answer.modelNotes.map(({ en }) => en).join(),
      /penalty of the layer class Block itself is left out/,
    );
  });

  it('takes optimizer and loss from a loop of the file', () => {
    const plan = planOf(`
model = keras.Sequential([keras.Input((3,)), layers.Dense(4, kernel_regularizer='l2'), layers.Dense(2)])
loss_of = keras.losses.Huber()
optimizer = keras.optimizers.SGD(0.05, momentum=0.9)
for x, y in data:
    with tf.GradientTape() as tape:
        loss = loss_of(y, model(x, training=True)) + sum(model.losses)
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
`);
    assert.ok(typeof plan !== 'string');
    assert.equal(plan.optimizer.className, 'SGD');
    assert.deepEqual([plan.optimizer.learningRate, plan.optimizer.momentum], [0.05, 0.9]);
    assert.equal(plan.loss.name, 'huber');
  });
});
