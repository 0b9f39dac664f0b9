import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Localized } from '../../analysis/text/localized';
import { exportKinds, exportNames, type ExportKind } from '../../lab/exports';
import { texts } from '../messages';
import type { View } from '../view';

const explanations: Readonly<Record<ExportKind, Localized>> = {
  plan: texts.exportPlanExplained,
  csv: texts.exportCsvExplained,
  json: texts.exportJsonExplained,
  python: texts.exportPythonExplained,
  'ray-tune': texts.exportRayTuneExplained,
};

/** Plan, results and Python programs, to be copied or opened in the editor. */
export function exportsView({ state, actions, say }: View): TemplateResult {
  const chosen = state.exporting;
  const missing = (chosen === 'csv' || chosen === 'json') && !state.shown;
  return html`<section class="card" aria-labelledby="export-title">
    <h2 id="export-title">${say(texts.exportTitle)}</h2>
    <div class="field">
      <vscode-label for="export">${say(texts.exportLabel)}</vscode-label>
      <vscode-single-select
        id="export"
        .value=${live(chosen)}
        @change=${(event: Event) => actions.chooseExport((event.target as HTMLSelectElement).value as ExportKind)}
      >
        ${exportKinds.map(
          (kind) =>
            html`<vscode-option value=${kind} ?selected=${kind === chosen}
              >${say(exportNames[kind])}</vscode-option
            >`,
        )}
      </vscode-single-select>
    </div>
    <p class="remark">${say(missing ? texts.exportMissing : explanations[chosen])}</p>
    <div class="buttons">
      <vscode-button secondary ?disabled=${missing} @click=${() => actions.openExport()}
        >${say(texts.exportOpen)}</vscode-button
      >
      <vscode-button secondary ?disabled=${missing} @click=${() => actions.copyExport()}
        >${say(texts.exportCopy)}</vscode-button
      >
    </div>
  </section>`;
}
