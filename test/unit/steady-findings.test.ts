import assert from 'node:assert/strict';
import { analyzeProgram } from '../../src/analysis/analyze';
import { openDocument } from '../../src/analysis/document';
import { steadyFindings } from '../../src/extension/steady-findings';

const before = `import keras

model = keras.Sequential([
    keras.layers.Dense(64, kernel_regularizer='l9'),
    keras.layers.Dense(64),
])
`;

/** Types text at a place, key by key, and tells the rules shown after each key. */
function typed(text: string, at: string, offset: number, keys: string): string[][] {
  const document = openDocument(text);
  const steady = steadyFindings();
  const findings = () => analyzeProgram(document.program, document.text).findings;
  const rules = (shown: ReturnType<typeof findings>) => shown.map(({ rule }) => rule);
  const seen = [rules([...steady.atRest(findings())])];
  let place = text.indexOf(at) + offset;
  for (const key of keys) {
    const edits = [{ span: { start: place, end: place }, newText: key }];
    steady.change(edits, document.text);
    document.update(edits, document.text.slice(0, place) + key + document.text.slice(place));
    seen.push(rules([...steady.whileTyping(findings())]));
    place += 1;
  }
  return [...seen, rules([...steady.atRest(findings())])];
}

describe('findings while somebody types', () => {
  it('do not show what is half written', () => {
    const seen = typed(before, 'Dense(64),', 8, ", kernel_regularizer='l2'");
    assert.ok(seen.every((rules) => rules.join() === 'regularizer-invalid'));
  });

  it('show what is wrong at rest', () => {
    const seen = typed(before, 'Dense(64),', 8, ", kernel_regularizer='l8'");
    assert.deepEqual(seen.at(-2), ['regularizer-invalid']);
    assert.deepEqual(seen.at(-1), ['regularizer-invalid', 'regularizer-invalid']);
  });

  it('stay where they were shown, whatever is typed before them', () => {
    const seen = typed(before, 'model =', 0, 'x = 1\n');
    assert.ok(seen.every((rules) => rules.join() === 'regularizer-invalid'));
  });

  it('go as soon as they are repaired', () => {
    const seen = typed(before.replace("'l9'", "'l'"), "'l'", 2, '2');
    assert.deepEqual(seen, [['regularizer-invalid'], [], []]);
  });
});
