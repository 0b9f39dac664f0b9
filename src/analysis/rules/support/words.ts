import type { Localized } from '../../text/localized';
import type { Span } from '../../text/span';

const longest = 48;

/** Code as it may be quoted in a sentence: on one line and not too long. */
export function quoted(text: string, span: Span): string {
  const line = text
    .slice(span.start, span.end)
    .replace(/(?:\\(?=\s)|\s)+/g, ' ')
    .trim();
  return line.length <= longest ? line : `${line.slice(0, longest - 1)}…`;
}

/** The English text by number; Chinese has one form. `{n}` is filled by the caller. */
export function counted(n: number, one: string, many: string, zh: string): Localized {
  return { en: n === 1 ? one : many, zh };
}

/** A shape as Python writes it: `(784,)`, `(None, 28)`. */
export function pythonShape(shape: readonly (number | null)[]): string {
  const dimensions = shape.map((dimension) => dimension ?? 'None');
  return shape.length === 1 ? `(${dimensions[0]},)` : `(${dimensions.join(', ')})`;
}
