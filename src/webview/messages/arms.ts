import type { Localized } from '../../analysis/text/localized';

/** What the variants are called. */
export const armTexts = {
  without: { en: 'without', zh: '无惩罚' },
  withPenalty: { en: 'with {penalty}', zh: '有 {penalty}' },
  withProximal: { en: 'with {penalty}, exact zeros', zh: '有 {penalty}（精确零）' },
  withDropout: { en: 'with dropout {rate}', zh: '有 dropout {rate}' },
  withDecay: { en: 'with weight decay {decay}', zh: '有权重衰减 {decay}' },
  withStopping: { en: 'with early stopping after {patience}', zh: '有早停（耐心 {patience} 轮）' },
  withAsFound: { en: 'with the penalty', zh: '有惩罚' },
  arm: { en: 'Variant', zh: '方案' },
  armL1: { en: 'L1 {value}', zh: 'L1 {value}' },
  armL2: { en: 'L2 {value}', zh: 'L2 {value}' },
  armL1L2: { en: 'L1L2 {value}', zh: 'L1L2 {value}' },
  armProximal: { en: 'L1 {value}, exact zeros', zh: 'L1 {value}（精确零）' },
  armDropout: { en: 'dropout {value}', zh: 'dropout {value}' },
  armDecay: { en: 'weight decay {value}', zh: '权重衰减 {value}' },
  armEarlyStopping: { en: 'early stopping {value}', zh: '早停 {value}' },
  none: { en: 'none', zh: '无' },
} satisfies Record<string, Localized>;
