import type { Localized } from '../analysis/text/localized';

/** Every word of the page. `{name}` marks a place that `render` fills in. */
export const texts = {
  // Frame
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

  // Controls
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
  changedPlaces: { en: 'The penalty is on', zh: '惩罚作用于' },
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
  retry: { en: 'Retry', zh: '重试' },
  dismiss: { en: 'Dismiss', zh: '关闭' },
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

  // A file of the reader's
  useFile: { en: 'Use a file of the workspace…', zh: '使用工作区中的文件…' },
  fileMisfit: { en: '{file} cannot be used: {reason}', zh: '无法使用 {file}：{reason}' },
  readingFile: { en: 'Reading {file}…', zh: '正在读取 {file}…' },
  targetLabel: { en: 'Column to predict', zh: '要预测的列' },
  targetLabelOf: { en: 'Column to predict, {n} of {count}', zh: '要预测的列（{n}/{count}）' },
  fileRows: {
    en: '{rows} usable rows, {width} inputs; split anew by every seed.',
    zh: '可用 {rows} 行，{width} 个输入；每个种子重新划分。',
  },

  // In the place of the plan as found
  narrowerOffered: {
    en: 'This model takes long to train here. A narrower one gives a first answer in about a minute: {note}',
    zh: '此模型在这里训练需要较长时间。更窄的模型大约一分钟就能给出初步答案：{note}',
  },
  takeNarrower: { en: 'Use the narrower model', zh: '使用更窄的模型' },
  narrowerInUse: {
    en: 'A narrower model is compared, not the one in the code: {note}',
    zh: '正在比较的是更窄的模型，而不是代码中的模型：{note}',
  },
  pastedInUse: {
    en: 'A pasted plan is compared, not the model in the code.',
    zh: '正在比较的是粘贴的计划，而不是代码中的模型。',
  },
  backToFound: { en: 'Back to the model in the code', zh: '回到代码中的模型' },
  pastePlan: { en: 'Paste plan', zh: '粘贴计划' },
  planTaken: { en: 'The settings are those of the pasted plan.', zh: '已采用粘贴的计划中的设置。' },
  badPaste: { en: 'The clipboard holds no plan: {reason}', zh: '剪贴板中没有可用的计划：{reason}' },
  noPenalizedArm: {
    en: 'all its arms are called “without”.',
    zh: '它的所有方案都名为“without”。',
  },

  // Progress
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
    en: 'Finished in {elapsed} with the engine {engine}.',
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

  // What happened
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

  // Export
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

  // Verdict
  verdictTitle: { en: 'Verdict', zh: '结论' },
  verdictSoFar: { en: 'Verdict so far', zh: '目前的结论' },
  apply: { en: 'Apply to code', zh: '应用到代码' },
  applyShort: { en: 'Apply', zh: '应用' },
  applyArm: { en: 'Apply to code: {arm}', zh: '应用到代码：{arm}' },
  factDifference: { en: 'Mean difference of the test loss', zh: '测试损失的平均差' },
  factInterval: { en: '95\u00a0% interval', zh: '95\u00a0% 区间' },
  factWins: { en: 'Seeds with the lower test loss', zh: '测试损失更低的种子数' },
  factScore: { en: 'Test {score}, without → with', zh: '测试{score}，无惩罚 → 有惩罚' },
  winsOf: { en: '{wins} of {seeds}', zh: '{wins} / {seeds}' },
  interval: { en: '{low} to {high}', zh: '{low} 至 {high}' },
  arrow: { en: '{from} → {to}', zh: '{from} → {to}' },
  accuracy: { en: 'accuracy', zh: '准确率' },
  rSquared: { en: 'R²', zh: ' R²' },

  // Arms and measures
  without: { en: 'without', zh: '无惩罚' },
  withPenalty: { en: 'with {penalty}', zh: '有 {penalty}' },
  withProximal: { en: 'with {penalty}, exact zeros', zh: '有 {penalty}（精确零）' },
  withDropout: { en: 'with dropout {rate}', zh: '有 dropout {rate}' },
  withDecay: { en: 'with weight decay {decay}', zh: '有权重衰减 {decay}' },
  withStopping: { en: 'with early stopping after {patience}', zh: '有早停（耐心 {patience} 轮）' },
  withAsFound: { en: 'with the penalty', zh: '有惩罚' },
  arm: { en: 'Variant', zh: '方案' },
  training: { en: 'training', zh: '训练' },
  validation: { en: 'validation', zh: '验证' },
  epoch: { en: 'Epoch', zh: '轮' },
  atEpoch: { en: 'At epoch {epoch}', zh: '第 {epoch} 轮' },
  seed: { en: 'Seed', zh: '种子' },
  seedNumber: { en: 'Seed {seed}', zh: '种子 {seed}' },
  mean: { en: 'Mean', zh: '平均' },

  // Charts
  table: { en: 'Numbers as a table', zh: '以表格显示数据' },
  tableOf: { en: '{title}: numbers', zh: '{title}：数据' },
  readEpoch: { en: 'Read the epochs of: {title}', zh: '逐轮读取：{title}' },
  readSeed: { en: 'Read the seeds of: {title}', zh: '逐个种子读取：{title}' },
  readBin: { en: 'Read the bins of: {title}', zh: '逐个区间读取：{title}' },
  lossTitle: { en: 'Data loss while training', zh: '训练过程中的数据损失' },
  lossSentence: {
    en: 'At epoch {epoch} the validation loss is {without} without and {with} with the penalty (mean of {seeds} seeds; bands: 95\u00a0% interval).',
    zh: '第 {epoch} 轮时，验证损失：无惩罚 {without}，有惩罚 {with}（{seeds} 个种子的平均；色带为 95\u00a0% 区间）。',
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
  differenceTitle: { en: 'Difference on each seed', zh: '每个种子上的差异' },
  differenceColumn: { en: 'Test loss, with − without', zh: '测试损失，有 − 无' },
  differenceSentence: {
    en: 'The penalty has the lower test loss on {wins} of {seeds} seeds; mean difference {mean}, 95\u00a0% interval {low} to {high}.',
    zh: '在 {seeds} 个种子中，有惩罚时 {wins} 个的测试损失更低；平均差 {mean}，95\u00a0% 区间 {low} 至 {high}。',
  },
  differenceTooFew: {
    en: 'Seeds finished so far: {seeds}. The interval comes with {least}.',
    zh: '目前完成的种子：{seeds} 个。满 {least} 个后给出区间。',
  },
  differenceWhy: { en: 'Why does one seed prove nothing?', zh: '为什么一个种子说明不了问题？' },
  differenceExplained: {
    en: 'Another random start or split moves the loss too, often more than the penalty does. Each seed trains both variants from the same weights, on the same split and batches, so their difference is the penalty’s doing. Only when the interval of the mean stays clear of zero do the seeds agree.',
    zh: '换一个随机初始值或数据划分也会改变损失，变化往往比惩罚项带来的还大。每个种子都用相同的初始权重、划分和批次训练两个方案，因此差异来自惩罚项。只有平均差的区间不含零，各种子的结果才算一致。',
  },
  better: { en: '← penalty better', zh: '← 有惩罚更好' },
  worse: { en: 'penalty worse →', zh: '有惩罚更差 →' },
  betterShort: { en: '← better', zh: '← 更好' },
  worseShort: { en: 'worse →', zh: '更差 →' },
  weightsTitle: { en: 'Weights after training', zh: '训练后的权重' },
  weightsWhy: { en: 'What does the penalty do to the weights?', zh: '惩罚项对权重做了什么？' },
  weightsExplained: {
    en: 'L2 pulls every weight towards zero, large ones hardest; L1 pulls all alike, so that many end near zero. They seldom reach exactly zero with ordinary gradient steps, so the page counts those below a small bound. Shown for the first seed.',
    zh: 'L2 把每个权重拉向零，越大拉得越狠；L1 对所有权重拉力相同，使许多权重接近零。普通的梯度步很少得到精确的零，所以这里统计小于某个界限的权重。显示第一个种子的结果。',
  },
  weightsSentence: {
    en: 'Norm {normWithout} without, {normWith} with; share with |w| < {bound}: {shareWithout} without, {shareWith} with.',
    zh: '范数：无惩罚 {normWithout}，有惩罚 {normWith}；|w| < {bound} 的占比：无惩罚 {shareWithout}，有惩罚 {shareWith}。',
  },
  // Charts of several variants
  armL1: { en: 'L1 {value}', zh: 'L1 {value}' },
  armL2: { en: 'L2 {value}', zh: 'L2 {value}' },
  armL1L2: { en: 'L1L2 {value}', zh: 'L1L2 {value}' },
  armProximal: { en: 'L1 {value}, proximal', zh: 'L1 {value}（近端）' },
  armDropout: { en: 'dropout {value}', zh: 'dropout {value}' },
  armDecay: { en: 'decay {value}', zh: '权重衰减 {value}' },
  armEarlyStopping: { en: 'early stopping {value}', zh: '早停 {value}' },
  none: { en: 'none', zh: '无' },
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
  variantsTitle: { en: 'All variants', zh: '所有方案' },
  variantsSentence: {
    en: '{arm} has the lowest validation loss of the {count} variants: {loss}.',
    zh: '{count} 个方案中，{arm} 的验证损失最低：{loss}。',
  },
  variantsRemark: {
    en: 'Means over the finished seeds; differences of the test loss against “without”, with their 95\u00a0% intervals. Of {count} intervals one may miss its mark by chance. Press a name to bring that variant out in every chart.',
    zh: '均为已完成种子的平均；差异为测试损失与“无惩罚”之差及其 95\u00a0% 区间。{count} 个区间中可能有一个因偶然而不准。按下名称可在所有图表中突出该方案。',
  },
  pointOut: { en: 'Bring out in every chart', zh: '在所有图表中突出显示' },
  lowestValidation: { en: 'lowest validation loss', zh: '验证损失最低' },
  validationLoss: { en: 'Validation loss', zh: '验证损失' },
  testLoss: { en: 'Test loss', zh: '测试损失' },
  differenceShort: { en: 'Difference', zh: '差异' },
  wins: { en: 'Wins', zh: '胜出' },
  forestColumn: {
    en: 'Test loss, variant − without: a circle for each seed, below it the mean with its 95\u00a0% interval',
    zh: '测试损失，方案 − 无惩罚：每个种子一个圆圈，其下为平均值及 95\u00a0% 区间',
  },
  forestSentence: {
    en: 'Interval wholly below 0 (lower test loss than without): {better}. Wholly above 0: {worse}.',
    zh: '区间全部低于 0（测试损失低于无惩罚）：{better}。全部高于 0：{worse}。',
  },
  forestReading: {
    en: '{name}: mean {mean}, 95\u00a0% interval {low} to {high}, lower on {wins} of {seeds} seeds',
    zh: '{name}：平均 {mean}，95\u00a0% 区间 {low} 至 {high}，{seeds} 个种子中 {wins} 个更低',
  },
  readArm: { en: 'Read the variants of: {title}', zh: '逐个方案读取：{title}' },
  weightsSentenceMany: {
    en: 'Share with |w| < {bound} (beside each name): from {least} to {most}.',
    zh: '|w| < {bound} 的占比（见各名称旁）：{least} 至 {most}。',
  },
  weightsAxes: { en: 'Across: weight. Up: number of weights.', zh: '横轴：权重。纵轴：权重个数。' },
  norm: { en: 'Norm', zh: '范数' },
  shareBelow: { en: 'Share with |w| < {bound}', zh: '|w| < {bound} 的占比' },
  savePicture: { en: 'Save {title} as {form}', zh: '将“{title}”保存为 {form}' },

  // Sweep over the strength
  sweepTitle: { en: 'Strength of the penalty', zh: '惩罚强度' },
  sweepPending: {
    en: 'The curve comes when every strength has finished one seed.',
    zh: '每个强度都完成一个种子后显示曲线。',
  },
  strengthAxis: { en: 'λ', zh: 'λ' },
  chosenStrength: { en: 'chosen: λ {strength}', zh: '选中：λ {strength}' },
  chosen: { en: 'chosen', zh: '选中' },
  useStrength: { en: 'Use λ {strength}', zh: '使用 λ {strength}' },
  strengthTaken: { en: 'λ is now {strength}.', zh: 'λ 已设为 {strength}。' },
  readStrength: { en: 'Read the strengths of: {title}', zh: '逐个强度读取：{title}' },
  testLossBars: {
    en: 'test loss, with the 95\u00a0% interval of its difference to without',
    zh: '测试损失，以及它与无惩罚之差的 95\u00a0% 区间',
  },
  divergedPoint: { en: 'a training diverged', zh: '有训练发散' },
  sweepReading: {
    en: 'λ {strength}: test loss {test}, validation loss {validation}; difference to without {low} to {high}',
    zh: 'λ {strength}：测试损失 {test}，验证损失 {validation}；与无惩罚之差 {low} 至 {high}',
  },
  sweepWhy: { en: 'Why is λ chosen on validation data?', zh: '为什么用验证数据选择 λ？' },
  sweepExplained: {
    en: 'Too small a λ does nothing, too large a one keeps the model from learning; in between there is often a valley. The lowest of several losses is low partly by luck. So validation data choose λ, and test data, which had no part in it, say what it is worth. A bar that stays clear of the line “without” is a difference that the seeds agree on.',
    zh: 'λ 太小不起作用，太大会妨碍模型学习；两者之间常有一个低谷。若干损失中最低的那个，部分出于运气。因此用验证数据选择 λ，再用未参与选择的测试数据评价它。误差线完全避开“无惩罚”线，说明各种子一致认为有差异。',
  },

  // What the variants predict over two inputs
  boundaryTitle: { en: 'What the variants predict', zh: '各方案的预测' },
  boundaryAxes: {
    en: 'Across: the first input. Up: the second. First seed, with test points.',
    zh: '横轴：第一个输入。纵轴：第二个输入。第一个种子，含测试点。',
  },
  boundaryAxesValue: {
    en: 'Across: the first input. Up: the second. Fuller colour: a higher output. First seed.',
    zh: '横轴：第一个输入。纵轴：第二个输入。颜色越浓输出越高。第一个种子。',
  },
  boundarySentence: {
    en: '{arm} decides otherwise than without the penalty on {share} of the plane.',
    zh: '{arm} 与无惩罚的判断在 {share} 的平面上不同。',
  },
  boundarySentenceValue: {
    en: '{arm} differs from without by {difference} on average over the plane.',
    zh: '{arm} 的输出与无惩罚相比，在平面上平均相差 {difference}。',
  },
  boundaryDiffers: { en: 'Decides otherwise', zh: '判断不同' },
  boundaryOfClass: { en: 'Class {class}', zh: '类别 {class}' },
  boundaryMeanDifference: { en: 'Mean difference', zh: '平均差' },
  boundaryLowest: { en: 'Lowest', zh: '最低' },
  boundaryHighest: { en: 'Highest', zh: '最高' },
  boundaryWhy: { en: 'What does the penalty do to the boundary?', zh: '惩罚项对边界做了什么？' },
  boundaryExplained: {
    en: 'Small weights bend the output slowly, so a penalized model draws a smoother line between the classes. Without a penalty the line may wind around single noisy training points; new points there are then judged wrongly.',
    zh: '权重小，输出的变化就平缓，因此有惩罚的模型画出的分界线更平滑。没有惩罚时，分界线可能绕着个别噪声训练点弯曲，附近的新点就会被误判。',
  },
  weightsPending: { en: 'The histograms come when the run ends.', zh: '运行结束后显示直方图。' },
  weightsMissing: {
    en: 'The run ended before its weights could be shown.',
    zh: '运行在能显示权重之前就结束了。',
  },
  binRange: { en: 'Weight', zh: '权重' },
  bin: { en: '{low} to {high}', zh: '{low} 至 {high}' },
  readingPair: { en: '{place}: {values}', zh: '{place}：{values}' },

  // Explanations
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
  // The history of runs
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

  // The model as found
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
