import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { groupThousands, message } from '../../analysis/text/localized';
import { proposeData } from '../../lab/data';
import type { ModelRow, ModelView } from '../../protocol/messages';
import { fold } from '../folds';
import { texts } from '../messages';
import { short } from '../numbers';
import type { View } from '../view';

/** The model as found: layers, shapes, parameters, penalties, how it is trained, on what data. */
export function modelPart(view: View): TemplateResult {
  const { model } = view.state;
  if (!model) return html``;
  return html`<section class="card" aria-labelledby="model-title">
    <h2 id="model-title">${view.say(texts.modelTitle)}</h2>
    ${fold(view, 'model', model.name, () => html`${layersTable(view, model)} ${trainingFacts(view, model)} ${notes(view, model)}`)}
  </section>`;
}

/** With more rows the table scrolls. */
const mostRows = 16;

function layersTable(view: View, model: ModelView): TemplateResult {
  const { say } = view;
  const count = groupThousands(model.parameters);
  const table = html`<table class="layers-table">
    <thead>
      <tr>
        <th scope="col">${say(texts.layer)}</th>
        <th scope="col">${say(texts.outputShape)}</th>
        <th scope="col">${say(texts.parameters)}</th>
      </tr>
    </thead>
    <tbody>
      ${model.rows.map((row) => layerRow(view, row))}
    </tbody>
    <tfoot>
      <tr>
        <th scope="row" colspan="2">${say(texts.total)}</th>
        <td>${model.parametersExact ? count : say(message(texts.atLeast, { count }))}</td>
      </tr>
    </tfoot>
  </table>`;
  return model.rows.length <= mostRows
    ? table
    : html`<div class="rows long" tabindex="0" role="region" aria-label=${say(texts.layersLabel)}>
        ${table}
      </div>`;
}

function layerRow(
  { say, actions }: View,
  { type, outputShape, parameters, penalty, source }: ModelRow,
): TemplateResult {
  return html`<tr>
    <th scope="row">
      <button
        class="link"
        aria-label=${say(message(texts.revealLayer, { type, line: String(source.line) }))}
        @click=${() => actions.reveal(source)}
      >
        ${type}
      </button>
      ${penalty ? html`<span class="penalty">${penalty}</span>` : nothing}
    </th>
    <td>${outputShape}</td>
    <td>${parameters === null ? say(texts.unknown) : groupThousands(parameters)}</td>
  </tr>`;
}

function trainingFacts({ say, state }: View, model: ModelView): TemplateResult {
  const { plan } = state;
  if (!plan) return html``;
  return html`<dl class="facts">
    <div>
      <dt>${say(texts.optimizer)}</dt>
      <dd>${model.optimizer}, ${short(plan.optimizer.learningRate)}</dd>
    </div>
    <div>
      <dt>${say(texts.loss)}</dt>
      <dd>${breakable(model.loss)}</dd>
    </div>
  </dl>`;
}

function notes({ say, state }: View, model: ModelView): TemplateResult | typeof nothing {
  const reason = state.plan && proposeData(state.plan.model, state.plan.loss).reason;
  const others = model.notes.filter(({ en }) => en !== reason?.en);
  if (others.length === 0) return nothing;
  return html`<h3>${say(texts.notesTitle)}</h3>
    <ul>
      ${others.map((note) => html`<li>${say(note)}</li>`)}
    </ul>`;
}

/** Code that may break where a person would break it. */
function breakable(code: string): TemplateResult[] {
  return code.split(/(?<=[(._,])/).map((part) => html`${part}<wbr />`);
}
