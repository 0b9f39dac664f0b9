import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { texts } from '../messages';
import type { Notice } from '../state';
import type { View } from '../view';

/** What happened, in plain words, each with what can be done about it. */
export function noticesView(view: View): TemplateResult {
  return html`${view.state.notices.map((notice) => noticeView(view, notice))}`;
}

function noticeView(view: View, { key, severity, text, retry }: Notice): TemplateResult {
  const kept = key === 'failed' && view.state.shown ? ` ${view.say(texts.failedKept)}` : '';
  return html`<div class="notice ${severity}" role="group" aria-label=${view.say(text)}>
    <p>${view.say(text)}${kept}</p>
    <div class="buttons">
      ${
        retry
          ? html`<vscode-button @click=${() => view.actions.run()}>${view.say(texts.retry)}</vscode-button>`
          : nothing
      }
      <vscode-button secondary @click=${() => view.actions.dismiss(key)}
        >${view.say(texts.dismiss)}</vscode-button
      >
    </div>
  </div>`;
}
