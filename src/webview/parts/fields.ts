import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { View } from '../view';
import { dataField } from './data-field';
import { moreFields } from './more-fields';
import { numberField } from './number-field';
import { penaltyFields } from './penalty-fields';

/** Everything that the reader sets of a comparison; what is seldom set is folded away. */
export function fieldsView(view: View): TemplateResult {
  const { settings, plan } = view.state;
  if (!settings || !plan) return html``;
  return html`<div class="fields">
      ${penaltyFields(view, plan, settings)} ${dataField(view, plan, settings)} ${numberField(view, 'seeds')}
      ${numberField(view, 'epochs')}
    </div>
    ${moreFields(view, plan, settings)}`;
}
