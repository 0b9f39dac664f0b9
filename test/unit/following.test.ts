import assert from 'node:assert/strict';
import { foldFacts } from '../../src/analysis/facts/fold';
import { analyzeText } from '../../src/analysis/analyze';
import { modelLens } from '../../src/analysis/lenses/model-lens';
import { kerasFramework } from '../../src/analysis/frameworks/keras/framework';
import { runProgram } from '../../src/analysis/interpreter/run';
import { rules } from '../../src/analysis/rules/index';
import { alone } from '../../src/analysis/surroundings';
import { parsePython } from '../../src/analysis/syntax/python';
import { Sources } from '../../src/analysis/text/sources';

const text = `import keras
from keras import layers
model = keras.Sequential([keras.Input((4,)), layers.Dense(8, kernel_regularizer='l2'), layers.Dense(1)])
model.compile('adam', 'mse')
model.fit(x, y)
print(sum(model.losses))
`;

describe('the forward pass of a model', () => {
  it('is not followed for findings and lenses, and once when asked for', () => {
    const { framework } = analyzeText(text).facts;
    const sources = new Sources(text);
    const run = runProgram(parsePython(text), sources, alone.modules, kerasFramework(3, null));
    let followed = 0;
    const follow: typeof run.follow = (model) => {
      followed++;
      return run.follow(model);
    };
    const facts = foldFacts({ ...run, follow }, framework, sources);
    for (const rule of rules) rule.check(facts, { text, options: { capacity: 10_000 } });
    for (const model of facts.models) modelLens(facts, model);
    assert.equal(followed, 0);
    const [model] = facts.models;
    const graph = model?.graph();
    assert.ok(graph && 'steps' in graph);
    assert.deepEqual(
      graph.steps.map(({ type }) => type),
      ['Dense', 'Dense'],
    );
    assert.equal(model?.graph(), graph);
    assert.equal(followed, 1);
  });
});
