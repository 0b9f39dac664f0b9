import type { Program } from '../../../src/analysis/program/program';
import type { Span } from '../../../src/analysis/text/span';

/** Every object with a span inside a program, with the closest one around it. */
export function spansWithin(program: Program): { readonly span: Span; readonly parent: Span | null }[] {
  const found: { span: Span; parent: Span | null }[] = [];
  const pending: { value: unknown; parent: Span | null }[] = [{ value: program.body, parent: null }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { value, parent } = next;
    if (typeof value !== 'object' || value === null) continue;
    const { span } = value as { span?: Span };
    if (span) found.push({ span, parent });
    for (const [name, child] of Object.entries(value)) {
      if (name === 'span') continue;
      if (name.endsWith('Span')) found.push({ span: child as Span, parent: span ?? parent });
      else pending.push({ value: child, parent: span ?? parent });
    }
  }
  return found;
}

/** Every expression and statement of a kind, in the order in which they stand, as source. */
export function sourcesOf(program: Program, text: string, kind: string): string[] {
  const found: Span[] = [];
  const pending: unknown[] = [program.body];
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    const node = value as { kind?: string; span?: Span };
    if (node.kind === kind && node.span) found.push(node.span);
    pending.push(...Object.values(value));
  }
  found.sort((a, b) => a.start - b.start || a.end - b.end);
  return found.map((span) => text.slice(span.start, span.end));
}
