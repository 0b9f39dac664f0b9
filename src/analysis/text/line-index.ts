import type { Position } from './span';

/** Converts between offsets and lines of one text. CR, LF and CRLF each end a line. */
export class LineIndex {
  private readonly starts: number[] = [0];

  constructor(private readonly text: string) {
    for (let offset = 0; offset < text.length; offset++) {
      const code = text.charCodeAt(offset);
      if (code === 10 || (code === 13 && text.charCodeAt(offset + 1) !== 10)) this.starts.push(offset + 1);
    }
  }

  get lineCount(): number {
    return this.starts.length;
  }

  /** @param offset from 0; clamped to the text. */
  position(offset: number): Position {
    const clamped = Math.max(0, Math.min(offset, this.text.length));
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] as number) <= clamped) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: clamped - (this.starts[low] as number) + 1 };
  }

  /** The offset at which a line (from 1) begins; clamped to the text. */
  lineStart(line: number): number {
    return this.starts[Math.max(0, Math.min(line - 1, this.starts.length - 1))] as number;
  }

  /** The text of a line (from 1) without its line break. */
  lineText(line: number): string {
    const start = this.lineStart(line);
    const end = line < this.starts.length ? this.lineStart(line + 1) : this.text.length;
    return this.text.slice(start, end).replace(/[\r\n]+$/, '');
  }
}
