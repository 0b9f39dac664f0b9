import type { Localized } from '../../analysis/text/localized';

/** A file of the reader's own data. */
export const ownFileTexts = {
  useFile: { en: 'Use a file of the workspace…', zh: '使用工作区中的文件…' },
  fileMisfit: { en: '{file} cannot be used: {reason}', zh: '无法使用 {file}：{reason}' },
  readingFile: { en: 'Reading {file}…', zh: '正在读取 {file}…' },
  targetLabel: { en: 'Column to predict', zh: '要预测的列' },
  targetLabelOf: { en: 'Column to predict, {n} of {count}', zh: '要预测的列（{n}/{count}）' },
  fileRows: {
    en: '{rows} usable rows, {width} inputs; split anew by every seed.',
    zh: '可用 {rows} 行，{width} 个输入；每个种子重新划分。',
  },
} satisfies Record<string, Localized>;
