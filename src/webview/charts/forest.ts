import { svg } from 'lit';
import type { SVGTemplateResult, TemplateResult } from 'lit';
import { message } from '../../analysis/text/localized';
import { fewestSeeds } from '../../lab/statistics';
import { armClass, armLabel, armMark, baseArm, shownArms } from '../arms';
import { finishedPairs } from '../grid';
import { texts } from '../messages';
import { signedColumn } from '../numbers';
import type { Shown } from '../shown';
import type { View } from '../view';
import { axisAroundZero, intervalView, scaleAroundZero } from './around-zero';
import { dataTable } from './data-table';
import { readingOf } from './plot';
import { plotFigure } from './plot-figure';
import { differenceOf } from './variants';

const top = 26;
const bottom = 30;
const right = 20;
const left = 20;
/** Room for an arm: its name above, its seeds and its interval below. */
const rowHeight = 44;
const key = 'difference';

/** Every arm against the one without a penalty: a point for each seed, the mean with its interval below them. */
export function forestFigure(view: View, { grid, sweep }: Shown): TemplateResult {
  const { plan } = grid;
  const title = view.say(texts.differenceTitle);
  const arms = shownArms(plan, sweep, view.state.pointedOut).filter((arm) => arm !== baseArm(plan));
  const rows = arms.map((arm) => ({
    arm,
    name: view.say(armLabel(plan, arm)),
    pairs: finishedPairs(grid, arm),
    verdict: differenceOf(grid, arm),
  }));
  const values = rows.flatMap(({ pairs, verdict: { seeds, low, high } }) => [
    ...pairs.map(({ difference }) => difference),
    ...(seeds >= fewestSeeds ? [low, high] : []),
  ]);
  const plus = signedColumn(values);
  const clear = (side: 'helps' | 'hurts') => rows.filter(({ verdict }) => verdict.kind === side);
  const [helps, hurts] = [clear('helps'), clear('hurts')];
  const certain = rows.some(({ verdict }) => verdict.seeds >= fewestSeeds);
  const names = (list: typeof rows) =>
    list.map(({ name }) => name).join(view.locale === 'zh' ? '、' : ', ') || view.say(texts.none);
  const sentence = certain
    ? view.say(message(texts.forestSentence, { better: names(helps), worse: names(hurts) }))
    : view.say(
        message(texts.differenceTooFew, {
          seeds: Math.max(0, ...rows.map(({ pairs }) => pairs.length)),
          least: fewestSeeds,
        }),
      );

  const width = view.width(key);
  const floor = top + rowHeight * rows.length;
  const height = floor + bottom;
  const place = { width, left, right, top, floor };
  const x = scaleAroundZero(values, place);
  const last = Math.max(0, rows.length - 1);
  const at = readingOf(view, key, last);
  const topOf = (row: number) => top + rowHeight * row;

  const body = svg`
    ${axisAroundZero(x, place, [view.say(texts.betterShort), view.say(texts.worseShort)])}
    ${at === null ? '' : svg`<rect class="pointed" x="2" width=${width - 4} y=${topOf(at)} height=${rowHeight}></rect>`}
    ${rows.map((row, index) => rowView(row, topOf(index), x))}`;

  const wordsOf = ({ name, pairs, verdict }: (typeof rows)[number]): string =>
    pairs.length === 0
      ? view.say(message(texts.readingPair, { place: name, values: '–' }))
      : view.say(
          message(texts.forestReading, {
            name,
            mean: plus(verdict.meanDifference),
            low: plus(verdict.low),
            high: plus(verdict.high),
            wins: verdict.wins,
            seeds: verdict.seeds,
          }),
        );
  const pointed = rows[at ?? 0];
  const words = pointed ? wordsOf(pointed) : sentence;

  return plotFigure(view, {
    key,
    title,
    sentence,
    width,
    height,
    body,
    reader: {
      label: view.say(message(texts.readArm, { title })),
      last,
      index: at,
      words,
      nearest: (_, y) => Math.min(last, Math.max(0, Math.floor((y - top) / rowHeight))),
    },
    resting: view.say(texts.forestColumn),
    why: view.say(texts.differenceWhy),
    explanation: view.say(texts.differenceExplained),
    table: () =>
      dataTable(
        view.say(message(texts.tableOf, { title })),
        [view.say(texts.seed), ...rows.map(({ name }) => name)],
        plan.seeds.map((number, seed) => [
          String(number),
          ...rows.map(({ pairs }) => plus(pairs.find((pair) => pair.seed === seed)?.difference ?? NaN)),
        ]),
      ),
  });
}

function rowView(
  {
    arm,
    name,
    pairs,
    verdict,
  }: {
    arm: number;
    name: string;
    pairs: readonly { difference: number }[];
    verdict: ReturnType<typeof differenceOf>;
  },
  from: number,
  x: (value: number) => number,
): SVGTemplateResult {
  const [words, seeds, mean] = [from + 9, from + 22, from + 34];
  return svg`<g class=${armClass(arm)}>
    ${armMark(arm, 17, words)}
    <text class="tick halo" x="28" y=${words} dy="0.32em">${name}</text>
    ${pairs.map(({ difference }) => svg`<circle class="seed" cx=${x(difference)} cy=${seeds} r="3.5"></circle>`)}
    ${verdict.seeds >= fewestSeeds ? intervalView(x, mean, verdict) : ''}
  </g>`;
}
