import type { TensorInfo } from '@tensorflow/tfjs-core';
import { sizeOf, wholeNumbers, type OwnKernel, type TrialTensor } from './own-kernel';

/** Rows of a table by number. TensorFlow.js' own reads the numbers back to look at each. */
export const gatherV2: OwnKernel = {
  name: 'GatherV2',
  run: ({ inputs, attributes }, heap, functions) => {
    const { x, indices } = inputs as Readonly<Record<'x' | 'indices', TensorInfo>>;
    const rows = x.shape[0] ?? 0;
    const plain = attributes.axis === 0 && attributes.batchDims === 0 && x.shape.length > 0;
    if (!plain || x.dtype !== 'float32' || indices.dtype !== 'int32') return null;
    const y = heap.output([...indices.shape, ...x.shape.slice(1)]);
    const all = functions.gatherRows(
      heap.address(x),
      heap.address(indices),
      heap.address(y),
      sizeOf(indices.shape),
      rows,
      sizeOf(x.shape.slice(1)),
    );
    // TensorFlow.js says which number has no row.
    if (!all) heap.giveBack(y);
    return all ? y : null;
  },
  trials: [
    {
      inputs: { x: wholeNumbers([7, 5], 1), indices: numbers([3, 2], [0, 6, 3, 3, 5, 1]) },
      attributes: { axis: 0, batchDims: 0 },
      expected: () =>
        [0, 6, 3, 3, 5, 1].flatMap((row) => wholeNumbers([7, 5], 1).values.slice(5 * row, 5 * row + 5)),
    },
  ],
};

/** The gradient of GatherV2. TensorFlow.js' wasm backend has none. */
export const unsortedSegmentSum: OwnKernel = {
  name: 'UnsortedSegmentSum',
  run: ({ inputs, attributes }, heap, functions) => {
    const { x, segmentIds } = inputs as Readonly<Record<'x' | 'segmentIds', TensorInfo>>;
    if (x.dtype !== 'float32' || segmentIds.dtype !== 'int32') return null;
    const rest = x.shape.slice(segmentIds.shape.length);
    const rows = Number(attributes.numSegments);
    const y = heap.output([rows, ...rest]);
    functions.sumByNumber(
      heap.address(x),
      heap.address(segmentIds),
      heap.address(y),
      sizeOf(segmentIds.shape),
      rows,
      sizeOf(rest),
    );
    return y;
  },
  trials: [
    {
      inputs: { x: wholeNumbers([4, 5], 1), segmentIds: numbers([4], [2, 0, 2, 3]) },
      attributes: { numSegments: 5 },
      expected: () => {
        const { values } = wholeNumbers([4, 5], 1);
        const row = (place: number) => values.slice(5 * place, 5 * place + 5);
        const none = [0, 0, 0, 0, 0];
        const both = row(0).map((value, column) => value + (row(2)[column] as number));
        return [row(1), none, both, row(3), none].flat();
      },
    },
  ],
};

/** Sums over the first axes, as of a bias's gradient. TensorFlow.js' own turns the tensor first. */
export const sum: OwnKernel = {
  name: 'Sum',
  run: ({ inputs, attributes }, heap, functions) => {
    const { x } = inputs as Readonly<Record<'x', TensorInfo>>;
    const axes = [attributes.axis as number | readonly number[]].flat();
    const first = axes.every((axis, place) => axis === place) && axes.length < x.shape.length;
    if (x.dtype !== 'float32' || axes.length === 0 || !first || sizeOf(x.shape) === 0) return null;
    const rest = x.shape.slice(axes.length);
    const y = heap.output(attributes.keepDims ? [...axes.map(() => 1), ...rest] : rest);
    const columns = sizeOf(rest);
    functions.sumRows(heap.address(x), heap.address(y), sizeOf(x.shape) / columns, columns);
    return y;
  },
  trials: [
    {
      inputs: { x: wholeNumbers([2, 3, 7], 1) },
      attributes: { axis: [0, 1], keepDims: false },
      expected: () => {
        const sums = [0, 0, 0, 0, 0, 0, 0];
        wholeNumbers([2, 3, 7], 1).values.forEach((value, place) => {
          sums[place % 7] = (sums[place % 7] as number) + value;
        });
        return sums;
      },
    },
  ],
};

function numbers(shape: readonly number[], values: readonly number[]): TrialTensor {
  return { shape, type: 'int32', values };
}
