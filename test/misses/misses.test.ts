import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { analyzeText } from '../../src/analysis/analyze';
import { rules } from '../../src/analysis/rules';
import { readSuite } from '../rules/literate';

/** How many of the hundred known bugs have to be found. */
const REQUIRED = 95;

const suite = readFileSync(path.join(import.meta.dirname, 'misses.md'), 'utf8');

/** The rule that has to find the case of a block: it stands behind the block. */
function expectedRules(): string[] {
  return [...suite.matchAll(/^-> (\S+)$/gm)].map(([, rule]) => rule as string);
}

describe('known bugs', () => {
  const cases = readSuite(suite);
  const expected = expectedRules();

  it('are a hundred, each with its rule', () => {
    assert.equal(cases.length, 100);
    assert.equal(expected.length, cases.length);
    const ids = rules.map(({ id }) => id);
    assert.deepEqual(
      expected.filter((rule) => !ids.includes(rule)),
      [],
    );
  });

  it(`are found, ${REQUIRED} of them at least`, () => {
    const missed = cases.flatMap(({ title, code, options }, index) => {
      const found = analyzeText(code, options).findings.map(({ rule }) => rule);
      const wanted = expected[index] as string;
      return found.includes(wanted) ? [] : [`${title}: ${wanted}, found ${found.join(', ') || 'nothing'}`];
    });
    assert.ok(cases.length - missed.length >= REQUIRED, `missed:\n${missed.join('\n')}`);
  });
});
