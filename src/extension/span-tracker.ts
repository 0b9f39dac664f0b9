import type { Span, TextEdit } from '../analysis/text/span';

/** Follows spans of one text through the edits made since. Knows nothing of an editor. */
export class SpanTracker {
  private readonly edits: { readonly start: number; readonly end: number; readonly inserted: number }[] = [];

  get isEmpty(): boolean {
    return this.edits.length === 0;
  }

  /** @param edits of one change: they do not overlap, and their offsets refer to the text before it. */
  add(edits: readonly TextEdit[]): void {
    // From the end, so that an edit does not move the ones still to come.
    for (const { span, newText } of [...edits].sort((a, b) => b.span.start - a.span.start)) {
      this.edits.push({ ...span, inserted: newText.length });
    }
  }

  /** Where the span stands now; null when all of it was replaced or deleted. */
  now(span: Span): Span | null {
    let { start, end } = span;
    for (const edit of this.edits) {
      const shift = edit.inserted - (edit.end - edit.start);
      if (edit.end <= start) {
        start += shift;
        end += shift;
      } else if (edit.start < end) {
        if (edit.start <= start && edit.end >= end) return null;
        const cutAtStart = edit.start < start;
        const cutAtEnd = edit.end > end;
        if (cutAtStart) start = edit.start + edit.inserted;
        end = cutAtEnd ? edit.start : end + shift;
      }
    }
    return { start, end };
  }

  /** Whether no edit fell inside the span or at its borders. */
  untouched(span: Span): boolean {
    let { start, end } = span;
    for (const edit of this.edits) {
      if (edit.end < start) {
        const shift = edit.inserted - (edit.end - edit.start);
        start += shift;
        end += shift;
      } else if (edit.start <= end) {
        return false;
      }
    }
    return true;
  }
}
