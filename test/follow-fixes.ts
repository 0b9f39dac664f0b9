import assert from 'node:assert/strict';
import { analyzeText } from '../src/analysis/analyze';
import { applyEdits } from '../src/analysis/text/span';

/** The programs that every choice and order of fixes ends in, each without a fix left. */
export function followFixes(code: string): ReadonlySet<string> {
  const ends = new Set<string>();
  follow(code, ends, 0);
  return ends;
}

function follow(code: string, ends: Set<string>, depth: number): void {
  assert.ok(depth < 6, `fixes do not end:\n${code}`);
  const fixes = analyzeText(code).findings.flatMap((finding) => finding.fixes);
  if (fixes.length === 0) ends.add(code);
  for (const { edits } of fixes) follow(applyEdits(code, edits), ends, depth + 1);
}
