// AssemblyScript, compiled by `npm run generate` to WebAssembly with SIMD: kernels that work in the memory of
// TensorFlow.js. They have no data and no stack of their own, so nothing of TensorFlow.js' is overwritten. All
// matrices are row-major 32-bit floats; addresses are bytes into the imported memory. Every sum has one fixed order.

import { transpose } from './dense';
import { product } from './product';

/**
 * c = a · b for a batch of matrices: a [rows, inner] or, turned, [inner, rows]; b [inner, columns] or, turned,
 * [columns, inner]; c [rows, columns].
 *
 * @param stepA bytes from one a to the next; 0 where all products share one
 * @param stepB the same for b
 * @param scratch room for one b where b is turned
 */
export function multiplyBatch(
  a: usize, stepA: usize, turnedA: bool, b: usize, stepB: usize, turnedB: bool, c: usize,
  batches: i32, rows: i32, inner: i32, columns: i32, scratch: usize,
): void {
  const along = turnedA ? <usize>rows << 2 : 4;
  const across = turnedA ? 4 : <usize>inner << 2;
  const stepC = <usize>(rows * columns) << 2;
  for (let batch = 0; batch < batches; batch++) {
    if (turnedB && (batch == 0 || stepB != 0)) transpose(b, scratch, columns, inner);
    product(a, along, across, turnedB ? scratch : b, 0, c, rows, inner, columns, -Infinity, 0);
    a += stepA;
    b += stepB;
    c += stepC;
  }
}
