import assert from 'node:assert/strict';
import { analyzeProgram, defaultOptions } from '../../src/analysis/analyze';
import type { Analysis } from '../../src/analysis/analyze';
import type { Program } from '../../src/analysis/program/program';
import { contains } from '../../src/analysis/text/span';
import type { Span } from '../../src/analysis/text/span';
import { spansWithin } from '../unit/syntax/tree-of';

const everything = { ...defaultOptions, minimumConfidence: 'possible' } as const;

/** Every span lies within the text; each within the one around it, unless it stands for an earlier version. */
export function checkSpans(program: Program, text: string, current: boolean): void {
  const whole = { start: 0, end: text.length };
  for (const { span, parent } of spansWithin(program)) {
    assert.ok(span.start <= span.end && contains(whole, span), `${show(span)} in a text of ${text.length}`);
    assert.ok(!current || !parent || contains(parent, span), `${show(span)} in ${parent && show(parent)}`);
  }
  for (const span of [...program.broken, ...program.comments.map((comment) => comment.span)]) {
    assert.ok(span.start <= span.end && contains(whole, span), show(span));
  }
}

/** The analysis of a text that was not edited reports nothing on a broken statement. */
export function checkAnalysis(program: Program, text: string): Analysis {
  const analysis = analyzeProgram(program, text, everything);
  for (const finding of analysis.findings) {
    const within = program.broken.find((broken) => contains(broken, finding.span));
    assert.equal(within, undefined, `${finding.rule} on ${text.slice(finding.span.start, finding.span.end)}`);
  }
  return analysis;
}

function show({ start, end }: Span): string {
  return `${start}..${end}`;
}
