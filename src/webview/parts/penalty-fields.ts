import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Localized } from '../../analysis/text/localized';
import { furtherArmLabels, furtherArmNames, type FurtherArmName } from '../../lab/further-arms';
import { uniformPenalty } from '../../lab/penalized-arm';
import type { Plan } from '../../lab/plan';
import {
  canBeSwept,
  penalizedArm,
  type PenaltyKind,
  type PlanSettings,
  type Scope,
} from '../../lab/plan-settings';
import { dropoutPlaces } from '../../lab/with-dropout';
import { texts } from '../messages';
import { numbersOf } from '../settings';
import type { View } from '../view';
import { numberField } from './number-field';
import { checkbox, selectField } from './select-field';
import { strengthField } from './strength-field';

const kindNames: Readonly<Record<PenaltyKind | FurtherArmName, Localized>> = {
  'as-found': texts.kindAsFound,
  ...furtherArmLabels,
};

const scopeNames: Record<Scope, Localized> = {
  pair: texts.scopePair,
  several: texts.scopeSeveral,
  sweep: texts.scopeSweep,
};

/** What is compared with the model without: which penalty or other means, how strong, and what beside it. */
export function penaltyFields(view: View, plan: Plan, settings: PlanSettings): TemplateResult {
  const { actions } = view;
  const scopes = (['pair', 'several', 'sweep'] as const).filter(
    (scope) => scope !== 'sweep' || canBeSwept(plan, settings) || settings.scope === 'sweep',
  );
  const numbers = numbersOf(settings);
  return html`${selectField(
    view,
    'kind',
    texts.penaltyLabel,
    kindsFor(plan).map((kind) => [kind, kindNames[kind]] as const),
    settings.kind,
    (kind) => actions.set((now) => kindChosen(plan, now, kind)),
  )}
  ${settings.kind === 'as-found' ? html`<p class="remark wide">${view.say(texts.strengthFixed)}</p>` : nothing}
  ${numbers.includes('strength') ? strengthField(view, settings.strength) : nothing}
  ${settings.kind === 'l1' ? proximalBox(view, settings) : nothing}
  ${selectField(
    view,
    'scope',
    texts.scopeLabel,
    scopes.map((scope) => [scope, scopeNames[scope]] as const),
    settings.scope,
    (scope) => actions.set(() => ({ scope })),
  )}
  ${settings.scope === 'several' ? furtherBoxes(view, plan, settings) : nothing}
  ${settings.scope === 'sweep' ? html`<p class="remark wide">${view.say(texts.sweepWords)}</p>` : nothing}
  ${repeat(
    numbers.filter((field) => field !== 'strength'),
    (field) => field,
    (field) => numberField(view, field),
  )}`;
}

/** The kinds that a model can be compared with. */
function kindsFor(plan: Plan): readonly PenaltyKind[] {
  const found = plan.arms[penalizedArm(plan)]?.penalties ?? [];
  const mixed = found.length > 0 && uniformPenalty(found) === null;
  const drops = dropoutPlaces(plan.model).size > 0;
  return [
    ...(mixed ? (['as-found'] as const) : []),
    'l2',
    'l1',
    'l1l2',
    ...(drops ? (['dropout'] as const) : []),
    'decay',
    'early-stopping',
  ];
}

/** A sweep is over the strength of a penalty, so it ends where something else is chosen. */
function kindChosen(plan: Plan, { scope }: PlanSettings, kind: PenaltyKind): Partial<PlanSettings> {
  const sweeps = scope !== 'sweep' || canBeSwept(plan, { kind });
  return sweeps ? { kind } : { kind, scope: 'pair' };
}

function proximalBox({ say, actions }: View, { proximal }: PlanSettings): TemplateResult {
  return html`<div class="wide">
    ${checkbox(say(texts.proximalLabel), proximal, (checked) => actions.set(() => ({ proximal: checked })))}
  </div>`;
}

function furtherBoxes({ say, actions }: View, plan: Plan, settings: PlanSettings): TemplateResult {
  const { further, kind, proximal } = settings;
  const compared = kind === 'l1' && proximal ? 'l1-proximal' : kind;
  const drops = dropoutPlaces(plan.model).size > 0;
  const toggled = (name: FurtherArmName, checked: boolean) => (now: PlanSettings) => ({
    further: furtherArmNames.filter((one) => (one === name ? checked : now.further.includes(one))),
  });
  const names = furtherArmNames.filter((name) => name !== compared && (name !== 'dropout' || drops));
  return html`<fieldset class="wide boxes">
    <legend>${say(texts.furtherLabel)}</legend>
    ${repeat(
      names,
      (name) => name,
      (name) =>
        checkbox(say(kindNames[name]), further.includes(name), (checked) =>
          actions.set(toggled(name, checked)),
        ),
    )}
  </fieldset>`;
}
