import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { dataSets, fittingDataSets, planDataOf, proposeData } from '../../lab/data';
import { ownDataName } from '../../lab/data/own/own-data';
import { isReal, type DataSet } from '../../lab/data/data-set';
import type { Plan } from '../../lab/plan';
import type { PlanSettings } from '../../lab/plan-settings';
import { fold } from '../folds';
import { texts } from '../messages';
import type { View } from '../view';
import { ownField } from './own-field';
import { selectField } from './select-field';

/** Which data the model is trained on, out of those that fit it, what they are and whose. */
export function dataField(view: View, plan: Plan, { data }: PlanSettings): TemplateResult {
  const { actions } = view;
  const fitting = fittingDataSets(plan.model, plan.loss);
  const chosen = dataSets.find(({ name }) => name === data.name);
  const file = view.state.own?.file ?? data.file;
  const choose = (name: string): void => {
    if (name === ownDataName) return actions.useFile();
    const dataSet = fitting.find((one) => one.name === name);
    if (dataSet) actions.set(() => ({ data: planDataOf(dataSet, plan.data) }));
  };
  return html`${selectField(
    view,
    'data',
    texts.data,
    [
      ...fitting.map(({ name, title }) => [name, title] as const),
      ...(file === undefined ? [] : [[ownDataName, { en: file, zh: file }] as const]),
    ],
    data.name,
    choose,
  )}
  ${chosen ? about(view, plan, chosen) : nothing} ${ownField(view, plan, data)}`;
}

function about(view: View, plan: Plan, chosen: DataSet): TemplateResult {
  const { say } = view;
  const proposal = proposeData(plan.model, plan.loss);
  return html`<div class="wide">
    ${proposal.dataSet === chosen ? html`<p class="remark">${say(proposal.reason)}</p>` : nothing}
    ${isReal(chosen) ? html`<p class="remark">${say(chosen.licence)}</p>` : nothing}
    ${fold(
      view,
      'about-data',
      say(texts.aboutData),
      () =>
        html`<p class="remark">
          ${say(chosen.description)} ${isReal(chosen) ? nothing : say(texts.dataMade)}
        </p>`,
    )}
  </div>`;
}
