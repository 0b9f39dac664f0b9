import type { Span } from '../text/span';
import type { Carrier } from '../text/edits';
import { columnOf, nextCode } from './chunks';
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

/** An edit that left statements broken. */
interface Change {
  readonly text: string;
  readonly broken: readonly BrokenStatement[];
  readonly earlier: Earlier;
  readonly locator: Locator;
  readonly carrier: Carrier;
}

/**
 * What to read in the place of each broken statement: the last good version of the statements that stood
 * there, or nothing. Where such a version also takes in what stands around, as after a line break typed
 * into the middle of it, that is set aside with it.
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
  const change = earlier && { text, broken, earlier, locator: locatorOf(earlier.reading), carrier };
  for (const statement of broken) {
    const free = substitutes.at(-1)?.span.end ?? 0;
    if (statement.span.start < free) continue;
    substitutes.push((change && lastGood(change, statement.span, free)) ?? placeholder(statement));
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

/** @param free where the text begins that no other substitute stands for. */
function lastGood(change: Change, statement: Span, free: number): Substitute | null {
  let column = columnOf(change.text, statement.start);
  let span = statement;
  let remnants: Remnant[] = [];
  // Each version found may take in more of the text, in which more may be found.
  for (let round = 0; round < 4; round++) {
    column = outermost(change, span, column);
    remnants = remnantsIn(change, span, column).filter((remnant) => remnant.span.start >= free);
    const wider = around(change, span, remnants);
    if (wider.start === span.start && wider.end === span.end) break;
    span = wider;
  }
  return remnants.length === 0 ? null : substituteOf(change, span, remnants);
}

/** The smallest column of a statement that began within a span: an open bracket may swallow the end of its block. */
function outermost({ earlier, locator, carrier }: Change, span: Span, column: number): number {
  const { reading, parsed } = earlier;
  const range = rangeFor(reading, {
    start: carrier.startBefore(span.start),
    end: carrier.endBefore(span.end),
  });
  let smallest = column;
  if (!range) return smallest;
  parsed.tree.iterate({
    from: range.start,
    to: range.end,
    enter(node) {
      if (!isStatementName(node.name)) return !node.type.isError && holdsStatements(node.name);
      const start = carrier.start(locator.start(node.from));
      if (start > span.start && start < span.end)
        smallest = Math.min(smallest, columnOf(reading.text, node.from));
      return true;
    },
  });
  return smallest;
}

/**
 * The good statements of the earlier reading of which something is left within a span.
 * One at another column stood in another block, where it meant something else.
 */
function remnantsIn({ text, earlier, locator, carrier }: Change, span: Span, column: number): Remnant[] {
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
      if (start >= span.end || end <= span.start || text.slice(start, end).trim() === '') return false;
      const itsColumn = columnOf(reading.text, node.from);
      if (itsColumn !== column) return itsColumn < column;
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

/** The span with all that is left of the statements, from the start of a line to the end of one. */
function around({ text, broken }: Change, span: Span, remnants: readonly Remnant[]): Span {
  let { start, end } = span;
  for (const remnant of remnants) {
    const line = lineStart(text, remnant.span.start);
    if (remnant.span.start < start) start = nextCode(text, line, text.length);
    if (remnant.span.end > end) end = lineEnd(text, remnant.span.end, text.length);
  }
  for (const other of broken) if (other.span.start < end && other.span.end > end) end = other.span.end;
  return { start, end };
}

function substituteOf(
  { text, earlier, locator, carrier }: Change,
  span: Span,
  remnants: readonly Remnant[],
): Substitute {
  const { reading } = earlier;
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
