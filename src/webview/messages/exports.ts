import type { Localized } from '../../analysis/text/localized';

/** What can be taken out of the lab. */
export const exportTexts = {
  exportTitle: { en: 'Take it along', zh: '导出' },
  exportLabel: { en: 'What', zh: '内容' },
  exportPlanExplained: {
    en: 'Everything this comparison is made of; “reglens compare” gives the same numbers from it.',
    zh: '这次比较的全部内容；用 “reglens compare” 运行它会得到相同的数值。',
  },
  exportCsvExplained: {
    en: 'A row for each variant, seed and epoch.',
    zh: '每个方案、种子和轮次一行。',
  },
  exportJsonExplained: {
    en: 'The plan with every number reached, and the verdict.',
    zh: '计划以及得到的全部数值和结论。',
  },
  exportPythonExplained: {
    en: 'The same paired comparison of the same model in Keras, on your machine; data of your own go into draw().',
    zh: '在你的机器上用 Keras 对同一模型做同样的配对比较；自己的数据写进 draw()。',
  },
  exportRayTuneExplained: {
    en: 'As above, each training a trial of Ray Tune, for many cores or machines.',
    zh: '同上，每次训练是 Ray Tune 的一个 trial，可用于多核或多台机器。',
  },
  exportMissing: { en: 'There are no results yet.', zh: '还没有结果。' },
  exportOpen: { en: 'Open in the editor', zh: '在编辑器中打开' },
  exportCopy: { en: 'Copy', zh: '复制' },
  copied: { en: 'Copied.', zh: '已复制。' },
} satisfies Record<string, Localized>;
