import { svg } from 'lit';
import type { TemplateResult } from 'lit';
import { symbol, symbolCircle, symbolCross } from 'd3-shape';
import { message } from '../../analysis/text/localized';
import { fewestSeeds } from '../../lab/statistics';
import { mainArm } from '../arms';
import { finishedPairs } from '../grid';
import { texts } from '../messages';
import { signedColumn } from '../numbers';
import type { Shown } from '../shown';
import type { View } from '../view';
import { axisAroundZero, intervalView, scaleAroundZero } from './around-zero';
import { dataTable } from './data-table';
import { nearest, readingOf } from './plot';
import { plotFigure } from './plot-figure';

const top = 24;
const bottom = 30;
const right = 20;
const tallest = 22;
const allRows = 360;
/** Room the words on both sides of zero need. */
const roomForSides = 240;

/** One point a seed, the mean with its paired interval, and the line where the penalty makes no difference. */
export function differenceFigure(view: View, { grid, verdict, sweep }: Shown): TemplateResult {
  const { plan } = grid;
  const key = 'difference';
  const title = view.say(texts.differenceTitle);
  const pairs = finishedPairs(grid, mainArm(plan, sweep));
  const nameOf = (seed: number) =>
    view.say(message(texts.seedNumber, { seed: String(plan.seeds[seed] ?? seed) }));
  const plus = signedColumn(pairs.map(({ difference }) => difference));
  const certain = verdict && verdict.seeds >= fewestSeeds ? verdict : null;
  const sentence = certain
    ? view.say(
        message(texts.differenceSentence, {
          wins: certain.wins,
          seeds: certain.seeds,
          mean: plus(certain.meanDifference),
          low: plus(certain.low),
          high: plus(certain.high),
        }),
      )
    : view.say(message(texts.differenceTooFew, { seeds: pairs.length, least: fewestSeeds }));

  const width = view.width(key);
  const names = plan.seeds.map((_, seed) => nameOf(seed));
  const left =
    18 +
    8 * Math.max(...names.map((name) => [...name].reduce((sum, c) => sum + (c > '\u2e7f' ? 1.7 : 1), 0)));
  const row = Math.max(9, Math.min(tallest, allRows / plan.seeds.length));
  const floor = top + row * (plan.seeds.length + 1.6);
  const height = floor + bottom;
  const bounds = certain ? [certain.low, certain.high] : [];
  const values = [...pairs.map(({ difference }) => difference), ...bounds];
  const place = { width, left, right, top, floor };
  const x = scaleAroundZero(values, place);
  const rowOf = (seed: number) => top + row * (seed + 0.5);
  const last = Math.max(0, pairs.length - 1);
  const at = readingOf(view, key, last);
  const pointed = pairs[at ?? last];
  const labelled = Math.ceil(13 / row);
  const meanRow = floor - row * 0.8;

  const sides =
    width - left - right < roomForSides
      ? ([texts.betterShort, texts.worseShort] as const)
      : ([texts.better, texts.worse] as const);

  const body = svg`
    ${axisAroundZero(x, place, [view.say(sides[0]), view.say(sides[1])])}
    ${
      pointed && at !== null
        ? svg`<rect class="pointed" x="2" width=${width - 4} y=${rowOf(pointed.seed) - row / 2} height=${row}></rect>`
        : ''
    }
    ${names.map((name, seed) =>
      seed % labelled === 0
        ? svg`<text class="tick end" x=${left - 10} y=${rowOf(seed)} dy="0.32em">${name}</text>`
        : '',
    )}
    ${pairs.map(({ seed, difference }) => {
      const better = difference < 0;
      const path = symbol(better ? symbolCircle : symbolCross, better ? 50 : 56)() ?? '';
      return svg`<line class="stem" x1=${x(0)} x2=${x(difference)} y1=${rowOf(seed)} y2=${rowOf(seed)}></line>
        <path class="mark ${better ? 'better' : 'worse'}" transform="translate(${x(difference)},${rowOf(seed)})" d=${path}></path>`;
    })}
    <text class="tick strong end" x=${left - 10} y=${meanRow} dy="0.32em">${view.say(texts.mean)}</text>
    ${certain ? intervalView(x, meanRow, certain) : ''}`;

  const words = pointed
    ? view.say(message(texts.readingPair, { place: nameOf(pointed.seed), values: plus(pointed.difference) }))
    : sentence;

  return plotFigure(view, {
    key,
    title,
    sentence,
    width,
    height,
    body,
    reader: {
      label: view.say(message(texts.readSeed, { title })),
      last,
      index: at,
      words,
      nearest: (_, y) =>
        nearest(
          pairs.map(({ seed }) => rowOf(seed)),
          y,
        ),
    },
    resting: view.say(texts.differenceColumn),
    why: view.say(texts.differenceWhy),
    explanation: view.say(texts.differenceExplained),
    table: () =>
      dataTable(
        view.say(message(texts.tableOf, { title })),
        [view.say(texts.seed), view.say(texts.differenceColumn)],
        pairs.map(({ seed, difference }) => [String(plan.seeds[seed]), plus(difference)]),
      ),
  });
}
