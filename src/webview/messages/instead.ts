import type { Localized } from '../../analysis/text/localized';

/** A plan in the place of the one found in the code: a narrower one, or one that was pasted. */
export const insteadTexts = {
  narrowerOffered: {
    en: 'This model takes long to train here. A narrower one gives a first answer in about a minute: {note}',
    zh: '此模型在这里训练需要较长时间。更窄的模型大约一分钟就能给出初步答案：{note}',
  },
  takeNarrower: { en: 'Use the narrower model', zh: '使用更窄的模型' },
  narrowerInUse: {
    en: 'A narrower model is compared, not the one in the code: {note}',
    zh: '正在比较的是更窄的模型，而不是代码中的模型：{note}',
  },
  pastedInUse: {
    en: 'A pasted plan is compared, not the model in the code.',
    zh: '正在比较的是粘贴的计划，而不是代码中的模型。',
  },
  backToFound: { en: 'Back to the model in the code', zh: '回到代码中的模型' },
  pastePlan: { en: 'Paste plan', zh: '粘贴计划' },
  planTaken: { en: 'The settings are those of the pasted plan.', zh: '已采用粘贴的计划中的设置。' },
  badPaste: { en: 'The clipboard holds no plan: {reason}', zh: '剪贴板中没有可用的计划：{reason}' },
  noPenalizedArm: {
    en: 'all its arms are called “without”.',
    zh: '它的所有方案都名为“without”。',
  },
} satisfies Record<string, Localized>;
