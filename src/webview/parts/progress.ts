import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { message } from '../../analysis/text/localized';
import { finishedPairs } from '../grid';
import { texts } from '../messages';
import { duration, percent } from '../numbers';
import { penalizedArm } from '../../lab/plan-settings';
import type { Shown, Training } from '../state';
import type { View } from '../view';

/** Below this share a guess of the remaining time would jump about. */
const enoughToGuess = 0.03;

/** How far the training is, or how the last one ended. */
export function progressView(view: View): TemplateResult {
  const { training, shown } = view.state;
  if (training) return trainingView(view, training);
  if (!shown) return html``;
  const elapsed = duration(shown.milliseconds);
  const text = shown.finished
    ? message(texts.done, { elapsed, engine: shown.engine })
    : message(texts.stopped, { elapsed, pairs: pairsOf(shown), seeds: shown.grid.plan.seeds.length });
  return html`<p class="progress-words">${view.say(text)}</p>`;
}

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

function pairsOf({ grid }: Shown): number {
  return finishedPairs(grid, penalizedArm(grid.plan)).length;
}
