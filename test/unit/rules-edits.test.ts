import assert from 'node:assert/strict';
import {
  addArgument,
  removeArgument,
  removeStatement,
  removeTerm,
} from '../../src/analysis/rules/support/edits';
import { pythonShape, quoted } from '../../src/analysis/rules/support/words';
import { applyEdits, type Span } from '../../src/analysis/text/span';

/** The text with `[[` and `]]` taken out, and the span between them. */
function marked(text: string): { text: string; span: Span } {
  const start = text.indexOf('[[');
  const end = text.indexOf(']]') - 2;
  return { text: text.replace('[[', '').replace(']]', ''), span: { start, end } };
}

describe('removing a term', () => {
  const cases: readonly [name: string, before: string, after: string][] = [
    ['at the end', 'loss = a [[+ sum(m.losses)]]\n', 'loss = a\n'],
    ['at the end of a call', 'f(a [[+ sum(m.losses)]])', 'f(a)'],
    ['at the beginning', 'loss = [[sum(m.losses) +]] a\n', 'loss = a\n'],
    ['in the middle', 'loss = a [[+ sum(m.losses)]] + b\n', 'loss = a + b\n'],
    ['on a line of its own', 'x = (\n    a\n    [[+ sum(m.losses)]]\n)\n', 'x = (\n    a\n)\n'],
    ['after CRLF', 'x = (\r\n    a\r\n    [[+ s]]\r\n)\r\n', 'x = (\r\n    a\r\n)\r\n'],
    ['after a backslash', 'x = a \\\n    [[+ s]]\ny = 1\n', 'x = a\ny = 1\n'],
    ['below a comment', 'x = (\n    a  # why\n    [[+ s]]\n)\n', 'x = (\n    a  # why\n\n)\n'],
    ['as a statement', 'x = a\n[[x += sum(m.losses)]]\ny = 1\n', 'x = a\ny = 1\n'],
    ['as a statement on an attribute', 'if a:\n    [[self.x += s]]\n    b()\n', 'if a:\n    b()\n'],
  ];
  for (const [name, before, after] of cases) {
    it(name, () => {
      const { text, span } = marked(before);
      assert.equal(applyEdits(text, [removeTerm(text, span)]), after);
    });
  }
});

describe('removing a statement', () => {
  const cases: readonly [name: string, before: string, after: string][] = [
    ['with its comment', 'a = 1\n[[b = 2]]  # two\nc = 3\n', 'a = 1\nc = 3\n'],
    ['the last line without a line break', 'a = 1\n[[b = 2]]', 'a = 1\n'],
    ['the only one of a block', 'if a:\n    [[b = 2]]\nc = 3\n', 'if a:\n    pass\nc = 3\n'],
    ['the only one of the last block', 'if a:\n    # why\n    [[b = 2]]\n', 'if a:\n    # why\n    pass\n'],
    ['behind a colon', 'if a: [[b = 2]]\n', 'if a: pass\n'],
    ['between semicolons', 'a = 1; [[b = 2]]; c = 3\n', 'a = 1; pass; c = 3\n'],
  ];
  for (const [name, before, after] of cases) {
    it(name, () => {
      const { text, span } = marked(before);
      assert.equal(applyEdits(text, [removeStatement(text, span)]), after);
    });
  }
});

describe('arguments', () => {
  it('go with one comma', () => {
    for (const [before, after] of [
      ['f(1, [[a=2]])', 'f(1)'],
      ['f([[a=2]], b=1)', 'f(b=1)'],
      ['f([[a=2]])', 'f()'],
      ['f(\n  1,\n  [[a=2]],\n)', 'f(\n  1,\n)'],
      ['f(\n  1,  # one\n  [[a=2]]\n)', 'f(\n  1,  # one\n  \n)'],
    ] as const) {
      const { text, span } = marked(before);
      assert.equal(applyEdits(text, [removeArgument(text, span)]), after);
    }
  });

  it('come behind the last one, before comments and after a trailing comma', () => {
    for (const [before, after] of [
      ['f[[()]]', 'f(a=1)'],
      ['f[[(1)]]', 'f(1, a=1)'],
      ['f[[(1,)]]', 'f(1, a=1)'],
      ['f[[(\n  1,  # one\n)]]', 'f(\n  1, a=1  # one\n)'],
      ["f[[('#')]]", "f('#', a=1)"],
      ['f[[("a\\"#", """b"#""")]]', 'f("a\\"#", """b"#""", a=1)'],
    ] as const) {
      const { text, span } = marked(before);
      assert.equal(applyEdits(text, [addArgument(text, span, 'a=1')]), after);
    }
  });
});

describe('words', () => {
  it('quote code on one line', () => {
    const code = 'a + \\\n   b';
    assert.equal(quoted(code, { start: 0, end: code.length }), 'a + b');
    assert.equal(quoted('x'.repeat(99), { start: 0, end: 99 }).length, 48);
  });

  it('write shapes as Python does', () => {
    assert.equal(pythonShape([784]), '(784,)');
    assert.equal(pythonShape([null, 28]), '(None, 28)');
  });
});
