import { unpackedResult } from '../lab/packed';
import { planWith, settingsOf } from '../lab/plan-settings';
import type { ToPage } from '../protocol/messages';
import { planInUse } from './instead';
import { texts } from './messages';
import { carriedOver, sameSubject } from './settings';
import { shownOf } from './shown';
import { withNotice, withoutNotices, type Notice, type PageState } from './state';

/** Says that the results are of another model than the one that Run would train. */
export const outdated: Notice = {
  key: 'outdated',
  severity: 'warning',
  text: texts.outdated,
  retry: false,
};

const closedEarly: Notice = {
  key: 'closed-early',
  severity: 'info',
  text: texts.closedEarly,
  retry: false,
};

/** The state with the model as it is in the code now; what the reader has set stays where it still can. */
export function withModel(state: PageState, received: Extract<ToPage, { type: 'show' }>): PageState {
  const { model, asked = false, dismissed } = received;
  const found = { plan: received.plan, narrower: received.narrower ?? null };
  const { plan, instead } = planInUse(
    asked && state.instead === 'pasted' ? { plan: null, instead: null } : state,
    found,
  );
  const settings =
    state.plan && state.settings ? carriedOver(state.settings, state.plan, plan, asked) : settingsOf(plan);
  const kept = withKept(state, received);
  const { shown } = kept;
  const next: PageState = {
    ...kept,
    model,
    plan,
    found,
    instead,
    settings,
    dismissed: dismissed ? new Set(dismissed) : state.dismissed,
    cannot: null,
  };
  if (shown && !sameSubject(shown.grid.plan, planWith(plan, settings))) return withNotice(next, outdated);
  return !state.shown && shown?.finished === false ? withNotice(next, closedEarly) : next;
}

/** The state where there is nothing to train now; what was trained before is still there to be looked at and exported. */
export function withoutModel(state: PageState, received: Extract<ToPage, { type: 'cannot' }>): PageState {
  const { model, reason, last } = received;
  const plan = state.plan ?? last?.result.plan ?? null;
  return {
    ...withKept(state, received),
    model: model ?? state.model,
    plan,
    settings: state.settings ?? (plan && settingsOf(plan)),
    cannot: reason,
  };
}

/** What a page that has nothing to show yet takes of what the extension has kept; words about an earlier code go. */
function withKept(
  state: PageState,
  { last, runs = [] }: Extract<ToPage, { type: 'show' | 'cannot' }>,
): PageState {
  return {
    ...withoutNotices(state, 'stale', 'outdated'),
    shown: state.shown ?? (last ? shownOf(unpackedResult(last)) : null),
    runs: state.runs.length > 0 ? state.runs : runs,
  };
}
