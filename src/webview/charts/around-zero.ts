import { svg } from 'lit';
import type { SVGTemplateResult } from 'lit';
import { scaleLinear } from 'd3-scale';
import type { ScaleLinear } from 'd3-scale';
import { symbol, symbolDiamond } from 'd3-shape';
import { bottomAxis } from './plot';

/** Of the longer side: room the shorter one has at least, so that it can be seen to be empty. */
const least = 0.3;
/** A drawing that has no room for words. */
const narrow = 200;

/** Where an axis of differences lies in a drawing of some width. */
export interface Place {
  readonly width: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly floor: number;
}

/** Differences to places, with room on both sides of zero. */
export function scaleAroundZero(
  values: readonly number[],
  { width, left, right }: Place,
): ScaleLinear<number, number> {
  const reach = Math.max(1e-9, ...values.map(Math.abs));
  return scaleLinear()
    .domain([Math.min(-least * reach, ...values), Math.max(least * reach, ...values)])
    .nice(4)
    .range([left, Math.max(left + 60, width - right)]);
}

/** The axis with its grid, the line where nothing differs, and what either side of it means. */
export function axisAroundZero(
  x: ScaleLinear<number, number>,
  { width, left, right, top, floor }: Place,
  sides: readonly [string, string],
): SVGTemplateResult {
  const count = width < narrow ? 1 : width < 420 ? 3 : 5;
  const ticks = x.ticks(count);
  return svg`
    ${ticks.map((tick) => svg`<line class="grid" x1=${x(tick)} x2=${x(tick)} y1=${top} y2=${floor}></line>`)}
    ${bottomAxis(x, ticks, x.tickFormat(count), floor)}
    <line class="zero" x1=${x(0)} x2=${x(0)} y1=${top - 4} y2=${floor}></line>
    ${
      width < narrow
        ? ''
        : svg`<text class="side" x=${left} y=${top - 10}>${sides[0]}</text>
    <text class="side end" x=${width - right} y=${top - 10}>${sides[1]}</text>`
    }`;
}

/** A mean with its interval, at the height y. */
export function intervalView(
  x: (value: number) => number,
  y: number,
  { low, high, meanDifference }: { low: number; high: number; meanDifference: number },
): SVGTemplateResult {
  const end = (value: number) =>
    svg`<line class="interval" x1=${x(value)} x2=${x(value)} y1=${y - 5} y2=${y + 5}></line>`;
  return svg`<line class="interval" x1=${x(low)} x2=${x(high)} y1=${y} y2=${y}></line>
    ${end(low)} ${end(high)}
    <path class="mean" transform="translate(${x(meanDifference)},${y})" d=${symbol(symbolDiamond, 80)() ?? ''}></path>`;
}
