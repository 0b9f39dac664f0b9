import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { View } from './view';

/** Foldable parts that start open: the model and the explanations. */
export const alwaysOpen: readonly string[] = [
  'model',
  'why-sum',
  'history',
  'why-loss',
  'why-gap',
  'why-score',
  'why-sweep',
  'why-boundary',
  'why-difference',
  'why-weights',
];

/** Data tables that start open for a screen reader. */
export const tableKeys: readonly string[] = [
  'table-loss',
  'table-gap',
  'table-score',
  'table-sweep',
  'table-boundary',
  'table-difference',
  'table-weights',
];

/** A part that folds; whether it is open survives with the page. The body is built only when it is open. */
export function fold(view: View, key: string, summary: string, body: () => unknown): TemplateResult {
  const open = view.state.open.has(key);
  return html`<details
    class="fold"
    ?open=${open}
    @toggle=${(event: Event) => view.actions.fold(key, (event.currentTarget as HTMLDetailsElement).open)}
  >
    <summary>${summary}</summary>
    ${open ? body() : ''}
  </details>`;
}
