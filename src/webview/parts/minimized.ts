import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { message } from '../../analysis/text/localized';
import type { Localized } from '../../analysis/text/localized';
import type { PlanArm } from '../../lab/plan';
import { armLabel, baseArm, mainArm } from '../arms';
import { curve } from '../grid';
import type { Grid, Take } from '../grid';
import { measures } from '../measures';
import { texts } from '../messages';
import { column } from '../numbers';
import type { Shown } from '../shown';
import type { View } from '../view';
import { explanationView } from './explanation';

/** What training minimizes, added up from the run's own numbers: data loss + penalty. */
export function minimizedExplained(view: View, { grid, sweep }: Shown): unknown {
  const { plan } = grid;
  const main = mainArm(plan, sweep);
  const penalized = plan.arms[main];
  if (!penalized || penalized.penalties.length === 0) return '';
  return explanationView(view, {
    key: 'sum',
    question: view.say(texts.sumWhy),
    answer: () =>
      html`${sumTable(view, grid, [baseArm(plan), main])}
        <p>${view.say(message(texts.sumExplained, { penalty: formula(penalized) }))}</p>`,
    rules: ['losses-ignored', 'losses-counted-twice'],
  });
}

const terms: readonly [name: Localized, take: Take][] = [
  [texts.sumData, measures.training],
  [texts.sumPenalty, measures.penalty],
  [texts.sumTotal, measures.minimized],
];

function sumTable({ say }: View, grid: Grid, arms: readonly number[]): TemplateResult {
  const rows = terms.map(([name, take]) => ({
    name: say(name),
    ends: arms.map((arm) => curve(grid, arm, take).at(-1)),
  }));
  const epoch = rows[0]?.ends.at(-1)?.epoch ?? 0;
  const number = column(rows.flatMap(({ ends }) => ends.map((end) => end?.mean ?? NaN)));
  return html`<table class="sum">
    <thead>
      <tr>
        <th scope="col">${say(message(texts.atEpoch, { epoch }))}</th>
        ${arms.map((arm) => html`<th scope="col">${say(armLabel(grid.plan, arm))}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ({ name, ends }) =>
          html`<tr>
            <th scope="row">${name}</th>
            ${ends.map((end) => html`<td>${number(end?.mean ?? NaN)}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

/** What the penalties of an arm are the sum of. */
function formula({ penalties }: PlanArm): Localized {
  const l1 = penalties.some((one) => one.l1 > 0);
  const l2 = penalties.some((one) => one.l2 > 0);
  if (penalties.some(({ on, orthogonal }) => on === 'activity' || orthogonal)) return texts.formulaOther;
  return l1 && l2 ? texts.formulaL1L2 : l1 ? texts.formulaL1 : texts.formulaL2;
}
