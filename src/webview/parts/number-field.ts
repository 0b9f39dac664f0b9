import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { message } from '../../analysis/text/localized';
import type { Localized, Message } from '../../analysis/text/localized';
import { texts } from '../messages';
import { leastIn, valueOf } from '../settings';
import type { Field } from '../settings';
import { isFaulty, mostOf } from '../state';
import type { View } from '../view';

const fieldLabels: Record<Field, Localized> = {
  strength: texts.strengthLabel,
  dropout: texts.dropoutLabel,
  decay: texts.decayLabel,
  patience: texts.patienceLabel,
  seeds: texts.seedsLabel,
  epochs: texts.epochsLabel,
  trainSize: texts.trainSizeLabel,
  validationSize: texts.validationSizeLabel,
  testSize: texts.testSizeLabel,
  noise: texts.noiseLabel,
  labelNoise: texts.labelNoiseLabel,
  batchSize: texts.batchSize,
  learningRate: texts.learningRateLabel,
};

const faults: Partial<Record<Field, Localized>> = {
  strength: texts.badStrength,
  decay: texts.badNumber,
  learningRate: texts.badNumber,
  dropout: texts.badRate,
  noise: texts.badNoise,
  labelNoise: texts.badShare,
  seeds: texts.badSeeds,
};

/** A field for a number, and what to do about a text that is none that can be used. */
export function numberField(view: View, field: Field): TemplateResult {
  const { state, actions, say } = view;
  const { settings } = state;
  if (!settings) return html``;
  const faulty = isFaulty(state, field);
  return html`<div class="field">
      <vscode-label for=${field}>${say(fieldLabels[field])}</vscode-label>
      <vscode-textfield
        id=${field}
        .value=${live(state.drafts[field] ?? String(valueOf(settings, field)))}
        ?invalid=${faulty}
        @input=${(event: Event) => actions.type(field, textIn(event))}
        @focusout=${() => actions.leave(field)}
      ></vscode-textfield>
    </div>
    ${faulty ? html`<p class="remark wide fault" role="alert">${say(faultOf(view, field))}</p>` : nothing}`;
}

function faultOf({ state }: View, field: Field): Message {
  const most = mostOf(state, field);
  const least = leastIn(field);
  const label = fieldLabels[field];
  if (most < least) return message(texts.noneLeft, { label });
  return message(faults[field] ?? texts.badCount, { label, least, most });
}

export function textIn(event: Event): string {
  return (event.currentTarget as HTMLElement & { readonly value: string }).value;
}
