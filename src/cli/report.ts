import path from 'node:path';
import type { Finding } from '../analysis/analyze';
import type { Severity } from '../analysis/rules/define-rule';
import { LineIndex } from '../analysis/text/line-index';
import type { Place } from '../analysis/text/sources';
import type { Position, Span } from '../analysis/text/span';
import { posix } from './files';

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
  /** The folder that paths are shown from. */
  readonly cwd: string;
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

/** Tells of places that belong to a file's findings where they are: some are in files that it imports. */
export function placesFor(file: Pick<CheckedFile, 'path' | 'text'>, cwd: string) {
  const own = ranges(file.text);
  return ({ source, span }: Place): { readonly path: string; readonly range: Range } =>
    source === null
      ? { path: file.path, range: own(span) }
      : { path: shownPath(source.path, cwd), range: ranges(source.text)(span) };
}

/** A path from the current folder, with slashes. */
export function shownPath(file: string, cwd: string): string {
  return posix(path.relative(cwd, file)) || '.';
}

/** How many findings each severity has. */
export function countSeverities(report: Report): Record<Severity, number> {
  const counts = { error: 0, warning: 0, information: 0, hint: 0 };
  for (const file of report.files) for (const { severity } of file.findings) counts[severity]++;
  return counts;
}
