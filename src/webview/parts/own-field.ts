import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { groupThousands, message } from '../../analysis/text/localized';
import { ownDataName } from '../../lab/data/own/own-data';
import type { Plan, PlanData } from '../../lab/plan';
import { texts } from '../messages';
import { columnsPredicted, dataOf } from '../own-file';
import type { View } from '../view';
import { selectField } from './select-field';

/** Lets the reader pick a file of theirs, says what was found in it, and which column is predicted. */
export function ownField(view: View, plan: Plan, chosen: PlanData): TemplateResult {
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
    ${own?.answer && own.answer.columns.length > 0 ? columnsToPredict(view, plan) : nothing}
    ${chosen.name === ownDataName ? found(view) : nothing}`;
}

/** More choices than this would bury the page; so many columns stand at the end of their file anyway. */
const mostChoices = 8;

/** One choice for each column that the model predicts. */
function columnsToPredict(view: View, plan: Plan): TemplateResult | typeof nothing {
  const { own } = view.state;
  const columns = own?.answer?.columns ?? [];
  const data = dataOf(own);
  const isArrays = data !== null && data.inputShape !== null;
  // An array gives all numbers that it holds for an example, each under its name with a number.
  const [found = columns.at(-1) ?? ''] = data?.targets.map(({ name }) => name.replace(/\[\d+\]$/, '')) ?? [];
  const chosen = own?.targets.length ? own.targets : [found];
  const count = isArrays ? 1 : Math.max(chosen.length, Math.min(columnsPredicted(plan), columns.length - 1));
  if (count > mostChoices) return nothing;
  const all = [...chosen, ...columns.filter((name) => !chosen.includes(name))].slice(0, count);
  const label = (at: number) =>
    count === 1 ? texts.targetLabel : message(texts.targetLabelOf, { n: at + 1, count });
  return html`${all.map((predicted, at) =>
    selectField(
      view,
      `target-${at}`,
      label(at),
      columns.map((name) => [name, { en: name, zh: name }] as const),
      predicted,
      (name) => view.actions.predict(swapped(all, at, name)),
    ),
  )}`;
}

/** The names with another one in a place; where that was already among them, the two change places. */
function swapped(names: readonly string[], at: number, name: string): readonly string[] {
  return names.map((one, index) => (index === at ? name : one === name ? (names[at] ?? one) : one));
}

function found({ say, state }: View): TemplateResult | typeof nothing {
  const data = dataOf(state.own);
  if (!data) return nothing;
  const size = { rows: groupThousands(data.rows), width: data.width };
  return html`<p class="remark wide">
    ${say(message(texts.fileRows, size))} ${data.notes.map((note) => html`${say(note)} `)}
  </p>`;
}
