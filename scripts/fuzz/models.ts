import { condition, define, type Draft, freshName, indented, unknownCondition } from './draft';
import { chain, head, type Kind, layerText, regularizerText, SHAPES } from './layers';

/** A model that later lines may use. */
export interface Model {
  /** `model`, `trainer.model` */
  readonly expression: string;
  readonly input: Kind;
  /** At least so many entries in `.layers`; 0 where that is not known. */
  readonly layers: number;
  readonly className: string | null;
}

/** Statements that make a model, and the model. */
interface Made {
  readonly lines: readonly string[];
  readonly model: Model;
}

/** Adds a model of any kind: its definitions, the lines that make it. */
export function makeModel(draft: Draft, options: { trainStep?: TrainStep } = {}): Made {
  const { choices } = draft;
  const input = choices.weighted<Kind>([
    [6, 'vector'],
    [2.5, 'sequence'],
    [1.5, 'image'],
    [1.2, 'tokens'],
  ]);
  if (options.trainStep) return trainedClass(draft, input, options.trainStep);
  return choices.weighted<() => Made>([
    [4, () => named(draft, input, (name) => sequentialOf(draft, input, name))],
    [3, () => named(draft, input, (name) => grownSequential(draft, input, name))],
    [4, () => named(draft, input, (name) => functional(draft, input, name))],
    [4, () => subclass(draft, input)],
    [3, () => factory(draft, input)],
    [0.7, () => copied(draft, input)],
  ])();
}

function named(draft: Draft, input: Kind, lines: (name: string) => string[]): Made {
  const name = freshName(draft, draft.choices.pick(['model', 'net', 'm']));
  return { lines: lines(name), model: { expression: name, input, layers: 1, className: null } };
}

function inputText(draft: Draft, input: Kind): string {
  const shape = draft.choices.pick([SHAPES[input], `shape=${SHAPES[input]}`]);
  return `${draft.spelling.keras('Input')}(${shape})`;
}

/** The first elements of a Sequential: an input of some form, or none. */
function opening(draft: Draft, input: Kind, layers: readonly string[]): string[] {
  const [first, ...rest] = layers as [string, ...string[]];
  const shaped = (option: string): string[] => [
    first.replace(/\)$/, `, ${option})`).replace('(, ', '('),
    ...rest,
  ];
  return draft.choices.weighted<() => string[]>([
    [5, () => [inputText(draft, input), ...layers]],
    [0.5, () => [`${draft.spelling.layer('InputLayer')}(${SHAPES[input]})`, ...layers]],
    [1, () => shaped(`input_shape=${SHAPES[input]}`)],
    [input === 'vector' ? 0.3 : 0, () => shaped('input_dim=3')],
    [3, () => [...layers]],
  ])();
}

/** One more model or custom layer in a chain of layers. */
function withInner(draft: Draft, input: Kind, layers: string[]): string[] {
  if (input !== 'vector') return layers;
  return draft.choices.weighted<() => string[]>([
    [7, () => layers],
    [1, () => [customLayer(draft), ...layers]],
    [
      0.6,
      () => [
        ...layers.slice(0, -1),
        `${draft.spelling.keras('Sequential')}([${chain(draft, 'vector', 1).join(', ')}])`,
      ],
    ],
    [
      0.4,
      () => [
        `${draft.spelling.keras('Sequential')}([${opening(draft, 'vector', chain(draft, 'vector', 1)).join(', ')}])`,
        ...layers,
      ],
    ],
  ])();
}

function sequentialOf(draft: Draft, input: Kind, name: string): string[] {
  const elements = opening(draft, input, withInner(draft, input, chain(draft, input)));
  const sequential = draft.spelling.keras('Sequential');
  return draft.choices.weighted<() => string[]>([
    [4, () => [`${name} = ${sequential}([`, ...elements.map((element) => `    ${element},`), '])']],
    [1, () => [`${name} = ${sequential}([${elements.join(', ')}])`]],
    [
      1,
      () => {
        const list = freshName(draft, 'stack');
        return [
          `${list} = [${elements[0]}]`,
          ...elements.slice(1).map((one) => `${list}.append(${one})`),
          `${name} = ${sequential}(${list})`,
        ];
      },
    ],
  ])();
}

function grownSequential(draft: Draft, input: Kind, name: string): string[] {
  const { choices, spelling } = draft;
  const elements = opening(draft, input, withInner(draft, input, chain(draft, input)));
  const lines = [
    `${name} = ${spelling.keras('Sequential')}()`,
    ...elements.map((element) => `${name}.add(${element})`),
  ];
  const dense = (units: string): string =>
    `${spelling.layer('Dense')}(${units}, kernel_regularizer=${regularizerText(draft)})`;
  if (choices.chance(0.3))
    lines.push(
      `for units in ${choices.pick(['[2, 3]', '(3, 2, 2)', 'range(1, 3)', 'SIZES'])}:`,
      `    ${name}.add(${dense('units')})`,
    );
  if (choices.chance(0.2)) lines.push(`if ${condition(draft)}:`, `    ${name}.add(${dense('2')})`);
  return [...lines, `${name}.add(${head(draft).text})`];
}

function functional(draft: Draft, input: Kind, name: string): string[] {
  const { choices, spelling } = draft;
  const lines = [`inputs = ${inputText(draft, input)}`];
  let kind = input;
  let source = 'inputs';
  const apply = (text: string, twice = false): void => {
    lines.push(`h = ${text}(${source}${twice ? `, ${source}` : ''})`);
    source = 'h';
  };
  for (let count = choices.between(0, 2); count > 0 || kind === 'tokens'; count--) {
    const next = layerText(draft, kind, true);
    apply(next.text, next.twice);
    kind = next.output;
  }
  if (kind !== 'vector') apply(`${spelling.layer('Flatten')}()`);
  lines.push(...middle(draft, source), `outputs = ${head(draft).text}(h)`);
  return [
    ...lines,
    `${name} = ${spelling.keras('Model')}(${choices.pick(['inputs, outputs', 'inputs=inputs, outputs=outputs'])})`,
  ];
}

/** Branches, shared layers, inner models, loops, dead ends between the first layers and the head; ends with `h = …`. */
function middle(draft: Draft, source: string): string[] {
  const { choices, spelling } = draft;
  const dense = (): string => layerOfUnits(draft, '2');
  return choices.weighted<() => string[]>([
    [5, () => [`h = ${dense()}(${source})`]],
    [
      1.5,
      () => [
        `left = ${dense()}(${source})`,
        `right = ${dense()}(${source})`,
        choices.pick([
          `h = ${spelling.layer('Concatenate')}()([left, right])`,
          `h = ${spelling.layer('Add')}()([left, right])`,
          'h = left + right',
        ]),
      ],
    ],
    [
      1.2,
      () => [
        `common = ${dense()}`,
        `left = ${spelling.layer('Dense')}(2)(${source})`,
        `right = ${dense()}(${source})`,
        `h = ${spelling.layer('Add')}()([common(left), common(right)])`,
      ],
    ],
    [
      1,
      () => [
        `inner = ${spelling.keras('Sequential')}([${chain(draft, 'vector', 1).join(', ')}])`,
        `h = inner(${source})`,
      ],
    ],
    [
      0.6,
      () => [
        `h = ${dense()}(${source})`,
        `for units in ${choices.pick(['[2, 3]', 'SIZES'])}:`,
        `    h = ${layerOfUnits(draft, 'units')}(h)`,
        `h = ${spelling.layer('Dropout')}(0.1)(h)`,
      ],
    ],
    [0.5, () => [`unused = ${dense()}(${source})`, `h = ${dense()}(${source})`]],
    [0.6, () => [`h = ${customLayer(draft)}(${source})`]],
    [
      0.5,
      () => [
        `h = ${dense()}(${source})`,
        `if ${condition(draft)}:`,
        `    h = ${dense()}(h)`,
        `h = ${spelling.layer('Activation')}("relu")(h)`,
      ],
    ],
  ])();
}

function layerOfUnits(draft: Draft, units: string): string {
  return `${draft.spelling.layer('Dense')}(${units}, kernel_regularizer=${regularizerText(draft)})`;
}

/** Defines a layer class with a weight of its own; gives a call that makes one. */
function customLayer(draft: Draft): string {
  const { choices, spelling } = draft;
  const name = freshName(draft, choices.pick(['Scale', 'Mix']));
  const given = choices.weighted<string | null>([
    [4, 'self.regularizer'],
    [1, regularizerText(draft)],
    [1.5, null],
  ]);
  const penalty = given === null ? '' : `, regularizer=${given}`;
  const own = draft.passTerms && choices.chance(0.5);
  define(draft, [
    `class ${name}(${spelling.layer('Layer')}):`,
    '    def __init__(self, regularizer=None, **options):',
    '        super().__init__(**options)',
    `        self.regularizer = ${choices.pick(['regularizer', `${spelling.regularizer('get')}(regularizer)`])}`,
    '',
    '    def build(self, input_shape):',
    `        self.kernel = self.add_weight(name="kernel", shape=(input_shape[-1], 2), initializer="ones"${penalty})`,
    ...(choices.chance(0.3)
      ? ['        self.shift = self.add_weight(name="shift", shape=(2,), initializer="zeros")']
      : []),
    ...(choices.chance(0.5) ? ['        super().build(input_shape)'] : []),
    '',
    '    def call(self, inputs):',
    '        outputs = tf.matmul(inputs, self.kernel)',
    ...(own
      ? [`        self.add_loss(0.01 * tf.reduce_${choices.pick(['sum', 'mean'])}(tf.square(outputs)))`]
      : []),
    '        return outputs',
  ]);
  const activity = draft.passTerms && choices.chance(0.2) ? ', activity_regularizer="l2"' : '';
  return `${name}(${regularizerText(draft)}${activity})`;
}

/** A subclass of Model; made where it is used. */
function subclass(draft: Draft, input: Kind): Made {
  const name = freshName(draft, draft.choices.pick(['Net', 'Classifier']));
  define(draft, modelClass(draft, input, name, []));
  return instance(draft, input, name);
}

function instance(draft: Draft, input: Kind, className: string): Made {
  const variable = freshName(draft, draft.choices.pick(['model', 'net']));
  const given = draft.choices.weighted([
    [2, ''],
    [2, `reg=${regularizerText(draft)}`],
    [2, regularizerText(draft)],
  ]);
  return {
    lines: [`${variable} = ${className}(${given})`],
    model: { expression: variable, input, layers: 0, className },
  };
}

function modelClass(draft: Draft, input: Kind, name: string, methods: readonly string[]): string[] {
  const { choices, spelling } = draft;
  const outside = draft.regularizers;
  draft.regularizers = [...outside, 'reg', 'reg'];
  const texts = withInner(draft, input, chain(draft, input, 2));
  const hidden = texts.map((_, index) => `self.layer_${index}`);
  const lines = [
    `class ${name}(${spelling.keras('Model')}):`,
    '    def __init__(self, reg=None, **options):',
    '        super().__init__(**options)',
    ...texts.map((text, index) => `        ${hidden[index]} = ${text}`),
  ];
  const forward = hidden.slice(0, -1).map((layer) => `        h = ${layer}(h)`);
  if (choices.chance(0.25)) {
    lines.push(
      `        self.blocks = [${spelling.layer('Dense')}(units, kernel_regularizer=${regularizerText(draft)}) for units in ${choices.pick(['(2, 3)', '[2]', 'SIZES'])}]`,
    );
    forward.push('        for block in self.blocks:', '            h = block(h)');
  }
  if (choices.chance(0.12)) {
    lines.push(
      `        self.parts = {"first": ${layerOfUnits(draft, '2')}, "second": ${layerOfUnits(draft, '2')}}`,
    );
    forward.push('        h = self.parts["second"](self.parts["first"](h))');
  }
  if (choices.chance(0.12)) lines.push(`        self.spare = ${layerOfUnits(draft, '2')}`);
  if (choices.chance(0.12)) {
    lines.push(`        self.extra = ${layerOfUnits(draft, '2')}`);
    const when = choices.pick(['training', unknownCondition(draft)]);
    forward.push(`        if ${when}:`, '            h = self.extra(h)');
  }
  if (draft.passTerms && choices.chance(0.35))
    forward.push(`        self.add_loss(0.02 * tf.reduce_mean(tf.square(h)))`);
  draft.regularizers = outside;
  return [
    ...lines,
    '',
    `    def call(self, inputs, training=${choices.pick(['False', 'None'])}):`,
    '        h = inputs',
    ...forward,
    `        return ${hidden.at(-1)}(h)`,
    ...methods,
  ];
}

/** How a class trains itself: lines of methods, for the class's own place. */
export type TrainStep = (draft: Draft) => readonly string[];

function trainedClass(draft: Draft, input: Kind, trainStep: TrainStep): Made {
  const name = freshName(draft, 'Trained');
  if (draft.choices.chance(0.3)) {
    define(draft, [`class ${name}(${draft.spelling.keras('Model')}):`, ...indented(trainStep(draft))]);
    const made = named(draft, input, (variable) => functional(draft, input, variable));
    const lines = [...made.lines.slice(0, -1), `${made.model.expression} = ${name}(inputs, outputs)`];
    return { lines, model: made.model };
  }
  define(draft, modelClass(draft, input, name, ['', ...indented(trainStep(draft))]));
  return instance(draft, input, name);
}

/** A function that makes and returns a model. */
function factory(draft: Draft, input: Kind): Made {
  const { choices, spelling } = draft;
  const name = freshName(draft, choices.pick(['make_model', 'build_model', 'create']));
  const outside = draft.regularizers;
  draft.regularizers = [...outside, 'reg', 'reg', 'reg'];
  const inside = choices.pick([sequentialOf, grownSequential, functional])(draft, input, 'model');
  const compile = choices.chance(0.25)
    ? [
        `model.compile(optimizer=${choices.pick(['"sgd"', `${spelling.member('optimizers.SGD')}(0.01)`])}, loss="mse")`,
      ]
    : [];
  draft.regularizers = outside;
  define(draft, [
    `def ${name}(reg=${choices.pick(['None', '"l2"'])}, name=None):`,
    ...indented([...inside, ...compile, 'return model']),
  ]);
  const given = choices.weighted([
    [2, ''],
    [2, `reg=${regularizerText(draft)}`],
    [2, regularizerText(draft)],
    [0.4, '**{"reg": "l1"}'],
  ]);
  const variable = freshName(draft, 'model');
  return {
    lines: [`${variable} = ${name}(${given})`],
    model: { expression: variable, input, layers: 1, className: null },
  };
}

/** A model made again from the configuration of another one. */
function copied(draft: Draft, input: Kind): Made {
  const made = named(draft, input, (name) =>
    draft.choices.pick([sequentialOf, functional])(draft, input, name),
  );
  const copy = freshName(draft, 'copy');
  const original = made.model.expression;
  const line = draft.choices.pick([
    `${copy} = ${draft.spelling.member('models.clone_model')}(${original})`,
    `${copy} = type(${original}).from_config(${original}.get_config())`,
  ]);
  return { lines: [...made.lines, line], model: { ...made.model, expression: copy } };
}
