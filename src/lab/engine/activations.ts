import * as tf from '@tensorflow/tfjs-core';

type Activation = (x: tf.Tensor) => tf.Tensor;

const sigmoidTimes: Activation = (x) => tf.mul(x, tf.sigmoid(x));

/** By Keras' names; the same keys as `activationNames`. */
export const activations: Readonly<Record<string, Activation>> = {
  elu: (x) => tf.elu(x),
  exponential: (x) => tf.exp(x),
  // Keras' default is the exact form with the error function.
  gelu: (x) => tf.mul(tf.mul(x, 0.5), tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1)),
  // Keras 3: relu6(x + 3) / 6.
  hard_sigmoid: (x) => tf.div(tf.relu6(tf.add(x, 3)), 6),
  leaky_relu: (x) => tf.leakyRelu(x, 0.2),
  linear: (x) => x,
  mish: (x) => tf.mul(x, tf.tanh(tf.softplus(x))),
  relu: (x) => tf.relu(x),
  relu6: (x) => tf.relu6(x),
  selu: (x) => tf.selu(x),
  sigmoid: (x) => tf.sigmoid(x),
  silu: sigmoidTimes,
  softmax: (x) => tf.softmax(x),
  softplus: (x) => tf.softplus(x),
  softsign: (x) => tf.div(x, tf.add(tf.abs(x), 1)),
  tanh: (x) => tf.tanh(x),
};

/** @throws Error when the engine does not know it */
export function activate(x: tf.Tensor, name: unknown): tf.Tensor {
  const activation = activations[String(name)];
  if (!activation) throw new Error(`Unknown activation: ${String(name)}`);
  return activation(x);
}
