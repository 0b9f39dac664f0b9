/** A half-open range of UTF-16 offsets, `start` inclusive and `end` exclusive, counted from 0 in the whole text of a document. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A place in a text as people count it: both from 1, columns in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** One replacement in a text; offsets refer to the text before any edit of the same batch. */
export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

/** Whether `inner` lies inside `outer`; equal spans do. */
export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

export function sameSpan(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}

/** Whether two spans share a character or touch. */
export function touches(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}

/**
 * The text after edits that do not overlap.
 * @param edits in any order; offsets refer to `text`.
 * @throws RangeError if two edits overlap.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  let result = '';
  let position = 0;
  for (const edit of ordered) {
    if (edit.span.start < position) throw new RangeError('edits overlap');
    result += text.slice(position, edit.span.start) + edit.newText;
    position = edit.span.end;
  }
  return result + text.slice(position);
}
