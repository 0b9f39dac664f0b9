import type { Task } from '../task';

/** Examples as the model takes them. */
export interface Samples {
  readonly count: number;
  /** `count` × elements of the input shape; token numbers for an Embedding. */
  readonly inputs: Float32Array;
  /**
   * `classes`: `count` × positions class numbers. `labels` (0 or 1) and `numbers`: `count` × positions × width.
   */
  readonly targets: Float32Array;
}

/** One draw of a data set. The three parts come from the same distribution and share no example. */
export interface Split {
  readonly train: Samples;
  readonly validation: Samples;
  readonly test: Samples;
}

/** Cuts one block of examples into consecutive parts. */
export function splitSamples(all: Samples, sizes: readonly [number, number, number]): Split {
  const [train, validation, test] = sizes;
  return {
    train: slice(all, 0, train),
    validation: slice(all, train, train + validation),
    test: slice(all, train + validation, train + validation + test),
  };
}

function slice(all: Samples, from: number, to: number): Samples {
  const inputWidth = all.inputs.length / all.count;
  const targetWidth = all.targets.length / all.count;
  return {
    count: to - from,
    inputs: all.inputs.slice(from * inputWidth, to * inputWidth),
    targets: all.targets.slice(from * targetWidth, to * targetWidth),
  };
}

/** Targets of a two-class problem, in the form the task asks for. @param classes 0 or 1 per example */
export function twoClassTargets(classes: readonly number[], task: Task): Float32Array {
  if (task.kind === 'classes') return Float32Array.from(classes);
  return Float32Array.from({ length: classes.length * task.width }, (_, index) => {
    const label = classes[Math.floor(index / task.width)] as number;
    return task.width === 1 ? label : Number(index % task.width === label);
  });
}

/** Whether two classes fit the output: one yes-or-no output, or two that exclude each other. */
export function takesTwoClasses(task: Task): boolean {
  if (task.positions !== 1) return false;
  return (task.kind === 'classes' && task.width === 2) || (task.kind === 'labels' && task.width === 1);
}
