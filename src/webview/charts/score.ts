import type { TemplateResult } from 'lit';
import { message } from '../../analysis/text/localized';
import { taskOf } from '../../lab/task';
import { baseArm, mainArm } from '../arms';
import { measures } from '../measures';
import { texts } from '../messages';
import { percent, short } from '../numbers';
import type { Shown } from '../shown';
import type { View } from '../view';
import { curvesTable, curvesView } from './curves';
import { curvesOf } from './curves-of';
import { figureView } from './figure';

/** Accuracy, or R² where numbers are predicted, of each arm on the test data. */
export function scoreFigure(view: View, shown: Shown): TemplateResult {
  const { plan } = shown.grid;
  const classes = taskOf(plan.model, plan.loss).kind !== 'numbers';
  const curves = curvesOf(view, shown, [measures.score]);
  const main = mainArm(plan, shown.sweep);
  const last = (wanted: number) => curves.find(({ arm }) => arm === wanted)?.points.at(-1);
  const end = last(main);
  const number = classes ? percent : short;
  const title = view.say(classes ? texts.accuracyTitle : texts.rSquaredTitle);
  const sentence = end
    ? view.say(
        message(classes ? texts.accuracySentence : texts.rSquaredSentence, {
          epoch: end.epoch,
          without: number(last(baseArm(plan))?.mean ?? NaN),
          with: number(end.mean),
        }),
      )
    : view.say(texts.starting);
  const column = view.say(classes ? texts.accuracyColumn : texts.rSquaredColumn);
  const picture = { key: 'score', title, sentence, plan, columns: [column], curves };
  return figureView(view, {
    key: 'score',
    title,
    sentence,
    picture: curvesView(view, picture),
    why: view.say(classes ? texts.accuracyWhy : texts.rSquaredWhy),
    explanation: view.say(classes ? texts.accuracyExplained : texts.rSquaredExplained),
    table: () => curvesTable(view, picture),
  });
}
