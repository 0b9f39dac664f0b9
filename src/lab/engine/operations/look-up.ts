import * as tf from '@tensorflow/tfjs-core';
import { hasOwnKernel } from '../own-kernels/index';
import { withGradient } from './with-gradient';

/**
 * Rows of a table by number, with the gradient of the table. Without kernels of ours it is computed here: tfjs' wasm
 * backend has no UnsortedSegmentSum, and that of its JavaScript backend takes a second for 500 rows.
 *
 * @param numbers any shape; whole numbers from 0 below the table's rows
 * @param table [rows, width]
 * @returns the shape of `numbers` with `width` appended
 */
export function lookUp(numbers: tf.Tensor, table: tf.Tensor2D): tf.Tensor {
  const rows = tf.cast(numbers, 'int32');
  const width = table.shape[1];
  const run = withGradient(
    [rows],
    () => tf.gather(table, rows),
    (dy, [savedRows]) => {
      if (hasOwnKernel('UnsortedSegmentSum')) {
        const arriving = tf.reshape(dy, [-1, width]);
        return [tf.unsortedSegmentSum(arriving, tf.reshape(savedRows as tf.Tensor, [-1]), table.shape[0])];
      }
      const gradient = new Float32Array(table.size);
      const arriving = dy.dataSync();
      (savedRows as tf.Tensor).dataSync().forEach((row, index) => {
        for (let column = 0; column < width; column++) {
          const place = row * width + column;
          gradient[place] = (gradient[place] as number) + (arriving[index * width + column] as number);
        }
      });
      return [tf.tensor2d(gradient, table.shape)];
    },
  );
  return run(table);
}
