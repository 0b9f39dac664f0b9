import type { Localized } from '../../analysis/text/localized';

/** The settings of a comparison and the buttons that run it. */
export const controlTexts = {
  controlsTitle: { en: 'Comparison', zh: '比较设置' },
  penaltyLabel: { en: 'Penalty', zh: '惩罚项' },
  strengthLabel: { en: 'Strength λ', zh: '强度 λ' },
  seedsLabel: { en: 'Seeds', zh: '随机种子数' },
  epochsLabel: { en: 'Epochs', zh: '训练轮数' },
  kindAsFound: { en: 'As in the code', zh: '与代码相同' },
  badStrength: {
    en: 'λ must be a number above 0, at most 1,000.',
    zh: 'λ 必须是大于 0 且不超过 1,000 的数。',
  },
  badSeeds: {
    en: 'Seeds must be a whole number from {least} to {most}: fewer say nothing certain.',
    zh: '随机种子数必须是 {least} 到 {most} 之间的整数：再少就无法得出可靠结论。',
  },
  badCount: {
    en: '{label} must be a whole number from {least} to {most}.',
    zh: '{label}必须是 {least} 到 {most} 之间的整数。',
  },
  badNumber: {
    en: '{label} must be a number above 0, at most 1,000.',
    zh: '{label}必须是大于 0 且不超过 1,000 的数。',
  },
  badRate: {
    en: '{label} must be a number between 0 and 1, such as 0.5.',
    zh: '{label}必须是 0 与 1 之间的数，例如 0.5。',
  },
  badShare: {
    en: '{label} must be a number from 0 to below 1, such as 0.1 for a tenth.',
    zh: '{label}必须是不小于 0 且小于 1 的数，例如 0.1 表示十分之一。',
  },
  badNoise: {
    en: '{label} must be a number from 0 to 1,000.',
    zh: '{label}必须是 0 到 1,000 之间的数。',
  },
  noneLeft: {
    en: '{label}: the other two parts already take all examples; make one of them smaller.',
    zh: '{label}：另外两部分已用完全部样本；请减小其中之一。',
  },
  dropoutLabel: { en: 'Dropout rate', zh: 'Dropout 比例' },
  decayLabel: { en: 'Weight decay', zh: '权重衰减' },
  patienceLabel: { en: 'Patience (epochs)', zh: '耐心（轮）' },
  learningRateLabel: { en: 'Learning rate', zh: '学习率' },
  trainSizeLabel: { en: 'Training examples', zh: '训练样本数' },
  validationSizeLabel: { en: 'Validation examples', zh: '验证样本数' },
  testSizeLabel: { en: 'Test examples', zh: '测试样本数' },
  noiseLabel: { en: 'Noise', zh: '噪声' },
  labelNoiseLabel: { en: 'Wrong labels (share)', zh: '错误标签的比例' },
  strengthSlider: { en: 'Strength λ, by steps', zh: '强度 λ，逐级调节' },
  strengthIs: { en: 'λ {strength}', zh: 'λ {strength}' },
  proximalLabel: { en: 'Exact zeros (proximal step)', zh: '精确的零（近端步）' },
  scopeLabel: { en: 'Compare', zh: '比较方式' },
  scopePair: { en: 'With and without', zh: '有与无' },
  scopeSeveral: { en: 'Several penalties', zh: '多种惩罚' },
  scopeSweep: { en: 'Sweep of the strength λ', zh: '扫描强度 λ' },
  furtherLabel: { en: 'Compare also with', zh: '同时比较' },
  sweepWords: {
    en: 'Eight strengths half a decade apart, from a hundredth of λ to some thirty times as much. The best is chosen on the validation data and reported on the test data.',
    zh: '八个强度，相邻相差半个数量级，从 λ 的百分之一到约三十倍。用验证数据选出最好的强度，用测试数据报告结果。',
  },
  aboutData: { en: 'About these data', zh: '关于这些数据' },
  more: { en: 'More settings', zh: '更多设置' },
  placesLabel: { en: 'The penalty is on', zh: '惩罚作用于' },
  noPlace: {
    en: 'Tick at least one weight for the penalty to be on.',
    zh: '请至少勾选一个权重，让惩罚作用于它。',
  },
  scheduled: {
    en: 'The learning rate begins here and follows the schedule in the code.',
    zh: '学习率从这个值开始，并按代码中的计划变化。',
  },
  weights: { en: '{count} weights', zh: '{count} 个权重' },
  changedArms: { en: 'Compared also', zh: '同时比较的方案' },
  nothingElse: { en: 'nothing', zh: '无' },
  changedSweep: { en: 'Strengths in the sweep', zh: '扫描的强度数' },
  strengthFixed: {
    en: 'Each layer keeps its own strength, as in the code.',
    zh: '每一层保留代码中各自的强度。',
  },
  noPenaltyPlace: {
    en: 'No weight of this model can take a penalty here.',
    zh: '此模型没有可以加惩罚项的权重。',
  },
  suggested: {
    en: 'The code has no penalty; this one is a suggestion.',
    zh: '代码中没有惩罚项；这里用的是建议值。',
  },
  run: { en: 'Run', zh: '运行' },
  runAgain: { en: 'Run again', zh: '重新运行' },
  stop: { en: 'Stop', zh: '停止' },
  stopping: { en: 'Stopping…', zh: '正在停止…' },
  reset: { en: 'Reset', zh: '重置' },
  resetLabel: {
    en: 'Reset to the settings as found and clear the results',
    zh: '重置为代码中的设置并清除结果',
  },
  willRun: {
    en: 'Run trains {arms} variants × {seeds} seeds = {trainings} trainings of {epochs} epochs.',
    zh: '运行将训练 {arms} 个方案 × {seeds} 个种子 = {trainings} 次训练，每次 {epochs} 轮。',
  },
  thisRun: {
    en: 'This run trains {arms} variants × {seeds} seeds = {trainings} trainings of {epochs} epochs.',
    zh: '本次运行训练 {arms} 个方案 × {seeds} 个种子 = {trainings} 次训练，每次 {epochs} 轮。',
  },
  willRerun: {
    en: 'Changed since the result: {changes}. Run again trains all {trainings} anew.',
    zh: '自上次结果以来已更改：{changes}。重新运行将重做全部 {trainings} 次训练。',
  },
  upToDate: { en: 'The results belong to these settings.', zh: '下面的结果对应当前设置。' },
  runningKeeps: {
    en: 'This run keeps its settings; the changes count from the next one: {changes}.',
    zh: '本次运行保持原设置；更改从下次运行起生效：{changes}。',
  },
  change: { en: '{what} {from} → {to}', zh: '{what} {from} → {to}' },
  changedModel: { en: 'the model', zh: '模型' },
} satisfies Record<string, Localized>;
