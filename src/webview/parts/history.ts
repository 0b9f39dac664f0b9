import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { message } from '../../analysis/text/localized';
import type { Localized } from '../../analysis/text/localized';
import type { ComparisonResult, Verdict } from '../../lab/plan';
import { fewestSeeds } from '../../lab/statistics';
import type { PastRun } from '../../protocol/messages';
import { armLabel, mainArm } from '../arms';
import { timeOfRun } from '../time-of-run';
import { fold } from '../folds';
import { runOf } from '../history';
import { texts } from '../messages';
import { signedColumn } from '../numbers';
import type { View } from '../view';
import { verdictSigns } from './verdict';

const words: Record<Verdict['kind'], Localized> = {
  helps: texts.runHelps,
  hurts: texts.runHurts,
  'no-detectable-difference': texts.runNoDifference,
  'too-few-seeds': texts.runTooFew,
};

/** The runs so far, the last one first: what was set and what came of it, to go back to or to lay over the shown one. */
export function historyPart(view: View): TemplateResult | typeof nothing {
  const { runs, dropped, shown } = view.state;
  if (runs.length === 0) return nothing;
  const current = runOf(runs, shown && { plan: shown.grid.plan });
  const body = () =>
    html`<p class="remark">${view.say(texts.historyHelp)}</p>
      <ol class="runs">
        ${repeat(
          [...runs].reverse(),
          ({ at }) => at,
          (run) => runView(view, run, run === current),
        )}
      </ol>
      ${dropped ? html`<p class="remark">${view.say(texts.historyDropped)}</p>` : nothing}`;
  return html`<section class="card history" aria-labelledby="history-title">
    <h2 id="history-title" tabindex="-1">${view.say(texts.historyTitle)}</h2>
    ${fold(view, 'history', view.say(message(runs.length === 1 ? texts.oneRun : texts.manyRuns, { runs: runs.length })), body)}
  </section>`;
}

function runView({ state, actions, say, locale }: View, run: PastRun, current: boolean): TemplateResult {
  const { at, result } = run;
  const { plan, verdict } = result;
  const time = timeOfRun(at, locale);
  const over = state.overlaid?.at === at;
  const name = { run: say(message(texts.runName, { time, arm: armLabel(plan, armOf(result)) })) };
  return html`<li class="run" aria-current=${current ? 'true' : nothing}>
    <p class="run-head">
      <time datetime=${new Date(at).toISOString()}>${time}</time>
      <span class="run-set">${say(setWords(result))}</span>
      ${current ? html`<span class="run-shown">${say(texts.runShown)}</span>` : nothing}
    </p>
    <p class="run-verdict ${verdict.kind}">
      <span class="sign" aria-hidden="true">${verdictSigns[verdict.kind]}</span>
      ${say(words[verdict.kind])}${verdict.seeds > 0 ? html` <span class="number">${say(meanOf(verdict))}</span>` : nothing}
    </p>
    <p class="remark">${say(seedsWords(result))}</p>
    <div class="buttons">
      <vscode-button
        secondary
        ?disabled=${current || state.training !== null}
        aria-label=${say(message(texts.restoreRun, name))}
        @click=${() => actions.restore(at)}
        >${say(texts.restore)}</vscode-button
      >
      <vscode-button
        secondary
        ?disabled=${current && !over}
        aria-pressed=${over ? 'true' : 'false'}
        aria-label=${say(message(over ? texts.takeRunOff : texts.overlayRun, name))}
        @click=${() => actions.overlay(over ? null : at)}
        >${say(over ? texts.takeOff : texts.overlay)}</vscode-button
      >
      <vscode-button
        secondary
        aria-label=${say(message(texts.forgetRun, name))}
        @click=${() => actions.forget(at)}
        >${say(texts.forget)}</vscode-button
      >
    </div>
  </li>`;
}

function armOf({ plan, sweep }: ComparisonResult): number {
  return mainArm(plan, sweep ?? null);
}

/** What was set, in a line: the penalty, what else was compared, data, seeds, epochs. */
function setWords(result: ComparisonResult) {
  const { plan, sweep } = result;
  const others = plan.arms.length - 2;
  return message(sweep ? texts.runSetSweep : others > 0 ? texts.runSetMany : texts.runSet, {
    arm: armLabel(plan, armOf(result)),
    others,
    strengths: sweep?.points.length ?? 0,
    seeds: plan.seeds.length,
    epochs: plan.epochs,
  });
}

function seedsWords({ plan, verdict, engine, finished }: ComparisonResult) {
  const seeds = plan.seeds.length;
  if (finished) return message(texts.runSeeds, { seeds, engine });
  return message(texts.runPart, { done: verdict.seeds, seeds, engine });
}

/** The mean difference with its interval. */
function meanOf({ meanDifference, low, high, seeds }: Verdict) {
  const signed = signedColumn([meanDifference, low, high]);
  const mean = signed(meanDifference);
  return seeds < fewestSeeds
    ? message(texts.runMean, { mean })
    : message(texts.runInterval, { mean, low: signed(low), high: signed(high) });
}
