import type { Target } from './own-data';

/** Classes numbered from 0. */
export interface ClassNumbers {
  readonly count: number;
  readonly values: Float64Array;
}

/**
 * The class of each example; null where the targets are no classes. Texts are numbered in alphabetical order,
 * whole numbers from 0 on stay as they are, others (1 to n, −1 and 1) are numbered by size, and columns that are
 * one-hot together are one target.
 *
 * @param most classes that the model tells apart
 */
export function classNumbers(targets: readonly Target[], most: number): ClassNumbers | null {
  const [first] = targets;
  if (!first) return null;
  if (targets.length > 1) return targets.length === most ? oneHot(targets) : null;
  if (first.kind === 'classes') return { count: first.classes.length, values: first.values };
  const { values } = first;
  if (!values.every(Number.isInteger)) return null;
  const different = [...new Set(values)].sort((a, b) => a - b);
  const largest = different.at(-1) ?? 0;
  if ((different[0] ?? 0) >= 0 && largest < most) return { count: largest + 1, values };
  const numbers = new Map(different.map((value, index) => [value, index]));
  return { count: different.length, values: values.map((value) => numbers.get(value) as number) };
}

function oneHot(targets: readonly Target[]): ClassNumbers | null {
  const rows = targets[0]?.values.length ?? 0;
  const values = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const here = targets.map((target) => target.values[row] as number);
    const place = here.indexOf(1);
    if (place < 0 || here.some((value, column) => value !== Number(column === place))) return null;
    values[row] = place;
  }
  return { count: targets.length, values };
}
