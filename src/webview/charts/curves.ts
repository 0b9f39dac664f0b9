import { html, svg } from 'lit';
import type { SVGTemplateResult, TemplateResult } from 'lit';
import { scaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';
import { message } from '../../analysis/text/localized';
import { armClass, armLabel, armMark } from '../arms';
import type { Point } from '../grid';
import { texts } from '../messages';
import { column } from '../numbers';
import type { View } from '../view';
import { dataTable } from './data-table';
import { bottomAxis, leftAxis, plotView, roomFor } from './plot';
import type { Plan } from '../../lab/plan';

/** One line of a picture over the epochs. */
export interface Curve {
  readonly arm: number;
  /** Columns of the key below the picture: `training`, `validation`. Dashed is the first of two. */
  readonly column: number;
  readonly points: readonly Point[];
  /** The seed that is on its way. */
  readonly trail: readonly Point[];
}

export interface CurvesPicture {
  readonly key: string;
  readonly title: string;
  readonly sentence: string;
  readonly plan: Plan;
  readonly columns: readonly string[];
  readonly curves: readonly Curve[];
}

const height = 230;
const bottom = 36;
const top = 8;
const right = 14;

/** Curves over the epochs with interval bands, a cross-hair, and a key that shows the numbers under it. */
export function curvesView(view: View, picture: CurvesPicture): TemplateResult {
  const { key, title, sentence, plan, columns, curves } = picture;
  const width = view.width(key);
  const means = curves.flatMap(({ points, trail }) => [...points, ...trail].map(({ mean }) => mean));
  const y = scaleLinear()
    .domain(extent(means))
    .nice(5)
    .range([height - bottom, top]);
  const ticks = y.ticks(5);
  const label = y.tickFormat(5);
  const tickLabels = ticks.map((tick) => label(tick));
  const left = roomFor(tickLabels);
  const x = scaleLinear()
    .domain([0, plan.epochs])
    .range([left, Math.max(left + 50, width - right)]);
  const reached = Math.max(0, ...curves.map(({ points }) => points.at(-1)?.epoch ?? 0));
  const index = view.state.reading?.chart === key ? view.state.reading.index : null;
  const epoch = Math.min(index ?? reached, reached);
  const epochTicks = x.ticks(Math.max(2, Math.floor(width / 70))).filter(Number.isInteger);

  const body = svg`
    <clipPath id="${key}-clip"><rect x=${left} y=${top - 4} width=${width - left} height=${height - bottom - top + 8}></rect></clipPath>
    ${leftAxis(y, ticks, label, left, width - right)}
    ${bottomAxis(x, epochTicks, String, height - bottom)}
    <text class="tick end" x=${width - right} y=${height - 4}>${view.say(texts.epoch)}</text>
    <g clip-path="url(#${key}-clip)">
      ${curves.map((curve) => bandView(curve, x, y))}
      ${curves.map((curve) => trailView(curve, x, y))}
      ${curves.map((curve) => lineView(curve, columns.length, x, y))}
      ${index === null ? '' : svg`<line class="cross" x1=${x(epoch)} x2=${x(epoch)} y1=${top} y2=${height - bottom}></line>`}
      ${curves.map(({ arm, points }) => {
        const point = points.find((at) => at.epoch === epoch);
        return point ? armMark(arm, x(epoch), y(point.mean)) : '';
      })}
    </g>`;

  const format = column(means);
  const valueAt = (curve: Curve | undefined) => curve?.points.find((at) => at.epoch === epoch)?.mean ?? NaN;
  const words = curves.map((curve) => `${nameOf(view, picture, curve)} ${format(valueAt(curve))}`).join('; ');

  return html`${plotView({
    key,
    title,
    description: sentence,
    width,
    height,
    body,
    reader: {
      label: view.say(message(texts.readEpoch, { title })),
      last: reached,
      index: index === null ? null : epoch,
      words: view.say(
        message(texts.readingPair, { place: view.say(message(texts.atEpoch, { epoch })), values: words }),
      ),
      nearest: (at) => Math.min(reached, Math.max(0, Math.round(x.invert(at)))),
      read: (move) => view.actions.read(key, move),
    },
  })}
  ${keyView(view, picture, epoch, (curve) => format(valueAt(curve)))}`;
}

/** The numbers of the curves: a row an epoch. */
export function curvesTable(view: View, picture: CurvesPicture): TemplateResult {
  const { curves, title } = picture;
  const format = column(curves.flatMap(({ points }) => points.map(({ mean }) => mean)));
  const reached = Math.max(0, ...curves.map(({ points }) => points.at(-1)?.epoch ?? 0));
  const byEpoch = curves.map(({ points }) => new Map(points.map((point) => [point.epoch, point])));
  const rows = Array.from({ length: reached + 1 }, (_, epoch) => [
    String(epoch),
    ...byEpoch.map((points) => {
      const point = points.get(epoch);
      return point ? `${format(point.mean)} (${format(point.low)} – ${format(point.high)})` : '–';
    }),
  ]);
  const heads = [view.say(texts.epoch), ...curves.map((curve) => nameOf(view, picture, curve))];
  return dataTable(view.say(message(texts.tableOf, { title })), heads, rows);
}

function nameOf(view: View, { plan, columns }: CurvesPicture, { arm, column: index }: Curve): string {
  return [view.say(armLabel(plan, arm)), columns.length > 1 ? columns[index] : ''].filter(Boolean).join(' ');
}

/** The key of the picture: a row an arm, a column a measure, with the numbers at one epoch. */
function keyView(
  view: View,
  { plan, columns, curves }: CurvesPicture,
  epoch: number,
  number: (curve: Curve) => string,
): TemplateResult {
  const arms = [...new Set(curves.map(({ arm }) => arm))];
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
            ${curves
              .filter((curve) => curve.arm === arm)
              .map(
                (curve) =>
                  html`<td>
                    <span class="keyed">${swatch(curve, columns.length)}<span>${number(curve)}</span></span>
                  </td>`,
              )}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function swatch({ arm, column: index }: Curve, columns: number): TemplateResult {
  return html`<svg class="swatch" width="34" height="12" aria-hidden="true">
    <line class="line ${armClass(arm)} ${dash(index, columns)}" x1="1" x2="33" y1="6" y2="6"></line>
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
  return svg`<path class="band ${armClass(arm)}" d=${shape(points) ?? ''}></path>`;
}

function lineView(
  { arm, column: index, points }: Curve,
  columns: number,
  x: (value: number) => number,
  y: (value: number) => number,
): SVGTemplateResult {
  const shape = line<Point>()
    .x(({ epoch }) => x(epoch))
    .y(({ mean }) => y(mean));
  return svg`<path class="line ${armClass(arm)} ${dash(index, columns)}" d=${shape(points) ?? ''}></path>`;
}

function trailView(
  { arm, trail }: Curve,
  x: (value: number) => number,
  y: (value: number) => number,
): SVGTemplateResult {
  const shape = line<Point>()
    .x(({ epoch }) => x(epoch))
    .y(({ mean }) => y(mean));
  return svg`<path class="trail ${armClass(arm)}" d=${shape(trail) ?? ''}></path>`;
}

function dash(index: number, columns: number): string {
  return columns > 1 && index === 0 ? 'dashed' : '';
}

function extent(values: readonly number[]): [number, number] {
  if (values.length === 0) return [0, 1];
  const low = Math.min(...values);
  const high = Math.max(...values);
  return low === high ? [low - 0.5, high + 0.5] : [low, high];
}
