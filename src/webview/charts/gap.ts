import type { TemplateResult } from 'lit';
import { message } from '../../analysis/text/localized';
import type { EpochMetrics } from '../../lab/plan';
import { curve, trail } from '../grid';
import { texts } from '../messages';
import { column } from '../numbers';
import { penalizedArm } from '../../lab/plan-settings';
import type { Shown } from '../state';
import type { View } from '../view';
import { curvesTable, curvesView } from './curves';
import type { Curve } from './curves';
import { figureView } from './figure';

/** Validation loss minus training loss for every arm, taken seed by seed. */
export function gapFigure(view: View, { grid }: Shown): TemplateResult {
  const { plan } = grid;
  const gap = (cell: EpochMetrics) => cell.validationLoss - cell.trainLoss;
  const curves: Curve[] = plan.arms.map((_, arm) => ({
    arm,
    column: 0,
    points: curve(grid, arm, gap),
    trail: view.state.training ? trail(grid, arm, gap) : [],
  }));
  const end = curves[penalizedArm(plan)]?.points.at(-1);
  const without = curves[plan.arms.findIndex(({ name }) => name === 'without')]?.points.at(-1);
  const number = column([without?.mean ?? NaN, end?.mean ?? NaN]);
  const title = view.say(texts.gapTitle);
  const sentence = end
    ? view.say(
        message(texts.gapSentence, {
          epoch: end.epoch,
          without: number(without?.mean ?? NaN),
          with: number(end.mean),
        }),
      )
    : view.say(texts.starting);
  const picture = { key: 'gap', title, sentence, plan, columns: [view.say(texts.gapColumn)], curves };
  return figureView(view, {
    key: 'gap',
    title,
    sentence,
    picture: curvesView(view, picture),
    why: view.say(texts.gapWhy),
    explanation: view.say(texts.gapExplained),
    table: () => curvesTable(view, picture),
  });
}
