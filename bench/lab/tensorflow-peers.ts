import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { processorTime } from './clock';
import type { Trained } from './peers';
import { batchesOf, l2, learningRate, batchSize, type Work } from './work';

export type Backend = 'cpu' | 'wasm';

/** TensorFlow.js as it comes, without anything of ours. */
export async function startPlainTensorflow(backend: Backend): Promise<void> {
  if (backend === 'wasm') {
    const bytes = await readFile(wasmFile);
    setWasmPaths(
      Object.fromEntries(
        ['', '-simd', '-threaded-simd'].map((kind) => [`tfjs-backend-wasm${kind}.wasm`, 'here']),
      ),
      true,
    );
    const response = { ok: true, arrayBuffer: () => Promise.resolve(bytes) };
    tf.env().platform.fetch = () => Promise.resolve(response as never);
  }
  tf.enableProdMode();
  if (!(await tf.setBackend(backend))) throw new Error(`TensorFlow.js does not start on ${backend}.`);
}

export const wasmFile = createRequire(import.meta.url).resolve(
  '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm',
);

/** `tf.Sequential.fit` with all its defaults but the shuffling. */
export async function trainByFit(work: Work, seed: number, epochs: number): Promise<Trained> {
  const model = sequential(work);
  setWeights(model, work, seed);
  const inputs = tf.tensor(work.samples.inputs, [work.samples.count, ...work.network.inputShape]);
  const targets = targetsOf(work);
  const begun = processorTime();
  await model.fit(inputs, targets, { batchSize, epochs, shuffle: false, verbose: 0 });
  const milliseconds = processorTime() - begun;
  const weights = model.getWeights().map((weight) => weight.dataSync() as Float32Array);
  // tfjs' evaluate tells the data loss alone.
  const loss = (model.evaluate(inputs, targets, { batchSize: 64 }) as tf.Scalar).dataSync()[0] as number;
  return { milliseconds, weights, loss };
}

function targetsOf({ samples, task }: Work): tf.Tensor {
  if (task.kind !== 'classes') return tf.tensor2d(samples.targets, [samples.count, task.width]);
  return tf.oneHot(tf.tensor1d(Int32Array.from(samples.targets), 'int32'), task.width).toFloat();
}

function sequential({ plan, task }: Work): tf.Sequential {
  const penalised = new Set(plan.arms[0]?.penalties.map(({ layer }) => layer));
  const model = tf.sequential();
  plan.model.layers.forEach(({ className, name, config }, place) => {
    const shape = place === 0 ? { inputShape: [...plan.model.inputShape] } : {};
    const regularizer = penalised.has(name) ? { kernelRegularizer: tf.regularizers.l2({ l2 }) } : {};
    const common = { ...shape, ...regularizer };
    model.add(layerOf(className, config, common));
  });
  const loss =
    task.kind === 'classes'
      ? (truth: tf.Tensor, logits: tf.Tensor) => tf.losses.softmaxCrossEntropy(truth, logits)
      : 'meanSquaredError';
  model.compile({ optimizer: tf.train.sgd(learningRate), loss });
  return model;
}

function layerOf(className: string, config: Readonly<Record<string, unknown>>, common: object) {
  switch (className) {
    case 'Dense':
      return tf.layers.dense({
        ...common,
        units: Number(config.units),
        activation: config.activation as 'relu',
      });
    case 'Conv2D':
      return tf.layers.conv2d({
        ...common,
        filters: Number(config.filters),
        kernelSize: 3,
        padding: 'same',
        activation: 'relu',
      });
    case 'MaxPooling2D':
      return tf.layers.maxPooling2d({ poolSize: 2 });
    case 'Flatten':
      return tf.layers.flatten();
    case 'Embedding':
      return tf.layers.embedding({
        ...common,
        inputDim: Number(config.input_dim),
        outputDim: Number(config.output_dim),
      });
    case 'LSTM':
      return tf.layers.lstm({ ...common, units: Number(config.units), recurrentActivation: 'sigmoid' });
    default:
      throw new Error(`No ${className} here.`);
  }
}

function setWeights(model: tf.Sequential, work: Work, seed: number): void {
  const weights = work.weights(seed);
  model.setWeights(
    work.network.slots.map(({ shape, index }) => tf.tensor(weights[index] as Float32Array, [...shape])),
  );
}

/** A loop by hand: `optimizer.minimize` on the data loss and the penalties, batches cut beforehand. */
export function trainByMinimize(work: Work, seed: number, epochs: number): Trained {
  const start = work.weights(seed);
  const weights = work.network.slots.map(({ shape, index }) =>
    tf.variable(tf.tensor(start[index] as Float32Array, [...shape])),
  );
  const inputs = tf.tensor2d(work.samples.inputs, [work.samples.count, work.units[0] as number]);
  const targets = targetsOf(work) as tf.Tensor2D;
  const batches = batchesOf(work).map((examples) => {
    const [from, count] = [examples[0] as number, examples.length];
    return {
      x: tf.slice(inputs, [from, 0], [count, -1]),
      y: tf.slice(targets, [from, 0], [count, -1]),
    };
  });
  const optimizer = tf.train.sgd(learningRate);
  const layers = weights.length / 2;
  const lossOf = (x: tf.Tensor2D, y: tf.Tensor2D): tf.Scalar => {
    let output: tf.Tensor2D = x;
    for (let layer = 0; layer < layers; layer++) {
      const [kernel, bias] = [weights[2 * layer] as tf.Variable, weights[2 * layer + 1] as tf.Variable];
      output = tf.add(tf.matMul(output, kernel as tf.Tensor as tf.Tensor2D), bias);
      if (layer < layers - 1) output = tf.relu(output);
    }
    const penalties = weights
      .filter((_, slot) => slot % 2 === 0)
      .map((kernel) => tf.mul(l2, tf.sum(tf.square(kernel))));
    const data =
      work.task.kind === 'classes'
        ? tf.losses.softmaxCrossEntropy(y, output)
        : tf.losses.meanSquaredError(y, output);
    return penalties.reduce((sum, one) => tf.add(sum, one), data) as tf.Scalar;
  };
  const begun = processorTime();
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const { x, y } of batches) optimizer.minimize(() => lossOf(x, y), false, weights);
  }
  const reached = weights.map((weight) => weight.dataSync() as Float32Array);
  return { milliseconds: processorTime() - begun, weights: reached, loss: null };
}
