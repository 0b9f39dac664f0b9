import type { Localized } from '../analysis/text/localized';

/**
 * Titles of the rules that the explanations link to. They stand here a second time, and a test compares them, as the
 * rules themselves would bring the whole analysis into the page.
 */
export const ruleTitles = {
  'l2-with-adam': { en: 'L2 with an adaptive optimizer', zh: 'L2 与自适应优化器并用' },
  'losses-counted-twice': { en: 'Penalty counted twice', zh: '惩罚项重复计入' },
  'losses-ignored': { en: 'Training step without the penalties', zh: '训练步骤遗漏惩罚项' },
  'missing-regularization': { en: 'Nothing against overfitting', zh: '没有任何防止过拟合的手段' },
  'regularizer-strength': { en: 'A penalty of the wrong strength', zh: '强度不当的惩罚项' },
} satisfies Record<string, Localized>;

export type LinkedRule = keyof typeof ruleTitles;
