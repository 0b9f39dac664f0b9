import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { analyzeText } from '../../src/analysis/analyze';

const folder = path.join(import.meta.dirname, '../../examples');

/** What each file of examples/ is there to show. */
const shown: Record<string, string[]> = {
  'seed.py': ['loss-object-arithmetic', 'logits-mismatch', 'losses-before-build'],
  'training_loop.py': ['losses-ignored'],
  'counted_twice.py': ['losses-counted-twice'],
  'nothing_to_say.py': [],
};

describe('the examples', () => {
  for (const [name, rules] of Object.entries(shown)) {
    it(`${name} shows ${rules.join(', ') || 'nothing'}`, () => {
      const { findings, complete } = analyzeText(readFileSync(path.join(folder, name), 'utf8'));
      assert.deepEqual(
        findings.map(({ rule }) => rule),
        rules,
      );
      assert.equal(complete, true);
    });
  }
});
