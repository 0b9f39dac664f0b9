import { svg } from 'lit';
import type { SVGTemplateResult } from 'lit';
import { armClass, armMark } from '../arms';
import { roughWidth } from './rough-width';

/** Where the curve of an arm ends. */
export interface CurveEnd {
  readonly arm: number;
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly strong: boolean;
}

/** From the end of the curves to the mark, and from there to the name. */
const [leader, beside] = [14, 9];
const lineHeight = 12.5;
/** In a narrower picture the curves would have no room left. */
const narrowest = 440;

/** Room that the names of so many curves take at the right; 0 where there is none for them. */
export function roomForNames(names: readonly string[], width: number, height: number): number {
  if (names.length === 0 || names.length * lineHeight > height || width < narrowest) return 0;
  const room = leader + beside + Math.max(...names.map(roughWidth));
  return room > width / 2.5 ? 0 : room;
}

/** Its name beside the end of each curve, as near to it as the others leave it. */
export function endLabels(ends: readonly CurveEnd[], top: number, bottom: number): SVGTemplateResult[] {
  const ordered = ends.filter(({ y }) => Number.isFinite(y)).sort((a, b) => a.y - b.y);
  const right = Math.max(...ordered.map(({ x }) => x)) + leader;
  const places = spread(
    ordered.map(({ y }) => y),
    top,
    bottom,
  );
  return ordered.map(({ arm, name, x, y, strong }, place) => {
    const at = places[place] ?? y;
    return svg`<line class="leader ${armClass(arm)}" x1=${x} x2=${right} y1=${y} y2=${at}></line>
      ${armMark(arm, right, at, 26)}
      <text class="tick ${strong ? 'strong' : ''}" x=${right + beside} y=${at} dy="0.32em">${name}</text>`;
  });
}

/** Places in order, at least a line's height apart, inside the drawing, and as near as can be to where they would be. */
function spread(wanted: readonly number[], top: number, bottom: number): number[] {
  // Without the heights of the lines above, places that are too near run backwards: such runs share their mean.
  const runs: { sum: number; count: number }[] = [];
  for (const [index, place] of wanted.entries()) {
    let run = { sum: place - index * lineHeight, count: 1 };
    for (let before = runs.at(-1); before && meanOf(before) > meanOf(run); before = runs.at(-1)) {
      run = { sum: before.sum + run.sum, count: before.count + run.count };
      runs.pop();
    }
    runs.push(run);
  }
  const most = bottom - (wanted.length - 1) * lineHeight;
  return runs
    .flatMap((run) => new Array<number>(run.count).fill(Math.max(top, Math.min(most, meanOf(run)))))
    .map((place, index) => place + index * lineHeight);
}

function meanOf({ sum, count }: { readonly sum: number; readonly count: number }): number {
  return sum / count;
}
