import { shownArms } from '../arms';
import { curve, trail } from '../grid';
import type { Take } from '../grid';
import type { Shown } from '../shown';
import type { View } from '../view';
import type { Curve } from './curves';
import { overlaidCurves } from './overlaid';

/** The curves of each shown arm, one for each number, and those of the run laid over it. */
export function curvesOf(view: View, shown: Shown, takes: readonly Take[]): Curve[] {
  const { grid, sweep } = shown;
  const own = shownArms(grid.plan, sweep, view.state.pointedOut).flatMap((arm) =>
    takes.map((take, column) => ({
      arm,
      column,
      points: curve(grid, arm, take),
      trail: view.state.training ? trail(grid, arm, take) : [],
    })),
  );
  return [...own, ...overlaidCurves(view, takes, shown)];
}
