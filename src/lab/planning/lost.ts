import type { LostFact, ModelFact } from '../../analysis/facts/facts';
import type { Localized } from '../../analysis/text/localized';
import { filled } from './words';

/** Why a model whose forward pass could not be followed has no plan. */
export function lostWords({ what, name }: LostFact): Localized {
  return filled(words[what], { name });
}

const words: Readonly<Record<LostFact['what'], Localized>> = {
  operation: {
    en: 'The model computes with {name}, which the lab cannot follow. Layers of Keras, sums, products, concatenations, activations and reshapes can be compared.',
    zh: '模型使用了 {name}，实验室无法跟踪。可以比较由 Keras 层、加减乘、拼接、激活函数和变形构成的模型。',
  },
  layer: {
    en: 'It could not be read from the code what {name} is given.',
    zh: '无法从代码中读出 {name} 得到了什么。',
  },
  model: {
    en: 'What {name} computes could not be read from the code.',
    zh: '无法从代码中读出 {name} 计算了什么。',
  },
  argument: {
    en: 'It could not be read from the code where {name} takes its input from.',
    zh: '无法从代码中读出 {name} 的输入来自哪里。',
  },
  layers: {
    en: 'Not all layers of {name} could be read from the code.',
    zh: '无法从代码中读出 {name} 的全部层。',
  },
  application: layersElsewhere('application'),
  loaded: layersElsewhere('loaded'),
  weights: {
    en: 'The layer class {name} computes with weights of its own; a class made of layers of Keras can be compared.',
    zh: '层类 {name} 使用自己的权重进行计算；可以比较由 Keras 层组成的类。',
  },
  training: {
    en: 'Because of {name}, training and use differ in more than dropout, or dropout acts in use as well.',
    zh: '由于 {name}，训练与使用时的差别不只是 dropout，或者使用时 dropout 也起作用。',
  },
  inputs: {
    en: 'The model takes several inputs; the lab can compare models with one.',
    zh: '模型有多个输入；实验室只能比较单输入的模型。',
  },
  output: {
    en: 'It could not be read from the code what {name} returns.',
    zh: '无法从代码中读出 {name} 返回什么。',
  },
};

/** Why a model that is not made in the code has no plan, with the nearest thing that has one. */
export function layersElsewhere(kind: ModelFact['kind']): Localized {
  return kind === 'application'
    ? {
        en: 'The layers of a model of keras.applications are not in the code. The layers put on top of it, as a Sequential of their own, can be compared.',
        zh: 'keras.applications 的模型的层不在代码中。可以把叠加在它上面的层作为单独的 Sequential 来比较。',
      }
    : {
        en: 'The layers of the model are not in this file. The code that makes them can be compared.',
        zh: '模型的层不在此文件中。可以比较创建这些层的代码。',
      };
}

export function severalInputs(count: number): Localized {
  return filled(
    {
      en: 'The model has {count} inputs; the lab can compare models with one, such as one of its branches by itself.',
      zh: '模型有 {count} 个输入；实验室只能比较单输入的模型，例如单独取其中一个分支。',
    },
    { count },
  );
}

export function severalOutputs(count: number): Localized {
  return filled(
    {
      en: 'The model has {count} outputs; the lab can compare models with one, such as this one with only one of them.',
      zh: '模型有 {count} 个输出；实验室只能比较单输出的模型，例如只保留其中一个输出。',
    },
    { count },
  );
}
