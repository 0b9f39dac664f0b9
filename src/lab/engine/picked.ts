import type { Task } from '../task';
import type { Examples } from './engine';

/** Writes the inputs of some examples, one after another, into an array that may be longer. */
export function pickInputs({ samples, examples }: Examples, into: Float32Array): void {
  pickRows(samples.inputs, samples.inputs.length / samples.count, examples, into);
}

/** The targets, as the losses take them: [examples × positions, width], classes as one-hot rows. */
export function pickTargets({ samples, examples }: Examples, task: Task, into: Float32Array): void {
  const { kind, width, positions } = task;
  if (kind !== 'classes') {
    pickRows(samples.targets, positions * width, examples, into);
    return;
  }
  into.fill(0, 0, examples.length * positions * width);
  for (let place = 0; place < examples.length; place++) {
    const from = (examples[place] as number) * positions;
    for (let position = 0; position < positions; position++) {
      const row = place * positions + position;
      into[row * width + (samples.targets[from + position] as number)] = 1;
    }
  }
}

function pickRows(values: Float32Array, width: number, examples: Uint32Array, into: Float32Array): void {
  let to = 0;
  // Rows are short: a copy by hand is faster than one call a row.
  for (let place = 0; place < examples.length; place++) {
    const from = (examples[place] as number) * width;
    for (let offset = 0; offset < width; offset++) into[to++] = values[from + offset] as number;
  }
}
