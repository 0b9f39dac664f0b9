import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { message } from '../../analysis/text/localized';
import { texts } from '../messages';
import { short } from '../numbers';
import { nearestPlace, strengths } from '../strengths';
import type { View } from '../view';
import { numberField, textIn } from './number-field';

/** λ by a slider, every step about as much more than the one before, and by typing. */
export function strengthField(view: View, strength: number): TemplateResult {
  const { actions, say } = view;
  return html`<div class="strength wide">
    <div class="field slider">
      <input
        type="range"
        min="0"
        max=${strengths.length - 1}
        step="1"
        .value=${live(String(nearestPlace(strength)))}
        aria-label=${say(texts.strengthSlider)}
        aria-valuetext=${say(message(texts.strengthIs, { strength: short(strength) }))}
        @input=${(event: Event) => actions.type('strength', String(strengths[Number(textIn(event))]))}
        @change=${() => actions.leave('strength')}
      />
      <div class="ends" aria-hidden="true"><span>${strengths[0]}</span><span>${strengths.at(-1)}</span></div>
    </div>
    ${numberField(view, 'strength')}
  </div>`;
}
