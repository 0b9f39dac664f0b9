import { defaultOptions, analyzeText } from '../src/analysis/analyze';
import { dataSets, planDataOf } from '../src/lab/data/index';
import type { Plan, PlanArm, PlanPenalty } from '../src/lab/plan';
import { planFor } from '../src/lab/plan-from-model';

/** What is put on the hidden and output kernels, or after the hidden activations. */
export type Method = 'L2' | 'L1' | 'dropout';

/** One data set with the network that learns it. */
export interface Study {
  readonly name: string;
  /** Key of a built-in data set. */
  readonly data: string;
  readonly inputs: number;
  /** Units of the hidden layers; none for a linear model. */
  readonly hidden: readonly number[];
  /** Classes told apart; 0 for one number. */
  readonly classes: number;
  readonly sizes: Pick<Plan['data'], 'trainSize' | 'validationSize' | 'testSize'>;
  readonly learningRate: number;
  readonly epochs: number;
  readonly batchSize: number;
}

const generated = { validationSize: 200, testSize: 500 };

/** The data sets, networks and training sizes of the table; plain stochastic gradient descent. */
export const studies: readonly Study[] = [
  {
    name: 'sparse linear',
    data: 'sparse-linear',
    inputs: 50,
    hidden: [],
    classes: 0,
    sizes: { trainSize: 60, ...generated },
    learningRate: 0.01,
    epochs: 300,
    batchSize: 10,
  },
  {
    name: 'circles, 18 noise inputs',
    data: 'circles-with-noise-inputs',
    inputs: 20,
    hidden: [64, 32],
    classes: 2,
    sizes: { trainSize: 120, ...generated },
    learningRate: 0.1,
    epochs: 200,
    batchSize: 10,
  },
  {
    name: 'two moons',
    data: 'two-moons',
    inputs: 2,
    hidden: [64, 64],
    classes: 2,
    sizes: { trainSize: 60, ...generated },
    learningRate: 0.1,
    epochs: 400,
    batchSize: 10,
  },
  {
    name: 'penguins',
    data: 'penguins',
    inputs: 4,
    hidden: [32, 16],
    classes: 3,
    sizes: { trainSize: 40, validationSize: 40, testSize: 40 },
    learningRate: 0.1,
    epochs: 200,
    batchSize: 10,
  },
  {
    name: 'noisy sine',
    data: 'noisy-sine',
    inputs: 1,
    hidden: [64, 64],
    classes: 0,
    sizes: { trainSize: 24, ...generated },
    learningRate: 0.05,
    epochs: 400,
    batchSize: 8,
  },
];

/** The study of this name. */
export function studyOf(name: string): Study {
  const study = studies.find((one) => one.name === name);
  if (!study) throw new Error(`There is no study ${name}.`);
  return study;
}

/** The plan of a study, as found in a Python file that holds its model: without anything, and with other arms. */
export function planOfStudy(
  study: Study,
  seeds: number,
  arms: (kernels: readonly PlanPenalty[]) => readonly PlanArm[],
): Plan {
  const { facts } = analyzeText(program(study), defaultOptions);
  const [model] = facts.models;
  const found = model && planFor(model, facts);
  if (!found || 'reason' in found) throw new Error(found ? found.reason.en : 'The program holds no model.');
  const dataSet = dataSets.find(({ name }) => name === study.data);
  if (!dataSet) throw new Error(`Unknown data set: ${study.data}`);
  return {
    ...found.plan,
    data: { ...planDataOf(dataSet, study.sizes), ...study.sizes },
    arms: [{ name: 'without', penalties: [] }, ...arms(found.plan.arms[1]?.penalties ?? [])],
    seeds: Array.from({ length: seeds }, (_, index) => index + 1),
    epochs: study.epochs,
    batchSize: study.batchSize,
  };
}

function program({ inputs, hidden, classes, learningRate }: Study): string {
  const layers = [
    `keras.Input((${inputs},))`,
    ...hidden.map((units) => `keras.layers.Dense(${units}, activation='relu')`),
    classes > 0 ? `keras.layers.Dense(${classes}, activation='softmax')` : 'keras.layers.Dense(1)',
  ];
  const loss = classes > 0 ? 'sparse_categorical_crossentropy' : 'mse';
  return `import keras
model = keras.Sequential([${layers.join(', ')}])
model.compile(keras.optimizers.SGD(${learningRate}), '${loss}')
`;
}

/** What can be compared on a study: a linear model has no hidden activation to drop. */
export function methodsOf({ hidden }: Study): readonly Method[] {
  return hidden.length > 0 ? ['L2', 'L1', 'dropout'] : ['L2', 'L1'];
}

const penalties = [1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 1e-1, 3e-1];

/** The grids: λ of the penalty, or the rate of dropout. */
const strengths: Readonly<Record<Method, readonly number[]>> = {
  L2: penalties,
  L1: penalties,
  dropout: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6],
};

/** A sweep over the grid of a method; the strength is chosen on validation data. */
export function planOfSweep(study: Study, method: Method, seeds: number): Plan {
  return planOfStudy(study, seeds, (kernels) =>
    strengths[method].map((strength) => armOf(method, strength, kernels)),
  );
}

/** The arm of a method at a strength: λ of the penalty on every kernel, or the rate of dropout. */
export function armOf(method: Method, strength: number, kernels: readonly PlanPenalty[]): PlanArm {
  const name = `${method} ${strength}`;
  if (method === 'dropout') return { name, strength, penalties: [], dropout: strength };
  const [l1, l2] = method === 'L1' ? [strength, 0] : [0, strength];
  const penalties = kernels.map(({ layer, on }) => ({ layer, on, l1, l2 }));
  return { name, strength, penalties, ...(method === 'L1' && { proximal: true }) };
}
