import * as tf from '@tensorflow/tfjs-core';
import type { PlanLoss } from '../plan';

/**
 * A data loss: the mean over all decisions of a batch, by Keras' formulas (3.15).
 *
 * @param outputs [decisions, width], or [variants, decisions, width]
 * @param targets as the outputs; classes as one-hot rows
 * @returns one number, or one a variant
 */
export type Loss = (outputs: tf.Tensor, targets: tf.Tensor) => tf.Tensor;

/** Keras clips probabilities by this much. */
const smallest = 1e-7;

/** @throws Error when the engine does not know the loss */
export function lossFunction({ name, fromLogits }: PlanLoss): Loss {
  const loss = (fromLogits ? logitLosses[name] : undefined) ?? losses[name];
  if (!loss) throw new Error(`Unknown loss: ${name}`);
  return loss;
}

const logitLosses: Readonly<Record<string, Loss>> = {
  sparse_categorical_crossentropy: softmaxCrossentropy,
  categorical_crossentropy: softmaxCrossentropy,
  binary_crossentropy: sigmoidCrossentropy,
};

const losses: Readonly<Record<string, Loss>> = {
  // With TensorFlow, Keras clips before it divides by the sum here, and after it with one-hot classes.
  sparse_categorical_crossentropy: (p, y) => {
    const clipped = tf.clipByValue(p, smallest, 1 - smallest);
    return tf.neg(meanOfRows(tf.mul(y, tf.log(sharesOf(clipped)))));
  },
  categorical_crossentropy: (p, y) => {
    const logarithm = tf.log(tf.clipByValue(sharesOf(p), smallest, 1 - smallest));
    return tf.neg(meanOfRows(tf.mul(y, logarithm)));
  },
  binary_crossentropy: (p, y) => {
    const clipped = tf.clipByValue(p, smallest, 1 - smallest);
    const yes = tf.mul(y, tf.log(clipped));
    const no = tf.mul(tf.sub(1, y), tf.log(tf.sub(1, clipped)));
    return tf.neg(average(tf.add(yes, no)));
  },
  hinge: (p, y) => average(tf.relu(tf.sub(1, tf.mul(tf.sub(tf.mul(y, 2), 1), p)))),
  huber: (p, y) => {
    const error = tf.abs(tf.sub(p, y));
    const inside = tf.minimum(error, 1);
    return average(tf.add(tf.mul(tf.square(inside), 0.5), tf.sub(error, inside)));
  },
  kl_divergence: (p, y) => {
    const target = tf.clipByValue(y, smallest, 1);
    const ratio = tf.div(target, tf.clipByValue(p, smallest, 1));
    return meanOfRows(tf.mul(target, tf.log(ratio)));
  },
  log_cosh: (p, y) => {
    const error = tf.sub(p, y);
    return average(tf.sub(tf.add(error, tf.softplus(tf.mul(error, -2))), Math.LN2));
  },
  mean_absolute_error: (p, y) => average(tf.abs(tf.sub(p, y))),
  mean_squared_error: (p, y) => average(tf.square(tf.sub(p, y))),
};

function sharesOf(p: tf.Tensor): tf.Tensor {
  return tf.div(p, tf.sum(p, -1, true));
}

/** Decisions and width. */
const lastAxes = [-2, -1];

function average(values: tf.Tensor): tf.Tensor {
  return tf.mean(values, lastAxes);
}

/** Sum over the width, mean over the decisions. */
function meanOfRows(values: tf.Tensor): tf.Tensor {
  return tf.div(tf.sum(values, lastAxes), values.shape.at(-2) as number);
}

/** One step in the tape instead of a dozen; its gradient is (softmax − targets) / decisions. */
function softmaxCrossentropy(outputs: tf.Tensor, targets: tf.Tensor): tf.Tensor {
  const run = tf.customGrad((...given) => {
    const [logits, save] = given as [tf.Tensor, tf.GradSaveFunc];
    const shifted = tf.sub(logits, tf.max(logits, -1, true));
    const exponentials = tf.exp(shifted);
    const sums = tf.sum(exponentials, -1, true);
    save([tf.div(exponentials, sums), targets]);
    const value = meanOfRows(tf.mul(targets, tf.sub(tf.log(sums), shifted)));
    return {
      value,
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => [
        meanGradient(dy, saved, logits.shape.at(-2) as number),
      ],
    };
  });
  return run(outputs);
}

/** max(z, 0) − z y + ln(1 + e^−|z|); its gradient is (sigmoid − targets) / values. */
function sigmoidCrossentropy(outputs: tf.Tensor, targets: tf.Tensor): tf.Tensor {
  const run = tf.customGrad((...given) => {
    const [logits, save] = given as [tf.Tensor, tf.GradSaveFunc];
    save([tf.sigmoid(logits), targets]);
    const straight = tf.sub(tf.relu(logits), tf.mul(logits, targets));
    const value = average(tf.add(straight, tf.softplus(tf.neg(tf.abs(logits)))));
    return {
      value,
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => [
        meanGradient(dy, saved, (logits.shape.at(-2) as number) * (logits.shape.at(-1) as number)),
      ],
    };
  });
  return run(outputs);
}

function meanGradient(dy: tf.Tensor, saved: readonly tf.Tensor[], count: number): tf.Tensor {
  const [probabilities, targets] = saved as [tf.Tensor, tf.Tensor];
  return tf.mul(tf.sub(probabilities, targets), tf.div(tf.reshape(dy, [...dy.shape, 1, 1]), count));
}
