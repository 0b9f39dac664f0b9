import { condition, define, type Draft, freshName, indented } from './draft';
import { regularizerText, SHAPES } from './layers';
import type { Model } from './models';

/** What a program does with a model besides training it: statements that read `.losses`, build, call, freeze, set. */
export function action(draft: Draft, model: Model): string[] {
  return wrapped(draft, model, () =>
    draft.choices.weighted<() => string[]>([
      [5, () => read(draft, model)],
      [3, () => build(draft, model)],
      [0.8, () => freeze(draft, model)],
      [0.8, () => setLater(draft, model)],
      [0.4, () => structure(draft, model)],
    ])(),
  );
}

/** A read of `.losses`. */
export function read(draft: Draft, { expression, layers, className }: Model): string[] {
  const { choices } = draft;
  const losses = `${expression}.losses`;
  return choices.weighted<() => string[]>([
    [6, () => [`print(len(${losses}))`]],
    [1, () => [`${freshName(draft, 'terms')} = ${losses}`]],
    [1, () => [`${freshName(draft, 'count')} = len(${losses})`]],
    [0.7, () => [`print("penalties:", [tf.shape(term) for term in ${losses}])`]],
    [0.7, () => [`if ${losses}:`, `    print("some", len(${losses}))`]],
    [0.4, () => [`for term in ${losses}:`, '    print(term)']],
    [draft.passTerms ? 0 : 1, () => [`penalty = sum(${losses})`]],
    [draft.passTerms ? 0 : 0.5, () => [`print(float(sum(${losses})))`]],
    [0.5, () => [`print(len(${expression}.losses) + len(${expression}.losses))`]],
    [layers > 0 ? 0.7 : 0, () => [`print(len(${expression}.layers[${choices.pick([0, -1])}].losses))`]],
    [
      layers > 0 ? 0.4 : 0,
      () => [`for layer in ${expression}.layers:`, '    print(layer.name, len(layer.losses))'],
    ],
    [className ? 0.4 : 0, () => [`print(len(${expression}.layer_0.losses))`]],
    [0.7, () => readByHelper(draft, expression)],
  ])();
}

function readByHelper(draft: Draft, expression: string): string[] {
  const name = draft.choices.pick(['penalty_of', 'show_losses', 'count_terms']);
  if (!draft.names.has(name)) {
    draft.names.set(name, 1);
    define(draft, [`def ${name}(some_model):`, '    return len(some_model.losses)']);
  }
  return [`print(${name}(${expression}))`];
}

/** Something that may build a model. */
export function build(draft: Draft, { expression, input }: Model): string[] {
  const { choices } = draft;
  return choices.weighted<() => string[]>([
    [
      3,
      () => [
        `${expression}.build((None, ${SHAPES[input].slice(1)})`.replace(',))', '))').replace(', )', ')'),
      ],
    ],
    [2, () => [`${expression}(x)`]],
    [
      1,
      () => [
        `${freshName(draft, 'outputs')} = ${expression}(x, training=${choices.pick(['True', 'False'])})`,
      ],
    ],
    [1.2, () => [`${expression}.predict(x, verbose=0)`]],
    [0.8, () => [`${expression}.compile(optimizer="sgd", loss="mse")`]],
    [
      0.5,
      () => [`${expression}.compile(optimizer="sgd", loss="mse")`, `${expression}.evaluate(x, y, verbose=0)`],
    ],
    [0.3, () => [`${expression}(x[:2])`, `${expression}(x)`]],
    [0.2, () => [`print(${expression}.built)`]],
  ])();
}

function freeze(draft: Draft, { expression, layers, className }: Model): string[] {
  const { choices } = draft;
  return choices.weighted<() => string[]>([
    [2, () => [`${expression}.trainable = ${choices.pick(['False', 'False', 'True'])}`]],
    [layers > 0 ? 1.5 : 0, () => [`${expression}.layers[${choices.pick([0, -1])}].trainable = False`]],
    [
      1,
      () => [
        `for layer in ${expression}.layers${choices.pick(['[:-1]', '', '[1:]'])}:`,
        `    layer.trainable = ${choices.pick(['False', 'True'])}`,
      ],
    ],
    [className ? 1 : 0, () => [`${expression}.layer_0.trainable = False`]],
  ])();
}

function setLater(draft: Draft, { expression, layers, className }: Model): string[] {
  const { choices } = draft;
  const value = regularizerText(draft);
  const real = `${draft.spelling.regularizer('L2')}(0.01)`;
  return choices.weighted<() => string[]>([
    [
      layers > 0 ? 2 : 0,
      () => [`${expression}.layers[${choices.pick([0, -1])}].kernel_regularizer = ${value}`],
    ],
    [
      1,
      () => [
        `for layer in ${expression}.layers:`,
        `    if hasattr(layer, "kernel_regularizer"):`,
        `        layer.kernel_regularizer = ${real}`,
      ],
    ],
    [
      0.7,
      () => [
        `for layer in ${expression}.layers:`,
        `    if isinstance(layer, ${draft.spelling.layer('Dense')}):`,
        `        layer.kernel_regularizer = ${real}`,
      ],
    ],
    [className ? 1 : 0, () => [`${expression}.layer_0.kernel_regularizer = ${real}`]],
    [layers > 0 ? 0.5 : 0, () => [`setattr(${expression}.layers[-1], "kernel_regularizer", ${real})`]],
    [
      layers > 0 && draft.passTerms ? 0.7 : 0,
      () => [`${expression}.layers[-1].activity_regularizer = ${real}`],
    ],
  ])();
}

/** Changes to the structure, and copies. */
function structure(draft: Draft, { expression, layers, className }: Model): string[] {
  const { choices, spelling } = draft;
  const dense = `${spelling.layer('Dense')}(1, kernel_regularizer=${regularizerText(draft)})`;
  return choices.weighted<() => string[]>([
    [
      layers > 0 && !className ? 1 : 0,
      () => [
        `if isinstance(${expression}, ${spelling.keras('Sequential')}):`,
        `    ${expression}.add(${dense})`,
      ],
    ],
    [
      1,
      () => {
        const around = freshName(draft, 'around');
        return [
          `${around} = ${spelling.keras('Sequential')}([${expression}, ${dense}])`,
          `print(len(${around}.losses))`,
          `${around}(x)`,
          `print(len(${around}.losses))`,
        ];
      },
    ],
    [
      layers > 0 && !className ? 0.5 : 0,
      () => [`if isinstance(${expression}, ${spelling.keras('Sequential')}):`, `    ${expression}.pop()`],
    ],
    [0.3, () => ['try:', `    ${expression}.summary()`, 'except ValueError:', '    print("not built")']],
    [0.6, () => [`${expression}.set_weights(${expression}.get_weights())`]],
  ])();
}

/** The lines, perhaps in a block, a helper function, or both on one path only. */
function wrapped(draft: Draft, model: Model, lines: () => string[]): string[] {
  const { choices } = draft;
  return choices.weighted<() => string[]>([
    [12, lines],
    [1.5, () => [`if ${condition(draft)}:`, ...indented(lines())]],
    [0.7, () => [`if ${condition(draft)}:`, ...indented(lines()), 'else:', ...indented(lines())]],
    [
      0.7,
      () => [
        `for ${choices.pick(['_', 'turn'])} in range(${choices.pick(['2', '3', 'LEVEL', '1'])}):`,
        ...indented(lines()),
      ],
    ],
    [
      0.3,
      () => {
        const count = freshName(draft, 'done');
        return [`${count} = 0`, `while ${count} < 2:`, ...indented([...lines(), `${count} += 1`])];
      },
    ],
    [
      0.4,
      () => [
        'try:',
        ...indented(lines()),
        choices.pick(['except ValueError:', 'except Exception:']),
        '    pass',
      ],
    ],
    [0.3, () => ['try:', ...indented(lines()), 'finally:', '    print("done")']],
    [0.3, () => ['with tf.device("/cpu:0"):', ...indented(lines())]],
    [
      model.expression.includes('.') ? 0 : 0.8,
      () => {
        const name = freshName(draft, choices.pick(['prepare', 'inspect_model', 'handle']));
        define(draft, [`def ${name}(${model.expression}, x, y):`, ...indented(lines())]);
        return [`${name}(${model.expression}, x, y)`];
      },
    ],
  ])();
}
