import { action, read } from './actions';
import { define, type Draft, indented, newDraft } from './draft';
import { regularizerText, SHAPES, type Kind } from './layers';
import { makeModel, type Model } from './models';
import { fit, ownStep, trainer, training } from './trainings';

/** A Keras program; the same seed gives the same program. */
export function generateProgram(seed: number): string {
  const draft = newDraft(seed);
  shareRegularizers(draft);
  const body = draft.choices.weighted<() => string[]>([
    [6, () => modelStory(draft)],
    [0.6, () => seriesStory(draft)],
    [1.5, () => ownStepStory(draft)],
    [1.5, () => trainerStory(draft)],
  ])();
  const lines = [...draft.definitions, ...asMain(draft, body)];
  return [...header(draft, lines.join('\n')), ...lines, ''].join('\n');
}

/** One or two models, read, built and trained in any order. */
function modelStory(draft: Draft): string[] {
  const { choices } = draft;
  const lines: string[] = [];
  const models: Model[] = [];
  for (
    let count = choices.weighted([
      [3, 1],
      [1, 2],
    ] as const);
    count > 0;
    count--
  ) {
    const made = makeModel(draft);
    lines.push(...made.lines, ...data(draft, made.model.input));
    models.push(made.model);
    lines.push(...actions(draft, made.model, choices.between(1, 3)));
    if (choices.chance(0.65)) lines.push(...training(draft, made.model));
    lines.push(...actions(draft, made.model, choices.between(0, 2)));
    if (choices.chance(0.15)) lines.push(...training(draft, made.model));
  }
  if (models.length > 1 && choices.chance(0.3))
    lines.push(
      `for each in [${models.map((one) => one.expression).join(', ')}]:`,
      '    print(len(each.losses))',
    );
  return [...lines, ...read(draft, choices.pick(models))];
}

/** Several models out of one loop. */
function seriesStory(draft: Draft): string[] {
  const { choices, spelling } = draft;
  const dense = `${spelling.layer('Dense')}(size, kernel_regularizer=${regularizerText(draft)})`;
  const input = choices.chance(0.6) ? [`${spelling.keras('Input')}((3,))`] : [];
  const each: Model = { expression: 'each', input: 'vector', layers: 1, className: null };
  return [
    ...data(draft, 'vector'),
    'models = []',
    `for size in ${choices.pick(['SIZES', '[2, 3]', 'range(1, 3)'])}:`,
    ...indented([
      `models.append(${spelling.keras('Sequential')}([${[...input, dense, `${spelling.layer('Dense')}(1)`].join(', ')}]))`,
    ]),
    'for each in models:',
    ...indented([
      ...actions(draft, each, 2),
      ...(choices.chance(0.6) ? training(draft, each) : []),
      ...read(draft, each),
    ]),
    ...choices.pick([
      ['print(len(models[0].losses))'],
      ['print([len(one.losses) for one in models])'],
      ['print(len(models[-1].losses))'],
    ]),
  ];
}

/** A model whose class overrides `train_step` or `compute_loss`. */
function ownStepStory(draft: Draft): string[] {
  const { choices } = draft;
  const made = makeModel(draft, { trainStep: ownStep });
  const { model } = made;
  return [
    ...made.lines,
    ...data(draft, model.input),
    ...actions(draft, model, choices.between(0, 2)),
    `${model.expression}.compile(optimizer="sgd"${choices.chance(0.9) ? ', loss="mse"' : ''})`,
    ...fit(draft, model),
    ...actions(draft, model, choices.between(1, 2)),
  ];
}

/** A model that belongs to an object. */
function trainerStory(draft: Draft): string[] {
  const made = makeModel(draft);
  return [...data(draft, made.model.input), ...trainer(draft, made)];
}

function actions(draft: Draft, model: Model, count: number): string[] {
  return Array.from({ length: count }, () => action(draft, model)).flat();
}

function data(draft: Draft, input: Kind): string[] {
  const shape = `(4, ${SHAPES[input].slice(1)}`.replace(',)', ')');
  const { choices } = draft;
  const values =
    input === 'tokens'
      ? `np.ones(${shape}, "int32")`
      : choices.pick([
          `np.ones(${shape}, "float32")`,
          `np.random.default_rng(3).normal(size=${shape}).astype("float32")`,
        ]);
  return [
    `x = ${values}`,
    `y = ${choices.pick(['np.zeros((4, 1), "float32")', 'np.ones((4, 1), "float32")'])}`,
  ];
}

/** Regularizers, switches and a loss that the whole program sees. */
function shareRegularizers(draft: Draft): void {
  const { choices } = draft;
  const lines: string[] = [];
  const named: string[] = [];
  for (const name of ['shared', 'weak', 'NONE', 'chosen'])
    if (choices.chance(0.35)) {
      lines.push(`${name} = ${name === 'NONE' ? 'None' : regularizerText(draft)}`);
      named.push(name);
    }
  if (choices.chance(0.2)) {
    lines.push(`table = {"strong": ${regularizerText(draft)}, "none": None}`);
    named.push('table["strong"]', 'table["none"]', 'table.get("strong")');
  }
  draft.regularizers = named;
  if (lines.length > 0) define(draft, lines);
  if (choices.chance(0.15)) {
    define(draft, ['def own_penalty(weights):', '    return 0.02 * tf.reduce_sum(tf.square(weights))']);
    draft.regularizers = [...named, 'own_penalty'];
  }
  shareDense(draft);
}

/** Short ways to a Dense with a penalty that some programs have. */
function shareDense(draft: Draft): void {
  const { choices, spelling } = draft;
  const dense = spelling.layer('Dense');
  const penalty = regularizerText(draft);
  if (choices.chance(0.12)) {
    draft.denseMaker = 'make_dense';
    define(
      draft,
      choices.pick([
        [`make_dense = functools.partial(${dense}, kernel_regularizer=${penalty})`],
        [
          'def make_dense(units, **options):',
          `    return ${dense}(units, kernel_regularizer=${penalty}, **options)`,
        ],
        [`make_dense = lambda units: ${dense}(units, kernel_regularizer=${penalty})`],
      ]),
    );
  }
  if (choices.chance(0.1)) {
    draft.denseOptions = 'OPTIONS';
    define(
      draft,
      choices.pick([
        [`OPTIONS = {"kernel_regularizer": ${penalty}}`],
        [`OPTIONS = dict(kernel_regularizer=${penalty}, use_bias=False)`],
      ]),
    );
  }
}

/** At module level, or in a function that is called. */
function asMain(draft: Draft, body: readonly string[]): string[] {
  if (!draft.choices.chance(0.25)) return [...body];
  return [
    'def main():',
    ...indented(body),
    '',
    '',
    ...draft.choices.pick([['if __name__ == "__main__":', '    main()'], ['main()']]),
  ];
}

/** Imports, and what the rest of the program uses of flags, switches and a loss. */
function header({ choices, spelling }: Draft, rest: string): string[] {
  const lossFunction = `loss_fn = ${spelling.member('losses.MeanSquaredError')}()`;
  const flags = [
    'parser = argparse.ArgumentParser()',
    'parser.add_argument("--flag", action="store_true")',
    `parser.add_argument("--steps", type=int, default=${choices.between(1, 2)})`,
    'parser.add_argument("--strength", type=float, default=0.02)',
    'arguments = parser.parse_args([])',
  ];
  const shared: [name: string, lines: string[]][] = [
    ['arguments.', flags],
    ['USE_PENALTY', [`USE_PENALTY = ${choices.pick(['True', 'False'])}`]],
    ['LEVEL', [`LEVEL = ${choices.between(1, 2)}`]],
    ['SIZES', ['SIZES = [3, 2]']],
    ['loss_fn(', [lossFunction]],
  ];
  const modules = ['argparse', 'functools', 'os', 'sys'].filter(
    (module) =>
      `${rest}${flags.join()}`.includes(`${module}.`) &&
      (module !== 'argparse' || rest.includes('arguments.')),
  );
  return [
    ...modules.map((module) => `import ${module}`),
    'import numpy as np',
    ...(/\btf\./.test(`${rest}${lossFunction}`) ? ['import tensorflow as tf'] : []),
    ...spelling.imports(),
    '',
    ...shared.flatMap(([name, lines]) => (rest.includes(name) ? lines : [])),
    '',
  ];
}
