import { html } from 'lit';
import type { TemplateResult } from 'lit';

/** The numbers of a picture: the first column names the row, the others are right-aligned. */
export function dataTable(
  label: string,
  heads: readonly string[],
  rows: readonly (readonly string[])[],
): TemplateResult {
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${label}>
    <table>
      <thead>
        <tr>
          ${heads.map((head) => html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([name, ...cells]) =>
            html`<tr>
              <th scope="row">${name}</th>
              ${cells.map((cell) => html`<td>${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
