import type { Localized } from '../../analysis/text/localized';

/** What several charts say: measures, axes, readers, tables. */
export const chartTexts = {
  training: { en: 'training', zh: '训练' },
  validation: { en: 'validation', zh: '验证' },
  epoch: { en: 'Epoch', zh: '轮' },
  atEpoch: { en: 'At epoch {epoch}', zh: '第 {epoch} 轮' },
  seed: { en: 'Seed', zh: '种子' },
  seedNumber: { en: 'Seed {seed}', zh: '种子 {seed}' },
  mean: { en: 'Mean', zh: '平均' },
  table: { en: 'Numbers as a table', zh: '以表格显示数据' },
  tableOf: { en: '{title}: numbers', zh: '{title}：数据' },
  readEpoch: { en: 'Read the epochs of: {title}', zh: '逐轮读取：{title}' },
  readSeed: { en: 'Read the seeds of: {title}', zh: '逐个种子读取：{title}' },
  readBin: { en: 'Read the bins of: {title}', zh: '逐个区间读取：{title}' },
  validationLoss: { en: 'Validation loss', zh: '验证损失' },
  testLoss: { en: 'Test loss', zh: '测试损失' },
  differenceShort: { en: 'Difference', zh: '差异' },
  wins: { en: 'Wins', zh: '胜出' },
  readArm: { en: 'Read the variants of: {title}', zh: '逐个方案读取：{title}' },
  savePicture: { en: 'Save {title} as {form}', zh: '将“{title}”保存为 {form}' },
  readingPair: { en: '{place}: {values}', zh: '{place}：{values}' },
} satisfies Record<string, Localized>;
