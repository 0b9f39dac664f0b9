import { followFixes } from '../follow-fixes';
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type AnalysisOptions, analyzeText, defaultOptions, type Finding } from '../../src/analysis/analyze';
import type { Fix } from '../../src/analysis/rules/define-rule';
import { rules } from '../../src/analysis/rules';
import { documentation } from '../../src/analysis/rules/pages';
import { LineIndex } from '../../src/analysis/text/line-index';
import { render } from '../../src/analysis/text/localized';
import { applyEdits } from '../../src/analysis/text/span';
import { type Case, readSuite } from './literate';

const folder = import.meta.dirname;
const suites = readdirSync(folder).filter((name) => name.endsWith('.md'));

describe('literate suites', () => {
  it('exist for every rule', () => {
    assert.deepEqual(
      rules.map(({ id }) => id).filter((id) => !suites.includes(`${id}.md`)),
      [],
    );
  });

  for (const suite of suites) {
    describe(suite, () => {
      for (const one of readSuite(readFileSync(path.join(folder, suite), 'utf8'))) {
        it(`${one.title} (line ${one.line})`, () => checkCase(one, suite.slice(0, -3)));
      }
    });
  }
});

describe('rule documentation', () => {
  for (const [id, { bad, good }] of Object.entries(documentation)) {
    const options = withRule(defaultOptions, id);
    it(`${id}: the bad example reports exactly this rule`, () => {
      const { findings } = analyzeText(bad.code, options);
      assert.deepEqual([...new Set(findings.map(({ rule }) => rule))], [id]);
      assertFixes(bad.code, options);
    });
    it(`${id}: the good example reports nothing`, () => {
      assert.deepEqual(shown(good.code, analyzeText(good.code, options).findings), []);
    });
  }
});

describe('the seed program', () => {
  const seed = readFileSync(path.join(folder, '../../examples/seed.py'), 'utf8');

  it('shows exactly its findings', () => {
    const found = analyzeText(seed).findings.map(({ rule, severity, confidence }) => [
      rule,
      severity,
      confidence,
    ]);
    assert.deepEqual(found.sort(), [
      ['logits-mismatch', 'warning', 'likely'],
      ['loss-object-arithmetic', 'error', 'certain'],
      ['losses-before-build', 'warning', 'certain'],
    ]);
  });

  it('has no finding left after its fixes, in whatever order they are applied', () => {
    const ends = followFixes(seed);
    assert.equal(ends.size > 0, true);
    for (const end of ends) assert.deepEqual(shown(end, analyzeText(end).findings), []);
  });
});

/** Options under which a rule speaks that is off by default. */
function withRule(options: AnalysisOptions, id: string): AnalysisOptions {
  const isOff = rules.some((rule) => rule.id === id && rule.severity === 'off');
  return isOff ? { ...options, rules: { ...options.rules, [id]: 'information' } } : options;
}

function checkCase(one: Case, suite: string): void {
  const options = withRule(one.options, suite);
  const { findings } = analyzeText(one.code, options);
  const withConfidence = new Set(
    one.expected.filter(({ confidence }) => confidence).map(({ line, column }) => `${line}:${column}`),
  );
  assert.deepEqual(
    shown(one.code, findings, withConfidence),
    one.expected
      .map(
        ({ line, column, endColumn, rule, confidence }) =>
          `${line}:${column}-${endColumn} ${rule}${confidence ? ` (${confidence})` : ''}`,
      )
      .sort(),
  );
  assertFixes(one.code, options);
  for (const { title, code } of one.fixed) {
    assert.equal(applyEdits(one.code, chosenFix(findings, suite, title).edits), code);
  }
}

function chosenFix(findings: readonly Finding[], suite: string, title: string | null): Fix {
  const fixes = findings
    .filter(({ rule }) => title !== null || rule === suite)
    .flatMap((finding) => finding.fixes);
  const fix = title === null ? fixes[0] : fixes.find((each) => render(each.title, 'en') === title);
  assert.ok(fix, `no fix ${title ?? ''} among: ${fixes.map((each) => render(each.title, 'en')).join(' | ')}`);
  return fix;
}

/** After each fix the file parses and the finding is gone. */
function assertFixes(code: string, options: AnalysisOptions): void {
  const before = analyzeText(code, options);
  const count = (findings: readonly Finding[], id: string) =>
    findings.filter(({ rule }) => rule === id).length;
  for (const { rule, fixes } of before.findings) {
    for (const { title, edits } of fixes) {
      const fixed = applyEdits(code, edits);
      const after = analyzeText(fixed, options);
      const named = `after “${render(title, 'en')}”:\n${fixed}`;
      assert.equal(after.broken.length, before.broken.length, `broken ${named}`);
      assert.ok(
        count(after.findings, rule) < count(before.findings, rule),
        `${rule} is still there ${named}`,
      );
    }
  }
}

/** Findings as markers say them; one over several lines ends with its first line. */
function shown(code: string, findings: readonly Finding[], withConfidence?: ReadonlySet<string>): string[] {
  const lines = new LineIndex(code);
  return findings
    .map(({ span, rule, confidence }) => {
      const start = lines.position(span.start);
      const end = lines.position(span.end);
      const endColumn = end.line === start.line ? end.column : lines.lineText(start.line).length + 1;
      const suffix = withConfidence?.has(`${start.line}:${start.column}`) ? ` (${confidence})` : '';
      return `${start.line}:${start.column}-${endColumn} ${rule}${suffix}`;
    })
    .sort();
}
