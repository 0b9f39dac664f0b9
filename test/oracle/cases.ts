import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Analysis, analyzeText } from '../../src/analysis/analyze';
import { LineIndex } from '../../src/analysis/text/line-index';
import type { Position, Span } from '../../src/analysis/text/span';
import type { FrameworkName, ProgramRecord, ReadRecord, ResultRecord } from './record';

const programs = path.join(import.meta.dirname, 'programs');
const records = path.join(import.meta.dirname, 'records');

/** One program, what the analysis says of it and what the frameworks did. */
export interface Case {
  readonly text: string;
  readonly analysis: Analysis;
  readonly record: ProgramRecord;
  /** Where a span begins, as the records count. */
  at(span: Span): Position;
}

/** The programs' names. */
export function names(): string[] {
  return stems(programs, '.py');
}

/** The names that have a record. */
export function recordedNames(): string[] {
  return stems(records, '.json');
}

function stems(folder: string, extension: string): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(extension))
    .map((file) => path.basename(file, extension));
}

const loaded = new Map<string, Case>();

/** A program by its name; analysed once. */
export function load(name: string): Case {
  let one = loaded.get(name);
  if (!one) {
    const text = readFileSync(path.join(programs, `${name}.py`), 'utf8');
    const record = JSON.parse(readFileSync(path.join(records, `${name}.json`), 'utf8')) as ProgramRecord;
    const digest = createHash('sha256').update(text).digest('hex');
    assert.equal(record.sha256, digest, `${name}: the record is older than the program; npm run oracle`);
    const lines = new LineIndex(text);
    one = { text, analysis: analyzeText(text), record, at: (span) => lines.position(span.start) };
    loaded.set(name, one);
  }
  return one;
}

/**
 * What happened in the frameworks that the analysis speaks for.
 * @param version the one that the file fixes, unless the statement is about one of them.
 */
export function spokenFor(
  { analysis, record }: Case,
  version = analysis.facts.framework.version,
): ResultRecord[] {
  return record.results.filter(({ frameworks }) =>
    (Object.keys(frameworks) as FrameworkName[]).some(
      (name) => version === null || (name === 'tf_keras') === (version === 2),
    ),
  );
}

/** What a read of `.losses` at a span held. */
export function recordedRead(one: Case, span: Span, result: ResultRecord): ReadRecord | undefined {
  const { line, column } = one.at(span);
  return result.reads.find((read) => read.line === line && read.column === column);
}
