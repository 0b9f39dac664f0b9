import { onlyInput, requireRank, weight, type Configuration, type LayerKind } from './layer-kind';

/** SimpleRNN, GRU and LSTM: `gates` blocks of units side by side in each weight. */
function recurrent(name: string, gates: number, defaults: Configuration): LayerKind {
  return {
    required: ['units'],
    defaults: {
      activation: 'tanh',
      use_bias: true,
      kernel_initializer: 'glorot_uniform',
      recurrent_initializer: 'orthogonal',
      bias_initializer: 'zeros',
      dropout: 0,
      recurrent_dropout: 0,
      return_sequences: false,
      go_backwards: false,
      zero_output_for_mask: false,
      ...defaults,
    },
    only: { return_state: [false], stateful: [false], time_major: [false] },
    harmless: ['unroll', 'implementation', 'use_cudnn', 'seed'],
    usesMask: true,
    mask: ({ return_sequences }) => (return_sequences ? 'passes' : 'stops'),
    outputShape: (inputs, { units, return_sequences }) => {
      const [steps] = requireRank(onlyInput(inputs), 2, name);
      return return_sequences ? [steps as number, Number(units)] : [Number(units)];
    },
    weights: (inputs, configuration) => {
      const units = Number(configuration.units);
      const width = gates * units;
      const weights = [
        weight('kernel', [onlyInput(inputs)[1] as number, width], configuration.kernel_initializer),
        weight('recurrent', [units, width], configuration.recurrent_initializer),
      ];
      if (!configuration.use_bias) return weights;
      // A GRU with reset_after has one bias for the inputs and one for the state.
      const shape = configuration.reset_after ? [2, width] : [width];
      const bias = weight('bias', shape, configuration.bias_initializer);
      const forget = { ...bias, offset: { from: units, to: 2 * units, value: 1 } };
      return [...weights, configuration.unit_forget_bias ? forget : bias];
    },
    kernelUses: (inputs) => onlyInput(inputs)[0] as number,
    sequentialSteps: (inputs) => onlyInput(inputs)[0] as number,
  };
}

export const simpleRnn = recurrent('SimpleRNN', 1, {});
export const gru = recurrent('GRU', 3, { recurrent_activation: 'sigmoid', reset_after: true });
export const lstm = recurrent('LSTM', 4, { recurrent_activation: 'sigmoid', unit_forget_bias: true });
