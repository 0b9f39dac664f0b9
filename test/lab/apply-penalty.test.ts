import assert from 'node:assert/strict';
import { analyzeText } from '../../src/analysis/analyze';
import {
  type ArgumentFact,
  type Facts,
  type LayerFact,
  type ModelFact,
  type PenaltyFact,
  noFacts,
} from '../../src/analysis/facts/facts';
import { applyEdits, type Span } from '../../src/analysis/text/span';
import { applyPenalty, layerPositions } from '../../src/lab/apply-penalty';
import type { PlanPenalty } from '../../src/lab/plan';
import { chainOf } from './facts';

/** The span of the `n`th occurrence of `part`. */
function spanOf(text: string, part: string, n = 0): Span {
  let start = -1;
  for (let k = 0; k <= n; k++) start = text.indexOf(part, start + 1);
  assert.notEqual(start, -1, `${part} is not in the text`);
  return { start, end: start + part.length };
}

/** A layer from the text of its call; `penalties` by weight with the text that defines the strength. */
function layer(
  text: string,
  call: string,
  penalties: readonly Partial<PenaltyFact>[] = [],
  n = 0,
): LayerFact {
  const span = spanOf(text, call, n);
  const opening = call.indexOf('(');
  const argumentFacts: ArgumentFact[] = [];
  let at = opening + 1;
  for (const piece of call.slice(opening + 1, -1).split(',')) {
    const written = piece.trim();
    if (written !== '') {
      const start = span.start + at + piece.indexOf(written);
      const [, keyword, value = written] = /^(\w+)=(.*)$/s.exec(written) ?? [];
      argumentFacts.push({
        name: keyword ?? 'units',
        keyword: keyword !== undefined,
        spread: false,
        span: { start, end: start + written.length },
        valueSpan: { start: start + written.length - value.length, end: start + written.length },
        value: undefined,
      });
    }
    at += piece.length + 1;
  }
  return {
    type: 'Dense',
    symbol: 'keras.layers.Dense',
    span,
    argumentsSpan: { start: span.start + opening, end: span.end },
    inputShape: null,
    outputShape: null,
    parameters: null,
    weights: [],
    penalties: penalties.map((penalty) => ({
      on: 'kernel',
      kind: 'l2',
      l1: null,
      l2: null,
      span,
      definitionSpan: span,
      strengthSpan: null,
      reachesLoss: 'yes',
      atStart: null,
      ...penalty,
    })),
    arguments: argumentFacts,
    inbound: null,
    trainable: 'yes',
  };
}

function factsOf(layers: readonly LayerFact[], spelling: string | null, span: Span | null = null): Facts {
  const model: ModelFact = {
    id: 0,
    name: 'model',
    nameSpan: { start: 0, end: 0 },
    span: { start: 0, end: 0 },
    kind: 'sequential',
    layers,
    layersExact: true,
    inputShape: null,
    outputShape: null,
    parameters: 0,
    parametersExact: true,
    mechanisms: [],
    compile: null,
    fitted: null,
    trainings: [],
    penaltyReachesLoss: 'yes',
    escaped: false,
    graph: () => chainOf(layers),
  };
  return {
    ...noFacts({ name: 'keras', version: null, backend: null, evidence: 'import', span, spelling }),
    models: [model],
  };
}

const l2 = (index: number, strength: number, on = 'kernel'): PlanPenalty => ({
  layer: `layer_${index}`,
  on,
  l1: 0,
  l2: strength,
});

/** The text after applying, or the English reason why nothing was. */
function apply(text: string, facts: Facts, penalties: readonly PlanPenalty[]): string {
  const model = facts.models[0] as ModelFact;
  const layers = new Map(model.layers.map((_, index) => [`layer_${index}`, index]));
  const application = applyPenalty({ facts, model, text, layers }, { name: 'with', penalties });
  return 'reason' in application ? application.reason.en : applyEdits(text, application.edits);
}

describe('applying a penalty to the code', () => {
  const shared =
    'reg = tf.keras.regularizers.l2(0.01)\nDense(64, kernel_regularizer=reg)\nDense(32, kernel_regularizer=reg)\nDense(10)\n';
  const strengthSpan = spanOf(shared, '0.01');
  const sharedFacts = factsOf(
    [
      layer(shared, 'Dense(64, kernel_regularizer=reg)', [{ l2: 0.01, strengthSpan }]),
      layer(shared, 'Dense(32, kernel_regularizer=reg)', [{ l2: 0.01, strengthSpan }]),
      layer(shared, 'Dense(10)'),
    ],
    'tf.keras',
  );

  it('says that nothing has to change when the code already holds it', () => {
    assert.match(apply(shared, sharedFacts, [l2(0, 0.01), l2(1, 0.01)]), /^Nothing to change/);
  });

  it('changes the number where it is defined when all that share it agree', () => {
    assert.equal(apply(shared, sharedFacts, [l2(0, 0.001), l2(1, 0.001)]), shared.replace('0.01', '0.001'));
  });

  it('changes the argument of one layer when another keeps the shared definition', () => {
    assert.equal(
      apply(shared, sharedFacts, [l2(0, 0.5), l2(1, 0.01)]),
      shared.replace('kernel_regularizer=reg', 'kernel_regularizer=tf.keras.regularizers.L2(0.5)'),
    );
  });

  it('replaces the argument when the kind changes', () => {
    const penalties = [0, 1].map((index) => ({ layer: `layer_${index}`, on: 'kernel', l1: 0.02, l2: 0 }));
    assert.equal(
      apply(shared, sharedFacts, penalties),
      shared.replaceAll('kernel_regularizer=reg', 'kernel_regularizer=tf.keras.regularizers.L1(0.02)'),
    );
  });

  it('removes the arguments for the arm without', () => {
    assert.equal(apply(shared, sharedFacts, []), shared.replaceAll(', kernel_regularizer=reg', ''));
  });

  it('adds arguments with the spelling of the file', () => {
    const text = 'Dense(64)\nDense(10)\n';
    const facts = factsOf([layer(text, 'Dense(64)'), layer(text, 'Dense(10)')], 'keras');
    assert.equal(
      apply(text, facts, [l2(0, 0.01)]),
      'Dense(64, kernel_regularizer=keras.regularizers.L2(0.01))\nDense(10)\n',
    );
  });

  it('keeps one argument a line, line breaks and a trailing comma', () => {
    const text = 'Dense(\r\n    64,\r\n    activation="relu",\r\n)\r\n';
    const facts = factsOf([layer(text, text.trimEnd())], 'keras');
    assert.equal(
      apply(text, facts, [l2(0, 0.01), l2(0, 0.1, 'bias')]),
      'Dense(\r\n    64,\r\n    activation="relu",\r\n    kernel_regularizer=keras.regularizers.L2(0.01),\r\n    bias_regularizer=keras.regularizers.L2(0.1),\r\n)\r\n',
    );
  });

  it('imports regularizers when the file has no name for keras', () => {
    const text = '"""Doc."""\nimport os\nfrom tensorflow.keras.layers import (\n    Dense,\n)\nDense(64)\n';
    const facts = factsOf([layer(text, 'Dense(64)')], null, spanOf(text, 'Dense'));
    assert.equal(
      apply(text, facts, [l2(0, 0.01)]),
      text
        .replace('from tensorflow', 'from tensorflow.keras import regularizers\nfrom tensorflow')
        .replace('Dense(64)', 'Dense(64, kernel_regularizer=regularizers.L2(0.01))'),
    );
  });

  it('uses the regularizers the file has imported', () => {
    const text = 'from tensorflow.keras import layers, regularizers as rg\nDense(64)\n';
    const facts = factsOf([layer(text, 'Dense(64)')], null);
    assert.match(apply(text, facts, [l2(0, 0.01)]), /Dense\(64, kernel_regularizer=rg\.L2\(0\.01\)\)/);
  });

  it('removes leading arguments without leaving a comma', () => {
    const text = 'Dense(kernel_regularizer=a, bias_regularizer=b, units=4)';
    const facts = factsOf([layer(text, text, [{ l2: 1 }, { on: 'bias', l2: 1 }])], 'keras');
    assert.equal(apply(text, facts, []), 'Dense(units=4)');
  });

  it('replaces an explicit None', () => {
    const text = 'Dense(4, kernel_regularizer=None)';
    const facts = factsOf([layer(text, text)], 'keras');
    assert.equal(apply(text, facts, [l2(0, 1)]), 'Dense(4, kernel_regularizer=keras.regularizers.L2(1))');
  });

  it('edits a line that makes several layers once', () => {
    const text = 'for n in (64, 32): model.add(Dense(n))';
    const facts = factsOf([layer(text, 'Dense(n)'), layer(text, 'Dense(n)')], 'keras');
    assert.equal(
      apply(text, facts, [l2(0, 0.1), l2(1, 0.1)]),
      'for n in (64, 32): model.add(Dense(n, kernel_regularizer=keras.regularizers.L2(0.1)))',
    );
  });

  it('refuses when one line would have to hold two penalties', () => {
    const text = 'for n in (64, 32): model.add(Dense(n))';
    const facts = factsOf([layer(text, 'Dense(n)'), layer(text, 'Dense(n)')], 'keras');
    assert.match(apply(text, facts, [l2(0, 0.1)]), /one line of code makes several layers/);
  });

  it('leaves penalties alone that a plan cannot carry', () => {
    const text = 'Dense(4, kernel_regularizer=mine)';
    const facts = factsOf([layer(text, text, [{ kind: 'custom' }])], 'keras');
    assert.match(apply(text, facts, []), /^Nothing to change/);
  });

  it('writes penalties on outputs, and orthogonal ones', () => {
    const text = 'Dense(4, activity_regularizer=act)';
    const facts = factsOf([layer(text, text, [{ on: 'activity', l2: 0.1 }])], 'keras');
    assert.equal(apply(text, facts, []), 'Dense(4)');
    const orthogonal = { factor: 0.02, mode: 'columns' } as const;
    assert.equal(
      apply(text, facts, [
        { layer: 'layer_0', on: 'activity', l1: 0, l2: 0.1 },
        { layer: 'layer_0', on: 'kernel', l1: 0, l2: 0, orthogonal },
      ]),
      "Dense(4, activity_regularizer=act, kernel_regularizer=keras.regularizers.OrthogonalRegularizer(factor=0.02, mode='columns'))",
    );
  });

  it('refuses when the plan names a layer that is gone', () => {
    assert.match(apply(shared, sharedFacts, [l2(7, 0.1)]), /no longer those that were compared/);
  });
});

describe('applying a penalty to code as the analysis reads it', () => {
  const programs: Readonly<Record<string, string>> = {
    'a shared regularizer': `import tensorflow as tf
l2_reg = tf.keras.regularizers.l2(0.01)
model = tf.keras.Sequential([
    tf.keras.Input((8,)),
    tf.keras.layers.Dense(16, activation='relu', kernel_regularizer=l2_reg),
    tf.keras.layers.Dense(3, kernel_regularizer=l2_reg),
])
`,
    'imported members': `from tensorflow.keras.models import Sequential
from tensorflow.keras.layers import Dense, Input
model = Sequential()
model.add(Input((8,)))
model.add(Dense(16, activation='relu'))
model.add(Dense(3))
`,
    'a functional model with one argument a line': `import keras
from keras import layers
inputs = keras.Input((8,))
x = layers.Dense(
    16,
    activation='relu',
    kernel_regularizer='l1',
)(inputs)
outputs = layers.Dense(3)(x)
model = keras.Model(inputs, outputs)
`,
    'layers made in a loop by a helper': `import keras
def dense(n):
    return keras.layers.Dense(n, activation='relu')
model = keras.Sequential([keras.Input((8,))])
for n in (16, 16):
    model.add(dense(n))
`,
    'layers in wrappers': `import keras
from keras import layers
model = keras.Sequential([
    keras.Input((4, 8)),
    layers.TimeDistributed(layers.Dense(16, kernel_regularizer='l2'), name='each'),
    layers.Bidirectional(layers.LSTM(3), merge_mode='sum'),
])
`,
    'a positional regularizer': `import keras
model = keras.Sequential([
    keras.Input((8,)),
    keras.layers.Dense(16, 'relu', True, 'glorot_uniform', 'zeros', keras.regularizers.L2(0.1)),
    keras.layers.Dense(3),
])
`,
  };
  const arms: readonly (readonly [name: string, l1: number, l2: number])[] = [
    ['L2 of another strength', 0, 0.05],
    ['L1', 0.002, 0],
    ['both', 0.002, 0.05],
    ['none', 0, 0],
  ];

  for (const [title, text] of Object.entries(programs)) {
    for (const [name, strengthL1, strengthL2] of arms) {
      it(`${title}: ${name}`, () => {
        const { model, facts } = read(text);
        const layers = layerPositions(model);
        const penalties: PlanPenalty[] = [...layers.keys()]
          .filter(() => strengthL1 + strengthL2 > 0)
          .map((layer) => ({ layer, on: 'kernel', l1: strengthL1, l2: strengthL2 }));
        const application = applyPenalty({ facts, model, text, layers }, { name, penalties });
        const after = 'reason' in application ? text : applyEdits(text, application.edits);
        const written = read(after).model.layers.flatMap((layer) =>
          layer.type === 'Dense' || layer.inside
            ? [layer.penalties.map(({ on, l1, l2 }) => ({ on, l1: l1 ?? 0, l2: l2 ?? 0 }))]
            : [],
        );
        const expected = penalties.length === 0 ? [] : [{ on: 'kernel', l1: strengthL1, l2: strengthL2 }];
        assert.deepEqual(written, [expected, expected], after);
        const again = applyPenalty(
          { ...read(after), text: after, layers: layerPositions(read(after).model) },
          { name, penalties },
        );
        assert.ok('reason' in again && again.written, after);
      });
    }
  }

  function read(text: string): { facts: Facts; model: ModelFact } {
    const { facts, broken } = analyzeText(text);
    assert.deepEqual(broken, [], text);
    return { facts, model: facts.models.at(-1) as ModelFact };
  }
});
