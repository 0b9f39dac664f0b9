import assert from 'node:assert/strict';
import { applyEdits, type TextEdit } from '../../src/analysis/text/span';
import { SpanTracker } from '../../src/extension/span-tracker';

const text = 'model = Sequential()\nmodel.losses\n';
const edit = (start: number, end: number, newText: string): TextEdit => ({ span: { start, end }, newText });

/** What `model.losses` has become after changes, each a batch of edits. */
function followed(...changes: readonly (readonly TextEdit[])[]): string | null {
  const tracker = new SpanTracker();
  let now = text;
  for (const edits of changes) {
    tracker.add(edits);
    now = applyEdits(now, edits);
  }
  const start = text.indexOf('model.losses');
  const span = tracker.now({ start, end: start + 'model.losses'.length });
  return span === null ? null : now.slice(span.start, span.end);
}

describe('following a span through edits', () => {
  const start = text.indexOf('model.losses');
  it('stays with its text when something before or behind it changes', () => {
    assert.equal(followed([edit(0, 0, '# a\n')], [edit(0, 2, '')]), 'model.losses');
    assert.equal(followed([edit(start, start, 'x')]), 'model.losses');
    assert.equal(followed([edit(start + 12, start + 12, '[0]')]), 'model.losses');
    assert.equal(followed([edit(0, 5, 'm'), edit(start - 2, start - 1, '')]), 'model.losses');
  });

  it('grows and shrinks with edits inside it', () => {
    assert.equal(followed([edit(start + 5, start + 6, '_2.')]), 'model_2.losses');
    assert.equal(followed([edit(start + 5, start + 12, '')]), 'model');
  });

  it('keeps what an edit over its border leaves', () => {
    assert.equal(followed([edit(start - 3, start + 6, '!')]), 'losses');
    assert.equal(followed([edit(start + 5, start + 13, '!')]), 'model');
  });

  it('is gone when all of it is', () => {
    assert.equal(followed([edit(start, start + 12, 'other')]), null);
    assert.equal(followed([edit(0, text.length, '')]), null);
  });

  it('knows spans no edit has reached', () => {
    const tracker = new SpanTracker();
    tracker.add([edit(5, 5, '__')]);
    assert.equal(tracker.untouched({ start: 0, end: 4 }), true);
    assert.equal(tracker.untouched({ start: 0, end: 5 }), false);
    assert.equal(tracker.untouched({ start: 6, end: 9 }), true);
    assert.equal(tracker.isEmpty, false);
  });
});
