import type { Span } from '../text/span';
import type { Carrier } from '../text/edits';
import { columnOf } from './chunks';
import { locatorOf, rangeFor } from './reading';
import type { Locator, Reading, Substitute } from './reading';
import type { BrokenStatement } from './recover';
import { isBlank, isLineBreak, lineEnd, lineStart } from './scanning';
import { anyWithin, isStatementName } from './tree';
import type { Parsed } from './tree';

/** What a document was before an edit. */
export interface Earlier {
  readonly reading: Reading;
  readonly parsed: Parsed;
  /** Where the reading's tree still holds errors. */
  readonly errors: readonly number[];
}

/** A statement of the earlier reading, and what is left of it in the document now. */
interface Remnant {
  readonly from: number;
  readonly to: number;
  readonly span: Span;
}

/**
 * What to read in the place of each broken statement: the last good version of the statements that began
 * there, or nothing. Where such a version also takes in what follows, as after a line break typed into
 * the middle of it, that is set aside with it.
 * @param text the document now.
 * @param earlier null when there is nothing to go back to.
 */
export function substitutesFor(
  text: string,
  broken: readonly BrokenStatement[],
  earlier: Earlier | null,
  carrier: Carrier,
): Substitute[] {
  const substitutes: Substitute[] = [];
  const locator = earlier && locatorOf(earlier.reading);
  for (const statement of broken) {
    if (statement.span.start < (substitutes.at(-1)?.span.end ?? -1)) continue;
    const found =
      earlier && locator ? lastGood(text, statement.span, broken, earlier, locator, carrier) : null;
    substitutes.push(found ?? placeholder(statement));
  }
  return substitutes;
}

function placeholder({ span, aligned }: BrokenStatement): Substitute {
  const { start, end } = span;
  const text = aligned ? 'pass' : '';
  return {
    span,
    good: false,
    text,
    parsable: text,
    starts: [start, start, start, start, end],
    ends: [start, end, end, end, end],
  };
}

function lastGood(
  text: string,
  statement: Span,
  broken: readonly BrokenStatement[],
  earlier: Earlier,
  locator: Locator,
  carrier: Carrier,
): Substitute | null {
  let span = statement;
  let remnants: Remnant[] = [];
  // Each version found may take in more of the text, in which more may be found.
  for (let round = 0; round < 4; round++) {
    remnants = remnantsIn(text, span, earlier, locator, carrier);
    const end = extendedEnd(text, span, remnants, broken);
    if (end === span.end) break;
    span = { start: span.start, end };
  }
  const column = columnOf(text, span.start);
  const fitting = remnants.filter((remnant) => columnOf(earlier.reading.text, remnant.from) === column);
  return fitting.length === 0 ? null : substituteOf(text, span, fitting, earlier, locator, carrier);
}

/** The good statements of the earlier reading whose remains begin inside a span. */
function remnantsIn(
  text: string,
  span: Span,
  earlier: Earlier,
  locator: Locator,
  carrier: Carrier,
): Remnant[] {
  const { reading, parsed, errors } = earlier;
  const before = { start: carrier.startBefore(span.start), end: carrier.endBefore(span.end) };
  const range = rangeFor(reading, before);
  const remnants: Remnant[] = [];
  if (!range) return remnants;
  parsed.tree.iterate({
    from: range.start,
    to: range.end,
    enter(node) {
      if (!isStatementName(node.name)) return !node.type.isError && holdsStatements(node.name);
      const to = trimmedEnd(reading.text, node.from, node.to);
      const start = carrier.start(locator.start(node.from));
      const end = carrier.end(locator.end(to));
      if (end <= start || text.slice(start, end).trim() === '') return false;
      if (start < span.start || start >= span.end) return true;
      if (!isPlaceholder(reading, node.from) && !anyWithin(errors, node.from, node.to)) {
        remnants.push({ from: node.from, to, span: { start, end } });
      }
      return false;
    },
  });
  return remnants;
}

function holdsStatements(name: string): boolean {
  return name === 'Script' || name === 'Body' || name === 'MatchBody' || name === 'MatchClause';
}

function isPlaceholder({ segments }: Reading, offset: number): boolean {
  return segments.some(
    ({ from, to, substitute }) => substitute && !substitute.good && from <= offset && offset < to,
  );
}

/** A compound statement's node takes in the line breaks after it. */
function trimmedEnd(text: string, from: number, to: number): number {
  let end = to;
  while (end > from && (isBlank(text.charCodeAt(end - 1)) || isLineBreak(text.charCodeAt(end - 1)))) end--;
  return end;
}

function extendedEnd(
  text: string,
  span: Span,
  remnants: readonly Remnant[],
  broken: readonly BrokenStatement[],
): number {
  let { end } = span;
  for (const remnant of remnants)
    if (remnant.span.end > end) end = lineEnd(text, remnant.span.end, text.length);
  for (const other of broken) if (other.span.start < end && other.span.end > end) end = other.span.end;
  return end;
}

function substituteOf(
  text: string,
  span: Span,
  remnants: readonly Remnant[],
  { reading }: Earlier,
  locator: Locator,
  carrier: Carrier,
): Substitute {
  const separator = `\n${text.slice(lineStart(text, span.start), span.start).replace('\ufeff', '')}`;
  const within = (offset: number): number => Math.max(span.start, Math.min(offset, span.end));
  const starts: number[] = [];
  const ends: number[] = [];
  let good = '';
  let parsable = '';
  for (const { from, to } of remnants) {
    if (good !== '') {
      good += separator;
      parsable += separator;
      // The boundaries inside the separator belong to no node.
      const boundary = ends.at(-1) ?? span.start;
      for (let count = 1; count < separator.length; count++) {
        starts.push(boundary);
        ends.push(boundary);
      }
    }
    good += reading.text.slice(from, to);
    parsable += reading.parsable.slice(from, to);
    for (let offset = from; offset <= to; offset++) {
      starts.push(within(carrier.start(locator.start(offset))));
      ends.push(within(carrier.end(locator.end(offset))));
    }
  }
  return { span, good: true, text: good, parsable, starts, ends };
}
