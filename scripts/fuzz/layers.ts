import { type Draft, knownCondition, unknownCondition } from './draft';

/** What a tensor looks like without its batch dimension; every size is small. */
export type Kind = 'vector' | 'sequence' | 'image' | 'tokens';

export const SHAPES: Readonly<Record<Kind, string>> = {
  vector: '(3,)',
  sequence: '(5, 3)',
  image: '(6, 6, 2)',
  tokens: '(5,)',
};

export interface LayerText {
  readonly text: string;
  readonly output: Kind;
  /** Called with its input twice, as attention is. */
  readonly twice?: boolean;
}

/** An expression whose value is a regularizer, or None. */
export function regularizerText(draft: Draft): string {
  const { choices, spelling, regularizers } = draft;
  if (regularizers.length > 0 && choices.chance(0.45)) return choices.pick(regularizers);
  return choices.weighted<() => string>([
    [4, () => choices.pick(['"l2"', "'l1'", '"L2"'])],
    [
      4,
      () =>
        `${spelling.regularizer(choices.pick(['L2', 'l2', 'L1', 'l1']))}(${choices.pick(['0.01', '1e-2', '0.03'])})`,
    ],
    [1, () => `${spelling.regularizer(choices.pick(['L2', 'l1']))}()`],
    [1, () => `${spelling.regularizer(choices.pick(['L1L2', 'l1_l2']))}(l1=0.01, l2=0.02)`],
    [0.4, () => `${spelling.regularizer('get')}("l2")`],
    [0.4, () => `${spelling.regularizer('OrthogonalRegularizer')}(0.02)`],
    [1.2, () => 'None'],
    [0.15, () => `("l2" if ${unknownCondition(draft)} else None)`],
    [0.4, () => `("l2" if ${unknownCondition(draft)} else "l1")`],
    [0.4, () => `${spelling.regularizer('L2')}(arguments.strength)`],
    [0.1, () => `(${spelling.regularizer('l2')}(arguments.strength) if arguments.strength else None)`],
    [0.4, () => `("l1" if ${knownCondition(draft)} else None)`],
  ])();
}

const STARTS_AT_ZERO = ['bias', 'beta', 'alpha'];

/** `, kernel_regularizer=…` for some of the names. */
function penalties(draft: Draft, names: readonly string[]): string {
  const { choices } = draft;
  const written = names.flatMap((name, index) => {
    const value = (): string => (name === 'activity' ? activityText(draft) : regularizerText(draft));
    const probability = name === 'activity' ? (draft.passTerms ? 0.2 : 0) : index === 0 ? 0.5 : 0.12;
    // A bias of zeros has no penalty, and so none that a run could count.
    const initializer = STARTS_AT_ZERO.includes(name) ? `, ${name}_initializer="ones"` : '';
    return choices.chance(probability) ? [`, ${name}_regularizer=${value()}${initializer}`] : [];
  });
  return written.join('');
}

/** Activity penalties as objects or strings: a shared one may be meant for kernels of rank 2. */
function activityText(draft: Draft): string {
  return draft.choices.pick(['"l2"', `${draft.spelling.regularizer('L1')}(0.01)`, '"l1"', 'None']);
}

const RECURRENT = ['SimpleRNN', 'GRU', 'LSTM'];

/** A random layer for an input of that kind. */
export function layerText(draft: Draft, input: Kind, functional = false): LayerText {
  const { choices, spelling } = draft;
  const units = choices.between(2, 3);
  const layer = (name: string, given: string, names: readonly string[] = []): string =>
    `${spelling.layer(name)}(${`${given}${penalties(draft, names)}`.replace(/^, /, '')})`;
  const dense = (): string => {
    const activation = choices.chance(0.3) ? `, activation="${choices.pick(['relu', 'tanh'])}"` : '';
    const bias = choices.chance(0.1) ? ', use_bias=False' : '';
    const frozen = choices.chance(0.05) ? ', trainable=False' : '';
    return layer('Dense', `${units}${activation}${bias}${frozen}`, ['kernel', 'bias', 'activity']);
  };
  const same = (text: () => string) => (): LayerText => ({ text: text(), output: input });
  const to = (output: Kind, text: () => string) => (): LayerText => ({ text: text(), output });
  const anywhere: (readonly [number, () => LayerText])[] = [
    [0.6, same(() => layer('Dropout', choices.pick(['0.2', '0.5', 'rate=0.3'])))],
    [0.5, same(() => layer('BatchNormalization', '', ['gamma', 'beta']))],
    [0.4, same(() => layer('LayerNormalization', '', ['gamma', 'beta']))],
    [0.2, same(() => layer('Activation', '"relu"'))],
    [
      draft.passTerms ? 0.6 : 0,
      same(() => layer('ActivityRegularization', choices.pick(['l2=0.01', 'l1=0.02', 'l1=0.01, l2=0.01']))),
    ],
  ];
  switch (input) {
    case 'vector':
      return choices.weighted<() => LayerText>([
        [6, to('vector', dense)],
        [draft.denseMaker ? 1.5 : 0, to('vector', () => `${draft.denseMaker}(${units})`)],
        [
          draft.denseOptions ? 1.5 : 0,
          to('vector', () => `${spelling.layer('Dense')}(${units}, **${draft.denseOptions})`),
        ],
        ...anywhere,
        [0.2, same(() => layer('PReLU', '', ['alpha']))],
      ])();
    case 'sequence': {
      const recurrent = (returns: boolean): string =>
        layer(choices.pick(RECURRENT), `${units}${returns ? ', return_sequences=True' : ''}`, [
          'kernel',
          'recurrent',
          'bias',
          'activity',
        ]);
      return choices.weighted<() => LayerText>([
        ...anywhere,
        [1, to('sequence', dense)],
        [
          1.5,
          to('sequence', () =>
            layer('Conv1D', `${units}, 2, padding="same"`, ['kernel', 'bias', 'activity']),
          ),
        ],
        [
          0.5,
          to('sequence', () =>
            layer('SeparableConv1D', `${units}, 2, padding="same"`, ['depthwise', 'pointwise', 'bias']),
          ),
        ],
        [0.8, to('sequence', () => recurrent(true))],
        [1, to('vector', () => recurrent(false))],
        [0.8, to('vector', () => layer('Bidirectional', recurrent(false)))],
        [0.8, to('sequence', () => layer('TimeDistributed', dense()))],
        [
          0.4,
          to('vector', () =>
            layer(
              'RNN',
              layer(choices.pick(['LSTMCell', 'GRUCell', 'SimpleRNNCell']), String(units), [
                'kernel',
                'recurrent',
                'bias',
              ]),
            ),
          ),
        ],
        [1, to('vector', () => layer('GlobalAveragePooling1D', ''))],
        [1, to('vector', () => layer('Flatten', ''))],
        [
          functional ? 1 : 0,
          () => ({
            text: layer('MultiHeadAttention', 'num_heads=1, key_dim=2', ['kernel', 'bias', 'activity']),
            output: 'sequence',
            twice: true,
          }),
        ],
      ])();
    }
    case 'image':
      return choices.weighted<() => LayerText>([
        ...anywhere,
        [
          3,
          to('image', () => layer('Conv2D', `${units}, 2, padding="same"`, ['kernel', 'bias', 'activity'])),
        ],
        [0.8, to('image', () => layer('DepthwiseConv2D', '2, padding="same"', ['depthwise', 'bias']))],
        [
          0.8,
          to('image', () =>
            layer('SeparableConv2D', `${units}, 2, padding="same"`, ['depthwise', 'pointwise', 'bias']),
          ),
        ],
        [0.8, to('vector', () => layer('GlobalAveragePooling2D', ''))],
        [1.5, to('vector', () => layer('Flatten', ''))],
        [0.5, to('image', () => layer('MaxPooling2D', 'pool_size=1'))],
      ])();
    case 'tokens':
      return {
        text: layer('Embedding', `7, ${units}`, ['embeddings']),
        output: 'sequence',
      };
  }
}

/** A few layers and a head that gives one number an example. */
export function chain(draft: Draft, input: Kind, most = 3): string[] {
  const texts: string[] = [];
  let kind = input;
  for (let count = draft.choices.between(0, most); count > 0 || kind === 'tokens'; count--) {
    const next = layerText(draft, kind);
    texts.push(next.text);
    kind = next.output;
  }
  if (kind !== 'vector') texts.push(`${draft.spelling.layer('Flatten')}()`);
  const { text } = head(draft);
  return [...texts, text];
}

/** The last layer of every model. */
export function head(draft: Draft): LayerText {
  return {
    text: `${draft.spelling.layer('Dense')}(1${penalties(draft, ['kernel', 'bias', 'activity'])})`,
    output: 'vector',
  };
}
