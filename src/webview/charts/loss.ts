import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { message } from '../../analysis/text/localized';
import type { EpochMetrics } from '../../lab/plan';
import { curve, trail } from '../grid';
import { texts } from '../messages';
import { column } from '../numbers';
import { penalizedArm } from '../../lab/plan-settings';
import { divergedSeeds } from '../state';
import type { Shown } from '../state';
import type { View } from '../view';
import { curvesTable, curvesView } from './curves';
import type { Curve } from './curves';
import { figureView } from './figure';

/** Data loss of training and validation for every arm. */
export function lossFigure(view: View, shown: Shown): TemplateResult {
  const { grid } = shown;
  const { plan } = grid;
  const take = [(cell: EpochMetrics) => cell.trainLoss, (cell: EpochMetrics) => cell.validationLoss] as const;
  const curves: Curve[] = plan.arms.flatMap((_, arm) =>
    take.map((number, column) => ({
      arm,
      column,
      points: curve(grid, arm, number),
      trail: view.state.training ? trail(grid, arm, number) : [],
    })),
  );
  const penalized = penalizedArm(plan);
  const last = (arm: number) => curves.find((one) => one.arm === arm && one.column === 1)?.points.at(-1);
  const end = last(penalized);
  const without = last(plan.arms.findIndex(({ name }) => name === 'without'))?.mean ?? NaN;
  const number = column([without, end?.mean ?? NaN]);
  const title = view.say(texts.lossTitle);
  const sentence = end
    ? view.say(
        message(texts.lossSentence, {
          epoch: end.epoch,
          without: number(without),
          with: number(end.mean),
          seeds: end.seeds,
        }),
      )
    : view.say(texts.starting);
  const lost = divergedSeeds(shown);
  const picture = {
    key: 'loss',
    title,
    sentence,
    plan,
    columns: [view.say(texts.training), view.say(texts.validation)],
    curves,
  };
  return figureView(view, {
    key: 'loss',
    title,
    sentence,
    remark:
      lost > 0 ? view.say(message(texts.divergedNote, { count: lost, total: plan.seeds.length })) : undefined,
    picture: html`${curvesView(view, picture)}`,
    why: view.say(texts.lossWhy),
    explanation: view.say(texts.lossExplained),
    table: () => curvesTable(view, picture),
  });
}
