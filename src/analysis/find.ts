import type { AnalysisOptions, Finding } from './analyze';
import type { Confidence, Facts } from './facts/facts';
import { applyIgnores } from './ignore';
import type { Program } from './program/program';
import { rules } from './rules';
import { contains } from './text/span';

const order: readonly Confidence[] = ['certain', 'likely', 'possible'];

/** Every rule's findings, less those in broken statements, ignored by a comment or hidden by a setting; in reading order. */
export function findFindings(
  facts: Facts,
  program: Program,
  text: string,
  options: AnalysisOptions,
): Finding[] {
  const found = rules
    .flatMap((rule) =>
      rule
        .check(facts, { text, options })
        .map((report): Finding => ({ ...report, rule: rule.id, severity: rule.severity })),
    )
    .filter((finding) => !program.broken.some((span) => contains(span, finding.span)));
  return applyIgnores(found, program.comments, text)
    .filter((finding) => facts.complete || finding.rule !== 'unused-ignore')
    .flatMap((finding) => withSettings(finding, options))
    .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

function withSettings(finding: Finding, options: AnalysisOptions): Finding[] {
  const severity = options.rules[finding.rule] ?? finding.severity;
  if (severity === 'off') return [];
  if (order.indexOf(finding.confidence) > order.indexOf(options.minimumConfidence)) return [];
  return [{ ...finding, severity }];
}
