import { onlyInput, requireRank, type Configuration, type LayerKind } from './layer-kind';

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
      return_state: false,
      go_backwards: false,
      stateful: false,
      ...defaults,
    },
    outputShape: (inputs, { units, return_sequences }) => {
      const [steps] = requireRank(onlyInput(inputs), 2, name);
      return return_sequences ? [steps as number, Number(units)] : [Number(units)];
    },
    weights: (inputs, configuration) => {
      const units = Number(configuration.units);
      const weights = [
        {
          role: 'kernel',
          shape: [onlyInput(inputs)[1] as number, gates * units],
          initializer: String(configuration.kernel_initializer),
          trainable: true,
        },
        {
          role: 'recurrent',
          shape: [units, gates * units],
          initializer: String(configuration.recurrent_initializer),
          trainable: true,
        },
      ];
      if (!configuration.use_bias) return weights;
      const bias = {
        role: 'bias',
        // A GRU with reset_after has one bias for the inputs and one for the state.
        shape: configuration.reset_after ? [2, gates * units] : [gates * units],
        initializer: String(configuration.bias_initializer),
        trainable: true,
      };
      const forget = { ...bias, offset: { from: units, to: 2 * units, value: 1 } };
      return [...weights, configuration.unit_forget_bias ? forget : bias];
    },
    kernelUses: (inputs) => onlyInput(inputs)[0] as number,
    sequentialSteps: (inputs) => onlyInput(inputs)[0] as number,
    refuse: (configuration) => refuseRecurrent(name, configuration),
  };
}

function refuseRecurrent(name: string, configuration: Configuration) {
  for (const argument of ['return_state', 'stateful'] as const) {
    if (configuration[argument]) {
      return { en: `${name} with ${argument}=True.`, zh: `${name} 设置了 ${argument}=True。` };
    }
  }
  return null;
}

export const simpleRnn = recurrent('SimpleRNN', 1, {});
export const gru = recurrent('GRU', 3, { recurrent_activation: 'sigmoid', reset_after: true });
export const lstm = recurrent('LSTM', 4, { recurrent_activation: 'sigmoid', unit_forget_bias: true });
