import { drawData } from '../../src/lab/data/index';
import type { Samples } from '../../src/lab/data/samples';
import { withLogits } from '../../src/lab/engine/logits';
import { buildNetwork, initialWeights, type Network } from '../../src/lab/engine/network';
import { inferShapes } from '../../src/lab/planning/shapes';
import { taskOf, type Task } from '../../src/lab/task';
import type { Plan, PlanLayer } from '../../src/lab/plan';

/** The networks of the benchmark. `B1` is B with one number as output, as Playground's code has one output. */
export type NetName = 'A' | 'B' | 'B1' | 'CNN' | 'LSTM';

/** What every peer trains: the same weights, examples and order of batches. */
export interface Work {
  readonly plan: Plan;
  readonly network: Network;
  readonly task: Task;
  readonly samples: Samples;
  /** Units of each layer, the inputs first; of plain dense networks. */
  readonly units: readonly number[];
  /** Starting weights, by slot. */
  weights(seed: number): readonly Float32Array[];
}

export const batchSize = 32;
export const learningRate = 0.05;
export const l2 = 1e-3;

export function workOf(name: NetName): Work {
  const plan = withLogits(plans[name]);
  const network = buildNetwork(plan.model);
  return {
    plan,
    network,
    task: taskOf(plans[name].model, plans[name].loss),
    samples: drawData(plans[name], 1).train,
    units: [
      plan.model.inputShape.at(-1) ?? 0,
      ...plan.model.layers.flatMap(({ className, config }) =>
        className === 'Dense' ? [Number(config.units)] : [],
      ),
    ],
    weights: (seed) => initialWeights(network, seed),
  };
}

/** The examples of each batch; all peers see them in the same order in every epoch. */
export function batchesOf({ samples }: Work): readonly Uint32Array[] {
  const all = Uint32Array.from({ length: samples.count }, (_, index) => index);
  return Array.from({ length: Math.ceil(all.length / batchSize) }, (_, batch) =>
    all.subarray(batch * batchSize, (batch + 1) * batchSize),
  );
}

/** Multiplications and additions of an epoch: forward, and the gradients of kernels and of hidden layers. */
export function operationsPerEpoch({ units, samples }: Work): number {
  const products = units.slice(1).map((width, layer) => 2 * width * (units[layer] as number));
  const all = products.reduce((sum, one) => sum + one, 0);
  return samples.count * (3 * all - (products[0] as number));
}

const dense = (name: string, inbound: string, units: number, activation: string): PlanLayer => ({
  className: 'Dense',
  name,
  config: {
    units,
    activation,
    use_bias: true,
    kernel_initializer: 'glorot_uniform',
    bias_initializer: 'zeros',
  },
  inbound: [inbound],
});

const multilayer = (hidden: readonly number[], outputs: number, closing: string): readonly PlanLayer[] => [
  ...hidden.map((units, place) =>
    dense(`dense_${place}`, place === 0 ? 'input' : `dense_${place - 1}`, units, 'relu'),
  ),
  dense('out', `dense_${hidden.length - 1}`, outputs, closing),
];

const convolution = (name: string, inbound: string, filters: number): PlanLayer => ({
  className: 'Conv2D',
  name,
  config: {
    filters,
    kernel_size: [3, 3],
    strides: [1, 1],
    padding: 'same',
    data_format: null,
    dilation_rate: [1, 1],
    groups: 1,
    activation: 'relu',
    use_bias: true,
    kernel_initializer: 'glorot_uniform',
    bias_initializer: 'zeros',
  },
  inbound: [inbound],
});
const pool = (name: string, inbound: string): PlanLayer => ({
  className: 'MaxPooling2D',
  name,
  config: { pool_size: [2, 2], strides: null, padding: 'valid', data_format: null },
  inbound: [inbound],
});

function planOf(
  inputShape: readonly number[],
  layers: readonly PlanLayer[],
  loss: string,
  trainSize: number,
  penalised: (layer: PlanLayer) => boolean,
): Plan {
  const shapes = inferShapes(layers, inputShape);
  return {
    version: 1,
    model: { name: 'model', inputShape, outputShape: shapes.get(layers.at(-1)?.name ?? '') ?? [], layers },
    optimizer: { className: 'SGD', learningRate, momentum: 0 },
    loss: { name: loss, fromLogits: false },
    data: { name: 'teacher', trainSize, validationSize: 1, testSize: 1, noise: 0.1 },
    arms: [
      {
        name: 'with',
        penalties: layers.filter(penalised).map(({ name }) => ({ layer: name, on: 'kernel', l1: 0, l2 })),
      },
    ],
    seeds: [1],
    epochs: 50,
    batchSize,
  };
}

const isDense = ({ className }: PlanLayer): boolean => className === 'Dense';
const classes = 'sparse_categorical_crossentropy';

const plans: Readonly<Record<NetName, Plan>> = {
  A: planOf([2], multilayer([64, 32], 1, 'linear'), 'mean_squared_error', 1000, isDense),
  B: planOf([20], multilayer([128, 64], 10, 'softmax'), classes, 1000, isDense),
  B1: planOf([20], multilayer([128, 64], 1, 'linear'), 'mean_squared_error', 1000, isDense),
  CNN: planOf(
    [16, 16, 1],
    [
      convolution('conv_1', 'input', 8),
      pool('pool_1', 'conv_1'),
      convolution('conv_2', 'pool_1', 16),
      pool('pool_2', 'conv_2'),
      { className: 'Flatten', name: 'flatten', config: { data_format: null }, inbound: ['pool_2'] },
      dense('out', 'flatten', 10, 'softmax'),
    ],
    classes,
    256,
    ({ className }) => className === 'Dense' || className === 'Conv2D',
  ),
  LSTM: planOf(
    [20],
    [
      {
        className: 'Embedding',
        name: 'embedding',
        config: { input_dim: 500, output_dim: 16, embeddings_initializer: 'uniform', mask_zero: false },
        inbound: ['input'],
      },
      {
        className: 'LSTM',
        name: 'lstm',
        config: {
          units: 16,
          activation: 'tanh',
          recurrent_activation: 'sigmoid',
          use_bias: true,
          kernel_initializer: 'glorot_uniform',
          recurrent_initializer: 'orthogonal',
          bias_initializer: 'zeros',
          unit_forget_bias: true,
          dropout: 0,
          recurrent_dropout: 0,
          return_sequences: false,
          return_state: false,
          go_backwards: false,
          stateful: false,
        },
        inbound: ['embedding'],
      },
      dense('out', 'lstm', 2, 'softmax'),
    ],
    classes,
    64,
    // TensorFlow.js ignores penalties on recurrent kernels.
    isDense,
  ),
};
