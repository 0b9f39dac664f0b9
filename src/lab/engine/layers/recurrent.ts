import * as tf from '@tensorflow/tfjs-core';
import type { Configuration } from '../../architecture/layer-kind';
import { activate } from '../activations';
import { affine } from '../operations/affine';
import { dropoutMask } from './dropout';
import type { LayerContext, RunLayer } from './layer';

type Weights = Readonly<Record<string, tf.Tensor>>;

/** What a cell carries from step to step: the state that is its output first. */
type State = readonly tf.Tensor2D[];

interface Cell {
  readonly states: number;
  /** The bias that goes to the inputs' part, which is computed for all steps at once. */
  inputBias(weights: Weights): tf.Tensor1D | null;
  /** @param projected inputs · kernel + bias of this step, [examples, gates × units] */
  step(projected: tf.Tensor2D, state: State, weights: Weights, configuration: Configuration): State;
}

function recurrent(cell: Cell): RunLayer {
  return ([x], weights, configuration, context) => {
    const sequence = withInputDropout(x as tf.Tensor3D, configuration, context);
    const [examples, steps, inputs] = sequence.shape;
    const kernel = weights.kernel as tf.Tensor2D;
    const projected = affine(
      tf.reshape(sequence, [examples * steps, inputs]),
      kernel,
      cell.inputBias(weights),
      context.constantInput,
    );
    const parts = tf.unstack(tf.reshape(projected, [examples, steps, kernel.shape[1]]), 1) as tf.Tensor2D[];
    const ordered = inOrder(parts, configuration);
    const counts = context.mask ? inOrder(tf.unstack(tf.expandDims(context.mask, 2), 1), configuration) : [];

    const units = Number(configuration.units);
    const drop = stateDropout([examples, units], configuration, context);
    let state: State = Array.from({ length: cell.states }, () => tf.zeros([examples, units]));
    const outputs: tf.Tensor2D[] = [];
    ordered.forEach((part, place) => {
      const dropped: State = drop ? [tf.mul(state[0] as tf.Tensor2D, drop), ...state.slice(1)] : state;
      const next = cell.step(part, dropped, weights, configuration);
      const count = counts[place];
      const before = state;
      state = count ? next.map((one, at) => chosen(count, one, before[at] as tf.Tensor2D)) : next;
      const output = state[0] as tf.Tensor2D;
      outputs.push(count && configuration.zero_output_for_mask ? tf.mul(output, count) : output);
    });
    return configuration.return_sequences ? tf.stack(outputs, 1) : (outputs.at(-1) as tf.Tensor2D);
  };
}

function inOrder<T>(steps: readonly T[], { go_backwards }: Configuration): readonly T[] {
  return go_backwards ? [...steps].reverse() : steps;
}

/** The new value where a step counts, and the one before where it does not. @param count [examples, 1] */
function chosen(count: tf.Tensor, next: tf.Tensor2D, before: tf.Tensor2D): tf.Tensor2D {
  return tf.add(before, tf.mul(count, tf.sub(next, before)));
}

/** Keras drops the same inputs at every step of an example. */
function withInputDropout(
  sequence: tf.Tensor3D,
  { dropout }: Configuration,
  { training, draw }: LayerContext,
): tf.Tensor3D {
  if (!training || !dropout) return sequence;
  const [examples, , inputs] = sequence.shape;
  return tf.mul(sequence, dropoutMask([examples, 1, inputs], Number(dropout), draw));
}

function stateDropout(
  shape: readonly [number, number],
  { recurrent_dropout }: Configuration,
  { training, draw }: LayerContext,
): tf.Tensor2D | null {
  if (!training || !recurrent_dropout) return null;
  return dropoutMask(shape, Number(recurrent_dropout), draw) as tf.Tensor2D;
}

/** state · recurrent kernel, or a part of its columns. */
function turn(state: tf.Tensor2D, kernel: tf.Tensor, bias: tf.Tensor1D | null = null): tf.Tensor2D {
  return affine(state, kernel as tf.Tensor2D, bias, false);
}

const plainBias = ({ bias }: Weights): tf.Tensor1D | null => (bias as tf.Tensor1D | undefined) ?? null;

export const simpleRnn = recurrent({
  states: 1,
  inputBias: plainBias,
  step: (projected, [h], { recurrent: kernel }, { activation }) => [
    activate(tf.add(projected, turn(h as tf.Tensor2D, kernel as tf.Tensor)), activation) as tf.Tensor2D,
  ],
});

/** Gates in Keras' order: input, forget, cell, output. */
export const lstm = recurrent({
  states: 2,
  inputBias: plainBias,
  step: (projected, [h, c], { recurrent: kernel }, { activation, recurrent_activation }) => {
    const gates = tf.add(projected, turn(h as tf.Tensor2D, kernel as tf.Tensor));
    const [input, forget, cell, output] = tf.split(gates, 4, 1) as tf.Tensor2D[];
    const open = (gate: tf.Tensor2D | undefined) => activate(gate as tf.Tensor2D, recurrent_activation);
    const carried = tf.add(
      tf.mul(open(forget), c as tf.Tensor2D),
      tf.mul(open(input), activate(cell as tf.Tensor2D, activation)),
    ) as tf.Tensor2D;
    return [tf.mul(open(output), activate(carried, activation)) as tf.Tensor2D, carried];
  },
});

/** Gates in Keras' order: update, reset, candidate. */
export const gru = recurrent({
  states: 1,
  inputBias: ({ bias }) => {
    if (!bias) return null;
    return bias.rank === 2 ? rowOf(bias, 0) : (bias as tf.Tensor1D);
  },
  step: (projected, [h], { recurrent: kernel, bias }, configuration) => {
    const state = h as tf.Tensor2D;
    const recurrentKernel = kernel as tf.Tensor2D;
    const [updateInput, resetInput, candidateInput] = tf.split(projected, 3, 1) as tf.Tensor2D[];
    const open = (gate: tf.Tensor) => activate(gate, configuration.recurrent_activation);

    let update: tf.Tensor;
    let candidate: tf.Tensor;
    if (configuration.reset_after) {
      const turned = turn(state, recurrentKernel, bias ? rowOf(bias, 1) : null);
      const [updateState, resetState, candidateState] = tf.split(turned, 3, 1) as tf.Tensor2D[];
      update = open(tf.add(updateInput as tf.Tensor, updateState as tf.Tensor));
      const reset = open(tf.add(resetInput as tf.Tensor, resetState as tf.Tensor));
      candidate = tf.add(candidateInput as tf.Tensor, tf.mul(reset, candidateState as tf.Tensor));
    } else {
      const [updateKernel, resetKernel, candidateKernel] = tf.split(recurrentKernel, 3, 1) as tf.Tensor2D[];
      update = open(tf.add(updateInput as tf.Tensor, turn(state, updateKernel as tf.Tensor)));
      const reset = open(tf.add(resetInput as tf.Tensor, turn(state, resetKernel as tf.Tensor)));
      const kept = tf.mul(reset, state) as tf.Tensor2D;
      candidate = tf.add(candidateInput as tf.Tensor, turn(kept, candidateKernel as tf.Tensor));
    }
    const proposed = activate(candidate, configuration.activation);
    return [tf.add(tf.mul(update, state), tf.mul(tf.sub(1, update), proposed)) as tf.Tensor2D];
  },
});

function rowOf(table: tf.Tensor, row: number): tf.Tensor1D {
  return tf.squeeze(tf.slice(table as tf.Tensor2D, [row, 0], [1, table.shape[1] as number]), [0]);
}
