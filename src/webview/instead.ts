import type { Message } from '../analysis/text/localized';
import { message } from '../analysis/text/localized';
import type { Plan } from '../lab/plan';
import { penalizedArm, planWith, settingsOf } from '../lab/plan-settings';
import { readPlan } from '../lab/read-plan';
import type { Instead } from '../protocol/messages';
import { texts } from './messages';
import { carriedOver, samePlan } from './settings';
import type { PageState } from './state';

type Found = NonNullable<PageState['found']>;

/** The plan to go on with when the extension sends the plan as found anew; what the reader took in its place stays. */
export function planInUse(
  { plan, instead }: Pick<PageState, 'plan' | 'instead'>,
  found: Found,
): { readonly plan: Plan; readonly instead: Instead | null } {
  if (instead === 'narrower' && found.narrower) return { plan: found.narrower.plan, instead };
  if (instead === 'pasted' && plan) return { plan, instead };
  return { plan: found.plan, instead: null };
}

/** The state with the narrower model, which the reader has agreed to. */
export function withNarrower(state: PageState): PageState {
  const { found } = state;
  return found?.narrower ? inPlace(state, found.narrower.plan, 'narrower') : state;
}

/** The state with the plan as found again. */
export function withFound(state: PageState): PageState {
  const { found, instead } = state;
  if (!found) return state;
  const back = inPlace(state, found.plan, null);
  return instead === 'pasted' ? { ...back, settings: settingsOf(found.plan) } : back;
}

function inPlace(state: PageState, plan: Plan, instead: Instead | null): PageState {
  const settings =
    state.plan && state.settings ? carriedOver(state.settings, state.plan, plan, false) : settingsOf(plan);
  return { ...state, plan, settings, instead, drafts: {} };
}

/** The state with the plan in a text: as settings where it is about the plan in use, else in the place of it. */
export function withPasted(state: PageState, text: string): PageState | { readonly reason: Message } {
  const read = readPlan(text);
  if ('reason' in read) return { reason: message(texts.badPaste, { reason: read.reason }) };
  const { plan } = read;
  if (penalizedArm(plan) < 0) return { reason: message(texts.badPaste, { reason: texts.noPenalizedArm }) };
  const settings = settingsOf(plan);
  const isSettings = state.plan !== null && samePlan(planWith(state.plan, settings), plan);
  return isSettings
    ? { ...state, settings, drafts: {} }
    : { ...state, plan, settings, instead: 'pasted', drafts: {} };
}
