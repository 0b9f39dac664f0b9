import type { Span } from '../text/span';

/**
 * A piece of text that stands for another: the last good version of a broken statement, or what the grammar
 * can read in its place. Entry i of the tables is where the boundary before its character i stands in the
 * document, as the start and as the end of a span.
 */
export interface Substitute {
  readonly span: Span;
  /** False when it only keeps the place of a statement that never was good. */
  readonly good: boolean;
  readonly text: string;
  /** The same length as `text`, written so that the grammar can read it. */
  readonly parsable: string;
  readonly starts: ArrayLike<number>;
  readonly ends: ArrayLike<number>;
}

/** A document as it is read: with substitutes in the place of broken statements. */
export interface Reading {
  readonly text: string;
  readonly parsable: string;
  readonly segments: readonly Segment[];
}

/** A part of a reading: either the document's own text, or a substitute. */
export interface Segment {
  /** Where it starts and ends in the reading. */
  readonly from: number;
  readonly to: number;
  /** What it stands for in the document. */
  readonly span: Span;
  readonly substitute: Substitute | null;
}

/**
 * Puts substitutes into a document.
 * @param parsable the document's text as the grammar can read it, of the same length.
 * @param substitutes in order, without overlap.
 */
export function readWith(text: string, parsable: string, substitutes: readonly Substitute[]): Reading {
  const segments: Segment[] = [];
  let readable = '';
  let readableForGrammar = '';
  let position = 0;
  const own = (end: number): void => {
    if (end <= position) return;
    const from = readable.length;
    readable += text.slice(position, end);
    readableForGrammar += parsable.slice(position, end);
    segments.push({ from, to: readable.length, span: { start: position, end }, substitute: null });
  };
  for (const substitute of substitutes) {
    own(substitute.span.start);
    const from = readable.length;
    readable += substitute.text;
    readableForGrammar += substitute.parsable;
    segments.push({ from, to: readable.length, span: substitute.span, substitute });
    position = substitute.span.end;
  }
  own(text.length);
  return { text: readable, parsable: readableForGrammar, segments };
}

/** Where the offsets of a reading stand in the document. */
export interface Locator {
  /** Where a span that starts at the offset starts. */
  start(offset: number): number;
  /** Where a span that ends at the offset ends. */
  end(offset: number): number;
}

/** A locator for offsets that mostly come close to each other. */
export function locatorOf({ segments }: Reading): Locator {
  let current: Segment | undefined = segments[0];
  const segmentAt = (offset: number, before: boolean): Segment | undefined => {
    if (!current || !holds(current, offset, before)) current = segments[search(segments, offset, before)];
    return current;
  };
  return {
    start(offset) {
      const segment = segmentAt(offset, false);
      if (!segment) return offset;
      if (!segment.substitute) return Math.min(segment.span.start + offset - segment.from, segment.span.end);
      return segment.substitute.starts[offset - segment.from] ?? segment.span.end;
    },
    end(offset) {
      const segment = segmentAt(offset, true);
      if (!segment) return offset;
      if (!segment.substitute)
        return Math.max(segment.span.start + offset - segment.from, segment.span.start);
      return segment.substitute.ends[offset - segment.from] ?? segment.span.end;
    },
  };
}

/** Turns ranges of a reading into spans of the document. */
export function spansOf(reading: Reading): (from: number, to: number) => Span {
  if (!reading.segments.some((segment) => segment.substitute)) return (start, end) => ({ start, end });
  const locator = locatorOf(reading);
  return (from, to) => {
    const start = locator.start(from);
    const end = locator.end(to);
    return { start: Math.min(start, end), end };
  };
}

/** Tells the parts of a reading that are the document's own text throughout; asked in the order in which they stand. */
export function ownSegments({ segments }: Reading): { holds(from: number, to: number): boolean } {
  let index = 0;
  return {
    holds(from, to) {
      while (index < segments.length - 1 && (segments[index] as Segment).to <= from) index++;
      const segment = segments[index];
      return segment !== undefined && !segment.substitute && segment.from <= from && to <= segment.to;
    },
  };
}

/** The part of a reading that stands for a part of the document. */
export function rangeFor({ segments }: Reading, span: Span): Span | null {
  const within = segments.filter(
    (segment) => segment.span.start <= span.end && segment.span.end >= span.start,
  );
  const first = within[0];
  const last = within.at(-1);
  if (!first || !last) return null;
  return {
    start: first.substitute ? first.from : first.from + Math.max(0, span.start - first.span.start),
    end: last.substitute ? last.to : last.to - Math.max(0, last.span.end - span.end),
  };
}

function holds(segment: Segment, offset: number, before: boolean): boolean {
  return before
    ? segment.from < offset && offset <= segment.to
    : segment.from <= offset && offset < segment.to;
}

/** The last segment that starts at or before an offset; strictly before it where what ends there is meant. */
function search(segments: readonly Segment[], offset: number, before: boolean): number {
  let low = 0;
  let high = segments.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const { from } = segments[middle] as Segment;
    if (before ? from < offset : from <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
