import type { Task } from '../task';
import type { Examples } from './engine';

/** The inputs of some examples, one after another. */
export function pickedInputs({ samples, examples }: Examples): Float32Array {
  return rows(samples.inputs, samples.count, examples);
}

/** The targets of some examples as the losses take them: [examples × positions, width], classes as one-hot rows. */
export function pickedTargets({ samples, examples }: Examples, { kind, width }: Task): Float32Array {
  const picked = rows(samples.targets, samples.count, examples);
  return kind === 'classes' ? oneHot(picked, width) : picked;
}

function rows(values: Float32Array, count: number, examples: Uint32Array): Float32Array {
  const width = values.length / count;
  const picked = new Float32Array(examples.length * width);
  examples.forEach((example, place) => {
    picked.set(values.subarray(example * width, (example + 1) * width), place * width);
  });
  return picked;
}

function oneHot(classes: Float32Array, width: number): Float32Array {
  const rowsOfZeros = new Float32Array(classes.length * width);
  classes.forEach((label, row) => {
    rowsOfZeros[row * width + label] = 1;
  });
  return rowsOfZeros;
}
