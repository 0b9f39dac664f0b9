import type { TemplateResult } from 'lit';
import { message } from '../../analysis/text/localized';
import { baseArm, mainArm } from '../arms';
import { texts } from '../messages';
import { measures } from '../measures';
import { column } from '../numbers';
import type { Shown } from '../shown';
import type { View } from '../view';
import { curvesTable, curvesView } from './curves';
import { curvesOf } from './curves-of';
import { figureView } from './figure';

/** Validation loss minus training loss for every arm, taken seed by seed. */
export function gapFigure(view: View, shown: Shown): TemplateResult {
  const { plan } = shown.grid;
  const curves = curvesOf(view, shown, [measures.gap]);
  const main = mainArm(plan, shown.sweep);
  const last = (wanted: number) => curves.find(({ arm }) => arm === wanted)?.points.at(-1);
  const end = last(main);
  const without = last(baseArm(plan));
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
    rules: ['missing-regularization'],
    table: () => curvesTable(view, picture),
  });
}
