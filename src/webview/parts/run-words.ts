import { message } from '../../analysis/text/localized';
import type { Localized, Message } from '../../analysis/text/localized';
import type { Plan } from '../../lab/plan';
import { texts } from '../messages';
import { listSeparator } from '../numbers';
import { samePlan, trainings } from '../settings';
import { chosenPlan } from '../state';
import type { View } from '../view';
import { changes } from './changes';

/** What Run would do, and what has changed since the results or the run under way. */
export function runWords({ state, say, locale }: View): Message | Localized {
  const plan = chosenPlan(state);
  const { shown, training } = state;
  if (!plan) return texts.loading;
  const before = training?.plan ?? shown?.grid.plan;
  if (!before) return wholeRun(texts.willRun, plan);
  if (samePlan(plan, before)) {
    if (training) return wholeRun(texts.thisRun, plan);
    return shown?.finished ? texts.upToDate : wholeRun(texts.willRun, plan);
  }
  const list = changes(before, plan, locale).map(say).join(listSeparator(locale));
  return training
    ? message(texts.runningKeeps, { changes: list })
    : message(texts.willRerun, { changes: list, trainings: trainings(plan) });
}

function wholeRun(text: Localized, plan: Plan): Message {
  return message(text, {
    arms: plan.arms.length,
    seeds: plan.seeds.length,
    trainings: trainings(plan),
    epochs: plan.epochs,
  });
}
