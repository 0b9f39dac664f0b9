import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { message } from '../../analysis/text/localized';
import { texts } from '../messages';
import type { View } from '../view';

/** Which model this is about, and where it stands in the code. */
export function headerView(view: View): TemplateResult {
  const { model } = view.state;
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
  </header>`;
}
