import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { message } from '../../analysis/text/localized';
import type { Plan, Verdict } from '../../lab/plan';
import { overlapOf, verdictOf } from '../../lab/statistics';
import { taskOf } from '../../lab/task';
import { armClass, armLabel, armMark, baseArm, shownArms } from '../arms';
import { curve, finishedPairs } from '../grid';
import type { Grid } from '../grid';
import { measures } from '../measures';
import { texts } from '../messages';
import { column, percent, short, signedColumn } from '../numbers';
import type { Shown } from '../shown';
import type { View } from '../view';

/** What an arm has reached, over the seeds that are through with it. */
interface Row {
  readonly arm: number;
  readonly validation: number;
  readonly test: number;
  readonly score: number;
  /** Against the arm without a penalty; null for that one itself, and before there is a pair. */
  readonly difference: Verdict | null;
}

/** Every arm in a row: losses, difference, wins and score; the names point an arm out in all charts. */
export function variantsPart(view: View, { grid, sweep }: Shown): TemplateResult {
  const { say, state, actions } = view;
  const { plan } = grid;
  const rows = shownArms(plan, sweep, state.pointedOut).map((arm) => rowOf(grid, arm));
  const lowest = lowestValidation(rows);
  const loss = column(rows.flatMap(({ validation, test }) => [validation, test]));
  const plus = signedColumn(
    rows.flatMap(({ difference }) =>
      difference ? [difference.meanDifference, difference.low, difference.high] : [],
    ),
  );
  const classes = taskOf(plan.model, plan.loss).kind !== 'numbers';
  const score = classes ? percent : short;
  const heads = [
    texts.arm,
    texts.differenceShort,
    texts.wins,
    texts.testLoss,
    texts.validationLoss,
    classes ? texts.accuracyColumn : texts.rSquaredColumn,
    texts.apply,
  ].map(say);
  const title = say(message(texts.tableOf, { title: say(texts.variantsTitle) }));
  return html`<section class="card variants" aria-labelledby="variants-title">
    <h2 id="variants-title">${say(texts.variantsTitle)}</h2>
    <p class="sentence">${sentenceOf(view, plan, rows, lowest)}</p>
    <div class="scroll whole" tabindex="0" role="region" aria-label=${title}>
      <table role="table">
        <thead role="rowgroup">
          <tr role="row">
            ${heads.map((head) => html`<th scope="col" role="columnheader">${head}</th>`)}
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${rows.map(
            ({ arm, validation, test, difference, score: reached }) =>
              html`<tr role="row" class=${arm === lowest ? 'lowest' : ''}>
                <th scope="row" role="rowheader">
                  <button
                    class="link keyed"
                    aria-pressed=${state.pointedOut === arm ? 'true' : 'false'}
                    title=${say(texts.pointOut)}
                    @click=${() => actions.pointOut(state.pointedOut === arm ? null : arm)}
                  >
                    <svg class="swatch" width="22" height="12" aria-hidden="true">
                      <line class="line ${armClass(arm)}" x1="0" x2="22" y1="6" y2="6"></line>
                      ${armMark(arm, 11, 6)}
                    </svg>
                    <span>${say(armLabel(plan, arm))}</span>
                  </button>
                  ${arm === lowest ? html`<span class="penalty">★ ${say(texts.lowestValidation)}</span>` : ''}
                </th>
                ${[
                  difference ? differenceCell(view, difference, plus) : '–',
                  difference ? `${difference.wins}/${difference.seeds}` : '–',
                  loss(test),
                  loss(validation),
                  Number.isFinite(reached) ? score(reached) : '–',
                ].map(
                  (cell, place) => html`<td role="cell" data-head=${heads[place + 1] ?? ''}>${cell}</td>`,
                )}
                <td role="cell" class="apply">
                  ${arm === baseArm(plan) ? '–' : applyButton(view, plan, arm)}
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <p class="remark">${say(message(texts.variantsRemark, { count: rows.length - 1 }))}</p>
  </section>`;
}

function applyButton({ say, actions, state }: View, plan: Plan, arm: number): TemplateResult {
  return html`<button
    class="link"
    aria-label=${say(message(texts.applyArm, { arm: say(armLabel(plan, arm)) }))}
    ?disabled=${state.training !== null}
    @click=${() => actions.apply(arm)}
  >
    ${say(texts.applyShort)}
  </button>`;
}

function differenceCell(
  { say }: View,
  { meanDifference, low, high, seeds }: Verdict,
  plus: (value: number) => string,
): TemplateResult {
  const interval = say(message(texts.interval, { low: plus(low), high: plus(high) }));
  return html`${plus(meanDifference)}${seeds > 1 ? html`<span class="penalty">${interval}</span>` : ''}`;
}

function rowOf(grid: Grid, arm: number): Row {
  const end = (take: (typeof measures)[keyof typeof measures]) => curve(grid, arm, take).at(-1)?.mean ?? NaN;
  const pairs = arm === baseArm(grid.plan) ? [] : finishedPairs(grid, arm);
  return {
    arm,
    validation: end(measures.validation),
    test: end(measures.test),
    score: end(measures.score),
    difference: pairs.length === 0 ? null : differenceOf(grid, arm),
  };
}

const known = new WeakMap<Grid, Map<string, Verdict>>();

/** The paired difference of an arm, worked out once for each number of seeds that are through. */
export function differenceOf(grid: Grid, arm: number): Verdict {
  const pairs = finishedPairs(grid, arm);
  const key = `${arm} ${pairs.map(({ seed }) => seed).join()}`;
  const ofGrid = known.get(grid) ?? new Map<string, Verdict>();
  known.set(grid, ofGrid);
  const before = ofGrid.get(key);
  if (before) return before;
  const differences = pairs.map(({ difference }) => difference);
  const verdict = verdictOf(differences, overlapOf(grid.plan));
  ofGrid.set(key, verdict);
  return verdict;
}

/** The arm with the lowest validation loss, as test data may not choose; null before there is one. */
function lowestValidation(rows: readonly Row[]): number | null {
  const through = rows.filter(({ validation }) => Number.isFinite(validation));
  if (through.length < 2) return null;
  return through.reduce((best, row) => (row.validation < best.validation ? row : best)).arm;
}

function sentenceOf({ say }: View, plan: Plan, rows: readonly Row[], lowest: number | null): string {
  const best = rows.find(({ arm }) => arm === lowest);
  if (!best) return say(texts.starting);
  const number = column(rows.map(({ validation }) => validation));
  return say(
    message(texts.variantsSentence, {
      arm: armLabel(plan, best.arm),
      loss: number(best.validation),
      count: rows.length,
    }),
  );
}
