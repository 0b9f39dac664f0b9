import assert from 'node:assert/strict';
import { openDocument } from '../../src/analysis/document';
import type { Document } from '../../src/analysis/document';
import { sourcesOf } from './syntax/tree-of';

/** Replaces the only `from` in the document by `to`, as one edit. */
function replace(document: Document, from: string, to: string): void {
  const start = document.text.indexOf(from);
  assert.ok(start >= 0 && document.text.indexOf(from, start + 1) < 0, `one ${JSON.stringify(from)}`);
  edit(document, start, start + from.length, to);
}

function edit(document: Document, start: number, end: number, newText: string): void {
  const text = document.text.slice(0, start) + newText + document.text.slice(end);
  document.update([{ span: { start, end }, newText }], text);
}

/** Types into the document after the only `anchor`, one character after the other. */
function type(document: Document, anchor: string, typed: string, check: (typed: string) => void): void {
  let at = document.text.indexOf(anchor) + anchor.length;
  for (let count = 1; count <= typed.length; count++, at++) {
    edit(document, at, at, typed.charAt(count - 1));
    check(typed.slice(0, count));
  }
}

const calls = (document: Document): string[] => sourcesOf(document.program, document.text, 'call');
const assigned = (document: Document): string[] => sourcesOf(document.program, document.text, 'assign');
const broken = (document: Document): string[] =>
  document.program.broken.map((span) => document.text.slice(span.start, span.end));

describe('a document while it is edited', () => {
  it('keeps the last good version of a statement, where it stands now', () => {
    const document = openDocument('a = 1\nmodel = Dense(4, b)\nc = 2\n');
    replace(document, '4', '4, (');
    assert.deepEqual(broken(document), ['model = Dense(4, (, b)']);
    assert.deepEqual(assigned(document), ['a = 1', 'model = Dense(4, (, b)', 'c = 2']);
    assert.deepEqual(sourcesOf(document.program, document.text, 'name'), ['a', 'model', 'Dense', 'b', 'c']);
  });

  it('drops it when the statement is good again', () => {
    const document = openDocument('a = f(1)\n');
    replace(document, '1', '1, ');
    replace(document, '1, ', '1, [');
    assert.deepEqual(calls(document), ['f(1, [)']);
    replace(document, '1, [', '2');
    assert.deepEqual(broken(document), []);
    assert.deepEqual(sourcesOf(document.program, document.text, 'constant'), ['2']);
  });

  it('drops it when its line is deleted', () => {
    const document = openDocument('a = 1\nf(b)\nc = 2\n');
    replace(document, 'f(b)', 'f(b');
    assert.deepEqual(calls(document), ['f(b']);
    replace(document, 'f(b\n', '');
    assert.deepEqual(calls(document), []);
    assert.deepEqual(assigned(document), ['a = 1', 'c = 2']);
  });

  it('drops it when its text is deleted and something else begun there', () => {
    const document = openDocument('a = 1\nf(b)\nc = 2\n');
    replace(document, 'f(b)', 'f(b');
    replace(document, 'f(b', '');
    type(document, 'a = 1\n', 'import (', () => assert.deepEqual(calls(document), []));
  });

  it('has none for a statement that never was good', () => {
    const document = openDocument('a = f(\nb = 1\n');
    assert.deepEqual(assigned(document), ['b = 1']);
    replace(document, 'f(', 'f(1, ');
    assert.deepEqual(assigned(document), ['b = 1']);
  });

  it('moves it with edits elsewhere', () => {
    const document = openDocument('a = 1\ndef f():\n    b = g(c)\n    return b\n');
    replace(document, 'g(c)', 'g(c');
    replace(document, 'a = 1', 'a = 1\naa = "longer"\n');
    assert.deepEqual(calls(document), ['g(c']);
    assert.deepEqual(assigned(document), ['a = 1', 'aa = "longer"', 'b = g(c']);
    edit(document, 0, 0, '\n\n');
    assert.deepEqual(broken(document), ['b = g(c']);
    assert.deepEqual(calls(document), ['g(c']);
  });

  it('loses no statement while a new one is typed between two', () => {
    for (const typed of [
      'x = f(a, [b])',
      'with f(x) as y:',
      '"""Text."""',
      'def g(a):',
      'if a == {1: 2}:',
      'else:',
    ]) {
      const document = openDocument('a = f(1)\n\nb = f(2)\n');
      type(document, 'a = f(1)\n', typed, (sofar) => {
        const found = assigned(document).filter(
          (source) => source.startsWith('a =') || source.startsWith('b ='),
        );
        assert.deepEqual(found, ['a = f(1)', 'b = f(2)'], JSON.stringify(sofar));
      });
    }
  });

  it('loses no statement while one is typed in front of another on its line', () => {
    const document = openDocument('a = 1\nf(b)\n');
    type(document, 'a = 1\n', 'x = g(', () => assert.equal(calls(document).length, 1));
    assert.deepEqual(calls(document), ['g(f(b)']);
  });

  it('attributes a neighbour to no one else', () => {
    const document = openDocument('def f():\n    a(1)\n    \n    b(2)\n');
    type(document, 'a(1)\n    ', 'c(3, [', () => {
      const kept = calls(document);
      assert.equal(kept.filter((call) => call === 'a(1)').length, 1);
      assert.equal(kept.filter((call) => call === 'b(2)').length, 1);
    });
  });

  it('a line break in the middle of a statement neither loses nor doubles what it holds', () => {
    const document = openDocument('y = f(x)\nz = 1\n');
    replace(document, 'y = ', 'y = \n');
    assert.deepEqual(calls(document), ['f(x)']);
    assert.deepEqual(assigned(document), ['y = \nf(x)', 'z = 1']);
    assert.deepEqual(broken(document), ['y = \nf(x)']);
  });

  it('two statements joined on one line keep both', () => {
    const document = openDocument('a = f(1)\nb = f(2)\nc = 3\n');
    replace(document, ')\nb', ') b');
    assert.deepEqual(calls(document), ['f(1)', 'f(2)']);
    assert.deepEqual(broken(document), ['a = f(1) b = f(2)']);
  });

  it('keeps a whole class while its header is typed', () => {
    const document = openDocument(
      'class A(B):\n    def f(self):\n        g(1)\n\n    def h(self):\n        g(2)\n\ni = 1\n',
    );
    replace(document, 'A(B)', 'A(B, C');
    assert.deepEqual(calls(document), ['g(1)', 'g(2)']);
    assert.equal(document.program.broken.length, 1);
    replace(document, 'A(B, C', 'A(B, C)');
    assert.deepEqual(broken(document), []);
  });

  it('keeps an if while an else is typed after it', () => {
    const document = openDocument('if a:\n    f(1)\n\nb = 1\n');
    type(document, 'f(1)\n', 'else', () => assert.deepEqual(calls(document), ['f(1)']));
  });

  it('three quotes typed anywhere lose nothing before or after them', () => {
    const document = openDocument('a = f(1)\n\ndef g():\n    """Text."""\n    f(2)\n\nf(3)\n');
    type(document, 'a = f(1)\n', '"""', () => assert.deepEqual(calls(document), ['f(1)', 'f(2)', 'f(3)']));
    const inside = openDocument(
      'a = f(1)\n\ndef g():\n    f(2)\n    \n    f(4)\n\ndef h():\n    """Text."""\n    f(3)\n',
    );
    type(inside, 'f(2)\n    ', '"""', () =>
      assert.deepEqual(calls(inside), ['f(1)', 'f(2)', 'f(4)', 'f(3)']),
    );
  });

  it('several edits at once', () => {
    const document = openDocument('a = f(1)\nb = 2\nc = f(3)\n');
    document.update(
      [
        { span: { start: 7, end: 8 }, newText: '' },
        { span: { start: 13, end: 14 }, newText: '2000' },
        { span: { start: 22, end: 23 }, newText: '' },
      ],
      'a = f(1\nb = 2000\nc = f(3\n',
    );
    assert.deepEqual(assigned(document), ['a = f(1', 'b = 2000', 'c = f(3']);
    assert.deepEqual(broken(document), ['a = f(1', 'c = f(3']);
  });

  it('an edit that rewrites the whole text with little change keeps what it can', () => {
    const document = openDocument('a = f(1)\nb = 2\n');
    edit(document, 0, document.text.length, 'a = f(1\nb = 2\n');
    assert.deepEqual(calls(document), ['f(1']);
  });

  it('an edit that replaces everything keeps nothing', () => {
    const document = openDocument('a = f(1)\n');
    edit(document, 0, document.text.length, 'import (');
    assert.deepEqual(calls(document), []);
    assert.deepEqual(broken(document), ['import (']);
  });
});
