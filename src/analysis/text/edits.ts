import type { TextEdit } from './span';

/** Carries offsets from a text before edits to the text after them, and back. */
export interface Carrier {
  /** Where something that starts at the offset starts: after what is inserted there, or after what replaces it. */
  start(offset: number): number;
  /** Where something that ends at the offset ends: before what is inserted there, or before what replaces it. */
  end(offset: number): number;
  /** The offset before the edits, from one after them; at the start of what was replaced by new text. */
  startBefore(offset: number): number;
  /** The same, at the end of what was replaced by new text. */
  endBefore(offset: number): number;
}

interface Change {
  readonly from: number;
  readonly to: number;
  readonly length: number;
}

/**
 * @param edits in any order, without overlap; what an edit leaves as it was does not count as changed.
 * @param text the text before the edits.
 */
export function carrierOf(edits: readonly TextEdit[], text: string): Carrier {
  const changes = edits
    .map((edit) => changeOf(edit, text))
    .filter((change) => change.length > 0 || change.to > change.from)
    .sort((a, b) => a.from - b.from || a.to - b.to);
  const carry = (offset: number, place: (change: Change, shift: number) => number | null): number => {
    let shift = 0;
    for (const change of changes) {
      const placed = place(change, shift);
      if (placed === before) break;
      if (placed !== null) return placed;
      shift += change.length - (change.to - change.from);
    }
    return offset + shift;
  };
  const carryBack = (offset: number, place: (change: Change) => number): number => {
    let shift = 0;
    for (const change of changes) {
      const from = change.from + shift;
      if (offset < from) break;
      if (offset <= from + change.length) return place(change);
      shift += change.length - (change.to - change.from);
    }
    return offset - shift;
  };
  return {
    start: (offset) =>
      carry(offset, ({ from, to, length }, shift) => {
        if (offset < from) return before;
        return offset < to || offset === from ? from + shift + length : null;
      }),
    end: (offset) =>
      carry(offset, ({ from, to }, shift) => {
        if (offset <= from) return before;
        return offset <= to ? from + shift : null;
      }),
    startBefore: (offset) => carryBack(offset, ({ from }) => from),
    endBefore: (offset) => carryBack(offset, ({ to }) => to),
  };
}

/** Says that the offset stands before a change. */
const before = -1;

function changeOf({ span, newText }: TextEdit, text: string): Change {
  const old = text.slice(span.start, span.end);
  const shorter = Math.min(old.length, newText.length);
  let head = 0;
  while (head < shorter && old.charCodeAt(head) === newText.charCodeAt(head)) head++;
  let tail = 0;
  while (
    tail < shorter - head &&
    old.charCodeAt(old.length - tail - 1) === newText.charCodeAt(newText.length - tail - 1)
  ) {
    tail++;
  }
  return { from: span.start + head, to: span.end - tail, length: newText.length - head - tail };
}
