import assert from 'node:assert/strict';
import { ignoreInFile, ignoreOnLine } from '../../src/analysis/ignore-edits';
import { applyEdits } from '../../src/analysis/text/span';

/** The text after silencing `rule` for the part of the text that `found` names. */
function onLine(text: string, found: string, rule = 'a-rule'): string | null {
  const start = text.indexOf(found);
  const edit = ignoreOnLine(text, { start, end: start + found.length }, rule);
  return edit === null ? null : applyEdits(text, [edit]);
}

function inFile(text: string, rule = 'a-rule'): string | null {
  const edit = ignoreInFile(text, rule);
  return edit === null ? null : applyEdits(text, [edit]);
}

describe('ignoring on a line', () => {
  it('adds a comment behind the line', () => {
    assert.equal(
      onLine('a = 1\nb = f(2)\nc = 3\n', 'f(2)'),
      'a = 1\nb = f(2)  # reglens: ignore[a-rule]\nc = 3\n',
    );
    assert.equal(onLine('b = f(2)', 'f(2)'), 'b = f(2)  # reglens: ignore[a-rule]');
    assert.equal(onLine('b = f(2)   \r\nc\r\n', 'f(2)'), 'b = f(2)  # reglens: ignore[a-rule]\r\nc\r\n');
  });

  it('keeps a comment that is there', () => {
    assert.equal(onLine('b = f(2)  # why\n', 'f(2)'), 'b = f(2)  # why  # reglens: ignore[a-rule]\n');
  });

  it('adds to the list that is there', () => {
    assert.equal(
      onLine('b = f(2)  # reglens: ignore[other]\n', 'f(2)'),
      'b = f(2)  # reglens: ignore[other, a-rule]\n',
    );
  });

  it('stands above where the line goes on', () => {
    assert.equal(
      onLine('if x:\n    b = 1 + \\\n        f(2)\n', '1 +'),
      'if x:\n    # reglens: ignore-next-line[a-rule]\n    b = 1 + \\\n        f(2)\n',
    );
    assert.equal(onLine('b = f("""\n""")\n', 'f('), '# reglens: ignore-next-line[a-rule]\nb = f("""\n""")\n');
  });

  it('stands on the first line of a statement over several lines', () => {
    assert.equal(
      onLine('b = f(\n    2,\n)\n', 'f(\n    2,\n)'),
      'b = f(  # reglens: ignore[a-rule]\n    2,\n)\n',
    );
  });
});

describe('ignoring in a file', () => {
  it('adds a line at the top', () => {
    assert.equal(inFile('import x\n'), '# reglens: ignore-file[a-rule]\nimport x\n');
    assert.equal(inFile('"""Doc."""\r\n'), '# reglens: ignore-file[a-rule]\r\n"""Doc."""\r\n');
  });

  it('leaves first what has to be first', () => {
    assert.equal(
      inFile('#!/usr/bin/env python\n# -*- coding: utf-8 -*-\nimport x\n'),
      '#!/usr/bin/env python\n# -*- coding: utf-8 -*-\n# reglens: ignore-file[a-rule]\nimport x\n',
    );
    assert.equal(inFile('#!/usr/bin/python'), '#!/usr/bin/python\n# reglens: ignore-file[a-rule]\n');
  });

  it('adds to the list that is there', () => {
    assert.equal(
      inFile('import x\n# reglens: ignore-file[other]\n'),
      'import x\n# reglens: ignore-file[other, a-rule]\n',
    );
  });
});
