import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { message } from '../../analysis/text/localized';
import type { Verdict } from '../../lab/plan';
import { fewestSeeds, overlapOf } from '../../lab/statistics';
import { taskOf } from '../../lab/task';
import { verdictParts } from '../../lab/verdict-text';
import { baseArm, mainArm } from '../arms';
import { curve } from '../grid';
import { measures } from '../measures';
import { texts } from '../messages';
import { percent, short, signedColumn } from '../numbers';
import { divergedSeeds } from '../shown';
import type { Shown } from '../shown';
import type { View } from '../view';

/** A sign for each kind of verdict, beside its words. */
export const verdictSigns: Record<Verdict['kind'], string> = {
  helps: '✓',
  hurts: '✗',
  'no-detectable-difference': '≈',
  'too-few-seeds': '?',
};

/** The answer in a sentence, its numbers, and what can be done with it. */
export function verdictPart(view: View, shown: Shown, verdict: Verdict): TemplateResult {
  const { say, actions, state } = view;
  const { word, because, limits } = verdictParts(
    verdict,
    divergedSeeds(shown),
    overlapOf(shown.grid.plan) > 0,
  );
  const unknown = say(limits).trim();
  return html`<section class="card verdict ${verdict.kind}" aria-labelledby="verdict-title">
    <h2 id="verdict-title">${say(shown.finished ? texts.verdictTitle : texts.verdictSoFar)}</h2>
    <p class="answer">
      <span class="sign" aria-hidden="true">${verdictSigns[verdict.kind]}</span>
      <strong>${say(word)}</strong>${say(because)}
    </p>
    ${unknown ? html`<p class="remark">${unknown}</p>` : nothing}
    <dl class="facts">${facts(view, shown, verdict)}</dl>
    <div class="buttons">
      <vscode-button ?disabled=${state.training !== null} @click=${() => actions.apply()}
        >${say(texts.apply)}</vscode-button
      >
    </div>
  </section>`;
}

function facts({ say }: View, { grid, sweep }: Shown, verdict: Verdict): TemplateResult[] {
  const { plan } = grid;
  const { low, high, meanDifference, wins, seeds } = verdict;
  const signed = signedColumn([low, high, meanDifference]);
  const list: [string, string][] = [[say(texts.factDifference), signed(meanDifference)]];
  if (seeds >= fewestSeeds)
    list.push([
      say(texts.factInterval),
      say(message(texts.interval, { low: signed(low), high: signed(high) })),
    ]);
  list.push([say(texts.factWins), say(message(texts.winsOf, { wins, seeds }))]);
  const scores = [baseArm(plan), mainArm(plan, sweep)].map(
    (arm) => curve(grid, arm, measures.score).at(-1)?.mean,
  );
  const [from, to] = scores;
  if (from !== undefined && to !== undefined) {
    const classes = taskOf(plan.model, plan.loss).kind !== 'numbers';
    const number = classes ? percent : short;
    list.push([
      say(message(texts.factScore, { score: classes ? texts.accuracy : texts.rSquared })),
      say(message(texts.arrow, { from: number(from), to: number(to) })),
    ]);
  }
  return list.map(
    ([name, value]) =>
      html`<div>
        <dt>${name}</dt>
        <dd>${value}</dd>
      </div>`,
  );
}
