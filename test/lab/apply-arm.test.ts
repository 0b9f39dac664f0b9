import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { analyzeText } from '../../src/analysis/analyze';
import type { Facts, ModelFact } from '../../src/analysis/facts/facts';
import { applyEdits } from '../../src/analysis/text/span';
import { applyArm, type Application } from '../../src/lab/apply-arm';
import { withArms, type FurtherArm } from '../../src/lab/further-arms';
import type { Plan, PlanArm } from '../../src/lab/plan';
import { planFor } from '../../src/lab/plan-from-model';
import { sweepPlan } from '../../src/lab/sweep-plan';

interface Read {
  readonly facts: Facts;
  readonly model: ModelFact;
  readonly plan: Plan;
}

function read(text: string, name = 'model'): Read {
  const { facts, broken } = analyzeText(text);
  assert.deepEqual(broken, [], text);
  const model = facts.models.find((one) => one.name === name) as ModelFact;
  assert.ok(model, `no ${name} in\n${text}`);
  const planned = planFor(model, facts);
  if ('reason' in planned) return assert.fail(planned.reason.en);
  return { facts, model, plan: planned.plan };
}

function write(text: string, armOf: (plan: Plan) => PlanArm, name?: string, compared?: Plan): Application {
  const { facts, model, plan } = read(text, name);
  const analyze = (edited: string) => analyzeText(edited).facts;
  return applyArm({ facts, model, text, plan: compared ?? plan, analyze }, armOf(compared ?? plan));
}

/** The text after applying, or the English reason why nothing was. */
function applied(text: string, armOf: (plan: Plan) => PlanArm, name?: string): string {
  const application = write(text, armOf, name);
  return 'reason' in application ? application.reason.en : applyEdits(text, application.edits);
}

const kept =
  (kind: 'l1' | 'l2' | 'l1l2', strength: number) =>
  ({ arms: [, arm] }: Plan): PlanArm => {
    const weights = (arm as PlanArm).penalties.filter(({ on }) => on !== 'activity');
    const penalties = weights.map(({ layer, on }) => ({
      layer,
      on,
      l1: kind === 'l2' ? 0 : strength,
      l2: kind === 'l1' ? 0 : strength,
    }));
    return { name: 'with', penalties };
  };
const l2 = (strength: number) => kept('l2', strength);
const l1 = (strength: number) => kept('l1', strength);
const without = (plan: Plan) => plan.arms[0] as PlanArm;
const further = (arm: FurtherArm) => (plan: Plan) => withArms(plan, [arm]).arms.at(-1) as PlanArm;

describe('applying a penalty to the code', () => {
  const shared = `import tensorflow as tf
l2_reg = tf.keras.regularizers.l2(0.01)
model = tf.keras.Sequential([
    tf.keras.Input((8,)),
    tf.keras.layers.Dense(16, activation='relu', kernel_regularizer=l2_reg),
    tf.keras.layers.Dense(3, kernel_regularizer=l2_reg),
])
`;

  it('says that nothing has to change when the code already holds it', () => {
    assert.match(
      applied(shared, (plan) => plan.arms[1] as PlanArm),
      /^Nothing to change/,
    );
  });

  it('changes the number where it is defined', () => {
    assert.equal(applied(shared, l2(0.001)), shared.replace('0.01', '0.001'));
  });

  it('changes the argument of one layer when another keeps the shared regularizer', () => {
    const armOf = ({ arms: [, arm] }: Plan) => {
      const [first, second] = (arm as PlanArm).penalties;
      return { name: 'mine', penalties: [{ ...first, l2: 0.5 }, second] } as PlanArm;
    };
    assert.equal(
      applied(shared, armOf),
      shared.replace('kernel_regularizer=l2_reg', 'kernel_regularizer=tf.keras.regularizers.l2(0.5)'),
    );
  });

  it('makes another regularizer where the shared one is made, named as the file names them', () => {
    assert.equal(applied(shared, l1(0.02)), shared.replace('regularizers.l2(0.01)', 'regularizers.l1(0.02)'));
  });

  it('removes the arguments for the arm without', () => {
    assert.equal(applied(shared, without), shared.replaceAll(', kernel_regularizer=l2_reg', ''));
  });

  it('changes the variable that holds the strength, in the notation that it has', () => {
    const text = `import keras
from keras import regularizers
WEIGHT_DECAY = 1e-4
model = keras.Sequential([
    keras.Input((8,)),
    keras.layers.Dense(16, kernel_regularizer=regularizers.L2(WEIGHT_DECAY)),
    keras.layers.Dense(3, kernel_regularizer=regularizers.L2(WEIGHT_DECAY)),
])
`;
    assert.equal(applied(text, l2(0.001)), text.replace('1e-4', '1e-3'));
    const alsoRate = `${text}model.compile(keras.optimizers.SGD(WEIGHT_DECAY), 'mse')\n`;
    assert.equal(applied(alsoRate, l2(0.001)), alsoRate.replaceAll('L2(WEIGHT_DECAY)', 'L2(0.001)'));
  });

  it('changes both numbers of L1 and L2', () => {
    const text = `import keras
model = keras.Sequential([
    keras.Input((8,)),
    keras.layers.Dense(3, kernel_regularizer=keras.regularizers.L1L2(l1=1e-5, l2=0.01)),
])
`;
    assert.equal(applied(text, kept('l1l2', 0.002)), text.replace('l1=1e-5, l2=0.01', 'l1=2e-3, l2=0.002'));
  });

  it('changes the number in a function of the file that makes the regularizer', () => {
    const text = `import keras
def penalty(strength=0.01):
    return keras.regularizers.l2(strength)
model = keras.Sequential([
    keras.Input((8,)),
    keras.layers.Dense(16, kernel_regularizer=penalty()),
    keras.layers.Dense(3, kernel_regularizer=penalty()),
])
`;
    assert.equal(applied(text, l2(0.5)), text.replace('0.01', '0.5'));
  });

  it('takes the place of a string', () => {
    const text = `import keras
model = keras.Sequential([keras.Input((8,)), keras.layers.Dense(3, kernel_regularizer="l2")])
`;
    assert.equal(applied(text, l2(0.5)), text.replace('"l2"', 'keras.regularizers.L2(0.5)'));
  });

  it('leaves what a plan cannot carry', () => {
    const text = `import keras
def mine(weights):
    return keras.ops.sum(weights ** 4)
model = keras.Sequential([keras.Input((8,)), keras.layers.Dense(3, kernel_regularizer=mine)])
`;
    assert.match(applied(text, without), /^Nothing to change/);
    assert.match(applied(text, l2(0.1)), /kernel_regularizer=keras\.regularizers\.L2\(0\.1\)/);
  });

  it('replaces an explicit None', () => {
    const text = `import keras
model = keras.Sequential([keras.Input((8,)), keras.layers.Dense(3, kernel_regularizer=None)])
`;
    assert.equal(applied(text, l2(1)), text.replace('None', 'keras.regularizers.L2(1)'));
  });

  it('refuses when the plan names a layer that is gone', () => {
    const armOf = ({ arms: [, arm] }: Plan) => {
      const penalties = (arm as PlanArm).penalties.map((one) => ({ ...one, layer: 'dense_7' }));
      return { name: 'with', penalties };
    };
    assert.match(applied(shared, armOf), /no longer those that were compared/);
  });

  it('refuses where one line would have to hold two penalties', () => {
    const text = `import keras
model = keras.Sequential([keras.Input((8,))])
for n in (64, 32):
    model.add(keras.layers.Dense(n))
`;
    const armOf = ({ arms: [, arm] }: Plan) => ({ ...arm, penalties: arm?.penalties.slice(0, 1) }) as PlanArm;
    assert.match(applied(text, armOf), /one line of code makes several layers/);
    assert.match(applied(text, l2(0.1)), /Dense\(n, kernel_regularizer=keras\.regularizers\.L2\(0\.1\)\)/);
  });

  it('refuses what a model of other lines would get, too, and names one that is like it', () => {
    const text = `import keras
def dense(units, penalty=None):
    return keras.layers.Dense(units, kernel_regularizer=penalty)
model = keras.Sequential([keras.Input((8,)), dense(16, keras.regularizers.l2(0.01))])
other = keras.Sequential([keras.Input((8,)), dense(3)])
third = keras.Sequential([keras.Input((4,)), dense(5)])
third.compile('adam', 'mse')
`;
    assert.equal(applied(text, l2(0.1)), text.replace('0.01', '0.1'));
    assert.equal(applied(text, l1(0.1)), text.replace('l2(0.01)', 'l1(0.1)'));
    assert.equal(applied(text, without), text.replace('keras.regularizers.l2(0.01)', 'None'));
    assert.match(applied(text, l2(0.1), 'other'), /makes a layer of model, too/);
    const application = write(text.replace(', keras.regularizers.l2(0.01)', ''), l2(0.1), 'model');
    assert.ok('edits' in application);
    assert.match(application.notes.map(({ en }) => en).join(), /third changes, too/);
  });

  it('knows a nested model for a part of the one around it', () => {
    const text = `import keras
encoder = keras.Sequential([keras.layers.Dense(4, kernel_regularizer=keras.regularizers.L2(0.01))])
inputs = keras.Input((8,))
model = keras.Model(inputs, keras.layers.Dense(2)(encoder(inputs)))
`;
    assert.equal(applied(text, l2(0.1)), text.replace('0.01', '0.1'));
  });

  it('writes into the layer that another one wraps', () => {
    const text = `import keras
from keras import layers
inputs = keras.Input((8, 3))
x = layers.Bidirectional(layers.LSTM(4))(inputs)
model = keras.Model(inputs, layers.Dense(2)(x))
`;
    assert.equal(
      applied(text, l2(0.1)),
      text.replace(/(LSTM\(4|Dense\(2)/g, '$1, kernel_regularizer=keras.regularizers.L2(0.1)'),
    );
  });

  it('says that L1 is written without the proximal step', () => {
    const application = write(shared, further({ name: 'l1-proximal', value: 0.01 }));
    assert.ok('edits' in application);
    assert.match(application.notes.map(({ en }) => en).join(), /no optimizer with the proximal step/);
    assert.match(applyEdits(shared, application.edits), /regularizers\.l1\(0\.01\)/);
  });

  it('applies any strength of a sweep', () => {
    const armOf = (plan: Plan) => (sweepPlan(plan) as Plan).arms.at(-1) as PlanArm;
    assert.equal(applied(shared, armOf), shared.replace('0.01', '0.316'));
  });
});

describe('keeping the style of the file', () => {
  const dense = (call: string, imports = 'import keras') => `${imports}
model = keras.Sequential()
model.add(keras.Input((8,)))
model.add(${call})
`;

  it('breaks a list of one line where it would be longer', () => {
    const text = `import keras
from keras import layers
model = keras.Sequential([keras.Input((8,)), layers.Dense(16, activation='relu'), layers.Dense(3)])
`;
    assert.equal(
      applied(text, l2(0.01)),
      `import keras
from keras import layers
model = keras.Sequential([
    keras.Input((8,)),
    layers.Dense(16, activation='relu', kernel_regularizer=keras.regularizers.L2(0.01)),
    layers.Dense(3, kernel_regularizer=keras.regularizers.L2(0.01)),
])
`,
    );
    assert.equal(
      applied(text, further({ name: 'dropout', value: 0.5 })),
      `import keras
from keras import layers
model = keras.Sequential([
    keras.Input((8,)),
    layers.Dense(16, activation='relu'),
    layers.Dropout(0.5),
    layers.Dense(3),
])
`,
    );
  });

  it('keeps one argument a line, line breaks, comments and trailing commas', () => {
    const text = dense('keras.layers.Dense(\n    3,\n    activation="relu",  # not swish\n)').replaceAll(
      '\n',
      '\r\n',
    );
    assert.equal(
      applied(text, l2(0.01)),
      text.replace(
        '# not swish\r\n',
        '# not swish\r\n    kernel_regularizer=keras.regularizers.L2(0.01),\r\n',
      ),
    );
    const bare = dense('keras.layers.Dense(\n    3,\n    activation="relu"\n)');
    assert.equal(
      applied(bare, l2(0.01)),
      bare.replace('"relu"', '"relu",\n    kernel_regularizer=keras.regularizers.L2(0.01)'),
    );
  });

  it('takes an argument out with its line', () => {
    const text = dense(
      'keras.layers.Dense(\n    3,  # classes\n    kernel_regularizer=keras.regularizers.L2(0.01),  # tried 0.1\n    activation="relu",\n)',
    );
    assert.equal(applied(text, without), text.replace(/.*tried 0\.1\n/, ''));
  });

  it('breaks a call that would be longer than any line of the file', () => {
    const text = dense('keras.layers.Dense(3, activation="relu", kernel_initializer="he_normal")');
    assert.equal(
      applied(text, l2(0.01)),
      text.replace(
        '(3, activation="relu", kernel_initializer="he_normal")',
        '(\n    3,\n    activation="relu",\n    kernel_initializer="he_normal",\n    kernel_regularizer=keras.regularizers.L2(0.01),\n)',
      ),
    );
    const wide = `${text}# ${'='.repeat(140)}\n`;
    assert.match(applied(wide, l2(0.01)), /kernel_initializer="he_normal", kernel_regularizer=/);
  });

  const members = (imports: string) => `${imports}
model = Sequential()
model.add(Input((8,)))
model.add(Dense(3))
`;
  const imports: readonly (readonly [before: string, after: string, call: string])[] = [
    [
      'import os\nfrom tensorflow.keras.layers import (\n    Dense,\n    Input,\n)\nfrom tensorflow.keras.models import Sequential',
      'import os\nfrom tensorflow.keras import regularizers\nfrom tensorflow.keras.layers import (',
      'regularizers.L2(0.01)',
    ],
    [
      'from keras import Input, Sequential, layers\nDense = layers.Dense',
      'from keras import Input, Sequential, layers, regularizers\n',
      'regularizers.L2(0.01)',
    ],
    [
      'from keras import Sequential, Input\nfrom keras.layers import Dense\nfrom keras.regularizers import L1',
      'from keras.regularizers import L1, L2\n',
      'L2(0.01)',
    ],
    [
      'from keras import Sequential, Input\nfrom keras.layers import Dense\nfrom keras.regularizers import l2 as ridge',
      'import l2 as ridge\n',
      'ridge(0.01)',
    ],
    [
      'from tensorflow.keras import Input, Sequential, regularizers as rg\nfrom tensorflow.keras.layers import Dense',
      'regularizers as rg\n',
      'rg.L2(0.01)',
    ],
    [
      'import tensorflow.keras as K\nfrom tensorflow.keras import Input, Sequential\nfrom tensorflow.keras.layers import Dense',
      'import tensorflow.keras as K\n',
      'K.regularizers.L2(0.01)',
    ],
  ];
  for (const [before, after, call] of imports) {
    it(`names it ${call} after ${JSON.stringify(before)}`, () => {
      const text = applied(members(before), l2(0.01));
      assert.ok(text.includes(after), text);
      assert.ok(text.includes(`Dense(3, kernel_regularizer=${call})`), text);
    });
  }
});

describe('applying decoupled weight decay', () => {
  const compiled = (given: string, imports = 'import keras') => `${imports}
model = keras.Sequential([keras.Input((8,)), keras.layers.Dense(3)])
model.compile(${given})
`;
  const decay = further({ name: 'decay', value: 0.02 });
  const cases: readonly (readonly [title: string, before: string, after: string])[] = [
    [
      'adds the argument',
      "keras.optimizers.SGD(0.1), 'mse'",
      "keras.optimizers.SGD(0.1, weight_decay=0.02), 'mse'",
    ],
    ['makes AdamW of a string', "'adam', 'mse'", "keras.optimizers.AdamW(weight_decay=0.02), 'mse'"],
    [
      'makes an object of another string',
      "optimizer='rmsprop', loss='mse'",
      "optimizer=keras.optimizers.RMSprop(weight_decay=0.02), loss='mse'",
    ],
    [
      'changes the number',
      "keras.optimizers.AdamW(weight_decay=1e-4), 'mse'",
      "keras.optimizers.AdamW(weight_decay=2e-2), 'mse'",
    ],
  ];
  for (const [title, before, after] of cases) {
    it(title, () => assert.equal(applied(compiled(before), decay), compiled(after)));
  }

  it('writes where the optimizer is made, with the import that a member needs', () => {
    const text = compiled(
      "opt, 'mse'",
      'import keras\nWD = 0.5\nopt = keras.optimizers.Lion(weight_decay=WD)',
    );
    assert.equal(applied(text, decay), text.replace('WD = 0.5', 'WD = 0.02'));
    const members = `from keras.layers import Dense, Input
from keras.models import Sequential
model = Sequential([Input((8,)), Dense(3)])
model.compile('adam', 'mse')
`;
    assert.equal(
      applied(members, decay),
      members
        .replace('from keras.layers', 'from keras import optimizers\nfrom keras.layers')
        .replace("'adam'", 'optimizers.AdamW(weight_decay=0.02)'),
    );
  });

  it('says why it cannot', () => {
    assert.match(applied(compiled("mine.Optimizer(), 'mse'", 'import keras\nimport mine'), decay), /by hand/);
    assert.match(
      applied(compiled("keras.optimizers.legacy.Adam(), 'mse'", 'from tensorflow import keras'), decay),
      /legacy/,
    );
    const options = compiled("keras.optimizers.Adam(**options), 'mse'");
    assert.match(applied(options, decay), /^Not applied/);
  });
});

describe('applying early stopping', () => {
  const fitted = (given: string, before = '') => `import keras
model = keras.Sequential([keras.Input((8,)), keras.layers.Dense(3)])
model.compile('adam', 'mse')
${before}model.fit(x, y, ${given})
`;
  const early = further({ name: 'early-stopping', value: 4 });
  const made = 'keras.callbacks.EarlyStopping(patience=4, restore_best_weights=True)';

  it('puts it into the callbacks of fit', () => {
    const split = 'validation_split=0.2';
    const text = fitted(split) + `# ${'='.repeat(140)}\n`;
    assert.equal(applied(text, early), text.replace(split, `${split}, callbacks=[${made}]`));
    const list = `${split}, callbacks=[keras.callbacks.TerminateOnNaN()]`;
    const wide = `# ${'='.repeat(160)}\n`;
    assert.ok(
      applied(fitted(list) + wide, early).includes(`callbacks=[keras.callbacks.TerminateOnNaN(), ${made}]`),
    );
    const variable = fitted(
      `${split}, callbacks=watchers`,
      'watchers = [\n    keras.callbacks.TerminateOnNaN(),\n]\n',
    );
    assert.ok(applied(variable, early).includes(`    keras.callbacks.TerminateOnNaN(),\n    ${made},\n]`));
    assert.ok(applied(fitted(`${split}, callbacks=[]`), early).includes(`callbacks=[${made}]`));
  });

  it('gives the one that is there its settings', () => {
    const there =
      'validation_split=0.2, callbacks=[keras.callbacks.EarlyStopping("loss", patience=10, min_delta=0.1)]';
    assert.ok(
      applied(fitted(there), early).includes(
        "EarlyStopping('val_loss', patience=4, restore_best_weights=True)",
      ),
      applied(fitted(there), early),
    );
  });

  it('says why it cannot', () => {
    assert.match(applied(fitted('epochs=3'), early), /no validation data/);
    assert.match(applied(fitted('**options'), early), /not written there/);
    assert.match(applied(fitted('validation_split=0.1, callbacks=watchers()'), early), /not a list/);
    assert.match(applied(fitted('epochs=1').replace(/model\.fit.*/, ''), early), /does not call fit/);
  });
});

describe('applying dropout', () => {
  const dropout = further({ name: 'dropout', value: 0.3 });

  it('puts it into the list, behind add, and around calls', () => {
    const list = `import keras
from keras import layers
model = keras.Sequential([
    keras.Input((8,)),
    layers.Dense(16, activation='relu'),  # wide
    layers.Dense(3),
])
`;
    assert.equal(applied(list, dropout), list.replace('# wide\n', '# wide\n    layers.Dropout(0.3),\n'));
    const add = `from keras.layers import Dense, Input
from keras.models import Sequential
model = Sequential()
model.add(Input((8,)))
model.add(Dense(16, activation='relu'))
model.add(Dense(3))
`;
    assert.equal(
      applied(add, dropout),
      add
        .replace('Dense, Input', 'Dense, Dropout, Input')
        .replace("'relu'))\n", "'relu'))\nmodel.add(Dropout(0.3))\n"),
    );
    const functional = `import keras
from keras import layers
inputs = keras.Input((8,))
x = layers.Dense(16, activation='relu')(inputs)
hidden = layers.Dense(8, activation='relu')
outputs = layers.Dense(3)(hidden(x))
model = keras.Model(inputs, outputs)
`;
    assert.equal(
      applied(functional, dropout),
      functional
        .replace('(inputs)\n', '(inputs)\nx = layers.Dropout(0.3)(x)\n')
        .replace('(hidden(x))', '(layers.Dropout(0.3)(hidden(x)))'),
    );
  });

  it('makes it in __init__ of a subclassed model and calls it in call', () => {
    const text = readFileSync('test/lab/models/custom_loop.py', 'utf8');
    const after = applied(text, dropout);
    assert.match(after, /\n {8}self\.conv1 = .*\n {8}self\.conv1_dropout = layers\.Dropout\(0\.3\)\n/);
    assert.match(after, /\n {8}x = self\.conv1\(x\)\n {8}x = self\.conv1_dropout\(x\)\n/);
  });

  it('changes the rate of one that was put there since, and leaves one that was compared', () => {
    const text = `import keras
from keras import layers
model = keras.Sequential([
    keras.Input((8,)),
    layers.Dense(16, activation='relu'),
    layers.Dense(3),
])
`;
    const { plan } = read(text);
    const after = applied(text, dropout);
    const again = write(after, further({ name: 'dropout', value: 0.1 }), 'model', plan);
    assert.ok('edits' in again, JSON.stringify(again));
    assert.equal(applyEdits(after, again.edits), after.replace('0.3', '0.1'));
    assert.match(applied(after, further({ name: 'dropout', value: 0.1 })), /^Nothing to change/);
  });
});

describe('an applied arm, read again', function () {
  this.timeout(60_000);

  const folder = 'test/lab/models';
  const programs = [
    ...readdirSync(folder)
      .filter((name) => name.endsWith('.py'))
      .map((name) => join(folder, name)),
    ...readdirSync('examples').map((name) => join('examples', name)),
  ].flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    const { facts } = analyzeText(text);
    return facts.models.flatMap((model) =>
      'plan' in planFor(model, facts) && facts.models.filter(({ name }) => name === model.name).length === 1
        ? [{ file, text, name: model.name }]
        : [],
    );
  });
  const arms: readonly (readonly [title: string, armOf: (plan: Plan) => PlanArm])[] = [
    ['with', (plan) => plan.arms[1] as PlanArm],
    ['without', without],
    ['L2', l2(0.05)],
    ['L1', l1(0.002)],
    ['L1 and L2', kept('l1l2', 0.003)],
    ['weakest of a sweep', (plan) => (sweepPlan(plan) as Plan).arms[2] as PlanArm],
    ['dropout', further({ name: 'dropout', value: 0.25 })],
    ['decay', further({ name: 'decay', value: 0.03 })],
    ['early stopping', further({ name: 'early-stopping', value: 7 })],
  ];

  /** What an arm may be refused for; every other one is written or there already. */
  const refusals: Readonly<Record<string, RegExp>> = {
    // critic.py: one line makes a layer with a dropout behind it and one without.
    dropout: /would not do what was compared/,
    decay: /no optimizer was found/,
    'early stopping': /does not call fit|no validation data/,
  };

  for (const { file, text, name } of programs) {
    for (const [title, armOf] of arms) {
      it(`${file}, ${name}: ${title}`, () => {
        const { plan } = read(text, name);
        const arm = armOf(plan);
        const application = write(text, armOf, name);
        if ('reason' in application) {
          const refused = refusals[title];
          assert.match(
            application.reason.en,
            application.written ? /^Nothing to change/ : (refused ?? /never/),
          );
          return;
        }
        const after = applyEdits(text, application.edits);
        const now = read(after, name);
        const found = read(after, name).plan.arms[1]?.penalties ?? [];
        if (arm.penalties.length > 0) assert.deepEqual(found, arm.penalties);
        const again = applyArm(
          { ...now, text: after, plan, analyze: (edited) => analyzeText(edited).facts },
          arm,
        );
        assert.ok('reason' in again && again.written, JSON.stringify(again));
      });
    }
  }
});
