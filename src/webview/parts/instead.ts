import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { message } from '../../analysis/text/localized';
import type { Localized, Message } from '../../analysis/text/localized';
import { texts } from '../messages';
import type { View } from '../view';

/** Offers the narrower model of one that takes long, and says what is compared in the place of the model as found. */
export function insteadView(view: View): TemplateResult | typeof nothing {
  const { found, instead } = view.state;
  const note = found?.narrower?.note;
  if (instead === 'pasted') return word(view, texts.pastedInUse, texts.backToFound);
  if (instead === 'narrower' && note)
    return word(view, message(texts.narrowerInUse, { note }), texts.backToFound);
  return note ? word(view, message(texts.narrowerOffered, { note }), texts.takeNarrower) : nothing;
}

/** One button, so that the focus stays on it. */
function word({ say, actions, state }: View, text: Message | Localized, label: Localized): TemplateResult {
  const taken = state.instead !== null;
  return html`<div class="notice inner info" role="group" aria-label=${say(text)}>
    <p>${say(text)}</p>
    <vscode-button secondary @click=${() => (taken ? actions.takeFound() : actions.takeNarrower())}
      >${say(label)}</vscode-button
    >
  </div>`;
}
