import { shownArms } from '../arms';
import { curve, trail } from '../grid';
import type { Take } from '../grid';
import type { Shown } from '../state';
import type { View } from '../view';
import type { Curve } from './curves';

/** The curves of each shown arm, one for each number. */
export function curvesOf(view: View, { grid, sweep }: Shown, takes: readonly Take[]): Curve[] {
  return shownArms(grid.plan, sweep, view.state.pointedOut).flatMap((arm) =>
    takes.map((take, column) => ({
      arm,
      column,
      points: curve(grid, arm, take),
      trail: view.state.training ? trail(grid, arm, take) : [],
    })),
  );
}
