/** A square of grid values, rows from the lowest y on. */
export interface Field {
  readonly size: number;
  readonly values: readonly number[];
}

/** From grid coordinates, 0 to size − 1, to places in the drawing. */
export interface Placing {
  x(column: number): number;
  y(row: number): number;
}

/** A path over the cells around grid points whose value `belongs`, joined row by row. */
export function cellsPath(
  { size, values }: Field,
  belongs: (value: number) => boolean,
  { x, y }: Placing,
): string {
  let path = '';
  const edge = (at: number): number => Math.min(size - 1, Math.max(0, at - 0.5));
  for (let row = 0; row < size; row++) {
    for (let from = 0; from < size; from++) {
      if (!belongs(values[row * size + from] as number)) continue;
      let to = from + 1;
      while (to < size && belongs(values[row * size + to] as number)) to++;
      const [left, right] = [tenths(x(edge(from))), tenths(x(edge(to)))];
      const [bottom, top] = [tenths(y(edge(row))), tenths(y(edge(row + 1)))];
      if (left !== right && top !== bottom) path += `M${left},${bottom}H${right}V${top}H${left}Z`;
      from = to;
    }
  }
  return path;
}

/** The line where the values pass through `level`, by marching squares with straight steps between grid points. */
export function contourPath(field: Field, level: number, placing: Placing): string {
  return steps(field, level, placing)
    .map(([from, to]) => `M${from.join()}L${to.join()}`)
    .join('');
}

/**
 * Where on that line its number can stand: as far as can be from the numbers that stand already.
 *
 * @param reach half the width and half the height of a number
 * @param side of the square drawing
 * @returns null where it would leave the drawing or cover another one everywhere
 */
export function contourSpot(
  field: Field,
  level: number,
  placing: Placing,
  { reach: [wide, high], side, taken }: Numbers,
): Spot | null {
  let best: Spot | null = null;
  let farthest = -Infinity;
  for (const [[fromX, fromY], [toX, toY]] of steps(field, level, placing)) {
    const spot = [(fromX + toX) / 2, (fromY + toY) / 2] as const;
    const inside = spot[0] > wide && spot[0] < side - wide && spot[1] > high && spot[1] < side - high;
    const free = taken.every(
      ([x, y]) => Math.abs(x - spot[0]) > 2 * wide || Math.abs(y - spot[1]) > 2 * high,
    );
    if (!inside || !free) continue;
    const others = taken.map(([x, y]) => Math.hypot(x - spot[0], y - spot[1]));
    const apart = Math.min(side / 2, ...others) - Math.hypot(spot[0] - side / 2, spot[1] - side / 2) / 2;
    if (apart > farthest) [best, farthest] = [spot, apart];
  }
  return best;
}

export type Spot = readonly [x: number, y: number];

export interface Numbers {
  readonly reach: readonly [number, number];
  readonly side: number;
  readonly taken: readonly Spot[];
}

/** The line through `level`, step by step, in places of the drawing. */
function steps({ size, values }: Field, level: number, { x, y }: Placing): (readonly [Spot, Spot])[] {
  const found: (readonly [Spot, Spot])[] = [];
  const at = (column: number, row: number): number => values[row * size + column] as number;
  for (let row = 0; row + 1 < size; row++) {
    for (let column = 0; column + 1 < size; column++) {
      const corners = [
        [column, row],
        [column + 1, row],
        [column + 1, row + 1],
        [column, row + 1],
      ] as const;
      const crossings: Spot[] = [];
      corners.forEach(([fromX, fromY], corner) => {
        const [toX, toY] = corners[(corner + 1) % 4] as readonly [number, number];
        const [from, to] = [at(fromX, fromY), at(toX, toY)];
        if (from < level === to < level) return;
        const share = (level - from) / (to - from);
        crossings.push([tenths(x(fromX + share * (toX - fromX))), tenths(y(fromY + share * (toY - fromY)))]);
      });
      for (let pair = 0; pair + 1 < crossings.length; pair += 2)
        found.push([crossings[pair] as Spot, crossings[pair + 1] as Spot]);
    }
  }
  return found;
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
