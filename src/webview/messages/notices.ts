import type { Localized } from '../../analysis/text/localized';

/** What happened that the reader has to know of. */
export const noticeTexts = {
  retry: { en: 'Retry', zh: '重试' },
  dismiss: { en: 'Dismiss', zh: '关闭' },
  interrupted: {
    en: 'The run was interrupted when the panel was hidden or reloaded. The results so far are kept; it has started again from the same plan.',
    zh: '面板被隐藏或重新加载时，运行中断了。已有结果保留；现已按同一计划重新开始。',
  },
  closedEarly: {
    en: 'These results are from a run that did not finish; what was computed is kept.',
    zh: '这些结果来自未完成的运行；已计算的部分保留。',
  },
  outdated: {
    en: 'The model in the code has changed. The results below are those of the earlier plan.',
    zh: '代码中的模型已更改。下面的结果属于之前的计划。',
  },
  failed: { en: 'The training stopped with an error: {reason}.', zh: '训练因错误而停止：{reason}。' },
  failedKept: { en: 'What was computed until then is kept.', zh: '此前计算的结果保留。' },
  workerDied: { en: 'the worker could not be started or was ended', zh: '工作线程无法启动或已被终止' },
  silent: {
    en: 'The engine has not reported for {elapsed}. It may be busy with a slow model; you can wait, stop, or retry.',
    zh: '引擎已有 {elapsed} 没有报告。可能模型较慢；可以等待、停止或重试。',
  },
} satisfies Record<string, Localized>;
