import type { Localized } from '../../analysis/text/localized';

/** The table of all variants. */
export const variantTexts = {
  variantsTitle: { en: 'All variants', zh: '所有方案' },
  variantsSentence: {
    en: '{arm} has the lowest validation loss of the {count} variants: {loss}.',
    zh: '{count} 个方案中，{arm} 的验证损失最低：{loss}。',
  },
  variantsRemark: {
    en: 'Means over the finished seeds; differences of the test loss against “without”, with their 95\u00a0% intervals. Of {count} intervals one may miss its mark by chance. Press a name to bring that variant out in every chart.',
    zh: '均为已完成种子的平均；差异为测试损失与“无惩罚”之差及其 95\u00a0% 区间。{count} 个区间中可能有一个因偶然而不准。按下名称可在所有图表中突出该方案。',
  },
  pointOut: { en: 'Bring out in every chart', zh: '在所有图表中突出显示' },
  lowestValidation: { en: 'lowest validation loss', zh: '验证损失最低' },
} satisfies Record<string, Localized>;
