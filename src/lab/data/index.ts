import type { Localized } from '../../analysis/text/localized';
import type { Plan, PlanData, PlanLoss, PlanModel } from '../plan';
import { randomStream } from '../random';
import { taskOf } from '../task';
import { circles } from './circles';
import { type DataSet, type DataShape, isReal } from './data-set';
import { withLabelNoise } from './label-noise';
import { noisySine } from './noisy-sine';
import { type OwnData, ownDataName } from './own/own-data';
import { resplitSizes, splitExamples } from './own/split';
import { iris } from './real/iris';
import { penguins } from './real/penguins';
import { type Samples, splitSamples, type Split } from './samples';
import { sparseLinear } from './sparse-linear';
import { teacher } from './teacher';
import { twoMoons } from './two-moons';

/** Every built-in data set. */
export const dataSets: readonly DataSet[] = [
  teacher,
  twoMoons,
  noisySine,
  circles,
  sparseLinear,
  penguins,
  iris,
];

/** The built-in data sets that a model can be trained on. */
export function fittingDataSets(model: PlanModel, loss: PlanLoss): readonly DataSet[] {
  const shape = dataShape(model, loss);
  return dataSets.filter((dataSet) => dataSet.fits(shape));
}

/**
 * The data a comparison starts with, by the model's shapes and task alone: the well-known small problem
 * where the shapes leave no other choice, else the teacher, which favours no penalty. Circles and sparse
 * linear, made to show L1 at its best, are never proposed, and no data of somebody else's field are.
 */
export function proposeData(model: PlanModel, loss: PlanLoss): { dataSet: DataSet; reason: Localized } {
  const shape = dataShape(model, loss);
  const input = model.inputShape.join('×');
  if (twoMoons.fits(shape)) {
    return {
      dataSet: twoMoons,
      reason: {
        en: 'Data: two moons, since the model takes two inputs and tells two classes apart.',
        zh: '数据：双月，因为模型有两个输入并区分两个类别。',
      },
    };
  }
  if (noisySine.fits(shape)) {
    return {
      dataSet: noisySine,
      reason: {
        en: 'Data: noisy sine, since the model maps one number to one number.',
        zh: '数据：带噪声的正弦，因为模型把一个数映射为一个数。',
      },
    };
  }
  return {
    dataSet: teacher,
    reason: {
      en: `Data: a random teacher, which fits the model’s inputs (${input}) and outputs and favours no penalty.`,
      zh: `数据：随机教师网络，它适合模型的输入（${input}）和输出，并且不偏向任何惩罚。`,
    },
  };
}

/**
 * The part of a plan that names a built-in data set. Of real data no seed takes more than there are.
 *
 * @param sizes as wanted
 */
export function planDataOf(
  dataSet: DataSet,
  sizes: Pick<PlanData, 'trainSize' | 'validationSize' | 'testSize'>,
): PlanData {
  const { trainSize, validationSize, testSize } = sizes;
  const { name } = dataSet;
  return isReal(dataSet)
    ? { name, ...resplitSizes(dataSet.examples.rows, trainSize), noise: 0 }
    : { name, trainSize, validationSize, testSize, noise: dataSet.defaultNoise };
}

/** Whether every seed splits the same examples anew, so that seeds are not independent of each other. */
export function splitsSameExamples({ name }: PlanData): boolean {
  return name === ownDataName || dataSets.some((dataSet) => dataSet.name === name && isReal(dataSet));
}

/**
 * Draws the data of one seed. Of generated data every seed draws anew, the teacher or coefficients included, so
 * that seeds are independent and the plain paired t-interval holds; the interval then speaks about problems of
 * this kind, not about one data set. Real data and files of the reader's are split anew by every seed.
 *
 * @param own what the file of the plan holds, where it names one
 * @throws Error when the plan names an unknown data set, one that does not fit the model, or more examples than
 * there are
 */
export function drawData(plan: Plan, seed: number, own: OwnData | null = null): Split {
  const { train, validation, test } = split(plan, seed, own);
  const scaled = (samples: Samples): Samples => ({
    ...samples,
    inputs: beforeRescaling(plan.model, samples.inputs),
  });
  return { train: scaled(train), validation: scaled(validation), test: scaled(test) };
}

function split(plan: Plan, seed: number, own: OwnData | null): Split {
  const { name, trainSize, validationSize, testSize, noise } = plan.data;
  const shape = dataShape(plan.model, plan.loss);
  if (name === ownDataName) {
    if (!own) throw new Error(`The file ${plan.data.file} was not read.`);
    return splitExamples(own, plan, shape.task, seed);
  }
  const dataSet = dataSets.find((one) => one.name === name);
  if (!dataSet) throw new Error(`Unknown data set: ${name}`);
  if (!dataSet.fits(shape)) throw new Error(`The data set ${name} does not fit the model.`);
  if (isReal(dataSet)) return splitExamples(dataSet.examples, plan, shape.task, seed);
  const samples = dataSet.generate(
    trainSize + validationSize + testSize,
    noise,
    shape,
    randomStream(seed, `data/${name}`),
  );
  const share = plan.data.labelNoise ?? 0;
  const noisy = withLabelNoise(samples, share, shape.task, randomStream(seed, `labels/${name}`));
  return splitSamples(noisy, [trainSize, validationSize, testSize]);
}

/** Inputs in the units that a Rescaling at the model's input expects: pixels to 255 for `Rescaling(1 / 255)`. */
function beforeRescaling(model: PlanModel, inputs: Float32Array): Float32Array {
  const rescaling = model.layers.find(
    ({ className, inbound }) => className === 'Rescaling' && inbound.includes('input'),
  );
  if (!rescaling) return inputs;
  const { scale, offset } = rescaling.config;
  return inputs.map((value) => (value - Number(offset)) / Number(scale));
}

function dataShape(model: PlanModel, loss: PlanLoss): DataShape {
  const embedding = model.layers.find(({ className }) => className === 'Embedding');
  return {
    inputShape: model.inputShape,
    outputShape: model.outputShape,
    task: taskOf(model, loss),
    vocabulary: embedding ? Number(embedding.config.input_dim) : null,
  };
}
