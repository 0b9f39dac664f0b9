import type { Localized } from '../../analysis/text/localized';
import type { Plan, PlanLoss, PlanModel } from '../plan';
import { randomStream } from '../random';
import { taskOf } from '../task';
import { circles } from './circles';
import type { DataSet, DataShape } from './data-set';
import { noisySine } from './noisy-sine';
import { type OwnData, ownDataName } from './own/own-data';
import { splitOwnData } from './own/split';
import { splitSamples, type Split } from './samples';
import { sparseLinear } from './sparse-linear';
import { teacher } from './teacher';
import { twoMoons } from './two-moons';

/** Every built-in data set. */
export const dataSets: readonly DataSet[] = [teacher, twoMoons, noisySine, circles, sparseLinear];

/** The built-in data sets that a model can be trained on. */
export function fittingDataSets(model: PlanModel, loss: PlanLoss): readonly DataSet[] {
  const shape = dataShape(model, loss);
  return dataSets.filter((dataSet) => dataSet.fits(shape));
}

/**
 * The data a comparison starts with, by the model's shapes and task alone: the well-known small problem
 * where the shapes leave no other choice, else the teacher, which favours no penalty. Circles and sparse
 * linear, made to show L1 at its best, are never proposed.
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
 * Draws the data of one seed. Every seed draws anew, the teacher or coefficients included, so that seeds
 * are independent and the plain paired t-interval holds; the interval then speaks about problems of this
 * kind, not about one data set.
 *
 * @param own what the file of the plan holds, where it names one; every seed splits it anew
 * @throws Error when the plan names an unknown data set or one that does not fit the model
 */
export function drawData(plan: Plan, seed: number, own: OwnData | null = null): Split {
  if (plan.data.name === ownDataName) {
    if (!own) throw new Error(`The file ${plan.data.file} was not read.`);
    return splitOwnData(own, plan, taskOf(plan.model, plan.loss), seed);
  }
  const dataSet = dataSets.find(({ name }) => name === plan.data.name);
  if (!dataSet) throw new Error(`Unknown data set: ${plan.data.name}`);
  const shape = dataShape(plan.model, plan.loss);
  if (!dataSet.fits(shape)) throw new Error(`The data set ${plan.data.name} does not fit the model.`);
  const { trainSize, validationSize, testSize, noise } = plan.data;
  const count = trainSize + validationSize + testSize;
  const samples = dataSet.generate(count, noise, shape, randomStream(seed, `data/${dataSet.name}`));
  const scaled = { ...samples, inputs: beforeRescaling(plan.model, samples.inputs) };
  return splitSamples(scaled, [trainSize, validationSize, testSize]);
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
