import type { TensorInfo } from '@tensorflow/tfjs-core';
import { sizeOf, wholeNumbers, type Call, type OwnKernel, type Trial } from './own-kernel';

/** Matrix products. TensorFlow.js' own are scalar loops where a matrix is turned or there are several. */
export const batchMatMul: OwnKernel = {
  name: 'BatchMatMul',
  run: (call, heap, functions) => {
    const { a, b } = call.inputs as Readonly<Record<'a' | 'b', TensorInfo>>;
    const sizes = a.dtype === 'float32' && b.dtype === 'float32' ? sizesOf(call) : null;
    if (!sizes) return null;
    const { batchesA, batchesB, batchShape, rows, inner, columns, turnedA, turnedB } = sizes;
    const c = heap.output([...batchShape, rows, columns]);
    const scratch = turnedB ? heap.scratch(inner * columns) : 0;
    functions.multiplyBatch(
      heap.address(a),
      batchesA === 1 ? 0 : 4 * rows * inner,
      turnedA,
      heap.address(b),
      batchesB === 1 ? 0 : 4 * inner * columns,
      turnedB,
      heap.address(c),
      sizeOf(batchShape),
      rows,
      inner,
      columns,
      scratch,
    );
    return c;
  },
  trials: [
    trial([5, 3], [3, 11], false, false),
    trial([2, 5, 3], [2, 3, 9], false, false),
    trial([2, 3, 7], [2, 3, 6], true, false),
    trial([3, 6, 5], [3, 13, 5], false, true),
    trial([1, 2, 5], [4, 7, 2], true, true),
    trial([2, 2, 1, 4], [4, 1], false, false),
  ],
};

/** @returns null where batches differ in another way than by being one alone */
function sizesOf({ inputs, attributes }: Call) {
  const { a, b } = inputs as Readonly<Record<'a' | 'b', TensorInfo>>;
  const [turnedA, turnedB] = [Boolean(attributes.transposeA), Boolean(attributes.transposeB)];
  const [shapeA, shapeB] = [a.shape.slice(0, -2), b.shape.slice(0, -2)];
  const [batchesA, batchesB] = [sizeOf(shapeA), sizeOf(shapeB)];
  const same = shapeA.length === shapeB.length && shapeA.every((size, axis) => size === shapeB[axis]);
  if (!same && batchesA !== 1 && batchesB !== 1) return null;
  const [heightA, widthA] = a.shape.slice(-2) as [number, number];
  const [heightB, widthB] = b.shape.slice(-2) as [number, number];
  const [rows, inner] = turnedA ? [widthA, heightA] : [heightA, widthA];
  const [columns, innerB] = turnedB ? [heightB, widthB] : [widthB, heightB];
  if (inner !== innerB) return null;
  // Of two shapes that are both of one batch the longer one goes, as it does when shapes are broadcast.
  const longer = shapeA.length > shapeB.length ? shapeA : shapeB;
  const batchShape = batchesA === batchesB ? longer : batchesA === 1 ? shapeB : shapeA;
  const broadcast = [...Array<number>(longer.length - batchShape.length).fill(1), ...batchShape];
  return { batchesA, batchesB, batchShape: broadcast, rows, inner, columns, turnedA, turnedB };
}

function trial(
  shapeA: readonly number[],
  shapeB: readonly number[],
  transposeA: boolean,
  transposeB: boolean,
): Trial {
  const inputs = { a: wholeNumbers(shapeA, 1), b: wholeNumbers(shapeB, 2) };
  const attributes = { transposeA, transposeB };
  return { inputs, attributes, expected: () => products(inputs.a.values, inputs.b.values) };

  function products(a: readonly number[], b: readonly number[]): number[] {
    const [heightA, widthA] = shapeA.slice(-2) as [number, number];
    const [heightB, widthB] = shapeB.slice(-2) as [number, number];
    const [rows, inner] = transposeA ? [widthA, heightA] : [heightA, widthA];
    const columns = transposeB ? heightB : widthB;
    const [batchesA, batchesB] = [a.length / (rows * inner), b.length / (inner * columns)];
    const results: number[] = [];
    for (let batch = 0; batch < Math.max(batchesA, batchesB); batch++) {
      const fromA = batchesA === 1 ? 0 : batch * rows * inner;
      const fromB = batchesB === 1 ? 0 : batch * inner * columns;
      for (let row = 0; row < rows; row++) {
        for (let column = 0; column < columns; column++) {
          let sum = 0;
          for (let k = 0; k < inner; k++) {
            const left = a[fromA + (transposeA ? k * rows + row : row * inner + k)] as number;
            const right = b[fromB + (transposeB ? column * inner + k : k * columns + column)] as number;
            sum += left * right;
          }
          results.push(sum);
        }
      }
    }
    return results;
  }
}
