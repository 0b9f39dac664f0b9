import type { Localized } from '../../analysis/text/localized';

/** What the variants predict over two inputs. */
export const boundaryTexts = {
  boundaryTitle: { en: 'What the variants predict', zh: '各方案的预测' },
  boundaryAxes: {
    en: 'Across: the first input. Up: the second. First seed, with test points.',
    zh: '横轴：第一个输入。纵轴：第二个输入。第一个种子，含测试点。',
  },
  boundaryAxesValue: {
    en: 'Across: the first input. Up: the second. Lines join equal outputs, with their value. First seed.',
    zh: '横轴：第一个输入。纵轴：第二个输入。同一条线上输出相等，数字为其值。第一个种子。',
  },
  boundaryAxesProbability: {
    en: 'Across: the first input. Up: the second. Numbers on lines: the probability of class 1. First seed, with test points.',
    zh: '横轴：第一个输入。纵轴：第二个输入。线上的数字：类别 1 的概率。第一个种子，含测试点。',
  },
  boundarySentence: {
    en: '{arm} decides otherwise than without the penalty on {share} of the plane.',
    zh: '{arm} 与无惩罚的判断在 {share} 的平面上不同。',
  },
  boundarySentenceValue: {
    en: '{arm} differs from without by {difference} on average over the plane.',
    zh: '{arm} 的输出与无惩罚相比，在平面上平均相差 {difference}。',
  },
  boundaryDiffers: { en: 'Decides otherwise', zh: '判断不同' },
  boundaryOfClass: { en: 'Class {class}', zh: '类别 {class}' },
  boundaryMeanDifference: { en: 'Mean difference', zh: '平均差' },
  boundaryLowest: { en: 'Lowest', zh: '最低' },
  boundaryHighest: { en: 'Highest', zh: '最高' },
  boundaryWhy: { en: 'What does the penalty do to the boundary?', zh: '惩罚项对边界做了什么？' },
  boundaryExplained: {
    en: 'Small weights bend the output slowly, so a penalized model draws a smoother line between the classes. Without a penalty the line may wind around single noisy training points; new points there are then judged wrongly.',
    zh: '权重小，输出的变化就平缓，因此有惩罚的模型画出的分界线更平滑。没有惩罚时，分界线可能绕着个别噪声训练点弯曲，附近的新点就会被误判。',
  },
} satisfies Record<string, Localized>;
