import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { message } from '../../analysis/text/localized';
import type { Localized } from '../../analysis/text/localized';
import type { ComparisonResult } from '../../lab/plan';
import { texts } from '../messages';
import { duration, percent } from '../numbers';
import type { Shown } from '../shown';
import type { Training } from '../state';
import type { View } from '../view';

/** Below this share a guess of the remaining time would jump about. */
const enoughToGuess = 0.03;

/** How far the training is, or how the last one ended. */
export function progressView(view: View): TemplateResult {
  const { training, shown } = view.state;
  if (training) return trainingView(view, training);
  if (!shown) return html``;
  const elapsed = duration(shown.milliseconds);
  const { engine, grid, finished, ended } = shown;
  if (finished)
    return html`<p class="progress-words">${view.say(message(texts.done, { elapsed, engine }))}</p>`;
  const text = message(endings[ended], { elapsed, pairs: pairsOf(shown), seeds: grid.plan.seeds.length });
  return html`<p class="progress-words">
    <span>${view.say(text)}</span>
    ${engine ? html`<span>${view.say(message(texts.engineUsed, { engine }))}</span>` : nothing}
  </p>`;
}

const endings: Readonly<Record<ComparisonResult['ended'], Localized>> = {
  all: texts.stopped,
  stopped: texts.stopped,
  budget: texts.budgetSpent,
  failed: texts.broken,
};

function trainingView(view: View, { phase, plan, startedAt, now, done, total }: Training): TemplateResult {
  const share = total > 0 ? done / total : 0;
  const passed = now - startedAt;
  const elapsed = duration(passed);
  const { shown } = view.state;
  const pairs = shown?.grid.plan === plan ? pairsOf(shown) : 0;
  const far =
    total === 0
      ? phase === 'waiting'
        ? texts.waitingForEngine
        : texts.starting
      : message(texts.progress, { share: percent(share), pairs, seeds: plan.seeds.length });
  const time =
    share < enoughToGuess
      ? message(texts.elapsed, { elapsed })
      : message(texts.remaining, { elapsed, remaining: duration((passed / share) * (1 - share)) });
  return html`<vscode-progress-bar
      aria-label=${view.say(texts.progressLabel)}
      .value=${Math.round(share * 100)}
      .max=${100}
    ></vscode-progress-bar>
    <p class="progress-words">
      <span>${view.say(far)}</span> <span>${total === 0 ? '' : view.say(time)}</span>
    </p>`;
}

/** Seeds on which both trainings that the verdict is about are through. */
function pairsOf({ verdict }: Shown): number {
  return verdict?.seeds ?? 0;
}
