import type { Choices } from './choices';

/** How one program imports Keras and spells its names. */
export interface Spelling {
  /** `Dense` as the program writes it. */
  layer(name: string): string;
  regularizer(name: string): string;
  /** A name of Keras itself: `Sequential`, `Model`, `Input`. */
  keras(name: string): string;
  /** A name in a module of Keras: `optimizers.SGD`. */
  member(path: string): string;
  /** Import lines of everything asked for. */
  imports(): string[];
}

function qualified(lines: string[], keras: string, layers: string, regularizers: string): Spelling {
  return {
    layer: (name) => `${layers}.${name}`,
    regularizer: (name) => `${regularizers}.${name}`,
    keras: (name) => `${keras}.${name}`,
    member: (path) => `${keras}.${path}`,
    imports: () => lines,
  };
}

/** `from tensorflow.keras.layers import Dense`: every name by itself. */
function byName(root: string): Spelling {
  const used = new Map<string, Set<string>>();
  const from = (module: string, name: string): string => {
    used.set(module, (used.get(module) ?? new Set()).add(name));
    return name;
  };
  return {
    layer: (name) => from(`${root}.layers`, name),
    regularizer: (name) => from(`${root}.regularizers`, name),
    keras: (name) => from(root, name),
    member: (path) => {
      const [module, name] = path.split('.') as [string, string];
      return `${from(root, module)}.${name}`;
    },
    imports: () =>
      [...used].map(([module, names]) => `from ${module} import ${[...names].sort().join(', ')}`),
  };
}

/** One of the ways in which people import Keras. */
export function chooseSpelling(choices: Choices): Spelling {
  return choices.weighted<() => Spelling>([
    [
      3,
      () =>
        qualified(
          ['from tensorflow import keras', 'from tensorflow.keras import layers, regularizers'],
          'keras',
          'layers',
          'regularizers',
        ),
    ],
    [2, () => qualified([], 'tf.keras', 'tf.keras.layers', 'tf.keras.regularizers')],
    [2, () => qualified(['import keras'], 'keras', 'keras.layers', 'keras.regularizers')],
    [
      1,
      () =>
        qualified(
          ['import keras', 'from keras import layers as L', 'from keras import regularizers as R'],
          'keras',
          'L',
          'R',
        ),
    ],
    [1, () => byName('tensorflow.keras')],
    [1, () => byName('keras')],
  ])();
}
