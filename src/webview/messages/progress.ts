import type { Localized } from '../../analysis/text/localized';

/** How far a run is, and how it ended. */
export const progressTexts = {
  progressLabel: { en: 'Training', zh: '训练进度' },
  starting: { en: 'Starting the engine…', zh: '正在启动引擎…' },
  waitingForEngine: { en: 'Waiting for the engine…', zh: '正在等待引擎…' },
  progress: {
    en: '{share}: {pairs} of {seeds} seeds finished',
    zh: '{share}：{seeds} 个种子已完成 {pairs} 个',
  },
  elapsed: { en: '{elapsed} elapsed', zh: '已用 {elapsed}' },
  remaining: { en: '{elapsed} elapsed, about {remaining} left', zh: '已用 {elapsed}，大约还需 {remaining}' },
  done: {
    en: 'Finished in {elapsed}. Engine: {engine}.',
    zh: '已完成，用时 {elapsed}，引擎 {engine}。',
  },
  stopped: {
    en: 'Stopped after {elapsed}: {pairs} of {seeds} seeds finished; these results are kept.',
    zh: '{elapsed} 后停止：{seeds} 个种子完成了 {pairs} 个；已有结果保留。',
  },
  budgetSpent: {
    en: 'The time budget was spent after {elapsed}: {pairs} of {seeds} seeds finished; these results are kept.',
    zh: '{elapsed} 后时间预算用完：{seeds} 个种子完成了 {pairs} 个；已有结果保留。',
  },
  broken: {
    en: 'Ended by an error after {elapsed}: {pairs} of {seeds} seeds finished; these results are kept.',
    zh: '{elapsed} 后因错误结束：{seeds} 个种子完成了 {pairs} 个；已有结果保留。',
  },
  engineUsed: { en: 'Engine: {engine}.', zh: '引擎：{engine}。' },
  begun: {
    en: 'The training has begun; the first curves come in a moment.',
    zh: '训练已开始；首批曲线马上出现。',
  },
  notRunTitle: { en: 'Nothing trained yet', zh: '尚未训练' },
  notRun: {
    en: 'Run trains this model with and without its penalty, from the same weights on the same batches, once for each seed. The curves, the difference on each seed and the verdict appear here.',
    zh: '运行会用相同的初始权重和相同的批次，对每个种子分别训练有惩罚和无惩罚的模型。曲线、每个种子上的差异和结论会显示在这里。',
  },
  seconds: { en: '{seconds} s', zh: '{seconds} 秒' },
  minutes: { en: '{minutes} min {seconds} s', zh: '{minutes} 分 {seconds} 秒' },
} satisfies Record<string, Localized>;
