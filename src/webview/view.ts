import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { render } from '../analysis/text/localized';
import type { Locale, Localized, Message } from '../analysis/text/localized';
import type { Actions } from './actions';
import { figuresView } from './figures';
import { texts } from './messages';
import { controlsView } from './parts/controls';
import { explanationsSwitch } from './parts/explanation';
import { headerView } from './parts/header';
import { exportsView } from './parts/exports';
import { historyPart } from './parts/history';
import { modelPart } from './parts/model';
import { noticesView } from './parts/notices';
import { verdictPart } from './parts/verdict';
import type { PageState } from './state';

/** What every part of the page draws from. */
export interface View {
  readonly state: PageState;
  readonly actions: Actions;
  readonly locale: Locale;
  /** The text in the reader's language. */
  say(text: Message | Localized): string;
  /** Width of the element that says `data-width="key"`. */
  width(key: string): number;
  /** Whether the figure with this heading can be seen, or nothing is known of it yet. */
  seen(heading: string): boolean;
}

/** The whole page for a state. */
export function pageView(given: Omit<View, 'say'>): TemplateResult {
  const view: View = { ...given, say: (text) => render(text, given.locale) };
  const { state } = view;
  if (state.cannot)
    return html`${headerView(view)}
      <section class="card problem" aria-labelledby="cannot-title">
        <h2 id="cannot-title">${view.say(texts.cannotTitle)}</h2>
        <p>${view.say(state.cannot)}</p>
      </section>
      ${noticesView(view)}
      ${
        state.shown
          ? html`<div class="columns">
              <div class="results">${resultsView(view)}</div>
              <div class="found">${historyPart(view)} ${exportsView(view)}</div>
            </div>`
          : nothing
      }`;
  if (!state.model || !state.plan || !state.settings)
    return html`<p class="placeholder">${view.say(texts.loading)}</p>`;
  return html`${headerView(view)} ${noticesView(view)}
    <div class="columns">
      <div class="setup">${controlsView(view)}</div>
      <div class="results">${resultsView(view)}</div>
      <div class="found">${historyPart(view)} ${modelPart(view)} ${exportsView(view)}</div>
    </div>
    ${state.shown ? explanationsSwitch(view) : nothing}`;
}

function resultsView(view: View): TemplateResult {
  const { shown } = view.state;
  if (!shown)
    return html`<section class="card" aria-labelledby="empty-title">
      <h2 id="empty-title">${view.say(view.state.training ? texts.verdictSoFar : texts.notRunTitle)}</h2>
      <p class="empty">${view.say(view.state.training ? texts.begun : texts.notRun)}</p>
    </section>`;
  return html`${shown.verdict ? verdictPart(view, shown, shown.verdict) : nothing} ${figuresView(view, shown)}`;
}
