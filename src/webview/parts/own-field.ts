import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { groupThousands, message } from '../../analysis/text/localized';
import { ownDataName } from '../../lab/data/own/own-data';
import type { PlanData } from '../../lab/plan';
import { texts } from '../messages';
import { dataOf } from '../own-file';
import type { View } from '../view';
import { selectField } from './select-field';

/** Lets the reader pick a file of theirs, says what was found in it, and which column is predicted. */
export function ownField(view: View, chosen: PlanData): TemplateResult {
  const { say, actions, state } = view;
  const { own } = state;
  return html`<div class="wide">
      <vscode-button secondary @click=${() => actions.pickData()}>${say(texts.useFile)}</vscode-button>
    </div>
    ${
      own && !own.answer
        ? html`<p class="remark wide">${say(message(texts.readingFile, { file: own.file }))}</p>`
        : nothing
    }
    ${own?.answer && own.answer.columns.length > 0 ? target(view) : nothing}
    ${chosen.name === ownDataName ? found(view) : nothing}`;
}

function target(view: View): TemplateResult | typeof nothing {
  const { own } = view.state;
  const columns = own?.answer?.columns ?? [];
  const predicted = own?.targets[0] ?? dataOf(own)?.targets[0]?.name ?? columns.at(-1) ?? '';
  return selectField(
    view,
    'target',
    texts.targetLabel,
    columns.map((name) => [name, { en: name, zh: name }] as const),
    predicted,
    (name) => view.actions.predict(name),
  );
}

function found({ say, state }: View): TemplateResult | typeof nothing {
  const data = dataOf(state.own);
  if (!data) return nothing;
  const size = { rows: groupThousands(data.rows), width: data.width };
  return html`<p class="remark wide">
    ${say(message(texts.fileRows, size))} ${data.notes.map((note) => html`${say(note)} `)}
  </p>`;
}
