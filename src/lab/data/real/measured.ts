import type { DataShape } from '../data-set';
import type { OwnData } from '../own/own-data';

/** A shipped file: columns of numbers, then one with the class. */
interface MeasuredFile {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** The complete rows of a file; classes are numbered by their names in alphabetical order. */
export function measured({ columns, rows }: MeasuredFile): OwnData {
  const complete = rows.filter((row) => row.every((value) => value !== null));
  const width = columns.length - 1;
  const labels = complete.map((row) => String(row[width]));
  const classes = [...new Set(labels)].sort();
  return {
    rows: complete.length,
    width,
    inputShape: [width],
    inputs: Float64Array.from(complete.flatMap((row) => row.slice(0, width).map(Number))),
    targets: [
      {
        name: columns[width] as string,
        kind: 'classes',
        classes,
        values: Float64Array.from(labels, (label) => classes.indexOf(label)),
      },
    ],
    notes: [],
  };
}

/** Whether a model takes the numbers of such a file and tells its classes apart. */
export function fitsMeasured(
  { width, targets }: OwnData,
  { inputShape, task, vocabulary }: DataShape,
): boolean {
  const [target] = targets;
  return (
    vocabulary === null &&
    inputShape.length === 1 &&
    inputShape[0] === width &&
    task.kind === 'classes' &&
    task.positions === 1 &&
    target?.kind === 'classes' &&
    task.width === target.classes.length
  );
}
