import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { message } from '../../analysis/text/localized';
import { fewestSeeds } from '../../lab/statistics';
import { baseArm, mainArm } from '../arms';
import { texts } from '../messages';
import { measures } from '../measures';
import { column } from '../numbers';
import { minimizedExplained } from '../parts/minimized';
import { divergedSeeds } from '../shown';
import type { Shown } from '../shown';
import type { View } from '../view';
import { curvesTable, curvesView } from './curves';
import { curvesOf } from './curves-of';
import { figureView } from './figure';

/** Data loss of training and validation for every arm. */
export function lossFigure(view: View, shown: Shown): TemplateResult {
  const { grid } = shown;
  const { plan } = grid;
  const curves = curvesOf(view, shown, [measures.training, measures.validation]);
  const main = mainArm(plan, shown.sweep);
  const last = (arm: number) => curves.find((one) => one.arm === arm && one.column === 1)?.points.at(-1);
  const end = last(main);
  const without = last(baseArm(plan))?.mean ?? NaN;
  const number = column([without, end?.mean ?? NaN]);
  const few = curves.filter(({ otherRun }) => !otherRun).length <= 4;
  const title = view.say(texts.lossTitle);
  const sentence = end
    ? view.say(
        message(
          end.seeds < fewestSeeds
            ? texts.lossSentenceFewSeeds
            : few
              ? texts.lossSentence
              : texts.lossSentenceMany,
          {
            least: fewestSeeds,
            epoch: end.epoch,
            without: number(without),
            with: number(end.mean),
            seeds: end.seeds,
          },
        ),
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
    rules: ['regularizer-strength'],
    first: minimizedExplained(view, shown),
    table: () => curvesTable(view, picture),
  });
}
