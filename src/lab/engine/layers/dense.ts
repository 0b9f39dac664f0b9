import * as tf from '@tensorflow/tfjs-core';
import { activate } from '../activations';
import { affine } from '../operations/affine';
import type { RunLayer } from './layer';

/** Works on the last axis, whatever stands before it. */
export const dense: RunLayer = ([x], { kernel, bias }, { activation }, { constantInput }) => {
  const input = x as tf.Tensor;
  const flat = tf.reshape(input, [-1, input.shape.at(-1) as number]) as tf.Tensor2D;
  const output = affine(
    flat,
    kernel as tf.Tensor2D,
    (bias as tf.Tensor1D | undefined) ?? null,
    constantInput,
  );
  return activate(tf.reshape(output, [...input.shape.slice(0, -1), output.shape[1]]), activation);
};
