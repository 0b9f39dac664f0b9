import { message } from '../../analysis/text/localized';
import { armLabel, shownArms } from '../arms';
import { curve } from '../grid';
import type { Point, Take } from '../grid';
import { texts } from '../messages';
import type { Shown } from '../shown';
import { timeOfRun } from '../time-of-run';
import type { View } from '../view';
import type { Curve } from './curves';

/** The curves of the run that the reader has laid over the shown one: of the last number only, lest there be too many. */
export function overlaidCurves({ state, locale }: View, takes: readonly Take[], shown: Shown): Curve[] {
  const { overlaid } = state;
  const take = takes.at(-1);
  if (!overlaid || !take || overlaid.shown.grid.plan === shown.grid.plan) return [];
  const { grid, sweep } = overlaid.shown;
  const own = shownArms(shown.grid.plan, shown.sweep).map((arm) => curve(shown.grid, arm, take));
  return shownArms(grid.plan, sweep).flatMap((arm) => {
    const points = curve(grid, arm, take);
    // What both runs have in common, such as the model without a penalty, is there already.
    if (own.some((one) => isSameCurve(one, points))) return [];
    const otherRun = message(texts.otherRun, {
      arm: armLabel(grid.plan, arm),
      time: timeOfRun(overlaid.at, locale),
    });
    return [{ arm, column: takes.length - 1, points, trail: [], otherRun }];
  });
}

/** To the digits that a run is kept with. */
function isSameCurve(one: readonly Point[], other: readonly Point[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ mean }, place) => Math.abs(mean - (other[place]?.mean ?? NaN)) <= 1e-5 * Math.abs(mean))
  );
}
