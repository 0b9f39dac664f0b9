import type { Localized } from '../../analysis/text/localized';

/** The history of runs. */
export const historyTexts = {
  historyTitle: { en: 'Runs so far', zh: '历次运行' },
  oneRun: { en: '1 run', zh: '1 次运行' },
  manyRuns: { en: '{runs} runs', zh: '{runs} 次运行' },
  historyHelp: {
    en: 'Show brings back a run with what was set. Overlay lays its curves, dotted, over the run that is shown.',
    zh: '“显示”恢复该次运行的结果和设置；“叠加”把它的曲线以点线叠加在当前显示的运行上。',
  },
  historyDropped: {
    en: 'Older runs are gone: the page keeps about 1 MB of them.',
    zh: '更早的运行已被清除：页面最多保留约 1 MB。',
  },
  runName: { en: 'the run of {time}, {arm}', zh: '{time} 的运行（{arm}）' },
  runSet: { en: '{arm}, {seeds} seeds × {epochs} epochs', zh: '{arm}，{seeds} 个种子 × {epochs} 轮' },
  runSetMany: {
    en: '{arm} and {others} more, {seeds} seeds × {epochs} epochs',
    zh: '{arm} 及另外 {others} 个方案，{seeds} 个种子 × {epochs} 轮',
  },
  runSetSweep: {
    en: 'the best of {strengths} strengths: {arm}, {seeds} seeds × {epochs} epochs',
    zh: '{strengths} 个强度中最好的：{arm}，{seeds} 个种子 × {epochs} 轮',
  },
  runSeeds: { en: 'All {seeds} seeds, engine {engine}', zh: '全部 {seeds} 个种子，引擎 {engine}' },
  runPart: {
    en: 'Ended early: {done} of {seeds} seeds, engine {engine}',
    zh: '提前结束：{seeds} 个种子完成 {done} 个，引擎 {engine}',
  },
  runShown: { en: 'shown', zh: '正在显示' },
  runHelps: { en: 'helps', zh: '有帮助' },
  runHurts: { en: 'hurts', zh: '有害' },
  runNoDifference: { en: 'no detectable difference', zh: '没有可检测到的差异' },
  runTooFew: { en: 'too few seeds', zh: '种子太少' },
  runMean: { en: '{mean}', zh: '{mean}' },
  runInterval: { en: '{mean} ({low} to {high})', zh: '{mean}（{low} 至 {high}）' },
  restore: { en: 'Show', zh: '显示' },
  restoreRun: { en: 'Show {run}', zh: '显示 {run}' },
  overlay: { en: 'Overlay', zh: '叠加' },
  overlayRun: { en: 'Overlay {run}', zh: '叠加 {run}' },
  takeOff: { en: 'Take off', zh: '取消叠加' },
  takeRunOff: { en: 'Take off {run}', zh: '取消叠加 {run}' },
  forget: { en: 'Delete', zh: '删除' },
  forgetRun: { en: 'Delete {run}', zh: '删除 {run}' },
  restoredRun: { en: 'The run of {time} is shown again.', zh: '已重新显示 {time} 的运行。' },
  overlaidRun: { en: 'The curves of the run of {time} are overlaid.', zh: '已叠加 {time} 运行的曲线。' },
  takenOff: { en: 'No run is overlaid.', zh: '已取消叠加。' },
  forgottenRun: { en: 'Run deleted.', zh: '已删除该次运行。' },
  otherRun: { en: '{arm}, run of {time}', zh: '{arm}（{time} 的运行）' },
} satisfies Record<string, Localized>;
