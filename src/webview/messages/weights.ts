import type { Localized } from '../../analysis/text/localized';

/** The histograms of the weights. */
export const weightTexts = {
  weightsTitle: { en: 'Weights after training', zh: '训练后的权重' },
  weightsWhy: { en: 'What does the penalty do to the weights?', zh: '惩罚项对权重做了什么？' },
  weightsExplained: {
    en: 'L2 pulls every weight towards zero, large ones hardest; L1 pulls all alike, so that many end near zero. They seldom reach exactly zero with ordinary gradient steps, so the page counts those below a small bound. Shown for the first seed.',
    zh: 'L2 把每个权重拉向零，越大拉得越狠；L1 对所有权重拉力相同，使许多权重接近零。普通的梯度步很少得到精确的零，所以这里统计小于某个界限的权重。显示第一个种子的结果。',
  },
  weightsSentence: {
    en: 'Norm {normWithout} without, {normWith} with; share with |w| < {bound}: {shareWithout} without, {shareWith} with.',
    zh: '范数：无惩罚 {normWithout}，有惩罚 {normWith}；|w| < {bound} 的占比：无惩罚 {shareWithout}，有惩罚 {shareWith}。',
  },
  weightsSentenceMany: {
    en: 'Share with |w| < {bound} (beside each name): from {least} to {most}.',
    zh: '|w| < {bound} 的占比（见各名称旁）：{least} 至 {most}。',
  },
  weightsAxes: { en: 'Across: weight. Up: number of weights.', zh: '横轴：权重。纵轴：权重个数。' },
  norm: { en: 'Norm', zh: '范数' },
  shareBelow: { en: 'Share with |w| < {bound}', zh: '|w| < {bound} 的占比' },
  weightsPending: { en: 'The histograms come when the run ends.', zh: '运行结束后显示直方图。' },
  weightsMissing: {
    en: 'The run ended before its weights could be shown.',
    zh: '运行在能显示权重之前就结束了。',
  },
  binRange: { en: 'Weight', zh: '权重' },
  bin: { en: '{low} to {high}', zh: '{low} 至 {high}' },
} satisfies Record<string, Localized>;
