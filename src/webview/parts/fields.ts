import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { message } from '../../analysis/text/localized';
import type { Localized, Message } from '../../analysis/text/localized';
import { fewestSeeds } from '../../lab/statistics';
import { texts } from '../messages';
import { penalizedArm, type PenaltyKind } from '../../lab/plan-settings';
import { mostEpochs, mostSeeds, uniformPenalty } from '../settings';
import type { Field } from '../settings';
import { isFaulty } from '../state';
import type { View } from '../view';

export const fieldNames: readonly Field[] = ['strength', 'seeds', 'epochs'];

const labels: Record<Field, Localized> = {
  strength: texts.strengthLabel,
  seeds: texts.seedsLabel,
  epochs: texts.epochsLabel,
};

const faults: Record<Field, Message | Localized> = {
  strength: texts.badStrength,
  seeds: message(texts.badSeeds, { least: fewestSeeds, most: mostSeeds }),
  epochs: message(texts.badEpochs, { most: mostEpochs }),
};

const kindNames: Record<PenaltyKind, Localized> = {
  'as-found': texts.kindAsFound,
  l1: texts.kindL1,
  l2: texts.kindL2,
  l1l2: texts.kindL1L2,
};

/** Kind and strength of the penalty, number of seeds and of epochs. */
export function fieldsView(view: View): TemplateResult {
  const { settings } = view.state;
  if (!settings) return html``;
  const fixed = settings.kind === 'as-found';
  return html`<div class="fields">
    ${kindField(view, settings.kind)}
    ${
      fixed
        ? html`<p class="remark wide">${view.say(texts.strengthFixed)}</p>`
        : numberField(view, 'strength', settings.strength)
    }
    ${numberField(view, 'seeds', settings.seeds)} ${numberField(view, 'epochs', settings.epochs)}
  </div>`;
}

function kindField({ state, actions, say }: View, chosen: PenaltyKind): TemplateResult {
  const found = state.plan?.arms[penalizedArm(state.plan)]?.penalties ?? [];
  const mixed = found.length > 0 && uniformPenalty(found) === null;
  const kinds: readonly PenaltyKind[] = [...(mixed ? (['as-found'] as const) : []), 'l2', 'l1', 'l1l2'];
  return html`<div class="field">
    <vscode-label for="kind">${say(texts.penaltyLabel)}</vscode-label>
    <vscode-single-select
      id="kind"
      .value=${live(chosen)}
      @change=${(event: Event) => actions.choose(valueOf(event) as PenaltyKind)}
    >
      ${kinds.map(
        (kind) =>
          html`<vscode-option value=${kind} ?selected=${kind === chosen}
            >${say(kindNames[kind])}</vscode-option
          >`,
      )}
    </vscode-single-select>
  </div>`;
}

function numberField({ state, actions, say }: View, field: Field, value: number): TemplateResult {
  const faulty = isFaulty(state, field);
  return html`<div class="field">
      <vscode-label for=${field}>${say(labels[field])}</vscode-label>
      <vscode-textfield
        id=${field}
        .value=${live(state.drafts[field] ?? String(value))}
        ?invalid=${faulty}
        @input=${(event: Event) => actions.type(field, valueOf(event))}
        @focusout=${() => actions.leave(field)}
      ></vscode-textfield>
    </div>
    ${faulty ? html`<p class="remark wide fault" role="alert">${say(faults[field])}</p>` : nothing}`;
}

function valueOf(event: Event): string {
  return (event.currentTarget as HTMLElement & { readonly value: string }).value;
}
