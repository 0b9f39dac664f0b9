import type { Localized } from '../../analysis/text/localized';

/** The page's head, and what stands there while there is nothing else to show. */
export const frameTexts = {
  pageTitle: { en: 'RegLens: does the penalty help?', zh: 'RegLens：惩罚项有帮助吗？' },
  loading: { en: 'Reading the model…', zh: '正在读取模型…' },
  heading: { en: 'Does the penalty help “{model}”?', zh: '惩罚项对“{model}”有帮助吗？' },
  place: { en: '{file}, line {line}', zh: '{file}，第 {line} 行' },
  placeLabel: { en: 'Show the model in {file}, line {line}', zh: '显示模型：{file}，第 {line} 行' },
  cannotTitle: { en: 'This model cannot be compared', zh: '无法比较此模型' },
  compared: {
    en: 'without vs. {with} · {seeds} seeds · {epochs} epochs · data: {data}',
    zh: '“无惩罚”与“{with}”对比 · {seeds} 个种子 · {epochs} 轮 · 数据：{data}',
  },
  comparedMany: {
    en: '{arms} variants · {seeds} seeds · {epochs} epochs · data: {data}',
    zh: '{arms} 个方案 · {seeds} 个种子 · {epochs} 轮 · 数据：{data}',
  },
} satisfies Record<string, Localized>;
