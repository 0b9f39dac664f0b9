import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { message } from '../../analysis/text/localized';
import { curve, diverged } from '../grid';
import { texts } from '../messages';
import { column } from '../numbers';
import { penalizedArm, trainings } from '../settings';
import type { Shown } from '../state';
import type { View } from '../view';
import { curvesTable, curvesView } from './curves';
import type { Curve } from './curves';
import { figureView } from './figure';

/** Data loss of training and validation for every arm. */
export function lossFigure(view: View, { grid }: Shown): TemplateResult {
  const { plan } = grid;
  const curves: Curve[] = plan.arms.flatMap((_, arm) => [
    { arm, column: 0, points: curve(grid, arm, (cell) => cell.trainLoss) },
    { arm, column: 1, points: curve(grid, arm, (cell) => cell.validationLoss) },
  ]);
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
          seeds: plan.seeds.length,
        }),
      )
    : view.say(texts.starting);
  const lost = diverged(grid);
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
      lost > 0 ? view.say(message(texts.divergedNote, { count: lost, total: trainings(plan) })) : undefined,
    picture: html`${curvesView(view, picture)}`,
    why: view.say(texts.lossWhy),
    explanation: view.say(texts.lossExplained),
    table: () => curvesTable(view, picture),
  });
}
