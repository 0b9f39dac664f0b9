import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { dataSets } from '../../lab/data';
import { isReal } from '../../lab/data/data-set';
import { isSameWeight, penalizableWeights, type WeightPlace } from '../../lab/penalized-arm';
import type { Plan } from '../../lab/plan';
import type { PlanSettings } from '../../lab/plan-settings';
import { taskOf } from '../../lab/task';
import { fold } from '../folds';
import { texts } from '../messages';
import { hasPlaces } from '../settings';
import type { View } from '../view';
import { numberField } from './number-field';
import { checkbox } from './select-field';

/** What is set seldom: the weights that the penalty is on, sizes and noise of the data, and how it is trained. */
export function moreFields(view: View, plan: Plan, settings: PlanSettings): TemplateResult {
  const dataSet = dataSets.find(({ name }) => name === settings.data.name);
  const made = dataSet !== undefined && !isReal(dataSet);
  const classes = taskOf(plan.model, plan.loss).kind !== 'numbers';
  return fold(
    view,
    'more',
    view.say(texts.more),
    () =>
      html`<div class="fields">
        ${hasPlaces(settings) ? places(view, plan, settings) : nothing} ${numberField(view, 'batchSize')}
        ${numberField(view, 'learningRate')}
        ${plan.optimizer.schedule ? html`<p class="remark wide">${view.say(texts.scheduled)}</p>` : nothing}
        ${numberField(view, 'trainSize')} ${numberField(view, 'validationSize')}
        ${numberField(view, 'testSize')} ${made ? numberField(view, 'noise') : nothing}
        ${made && classes ? numberField(view, 'labelNoise') : nothing}
      </div>`,
  );
}

function places({ say, actions }: View, plan: Plan, { on }: PlanSettings): TemplateResult {
  const all = penalizableWeights(plan.model);
  const isIn = (places: readonly WeightPlace[], place: WeightPlace) =>
    places.some((one) => isSameWeight(one, place));
  const toggled = (place: WeightPlace, checked: boolean) => (now: PlanSettings) => ({
    on: all.filter((one) => (isSameWeight(one, place) ? checked : isIn(now.on, one))),
  });
  return html`<fieldset class="wide boxes">
    <legend>${say(texts.placesLabel)}</legend>
    ${all.map((place) =>
      checkbox(`${place.layer} ${place.on}`, isIn(on, place), (checked) =>
        actions.set(toggled(place, checked)),
      ),
    )}
    ${on.length === 0 ? html`<p class="remark fault" role="alert">${say(texts.noPlace)}</p>` : nothing}
  </fieldset>`;
}
