import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { message } from '../../analysis/text/localized';
import type { Localized, Message } from '../../analysis/text/localized';
import { dataSets } from '../../lab/data';
import { penalizedArm } from '../../lab/plan-settings';
import { armLabel } from '../arms';
import { texts } from '../messages';
import { chosenPlan } from '../state';
import type { View } from '../view';

/** Which model this is about, and where it stands in the code. */
export function headerView(view: View): TemplateResult {
  const { model, plan } = view.state;
  if (!model) return html`<header><h1>${view.say(texts.pageTitle)}</h1></header>`;
  const { source, file, name } = model;
  const place = { file, line: String(source.line) };
  return html`<header>
    <h1>${view.say(message(texts.heading, { model: name }))}</h1>
    ${
      file
        ? html`<button
            class="link"
            aria-label=${view.say(message(texts.placeLabel, place))}
            @click=${() => view.actions.reveal(source)}
          >
            ${view.say(message(texts.place, place))}
          </button>`
        : nothing
    }
    ${plan ? html`<p class="compared">${view.say(comparedText(view))}</p>` : nothing}
  </header>`;
}

/** What is held against what, in one line: of the results that are shown, else of what Run would train. */
function comparedText({ state }: View): Message | Localized {
  const plan = state.training?.plan ?? state.shown?.grid.plan ?? chosenPlan(state);
  if (!plan) return texts.loading;
  const { data, seeds, epochs, arms } = plan;
  const title = dataSets.find(({ name }) => name === data.name)?.title ?? data.file ?? data.name;
  const values = { seeds: seeds.length, epochs, data: title };
  if (arms.length > 2) return message(texts.comparedMany, { ...values, arms: arms.length });
  return message(texts.compared, { ...values, with: armLabel(plan, penalizedArm(plan)) });
}
