/** Activations the engine can run, by Keras' names, and Keras' other spellings. */
export const activationNames: readonly string[] = [
  'elu',
  'exponential',
  'gelu',
  'hard_sigmoid',
  'leaky_relu',
  'linear',
  'mish',
  'relu',
  'relu6',
  'selu',
  'sigmoid',
  'silu',
  'softmax',
  'softplus',
  'softsign',
  'tanh',
];

const aliases: Readonly<Record<string, string>> = { swish: 'silu' };

/** The engine's name of an activation, or null when it cannot run it. None is `linear`. */
export function activationName(written: unknown): string | null {
  if (written === null) return 'linear';
  if (typeof written !== 'string') return null;
  const name = aliases[written] ?? written;
  return activationNames.includes(name) ? name : null;
}
