import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { message } from '../../analysis/text/localized';
import { fold } from '../folds';
import { texts } from '../messages';
import { ruleTitles, type LinkedRule } from '../rule-links';
import type { View } from '../view';

/** Every explanation there is. */
const explanationKeys = [
  'sum',
  'loss',
  'gap',
  'score',
  'difference',
  'weights',
  'sweep',
  'boundary',
] as const;
export type ExplanationKey = (typeof explanationKeys)[number];

/** A question that a picture raises, and its answer in plain words. */
export interface Explanation {
  readonly key: ExplanationKey;
  readonly question: string;
  /** Built only when it is seen. */
  readonly answer: () => unknown;
  /** Rules of the lens about it, whose pages tell more. */
  readonly rules: readonly LinkedRule[];
}

/** An explanation that folds, and that a reader who knows it may send away for good. */
export function explanationView(view: View, { key, question, answer, rules }: Explanation): unknown {
  const { say, state, actions } = view;
  if (state.dismissed.has(key)) return nothing;
  return fold(
    view,
    `why-${key}`,
    question,
    () =>
      html`<div class="explanation">
        ${answer()}
        <p class="more">
          ${rules.map(
            (rule) =>
              html`<button class="link" @click=${() => actions.openRule(rule)}>
                ${say(message(texts.ruleLink, { title: ruleTitles[rule] }))}
              </button> `,
          )}
          <button
            class="link quiet"
            aria-label=${say(message(texts.understoodLabel, { question }))}
            @click=${(event: Event) => {
              focusNext(event.currentTarget as HTMLElement);
              actions.dismissExplanation(key);
            }}
          >
            ${say(texts.understood)}
          </button>
        </p>
      </div>`,
  );
}

/** At the foot of the page: all explanations away, or back again. */
export function explanationsSwitch({ say, state, actions }: View): TemplateResult {
  const away = state.dismissed.size > 0;
  return html`<footer>
    <button
      class="link quiet"
      @click=${() => (away ? actions.explainAgain() : actions.dismissExplanation(...explanationKeys))}
    >
      ${say(away ? texts.explainAgain : texts.explainNothing)}
    </button>
  </footer>`;
}

/** The focus would be lost with a part that goes: it moves to the fold behind it, or before it. */
function focusNext(inside: HTMLElement): void {
  const own = inside.closest('details');
  const folds = [...(own?.parentElement?.querySelectorAll<HTMLElement>('summary') ?? [])];
  const at = folds.findIndex((summary) => summary.parentElement === own);
  (folds[at + 1] ?? folds[at - 1] ?? document.querySelector<HTMLElement>('footer button'))?.focus();
}
