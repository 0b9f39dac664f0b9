import type { Localized } from '../../analysis/text/localized';

/** The difference on each seed, of one variant or of several. */
export const differenceTexts = {
  differenceTitle: { en: 'Difference on each seed', zh: '每个种子上的差异' },
  differenceColumn: { en: 'Test loss, with − without', zh: '测试损失，有 − 无' },
  differenceSentence: {
    en: 'The penalty has the lower test loss on {wins} of {seeds} seeds; mean difference {mean}, 95\u00a0% interval {low} to {high}.',
    zh: '在 {seeds} 个种子中，有惩罚时 {wins} 个的测试损失更低；平均差 {mean}，95\u00a0% 区间 {low} 至 {high}。',
  },
  differenceTooFew: {
    en: 'Seeds finished so far: {seeds}. The interval comes with {least}.',
    zh: '目前完成的种子：{seeds} 个。满 {least} 个后给出区间。',
  },
  differenceWhy: { en: 'Why does one seed prove nothing?', zh: '为什么一个种子说明不了问题？' },
  differenceExplained: {
    en: 'Another random start or split moves the loss too, often more than the penalty does. Each seed trains both variants from the same weights, on the same split and batches, so their difference is the penalty’s doing. Only when the interval of the mean stays clear of zero do the seeds agree.',
    zh: '换一个随机初始值或数据划分也会改变损失，变化往往比惩罚项带来的还大。每个种子都用相同的初始权重、划分和批次训练两个方案，因此差异来自惩罚项。只有平均差的区间不含零，各种子的结果才算一致。',
  },
  better: { en: '← penalty better', zh: '← 有惩罚更好' },
  worse: { en: 'penalty worse →', zh: '有惩罚更差 →' },
  betterShort: { en: '← better', zh: '← 更好' },
  worseShort: { en: 'worse →', zh: '更差 →' },
  forestColumn: {
    en: 'Test loss, variant − without: a circle for each seed, below it the mean with its 95\u00a0% interval',
    zh: '测试损失，方案 − 无惩罚：每个种子一个圆圈，其下为平均值及 95\u00a0% 区间',
  },
  forestSentence: {
    en: 'Interval wholly below 0 (lower test loss than without): {better}. Wholly above 0: {worse}.',
    zh: '区间全部低于 0（测试损失低于无惩罚）：{better}。全部高于 0：{worse}。',
  },
  forestReading: {
    en: '{name}: mean {mean}, 95\u00a0% interval {low} to {high}, lower on {wins} of {seeds} seeds',
    zh: '{name}：平均 {mean}，95\u00a0% 区间 {low} 至 {high}，{seeds} 个种子中 {wins} 个更低',
  },
} satisfies Record<string, Localized>;
