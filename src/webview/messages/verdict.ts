import type { Localized } from '../../analysis/text/localized';

/** The verdict and its facts. */
export const verdictTexts = {
  verdictTitle: { en: 'Verdict', zh: '结论' },
  verdictSoFar: { en: 'Verdict so far', zh: '目前的结论' },
  apply: { en: 'Apply to code', zh: '应用到代码' },
  applyShort: { en: 'Apply', zh: '应用' },
  applyArm: { en: 'Apply to code: {arm}', zh: '应用到代码：{arm}' },
  factDifference: { en: 'Mean difference of the test loss', zh: '测试损失的平均差' },
  factInterval: { en: '95\u00a0% interval', zh: '95\u00a0% 区间' },
  factWins: { en: 'Seeds with the lower test loss', zh: '测试损失更低的种子数' },
  factScore: { en: 'Test {score}, without → with', zh: '测试{score}，无惩罚 → 有惩罚' },
  winsOf: { en: '{wins} of {seeds}', zh: '{wins} / {seeds}' },
  interval: { en: '{low} to {high}', zh: '{low} 至 {high}' },
  arrow: { en: '{from} → {to}', zh: '{from} → {to}' },
  accuracy: { en: 'accuracy', zh: '准确率' },
  rSquared: { en: 'R²', zh: ' R²' },
} satisfies Record<string, Localized>;
