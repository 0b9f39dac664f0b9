import { html, svg } from 'lit';
import type { TemplateResult } from 'lit';
import { scaleLinear } from 'd3-scale';
import { symbol, symbolCircle, symbolCross, symbolDiamond } from 'd3-shape';
import { message } from '../../analysis/text/localized';
import { fewestSeeds } from '../../lab/statistics';
import { mainArm } from '../arms';
import { finishedPairs } from '../grid';
import { texts } from '../messages';
import { signedColumn } from '../numbers';
import type { Shown } from '../state';
import type { View } from '../view';
import { dataTable } from './data-table';
import { figureView } from './figure';
import { bottomAxis, plotView } from './plot';

const top = 24;
const bottom = 30;
const right = 20;
const tallest = 22;
const allRows = 360;
/** Of the longer side: room the shorter one has at least, so that it can be seen to be empty. */
const least = 0.3;
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
  const reach = Math.max(1e-9, ...values.map(Math.abs));
  const x = scaleLinear()
    .domain([Math.min(-least * reach, ...values), Math.max(least * reach, ...values)])
    .nice(4)
    .range([left, Math.max(left + 60, width - right)]);
  const ticks = x.ticks(width < 420 ? 3 : 5);
  const label = x.tickFormat(width < 420 ? 3 : 5);
  const rowOf = (seed: number) => top + row * (seed + 0.5);
  const reading = view.state.reading?.chart === key ? view.state.reading.index : null;
  const last = Math.max(0, pairs.length - 1);
  const at = reading === null ? null : Math.min(reading, last);
  const pointed = pairs[at ?? last];
  const labelled = Math.ceil(13 / row);
  const meanRow = floor - row * 0.8;

  const sides =
    width - left - right < roomForSides
      ? ([texts.betterShort, texts.worseShort] as const)
      : ([texts.better, texts.worse] as const);

  const body = svg`
    ${ticks.map((tick) => svg`<line class="grid" x1=${x(tick)} x2=${x(tick)} y1=${top} y2=${floor}></line>`)}
    ${bottomAxis(x, ticks, label, floor)}
    <line class="zero" x1=${x(0)} x2=${x(0)} y1=${top - 4} y2=${floor}></line>
    <text class="side" x=${left} y=${top - 10}>${view.say(sides[0])}</text>
    <text class="side end" x=${width - right} y=${top - 10}>${view.say(sides[1])}</text>
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
    ${
      certain
        ? svg`<line class="interval" x1=${x(certain.low)} x2=${x(certain.high)} y1=${meanRow} y2=${meanRow}></line>
        ${[certain.low, certain.high].map(
          (end) =>
            svg`<line class="interval" x1=${x(end)} x2=${x(end)} y1=${meanRow - 6} y2=${meanRow + 6}></line>`,
        )}
        <path class="mean" transform="translate(${x(certain.meanDifference)},${meanRow})" d=${symbol(symbolDiamond, 90)() ?? ''}></path>`
        : ''
    }`;

  const words = pointed
    ? view.say(message(texts.readingPair, { place: nameOf(pointed.seed), values: plus(pointed.difference) }))
    : sentence;

  return figureView(view, {
    key,
    title,
    sentence,
    picture: html`${plotView({
        key,
        title,
        description: sentence,
        width,
        height,
        body,
        reader: {
          label: view.say(message(texts.readSeed, { title })),
          last,
          index: at,
          words,
          nearest: (_, y) =>
            nearestPair(
              pairs.map(({ seed }) => rowOf(seed)),
              y,
            ),
          read: (move) => view.actions.read(key, move),
        },
      })}
      <p class="reading" aria-hidden="true">${at === null ? view.say(texts.differenceColumn) : words}</p>`,
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

function nearestPair(rows: readonly number[], y: number): number {
  let best = 0;
  rows.forEach((row, index) => {
    if (Math.abs(row - y) < Math.abs((rows[best] ?? Infinity) - y)) best = index;
  });
  return best;
}
