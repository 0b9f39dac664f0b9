import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Localized, Message } from '../../analysis/text/localized';
import type { View } from '../view';
import { textIn } from './number-field';

/** A choice of one of several values. */
export function selectField<Value extends string>(
  { say }: View,
  id: string,
  label: Localized | Message,
  options: readonly (readonly [Value, Localized | Message])[],
  chosen: Value,
  choose: (value: Value) => void,
): TemplateResult {
  return html`<div class="field wide">
    <vscode-label for=${id}>${say(label)}</vscode-label>
    <vscode-single-select
      id=${id}
      .value=${live(chosen)}
      @change=${(event: Event) => choose(textIn(event) as Value)}
    >
      ${options.map(
        ([value, name]) =>
          html`<vscode-option value=${value} ?selected=${value === chosen}>${say(name)}</vscode-option>`,
      )}
    </vscode-single-select>
  </div>`;
}

/** A box to tick. */
export function checkbox(label: string, checked: boolean, set: (checked: boolean) => void): TemplateResult {
  return html`<vscode-checkbox
    label=${label}
    .checked=${live(checked)}
    @change=${(event: Event) => set((event.currentTarget as HTMLInputElement).checked)}
  ></vscode-checkbox>`;
}
