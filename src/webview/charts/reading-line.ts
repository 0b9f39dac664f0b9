import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { Reader } from './plot';

/**
 * The line below a drawing: what is read of it, or what stands there otherwise. Both have their room all the time,
 * as what comes below would move by the click that ends the reading, and be missed by it.
 */
export function readingLine(
  { index, words }: Pick<Reader, 'index' | 'words'>,
  resting: unknown,
): TemplateResult {
  const reads = index !== null;
  return html`<div class="reading either" aria-hidden="true">
    <p class=${reads ? 'away' : ''}>${resting}</p>
    <p class=${reads ? '' : 'away'}>${words}</p>
  </div>`;
}
