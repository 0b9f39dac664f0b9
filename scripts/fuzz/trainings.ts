import { define, type Draft, freshName, indented, condition } from './draft';
import { action, build, read } from './actions';
import type { Model, TrainStep } from './models';

/** Lines that train a model: Keras' own loop, or one of the program's own with the penalty right or wrong. */
export function training(draft: Draft, model: Model): string[] {
  return draft.choices.weighted<() => string[]>([
    [3, () => compiled(draft, model)],
    [5, () => ownLoop(draft, model)],
    [0.3, () => saliency(draft, model)],
  ])();
}

/** Gradients of the input, which no penalty belongs to. */
function saliency(draft: Draft, { expression, input }: Model): string[] {
  if (input === 'tokens') return [];
  const image = freshName(draft, 'example');
  return [
    `${image} = tf.constant(x)`,
    'with tf.GradientTape() as tape:',
    `    tape.watch(${image})`,
    `    score = tf.reduce_sum(${expression}(${image}))`,
    `print(tape.gradient(score, ${image}))`,
  ];
}

/** `mean squared error` as a value. */
function dataLoss(draft: Draft, prediction: string, target = 'y'): string {
  const { choices, spelling } = draft;
  return choices.pick([
    `tf.reduce_mean(tf.square(${target} - ${prediction}))`,
    `tf.reduce_mean((${prediction} - ${target}) ** 2)`,
    `loss_fn(${target}, ${prediction})`,
    `${spelling.member('losses.MeanSquaredError')}()(${target}, ${prediction})`,
  ]);
}

function optimizer(draft: Draft): string {
  const { choices, spelling } = draft;
  return `${spelling.member(`optimizers.${choices.pick(['SGD', 'Adam'])}`)}(${choices.pick(['0.01', 'learning_rate=0.01'])})`;
}

/** `compile` and `fit` or `train_on_batch`. */
function compiled(draft: Draft, model: Model): string[] {
  const { choices } = draft;
  const { lines, loss } = compiledLoss(draft, model);
  const name = model.expression;
  const given = choices.pick(['"sgd"', '"adam"', optimizer(draft)]);
  const extra = choices.chance(0.2) ? ', metrics=["mae"]' : '';
  const order = choices.pick([`optimizer=${given}, loss=${loss}${extra}`, `${given}, ${loss}${extra}`]);
  return [...lines, `${name}.compile(${order})`, ...fit(draft, model)];
}

export function fit(draft: Draft, { expression }: Model): string[] {
  const { choices } = draft;
  return choices.weighted<() => string[]>([
    [4, () => [`${expression}.fit(x, y, epochs=1, verbose=0)`]],
    [1, () => [`history = ${expression}.fit(x, y, batch_size=4, verbose=0, validation_data=(x, y))`]],
    [0.6, () => [`${expression}.fit(tf.data.Dataset.from_tensor_slices((x, y)).batch(4), verbose=0)`]],
    [2, () => [`${expression}.train_on_batch(x, y)`]],
    [
      0.8,
      () => [
        'for epoch in range(2):',
        `    ${expression}.train_on_batch(x, y)`,
        ...indented(choices.chance(0.3) ? [`print(len(${expression}.losses))`] : []),
      ],
    ],
  ])();
}

function compiledLoss(draft: Draft, { expression }: Model): { lines: string[]; loss: string } {
  const { choices, spelling } = draft;
  const mse = choices.pick([
    `${spelling.member('losses.MeanSquaredError')}()(y_true, y_pred)`,
    'tf.reduce_mean(tf.square(y_true - y_pred), axis=-1)',
  ]);
  const plain = (loss: string) => () => ({ lines: [], loss });
  const penalty = choices.pick([
    `sum(${expression}.losses)`,
    `tf.add_n(${expression}.losses)`,
    `tf.reduce_sum(${expression}.losses)`,
  ]);
  const own = (body: readonly string[]): { lines: string[]; loss: string } => {
    const name = freshName(draft, choices.pick(['total_loss', 'objective', 'regularized']));
    return { lines: [`def ${name}(y_true, y_pred):`, ...indented(body)], loss: name };
  };
  return choices.weighted<() => { lines: string[]; loss: string }>([
    [
      4,
      plain(
        choices.pick(['"mse"', `${spelling.member('losses.MeanSquaredError')}()`, '"mean_absolute_error"']),
      ),
    ],
    [1.2, () => own([`return ${mse} + ${penalty}`])],
    [
      0.5,
      () =>
        own([
          `value = ${mse}`,
          `for term in ${expression}.losses:`,
          '    value = value + term',
          'return value',
        ]),
    ],
    [0.8, () => own([`return ${mse}`])],
    [0.4, () => own(['return tf.reduce_mean(tf.square(y_true - y_pred), axis=-1)'])],
    [0.7, plain(`lambda y_true, y_pred: ${mse} + ${penalty}`)],
    [
      0.6,
      () => {
        const name = freshName(draft, 'with_penalty');
        define(draft, [
          `def ${name}(some_model):`,
          '    def loss(y_true, y_pred):',
          `        return ${mse} + sum(some_model.losses)`,
          '    return loss',
        ]);
        return { lines: [], loss: `${name}(${expression})` };
      },
    ],
    [
      0.6,
      () => {
        const name = freshName(draft, 'captured');
        const function_ = own([`return ${mse} + ${name}`]);
        return { lines: [`${name} = sum(${expression}.losses)`, ...function_.lines], loss: function_.loss };
      },
    ],
    [
      0.5,
      () => {
        const name = freshName(draft, 'PenaltyLoss');
        define(draft, [
          `class ${name}(${spelling.member('losses.Loss')}):`,
          '    def __init__(self, some_model, **options):',
          '        super().__init__(**options)',
          '        self.some_model = some_model',
          '',
          '    def call(self, y_true, y_pred):',
          choices.pick([`        return ${mse} + sum(self.some_model.losses)`, `        return ${mse}`]),
        ]);
        return { lines: [], loss: `${name}(${expression})` };
      },
    ],
  ])();
}

/** A step with a tape: `inside` the with-block, `before` and `after` it, before the whole loop. */
interface Parts {
  /** Before the loop. */
  readonly outside: readonly string[];
  readonly before: readonly string[];
  readonly inside: readonly string[];
  readonly after: readonly string[];
  readonly target: string;
}

function penaltyExpression(draft: Draft, expression: string): string {
  const { choices } = draft;
  const losses = `${expression}.losses`;
  return choices.weighted<() => string>([
    [5, () => `sum(${losses})`],
    [2, () => `tf.add_n(${losses})`],
    [1, () => `tf.reduce_sum(${losses})`],
    [0.5, () => `tf.math.add_n(${losses})`],
    [0.5, () => `sum(term for term in ${losses})`],
    [0.3, () => `tf.reduce_sum(tf.stack(${losses}))`],
    [0.3, () => `0.5 * sum(${losses})`],
    [0.3, () => `sum([tf.reduce_sum(term) for term in ${losses}])`],
    [0.7, () => totalPenalty(draft, losses)],
  ])();
}

function totalPenalty(draft: Draft, losses: string): string {
  if (!draft.names.has('total_penalty')) {
    draft.names.set('total_penalty', 1);
    define(
      draft,
      draft.choices.pick([
        ['def total_penalty(losses):', '    return sum(losses)'],
        [
          'def total_penalty(losses):',
          '    total = 0.0',
          '    for one in losses:',
          '        total += one',
          '    return total',
        ],
      ]),
    );
  }
  return `total_penalty(${losses})`;
}

function parts(draft: Draft, expression: string): Parts {
  const { choices } = draft;
  const trainingFlag = choices.pick(['', ', training=True']);
  const forward = `prediction = ${expression}(x${trainingFlag})`;
  const data = dataLoss(draft, 'prediction');
  const penalty = penaltyExpression(draft, expression);
  const empty = { outside: [], before: [], after: [], target: 'loss' };
  const base = [forward, `loss = ${data}`];
  return choices.weighted<() => Parts>([
    // Right.
    [2, () => ({ ...empty, inside: [...base, `loss += ${penalty}`] })],
    [1.5, () => ({ ...empty, inside: [forward, `loss = ${data} + ${penalty}`] })],
    [
      1,
      () => ({
        ...empty,
        inside: [...base, `penalty = ${penalty}`, 'total = loss + penalty'],
        target: 'total',
      }),
    ],
    [
      0.7,
      () => ({ ...empty, inside: [...base, `for term in ${expression}.losses:`, '    loss = loss + term'] }),
    ],
    [
      0.5,
      () => ({
        ...empty,
        inside: [...base, `if ${expression}.losses:`, `    loss += tf.add_n(${expression}.losses)`],
      }),
    ],
    [0.5, () => ({ ...empty, inside: [...base, `loss = sum([loss] + ${expression}.losses)`] })],
    [0.5, () => ({ ...empty, inside: [...base, `loss = tf.add_n([loss] + list(${expression}.losses))`] })],
    [
      0.4,
      () => ({
        ...empty,
        inside: [forward, `loss = ${totalLoss(draft, 'right')}(${expression}, y, prediction)`],
      }),
    ],
    [
      0.4,
      () => ({
        ...empty,
        inside: [...base, `losses = [loss, *${expression}.losses]`, 'loss = tf.add_n(losses)'],
      }),
    ],
    // Forgotten.
    [2.2, () => ({ ...empty, inside: base })],
    [
      0.4,
      () => ({
        ...empty,
        inside: [forward, `loss = ${totalLoss(draft, 'forgotten')}(${expression}, y, prediction)`],
      }),
    ],
    [0.7, () => ({ ...empty, inside: [...base, `penalty = ${penalty}`] })],
    [
      0.5,
      () => ({ ...empty, inside: [...base, `total = loss + ${penalty}`], after: ['print(float(total))'] }),
    ],
    // Doubled.
    [0.7, () => ({ ...empty, inside: [...base, `loss += ${penalty}`, `loss += sum(${expression}.losses)`] })],
    [
      0.5,
      () => ({
        ...empty,
        inside: [forward, `loss = ${totalLoss(draft, 'right')}(${expression}, y, prediction) + ${penalty}`],
      }),
    ],
    [0.4, () => ({ ...empty, inside: [...base, `penalty = ${penalty}`, 'loss = loss + penalty + penalty'] })],
    [
      0.3,
      () => ({
        ...empty,
        inside: [
          ...base,
          `for term in ${expression}.losses:`,
          '    loss += term',
          `loss += sum(${expression}.losses)`,
        ],
      }),
    ],
    // Captured, detached, outside of the tape.
    [
      1,
      () => ({ ...empty, outside: [`penalty = ${penalty}`], inside: [forward, `loss = ${data} + penalty`] }),
    ],
    [
      0.7,
      () => ({ ...empty, before: [`penalty = ${penalty}`], inside: [forward, `loss = ${data} + penalty`] }),
    ],
    [
      0.7,
      () => ({
        ...empty,
        inside: [
          ...base,
          `loss += ${choices.pick([`float(sum(${expression}.losses))`, `tf.stop_gradient(${penalty})`, `sum(${expression}.losses).numpy()`, `sum(float(term) for term in ${expression}.losses)`])}`,
        ],
      }),
    ],
    [0.4, () => ({ ...empty, inside: base, after: [`loss += ${penalty}`] })],
    [0.4, () => ({ ...empty, inside: base, after: [`total = loss + ${penalty}`, 'print(float(total))'] })],
    // Averaged.
    [0.5, () => ({ ...empty, inside: [...base, `loss += tf.reduce_mean(${expression}.losses)`] })],
    [
      0.3,
      () => ({
        ...empty,
        inside: [...base, `loss += sum(${expression}.losses) / len(${expression}.losses)`],
      }),
    ],
    // On a condition.
    [0.25, () => ({ ...empty, inside: [...base, `if ${condition(draft)}:`, `    loss += ${penalty}`] })],
  ])();
}

function totalLoss(draft: Draft, form: 'right' | 'forgotten'): string {
  const name = form === 'right' ? 'total_loss_of' : 'data_loss_of';
  if (!draft.names.has(name)) {
    draft.names.set(name, 1);
    define(draft, [
      `def ${name}(some_model, y, prediction):`,
      '    value = tf.reduce_mean(tf.square(y - prediction))',
      ...(form === 'right' ? ['    value += sum(some_model.losses)'] : []),
      '    return value',
    ]);
  }
  return name;
}

function ownLoop(draft: Draft, model: Model): string[] {
  const { choices } = draft;
  const name = model.expression;
  const step = parts(draft, name);
  const variables = `${name}.${choices.pick(['trainable_variables', 'trainable_variables', 'trainable_weights'])}`;
  const rate = freshName(draft, 'optimizer');
  const open = [...step.before, 'with tf.GradientTape() as tape:', ...indented(step.inside), ...step.after];
  const apply = choices.weighted<() => string[]>([
    [
      5,
      () => [
        `gradients = tape.gradient(${step.target}, ${variables})`,
        `${rate}.apply_gradients(zip(gradients, ${variables}))`,
      ],
    ],
    [
      1,
      () => [
        `variables = ${variables}`,
        `${rate}.apply_gradients(zip(tape.gradient(${step.target}, variables), variables))`,
      ],
    ],
    [
      0.5,
      () => [
        `gradients = tape.gradient(${step.target}, ${variables})`,
        `for gradient, variable in zip(gradients, ${variables}):`,
        '    variable.assign_sub(0.01 * gradient)',
      ],
    ],
  ])();
  const body = [...open, ...apply];
  const made = [`${rate} = ${optimizer(draft)}`];
  const inspected = choices.chance(0.3) ? [`print(len(${name}.losses))`] : [];
  return [
    ...made,
    ...(choices.chance(0.25) ? build(draft, model) : []),
    ...choices.weighted<() => string[]>([
      [2, () => [...step.outside, ...body, ...inspected]],
      [
        3,
        () => [
          ...step.outside,
          `for turn in range(${choices.pick(['2', '3', '1'])}):`,
          ...indented([...body, ...inspected]),
        ],
      ],
      [
        1,
        () => [
          'dataset = tf.data.Dataset.from_tensor_slices((x, y)).batch(4)',
          ...step.outside,
          ...(choices.chance(0.5) ? ['for epoch in range(2):'] : ['if True:']),
          '    for x, y in dataset:',
          ...indented(indented(body)),
        ],
      ],
      [
        2,
        () => {
          const function_ = freshName(draft, choices.pick(['train_step', 'update']));
          const traced = choices.chance(0.25) ? ['@tf.function'] : [];
          // A function may read the model and the optimizer from around it, or take them.
          const given = choices.chance(0.5) && !name.includes('.');
          const parameters = given ? `${name}, ${rate}, x, y` : 'x, y';
          const returned = choices.chance(0.4) ? ['return loss'] : [];
          return [
            ...step.outside,
            ...traced,
            `def ${function_}(${parameters}):`,
            ...indented([...body, ...returned]),
            '',
            ...choices.pick([
              [`${function_}(${parameters})`],
              ['for turn in range(2):', `    ${function_}(${parameters})`],
            ]),
            ...inspected,
          ];
        },
      ],
    ])(),
  ];
}

/** `train_step` or `compute_loss` of a model's class. */
export const ownStep: TrainStep = (draft) => {
  const { choices } = draft;
  if (choices.chance(0.35)) return ownComputeLoss(draft);
  const value = choices.weighted([
    [1.5, 'self.compute_loss(x=x, y=y, y_pred=prediction)'],
    [1, 'self.compute_loss(x=x, y=y, y_pred=prediction) + sum(self.losses)'],
    [1, 'self.compiled_loss(y, prediction)'],
    [0.7, 'self.compiled_loss(y, prediction, regularization_losses=self.losses)'],
    [0.7, 'self.compiled_loss(y, prediction) + sum(self.losses)'],
    [1, 'tf.reduce_mean(tf.square(y - prediction))'],
    [1, 'tf.reduce_mean(tf.square(y - prediction)) + sum(self.losses)'],
    [0.6, 'loss_fn(y, prediction)'],
    [0.6, 'loss_fn(y, prediction) + tf.add_n(self.losses)'],
  ]);
  const apart = value.endsWith(' + sum(self.losses)') && choices.chance(0.5);
  return [
    'def train_step(self, data):',
    choices.pick(['    x, y = data', '    x, y = data[0], data[1]']),
    '    with tf.GradientTape() as tape:',
    '        prediction = self(x, training=True)',
    ...(apart
      ? [`        loss = ${value.replace(' + sum(self.losses)', '')}`, '        loss += sum(self.losses)']
      : [`        loss = ${value}`]),
    '    gradients = tape.gradient(loss, self.trainable_variables)',
    '    self.optimizer.apply_gradients(zip(gradients, self.trainable_variables))',
    '    return {"loss": loss}',
  ];
};

function ownComputeLoss(draft: Draft): string[] {
  const superLoss = 'super().compute_loss(x=x, y=y, y_pred=y_pred, sample_weight=sample_weight)';
  const own = 'tf.reduce_mean(tf.square(y - y_pred))';
  return [
    'def compute_loss(self, x=None, y=None, y_pred=None, sample_weight=None, **options):',
    ...draft.choices.pick([
      [`    return ${superLoss}`],
      [`    return ${superLoss} + sum(self.losses)`],
      [`    loss = ${superLoss}`, '    loss += tf.add_n(self.losses)', '    return loss'],
      [`    return ${own}`],
      [`    return ${own} + sum(self.losses)`],
      [`    loss = ${own}`, '    for term in self.losses:', '        loss += term', '    return loss'],
    ]),
  ];
}

/** A class that holds a model and trains it: definitions, lines that use it. */
export function trainer(
  draft: Draft,
  made: { readonly lines: readonly string[]; readonly model: Model },
): string[] {
  const { choices } = draft;
  const { lines, model } = made;
  const className = freshName(draft, choices.pick(['Trainer', 'Experiment']));
  const variable = freshName(draft, 'trainer');
  const own: Model = { ...model, expression: 'self.model' };
  const methods: [name: string, lines: string[]][] = [];
  if (choices.chance(0.5)) methods.push(['prepare', build(draft, own)]);
  if (choices.chance(0.5)) methods.push(['show', read(draft, own)]);
  if (choices.chance(0.8))
    methods.push(['train', choices.chance(0.35) ? compiled(draft, own) : ownLoop(draft, own)]);
  define(draft, [
    `class ${className}:`,
    '    def __init__(self):',
    ...indented(indented(lines)),
    `        self.model = ${model.expression}`,
    ...methods.flatMap(([name, body]) => ['', `    def ${name}(self, x, y):`, ...indented(indented(body))]),
  ]);
  return [
    `${variable} = ${className}()`,
    ...methods.flatMap(([name]) => (choices.chance(0.9) ? [`${variable}.${name}(x, y)`] : [])),
    `print(len(${variable}.model.losses))`,
    ...(choices.chance(0.5) ? action(draft, { ...model, expression: `${variable}.model` }) : []),
  ];
}
