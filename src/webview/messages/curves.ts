import type { Localized } from '../../analysis/text/localized';

/** The curves over the epochs: loss, gap, score. */
export const curveTexts = {
  lossTitle: { en: 'Data loss while training', zh: '训练过程中的数据损失' },
  lossSentence: {
    en: 'At epoch {epoch} the validation loss is {without} without and {with} with the penalty (mean of {seeds} seeds; bands: 95\u00a0% interval).',
    zh: '第 {epoch} 轮时，验证损失：无惩罚 {without}，有惩罚 {with}（{seeds} 个种子的平均；色带为 95\u00a0% 区间）。',
  },
  lossSentenceFewSeeds: {
    en: 'At epoch {epoch} the validation loss is {without} without and {with} with the penalty (mean of {seeds} seeds; bands from {least} seeds on).',
    zh: '第 {epoch} 轮时，验证损失：无惩罚 {without}，有惩罚 {with}（{seeds} 个种子的平均；满 {least} 个种子后显示区间色带）。',
  },
  lossWhy: {
    en: 'Why can the training loss be higher with a penalty?',
    zh: '为什么有惩罚时训练损失可能更高？',
  },
  lossExplained: {
    en: 'A model with small weights can no longer fit every training sample, its noise included. That is the point: a higher training curve is fine when the validation curve is lower. When both are higher, λ is too large.',
    zh: '权重较小的模型无法再贴合每个训练样本及其中的噪声。这正是目的：只要验证曲线更低，训练曲线更高并无问题。如果两者都更高，说明 λ 太大。',
  },
  divergedNote: {
    en: 'On {count} of {total} seeds a training diverged (its loss is no longer a number); it is left out of the curves.',
    zh: '{total} 个种子中有 {count} 个出现训练发散（损失不再是数值），未计入曲线。',
  },
  gapTitle: { en: 'Generalization gap', zh: '泛化差距' },
  gapColumn: { en: 'gap', zh: '差距' },
  gapSentence: {
    en: 'At epoch {epoch} the gap is {without} without and {with} with the penalty.',
    zh: '第 {epoch} 轮时，差距：无惩罚 {without}，有惩罚 {with}。',
  },
  gapWhy: { en: 'What is the gap?', zh: '什么是泛化差距？' },
  gapExplained: {
    en: 'Validation loss minus training loss, both without the penalty term and with dropout off. A growing gap means the model learns its training samples by heart. A small gap alone is no merit: a model that has learnt nothing has none.',
    zh: '验证损失减去训练损失，两者都不含惩罚项且关闭 dropout。差距增大说明模型在死记训练样本。但仅仅差距小并不是优点：什么都没学到的模型也没有差距。',
  },
  lossSentenceMany: {
    en: 'At epoch {epoch} the validation loss is {without} without and {with} with the penalty (mean of {seeds} seeds; the band of a variant comes when it is pointed out in the table of variants).',
    zh: '第 {epoch} 轮时，验证损失：无惩罚 {without}，有惩罚 {with}（{seeds} 个种子的平均；在方案表中突出某个方案时显示其区间色带）。',
  },
  accuracyTitle: { en: 'Accuracy on test data', zh: '测试数据上的准确率' },
  rSquaredTitle: { en: 'R² on test data', zh: '测试数据上的 R²' },
  accuracyColumn: { en: 'Accuracy', zh: '准确率' },
  rSquaredColumn: { en: 'R²', zh: 'R²' },
  accuracySentence: {
    en: 'At epoch {epoch} {without} of the test samples are right without and {with} with the penalty.',
    zh: '第 {epoch} 轮时，测试样本的正确率：无惩罚 {without}，有惩罚 {with}。',
  },
  rSquaredSentence: {
    en: 'At epoch {epoch} R² is {without} without and {with} with the penalty.',
    zh: '第 {epoch} 轮时，R²：无惩罚 {without}，有惩罚 {with}。',
  },
  accuracyWhy: { en: 'Why can accuracy and loss disagree?', zh: '为什么准确率与损失可能不一致？' },
  accuracyExplained: {
    en: 'Accuracy only counts which class is likeliest; the loss also counts how sure the model is. A penalty often makes a model less sure of its mistakes: the loss falls while the accuracy stays.',
    zh: '准确率只看哪个类别最可能；损失还看模型有多确信。惩罚项常使模型对自己的错误不那么确信：损失下降而准确率不变。',
  },
  rSquaredWhy: { en: 'What is R²?', zh: '什么是 R²？' },
  rSquaredExplained: {
    en: 'The share of the targets’ variance that the model explains: 1 is perfect, 0 is no better than always saying the mean, below 0 is worse than that.',
    zh: '模型所解释的目标方差的比例：1 为完美，0 相当于始终预测平均值，小于 0 则更差。',
  },
} satisfies Record<string, Localized>;
