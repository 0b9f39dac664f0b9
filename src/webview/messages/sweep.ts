import type { Localized } from '../../analysis/text/localized';

/** The sweep over the strength. */
export const sweepTexts = {
  sweepTitle: { en: 'Strength of the penalty', zh: '惩罚强度' },
  sweepPending: {
    en: 'The curve comes when every strength has finished one seed.',
    zh: '每个强度都完成一个种子后显示曲线。',
  },
  strengthAxis: { en: 'λ', zh: 'λ' },
  chosenStrength: { en: 'chosen: λ {strength}', zh: '选中：λ {strength}' },
  chosen: { en: 'chosen', zh: '选中' },
  useStrength: { en: 'Use λ {strength}', zh: '使用 λ {strength}' },
  strengthTaken: { en: 'λ is now {strength}.', zh: 'λ 已设为 {strength}。' },
  readStrength: { en: 'Read the strengths of: {title}', zh: '逐个强度读取：{title}' },
  testLossBars: {
    en: 'test loss, with the 95\u00a0% interval of its difference to without',
    zh: '测试损失，以及它与无惩罚之差的 95\u00a0% 区间',
  },
  divergedPoint: { en: 'a training diverged', zh: '有训练发散' },
  sweepReading: {
    en: 'λ {strength}: test loss {test}, validation loss {validation}; difference to without {low} to {high}',
    zh: 'λ {strength}：测试损失 {test}，验证损失 {validation}；与无惩罚之差 {low} 至 {high}',
  },
  sweepWhy: { en: 'Why is λ chosen on validation data?', zh: '为什么用验证数据选择 λ？' },
  sweepExplained: {
    en: 'Too small a λ does nothing, too large a one keeps the model from learning; in between there is often a valley. The lowest of several losses is low partly by luck. So validation data choose λ, and test data, which had no part in it, say what it is worth. A bar that stays clear of the line “without” is a difference that the seeds agree on.',
    zh: 'λ 太小不起作用，太大会妨碍模型学习；两者之间常有一个低谷。若干损失中最低的那个，部分出于运气。因此用验证数据选择 λ，再用未参与选择的测试数据评价它。误差线完全避开“无惩罚”线，说明各种子一致认为有差异。',
  },
} satisfies Record<string, Localized>;
