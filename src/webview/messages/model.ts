import type { Localized } from '../../analysis/text/localized';

/** The model as found in the code. */
export const modelTexts = {
  modelTitle: { en: 'The model as found', zh: '代码中的模型' },
  layer: { en: 'Layer', zh: '层' },
  layersLabel: { en: 'Layers', zh: '各层' },
  outputShape: { en: 'Output', zh: '输出形状' },
  parameters: { en: 'Parameters', zh: '参数量' },
  total: { en: 'Total', zh: '合计' },
  atLeast: { en: 'at least {count}', zh: '至少 {count}' },
  unknown: { en: 'unknown', zh: '未知' },
  revealLayer: { en: 'Show {type} in the code, line {line}', zh: '在代码第 {line} 行显示 {type}' },
  optimizer: { en: 'Optimizer', zh: '优化器' },
  loss: { en: 'Loss', zh: '损失函数' },
  batchSize: { en: 'Batch size', zh: '批大小' },
  data: { en: 'Data', zh: '数据' },
  dataMade: {
    en: 'It is made anew from each seed; your own data may answer differently.',
    zh: '数据由每个种子重新生成；您自己的数据可能给出不同的答案。',
  },
  notesTitle: { en: 'Notes', zh: '说明' },
} satisfies Record<string, Localized>;
