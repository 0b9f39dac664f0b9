import type { Locale } from '../../analysis/text/localized';
import { isReal } from '../data/data-set';
import { dataSets, splitsSameExamples } from '../data/index';
import { type OwnData, ownDataName } from '../data/own/own-data';
import type { Plan } from '../plan';
import { taskOf } from '../task';
import { pythonLiteral } from './literal';
import { ownFileCode } from './own-file-code';

/**
 * The Python function `draw(count, random)` for the data of a plan: inputs and targets of `count` examples, of the
 * same problem as the lab's but with other random numbers.
 */
export function drawCode(plan: Plan, locale: Locale): string {
  const { name } = plan.data;
  if (name === ownDataName) return ownFileCode(plan, standardisedCode, locale);
  const dataSet = dataSets.find((one) => one.name === name);
  if (dataSet && isReal(dataSet)) return realData(dataSet.examples, dataSet.licence.en);
  const generator = generators[name];
  if (!generator) throw new Error(`No Python for the data set ${name}.`);
  return generator(plan) + labelNoiseCode(plan);
}

/** Whether a share of the classes or labels is to be wrong. */
export function hasLabelNoise({ data, model, loss }: Plan): boolean {
  return (data.labelNoise ?? 0) > 0 && !splitsSameExamples(data) && taskOf(model, loss).kind !== 'numbers';
}

function labelNoiseCode(plan: Plan): string {
  if (!hasLabelNoise(plan)) return '';
  const { kind, width } = taskOf(plan.model, plan.loss);
  const classes = kind === 'labels' ? 2 : width;
  return `


def with_wrong_labels(targets, random):
    other = (targets + random.integers(1, ${classes}, targets.shape)) % ${classes}
    return np.where(random.uniform(size=targets.shape) < ${plan.data.labelNoise}, other, targets)`;
}

function realData({ inputs, width, rows, targets }: OwnData, licence: string): string {
  const lines = Array.from({ length: rows }, (_, row) => {
    const numbers = [...inputs.slice(row * width, (row + 1) * width)].map((value) =>
      Number(value.toPrecision(7)),
    );
    return `    (${numbers.join(', ')}, ${targets[0]?.values[row]}),`;
  });
  return `
def draw(count, random):
    chosen = DATA[random.permutation(len(DATA))[:count]]
    return standardised(chosen[:, :-1]), chosen[:, -1]${standardisedCode}


# ${licence}
# The last column is the class.
DATA = np.array([
${lines.join('\n')}
])`;
}

const generators: Readonly<Record<string, (plan: Plan) => string>> = {
  'two-moons': twoMoons,
  'noisy-sine': noisySine,
  'circles-with-noise-inputs': circles,
  'sparse-linear': sparseLinear,
  teacher,
};

function twoMoons({ data }: Plan): string {
  return `
def draw(count, random):
    label = random.integers(0, 2, count)
    angle = random.uniform(0, np.pi, count)
    x = np.where(label == 0, np.cos(angle), 1 - np.cos(angle))
    y = np.where(label == 0, np.sin(angle), 0.5 - np.sin(angle))
    inputs = np.stack([x, y], axis=1) + ${data.noise} * random.normal(size=(count, 2))
    return inputs, label`;
}

function noisySine({ data }: Plan): string {
  return `
def draw(count, random):
    inputs = random.uniform(-1, 1, (count, 1))
    return inputs, np.sin(1.5 * np.pi * inputs) + ${data.noise} * random.normal(size=(count, 1))`;
}

function circles({ data, model }: Plan): string {
  return `
def draw(count, random):
    label = random.integers(0, 2, count)
    angle = random.uniform(0, 2 * np.pi, count)
    radius = np.where(label == 0, 1, 0.5)
    ring = np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)
    inputs = random.normal(size=(count, ${model.inputShape[0]}))
    inputs[:, :2] = ring + ${data.noise} * random.normal(size=(count, 2))
    return inputs, label`;
}

function sparseLinear({ data, model }: Plan): string {
  return `
def draw(count, random):
    coefficients = random.choice([-1, 1], 5) * random.uniform(1, 2, 5)
    inputs = random.normal(size=(count, ${model.inputShape[0]}))
    return inputs, inputs[:, :5] @ coefficients + ${data.noise} * random.normal(size=count)`;
}

/** Inputs with hidden causes, of which every second one matters, as \`src/lab/data/teacher.ts\` describes them. */
function teacher(plan: Plan): string {
  const { kind, width, positions } = taskOf(plan.model, plan.loss);
  const decide = {
    classes: `outputs.reshape(count, ${positions}, ${width}).argmax(axis=-1)`,
    labels: '(outputs > 0).astype("float32")',
    numbers: 'outputs',
  }[kind];
  return `
def draw(count, random):
${indented(teacherInputs(plan))}
    relevant = causes[:, ::2]
    hidden = np.tanh(relevant @ random.normal(size=(relevant.shape[1], 8)) * 1.5 / np.sqrt(relevant.shape[1]))
    outputs = hidden @ random.normal(size=(8, ${positions * width}))
    outputs = (outputs - outputs.mean(axis=0)) / outputs.std(axis=0)
    outputs += ${plan.data.noise} * random.normal(size=outputs.shape)
    return inputs, ${decide}`;
}

function teacherInputs({ model }: Plan): string {
  const { inputShape } = model;
  const embedding = model.layers.find(({ className }) => className === 'Embedding');
  const elements = inputShape.reduce((product, dimension) => product * dimension, 1);
  if (embedding)
    return `
scores = random.normal(size=(${Number(embedding.config.input_dim)}, 16))
inputs = random.integers(0, len(scores), (count, ${elements}))
causes = scores[inputs].sum(axis=1) / np.sqrt(${elements})`;
  const rescaling = model.layers.find(
    ({ className, inbound }) => className === 'Rescaling' && inbound.includes('input'),
  );
  const unscaled = rescaling
    ? `\ninputs = (inputs - ${Number(rescaling.config.offset)}) / ${Number(rescaling.config.scale)}`
    : '';
  if (inputShape.length === 1)
    return `\ninputs = causes = random.normal(size=(count, ${elements}))${unscaled}`;
  return `
causes = random.normal(size=(count, ${Math.min(16, elements)}))
patterns = []
for _ in range(causes.shape[1]):
    pattern = random.normal(size=${inputShape.at(-1)})
    for size in ${pythonLiteral([...inputShape.slice(0, -1)].reverse())}:
        wave = np.sqrt(2) * np.cos(np.pi * random.integers(0, 4) * np.arange(size) / size + random.uniform(0, 2 * np.pi))
        pattern = np.multiply.outer(wave, pattern)
    patterns.append(pattern)
inputs = np.tensordot(causes, np.stack(patterns), axes=1) / np.sqrt(len(patterns))
inputs += 0.5 * random.normal(size=inputs.shape)${unscaled}`;
}

/** By mean and deviation of the training part, which comes first. */
const standardisedCode = `


def standardised(values):
    """Mean 0 and deviation 1 in the training part; missing values take its mean."""
    train = values[:TRAIN]
    deviation = np.nanstd(train, axis=0)
    centred = (values - np.nanmean(train, axis=0)) / np.where(deviation > 0, deviation, 1)
    return np.nan_to_num(np.where(deviation > 0, centred, 0)).astype("float32")`;

function indented(code: string): string {
  return code
    .trim()
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');
}
