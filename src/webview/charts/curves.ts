import { html, svg } from 'lit';
import type { SVGTemplateResult, TemplateResult } from 'lit';
import { scaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';
import { message } from '../../analysis/text/localized';
import type { Message } from '../../analysis/text/localized';
import { armClass, armLabel, armMark } from '../arms';
import type { Point } from '../grid';
import { texts } from '../messages';
import { column } from '../numbers';
import type { View } from '../view';
import { dataTable } from './data-table';
import { endLabels, roomForNames } from './end-labels';
import { bottomAxis, leftAxis, plotView, readingOf, roomFor } from './plot';
import type { Plan } from '../../lab/plan';
import { fewestSeeds } from '../../lab/statistics';

/** One line of a picture over the epochs. */
export interface Curve {
  readonly arm: number;
  /** Columns of the key below the picture: `training`, `validation`. Dashed is the first of two. */
  readonly column: number;
  readonly points: readonly Point[];
  /** The seed that is on its way. */
  readonly trail: readonly Point[];
  /** How it is called when it is of the run laid over the shown one. */
  readonly otherRun?: Message;
}

export interface CurvesPicture {
  readonly key: string;
  readonly title: string;
  readonly sentence: string;
  readonly plan: Plan;
  readonly columns: readonly string[];
  readonly curves: readonly Curve[];
}

/**
 * With more arms than these, bands would cover each other: only that of the arm pointed out is shown. Of fewer seeds
 * than a verdict needs they would cover the curves, and are not shown.
 */
const mostBands = 2;
/** Marks on a curve among many, so that its shape can be followed without its colour. */
const marksAlong = 4;
/** Rows of the table at most; where there are more epochs, it shows every second, third, … */
const mostRows = 250;

const height = 230;
const bottom = 36;
const top = 8;
const right = 14;

/** Curves over the epochs with interval bands, a cross-hair, and a key that shows the numbers under it. */
export function curvesView(view: View, picture: CurvesPicture): TemplateResult {
  const { key, title, sentence, plan, columns, curves } = picture;
  const width = view.width(key);
  const reached = Math.max(0, ...curves.map(({ points }) => points.at(-1)?.epoch ?? 0));
  const y = scaleLinear()
    .domain(extentOf(curves))
    .nice(5)
    .range([height - bottom, top]);
  const ticks = y.ticks(5);
  const label = y.tickFormat(5);
  const tickLabels = ticks.map((tick) => label(tick));
  const left = roomFor(tickLabels);

  const own = curves.filter(({ otherRun }) => !otherRun);
  const arms = new Set(own.map(({ arm }) => arm));
  const { pointedOut } = view.state;
  const few = arms.size <= mostBands;
  const banded = own
    .filter(({ points }) => (points[0]?.seeds ?? 0) >= fewestSeeds)
    .filter(({ arm, column: at }) => few || (arm === pointedOut && (columns.length === 1 || at === 1)));
  const marked = few ? [] : own.filter(({ column: at }) => columns.length === 1 || at === 1);
  const nameOfArm = (arm: number) => view.say(armLabel(plan, arm));
  const names = marked.map(({ arm }) => nameOfArm(arm));
  const room = roomForNames(names, width, height - bottom - top);
  const end = width - right - room;
  const x = scaleLinear()
    .domain([0, Math.max(plan.epochs, reached)])
    .range([left, Math.max(left + 50, end)]);
  const index = readingOf(view, key, reached);
  const epoch = index ?? reached;
  const epochTicks = x.ticks(Math.max(2, Math.floor((end - left) / 60))).filter(Number.isInteger);
  const ordered = [...curves].sort((a, b) => Number(a.arm === pointedOut) - Number(b.arm === pointedOut));
  const emphasis = (arm: number) =>
    pointedOut === null || !arms.has(pointedOut) ? '' : arm === pointedOut ? 'strong' : 'faint';

  const ends = marked.flatMap(({ arm, points }) => {
    const last = points.at(-1);
    if (!last) return [];
    return [{ arm, name: nameOfArm(arm), x: x(last.epoch), y: y(last.mean), strong: arm === pointedOut }];
  });

  const body = svg`
    <clipPath id="${key}-clip"><rect x=${left} y=${top - 4} width=${end + right - left} height=${height - bottom - top + 8}></rect></clipPath>
    ${leftAxis(y, ticks, label, left, end)}
    ${bottomAxis(x, epochTicks, String, height - bottom)}
    <text class="tick end" x=${end} y=${height - 4}>${view.say(texts.epoch)}</text>
    <g clip-path="url(#${key}-clip)">
      ${banded.map((curve) => bandView(curve, x, y))}
      ${curves.map(({ arm, trail }) => lineView(arm, trail, 'trail', x, y))}
      ${ordered.map((curve) => lineView(curve.arm, curve.points, `line ${dashOf(curve, columns.length)} ${curve.otherRun ? '' : emphasis(curve.arm)}`, x, y))}
      ${marked.map((curve, place) => svg`<g class=${emphasis(curve.arm)}>${marksView(curve, place / marked.length, x, y)}</g>`)}
      ${index === null ? '' : svg`<line class="cross" x1=${x(epoch)} x2=${x(epoch)} y1=${top} y2=${height - bottom}></line>`}
      ${curves.map(({ arm, points }) => {
        const point = points[epoch];
        return point ? armMark(arm, x(epoch), y(point.mean)) : '';
      })}
    </g>
    ${room > 0 ? endLabels(ends, top + 2, height - bottom - 4) : ''}`;

  const format = column(extentOf(curves));
  const valueAt = (curve: Curve | undefined) => curve?.points[epoch]?.mean ?? NaN;
  const words = curves.map((curve) => `${nameOf(view, picture, curve)} ${format(valueAt(curve))}`).join('; ');

  return html`${plotView(view, {
    key,
    title,
    description: sentence,
    width,
    height,
    body,
    reader: {
      label: view.say(message(texts.readEpoch, { title })),
      last: reached,
      index,
      words: view.say(
        message(texts.readingPair, { place: view.say(message(texts.atEpoch, { epoch })), values: words }),
      ),
      nearest: (at) => Math.min(reached, Math.max(0, Math.round(x.invert(at)))),
    },
  })}
  ${keyView(view, picture, epoch, (curve) => format(valueAt(curve)))}`;
}

/** The numbers of the curves: a row an epoch. */
export function curvesTable(view: View, picture: CurvesPicture): TemplateResult {
  const { curves, title } = picture;
  const format = column(extentOf(curves));
  const reached = Math.max(0, ...curves.map(({ points }) => points.at(-1)?.epoch ?? 0));
  const step = Math.ceil((reached + 1) / mostRows);
  const epochs = Array.from({ length: reached + 1 }, (_, epoch) => epoch);
  const rows = epochs
    .filter((epoch) => epoch % step === 0 || epoch === reached)
    .map((epoch) => [
      String(epoch),
      ...curves.map(({ points }) => {
        const point = points[epoch];
        return point ? `${format(point.mean)} (${format(point.low)} – ${format(point.high)})` : '–';
      }),
    ]);
  const heads = [view.say(texts.epoch), ...curves.map((curve) => nameOf(view, picture, curve))];
  return dataTable(view.say(message(texts.tableOf, { title })), heads, rows);
}

function nameOf(
  view: View,
  { plan, columns }: CurvesPicture,
  { arm, column: index, otherRun }: Curve,
): string {
  return [view.say(otherRun ?? armLabel(plan, arm)), columns.length > 1 ? columns[index] : '']
    .filter(Boolean)
    .join(' ');
}

/** The key of the picture: a row an arm, a column a measure, with the numbers at one epoch. */
function keyView(
  view: View,
  { plan, columns, curves }: CurvesPicture,
  epoch: number,
  number: (curve: Curve) => string,
): TemplateResult {
  const own = curves.filter(({ otherRun }) => !otherRun);
  const others = curves.filter(({ otherRun }) => otherRun);
  const arms = [...new Set(own.map(({ arm }) => arm))];
  const cell = (curve: Curve) =>
    html`<td>
      <span class="keyed">${swatch(curve, columns.length)}<span>${number(curve)}</span></span>
    </td>`;
  return html`<table class="key">
    <thead>
      <tr>
        <th scope="col">${view.say(message(texts.atEpoch, { epoch }))}</th>
        ${columns.map((name) => html`<th scope="col">${name}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${arms.map(
        (arm) =>
          html`<tr>
            <th scope="row">${view.say(armLabel(plan, arm))}</th>
            ${own.filter((curve) => curve.arm === arm).map(cell)}
          </tr>`,
      )}
      ${others.map(
        (curve) =>
          html`<tr>
            <th scope="row">${curve.otherRun ? view.say(curve.otherRun) : ''}</th>
            ${columns.map((_, place) => (place === curve.column ? cell(curve) : html`<td>–</td>`))}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function swatch(curve: Curve, columns: number): TemplateResult {
  const { arm } = curve;
  return html`<svg class="swatch" width="34" height="12" aria-hidden="true">
    <line class="line ${armClass(arm)} ${dashOf(curve, columns)}" x1="1" x2="33" y1="6" y2="6"></line>
    ${armMark(arm, 17, 6)}
  </svg>`;
}

function bandView(
  { arm, points }: Curve,
  x: (value: number) => number,
  y: (value: number) => number,
): SVGTemplateResult {
  const shape = area<Point>()
    .x(({ epoch }) => x(epoch))
    .y0(({ low }) => y(low))
    .y1(({ high }) => y(high));
  return svg`<path class="band ${armClass(arm)}" d=${shape(thinned(points, x)) ?? ''}></path>`;
}

function lineView(
  arm: number,
  points: readonly Point[],
  classes: string,
  x: (value: number) => number,
  y: (value: number) => number,
): SVGTemplateResult {
  const shape = line<Point>()
    .x(({ epoch }) => x(epoch))
    .y(({ mean }) => y(mean));
  return svg`<path class="${classes} ${armClass(arm)}" d=${shape(thinned(points, x)) ?? ''}></path>`;
}

function dashOf({ column: index, otherRun }: Curve, columns: number): string {
  if (otherRun) return 'other-run';
  return columns > 1 && index === 0 ? 'dashed' : '';
}

/** Marks spread over a curve, each curve's a little further on than the one's before. @param phase from 0 to below 1 */
function marksView(
  { arm, points }: Curve,
  phase: number,
  x: (value: number) => number,
  y: (value: number) => number,
): SVGTemplateResult[] {
  return Array.from({ length: marksAlong }, (_, place) => {
    const point = points[Math.round(((place + 0.5 + phase / 2) / marksAlong) * (points.length - 1))];
    return point ? armMark(arm, x(point.epoch), y(point.mean), 26) : svg``;
  });
}

/** As many of the points as can be seen: about one for two pixels, the last one among them. */
function thinned(points: readonly Point[], x: (value: number) => number): readonly Point[] {
  const width = Math.abs(x(points.length) - x(0));
  const step = Math.ceil((2 * points.length) / Math.max(1, width));
  if (step <= 1) return points;
  return points.filter((_, place) => place % step === 0 || place === points.length - 1);
}

function extentOf(curves: readonly Curve[]): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const { points, trail } of curves) {
    for (const { mean } of [...points, ...trail]) {
      low = Math.min(low, mean);
      high = Math.max(high, mean);
    }
  }
  if (low > high) return [0, 1];
  return low === high ? [low - 0.5, high + 0.5] : [low, high];
}
