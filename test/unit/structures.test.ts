import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { analyzeText } from '../../src/analysis/analyze';

const programs = path.join(import.meta.dirname, '../oracle/programs');

/** Reads without one length: run with several models, decided by what is installed, or by an order that is not known. */
const open = new Map([
  ['structure_abstract_base', 1],
  ['structure_dictionary_of_models', 1],
  ['structure_import_fallback', 1],
  ['structure_list_operations', 1],
]);

/** The lengths of the reads of `.losses`, in order. */
const terms = (code: string) =>
  analyzeText(`import keras\nfrom keras import layers\n${code}`).facts.lossesReads.map((read) => read.terms);

describe('the structure of programs', () => {
  // test/oracle holds the lengths to what the frameworks do; here they have to be known at all.
  for (const file of readdirSync(programs).filter((name) => name.startsWith('structure_'))) {
    const name = path.basename(file, '.py');
    it(`knows the length of every read in ${name}`, () => {
      const { facts } = analyzeText(readFileSync(path.join(programs, file), 'utf8'));
      const unknown = facts.lossesReads.filter((read) => read.terms === null);
      assert.ok(facts.lossesReads.length > 0);
      assert.equal(unknown.length, open.get(name) ?? 0);
    });
  }

  it('does not take a flag of the command line for granted', () => {
    const program = (test: string) => `import argparse
args = argparse.ArgumentParser().parse_args()
model = keras.Sequential([keras.Input((4,))])
if ${test}:
    model.add(layers.Dense(1, kernel_regularizer='l2'))
print(model.losses)
`;
    for (const test of [
      'args.flag',
      'not args.flag',
      'args.flag is None',
      "args.kind == 'deep'",
      'unseen.flag',
    ])
      assert.deepEqual(terms(program(test)), [null], test);
    assert.deepEqual(terms(program('True or args.flag')), [1]);
  });

  it('says nothing of what an unknown decorator makes of a function', () => {
    const code = `from somewhere import decorate
@decorate
def build():
    return keras.Sequential([keras.Input((4,)), layers.Dense(1, kernel_regularizer='l2')])
print(build().losses)
`;
    assert.deepEqual(terms(code), []);
  });

  it('counts a set only where it is known what is in it', () => {
    const built = (fill: string) => `import sys
words = set()
${fill}
model = keras.Sequential([keras.Input((4,))])
for _ in range(len(words)):
    model.add(layers.Dense(1, kernel_regularizer='l2'))
print(model.losses)
`;
    const counted = (fill: string) => terms(built(fill))[0];
    assert.equal(counted(''), 0);
    assert.equal(counted('words.add("a")\nwords.add("b")\nwords.add("a")'), 2);
    assert.equal(counted('words.update(["a", "b"], "bc")'), 3);
    assert.equal(counted('words = {"a", "b", "a"}'), 2);
    for (const fill of [
      'for line in sys.stdin:\n    words.update(line.split())',
      'for line in sys.stdin:\n    words.add(line)',
      'words.update(sys.argv)',
      'words.add(sys.argv[0])\nwords.add(sys.argv[1])',
      'words |= set(sys.argv)',
      'words = {"a", *sys.argv}',
      'words = {"a", "b"}\nwords.discard(sys.argv[0])',
      'words = {"a", "b"}\nwords.intersection_update(sys.argv)',
    ])
      assert.equal(counted(fill), null, fill);
  });

  it('does not know when a generator runs', () => {
    const code = `model = keras.Sequential([layers.Dense(1, kernel_regularizer='l2')])
def lengths():
    yield len(model.losses)
later = lengths()
model.build((None, 4))
print(list(later))
`;
    assert.deepEqual(terms(code), [null]);
  });

  it('runs the block of a context manager of the file where it yields', () => {
    const code = `import contextlib
model = keras.Sequential([layers.Dense(1, kernel_regularizer='l2')])
@contextlib.contextmanager
def built(shape):
    model.build(shape)
    yield model
    model.add(layers.Dense(1, kernel_regularizer='l2'))
with built((None, 4)) as inside:
    print(inside.losses)
print(model.losses)
`;
    assert.deepEqual(terms(code), [1, 2]);
  });

  it('joins what an import that may be missing decides', () => {
    const code = `try:
    import turbo
except ImportError:
    turbo = None
model = keras.Sequential([keras.Input((4,))])
if turbo is None:
    model.add(layers.Dense(1, kernel_regularizer='l2'))
print(model.losses)
`;
    assert.deepEqual(terms(code), [null]);
  });

  it('ends a recursion that nothing ends', () => {
    const code = `def grow(model, n):
    model.add(layers.Dense(1, kernel_regularizer='l2'))
    return grow(model, n + 1) or grow(model, n - 1)
model = grow(keras.Sequential([keras.Input((4,))]), 0)
print(model.losses)
`;
    const { facts } = analyzeText(`import keras\nfrom keras import layers\n${code}`);
    assert.ok(facts.complete);
    assert.ok(facts.lossesReads.every((read) => read.terms === null));
  });
});
