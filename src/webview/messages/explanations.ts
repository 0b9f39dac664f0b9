import type { Localized } from '../../analysis/text/localized';

/** The explanations beside the charts. */
export const explanationTexts = {
  ruleLink: { en: 'Rule: {title}', zh: '规则：{title}' },
  understood: { en: 'Hide', zh: '隐藏' },
  understoodLabel: { en: 'Hide the explanation: {question}', zh: '隐藏说明：{question}' },
  explainAgain: { en: 'Show explanations again', zh: '重新显示说明' },
  explainNothing: { en: 'Hide all explanations', zh: '隐藏所有说明' },
  sumWhy: { en: 'What does the penalty add to the loss?', zh: '惩罚项给损失加了什么？' },
  sumData: { en: 'Training data loss', zh: '训练数据损失' },
  sumPenalty: { en: '+ penalty', zh: '+ 惩罚项' },
  sumTotal: { en: '= what is minimized', zh: '= 训练所最小化的' },
  sumExplained: {
    en: 'The penalty is {penalty}. Training minimizes the sum, so it gives up some fit where that buys smaller weights. The curves leave the penalty out.',
    zh: '惩罚项等于{penalty}。训练最小化的是两者之和，因此会舍弃一些拟合来换取更小的权重。曲线不含惩罚项。',
  },
  formulaL1: {
    en: 'λ times the sum of the absolute values of the penalized weights',
    zh: ' λ 乘以受罚权重的绝对值之和',
  },
  formulaL2: {
    en: 'λ times the sum of the squares of the penalized weights',
    zh: ' λ 乘以受罚权重的平方和',
  },
  formulaL1L2: {
    en: 'λ times the sum of the absolute values and of the squares of the penalized weights',
    zh: ' λ 乘以受罚权重的绝对值之和与平方和',
  },
  formulaOther: {
    en: 'what the regularizers of the layers sum up to, as Keras collects it in model.losses',
    zh: '各层正则项之和，即 Keras 收集在 model.losses 中的值',
  },
} satisfies Record<string, Localized>;
