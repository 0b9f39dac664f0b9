import type { Finding } from '../analysis/analyze';
import type { Severity } from '../analysis/rules/define-rule';
import { LineIndex } from '../analysis/text/line-index';
import type { Position, Span } from '../analysis/text/span';

export interface CheckedFile {
  /** From the current folder, with slashes. */
  readonly path: string;
  /** The text that the findings refer to. */
  readonly text: string;
  readonly findings: readonly Finding[];
  readonly complete: boolean;
  /** How many fixes were applied. */
  readonly fixed: number;
}

export interface Report {
  readonly files: readonly CheckedFile[];
  readonly milliseconds: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** Turns spans of one text into ranges. */
export function ranges(text: string): (span: Span) => Range {
  const lines = new LineIndex(text);
  return ({ start, end }) => ({ start: lines.position(start), end: lines.position(end) });
}

/** How many findings each severity has. */
export function countSeverities(report: Report): Record<Severity, number> {
  const counts = { error: 0, warning: 0, information: 0, hint: 0 };
  for (const file of report.files) for (const { severity } of file.findings) counts[severity]++;
  return counts;
}
