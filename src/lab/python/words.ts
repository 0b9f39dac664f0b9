import type { Localized } from '../../analysis/text/localized';

/** What the Python programs say, in comments and in what they print; braces are Python's. */
export const words = {
  title: {
    en: 'Does the penalty help {model} ({source})? The comparison of RegLens, in Keras.',
    zh: '惩罚对 {model}（{source}）有帮助吗？RegLens 的比较，用 Keras 运行。',
  },
  summary: {
    en: 'For each seed every arm starts from the same weights and sees the same batches in the same order; what is\ncompared is the data loss on test data, without the penalty and with dropout off.',
    zh: '对每个种子，各方案从相同的权重开始，并以相同的顺序使用相同的批次；\n比较的是测试数据上的数据损失，不含惩罚项并关闭 dropout。',
  },
  runKeras: {
    en: 'Needs Keras 3{pandas} and NumPy. For data of your own change draw().',
    zh: '需要 Keras 3{pandas} 和 NumPy。要使用自己的数据，请修改 draw()。',
  },
  runRay: {
    en: 'Needs Keras 3{pandas}, NumPy and ray[tune]; every training is a trial of its own. For data of your own change draw().',
    zh: '需要 Keras 3{pandas}、NumPy 和 ray[tune]；每次训练都是一个独立的 trial。要使用自己的数据，请修改 draw()。',
  },
  pandas: { en: ', pandas', zh: '、pandas' },
  readTable: {
    en: 'Numbers as they are, texts of at most {most} kinds as one input a kind; rows without a target are left out.',
    zh: '数值保持不变，不超过 {most} 种的文本按每种一个输入；忽略没有目标值的行。',
  },
  readArrays: {
    en: 'The arrays as they are; examples without a target are left out.',
    zh: '数组保持不变；忽略没有目标值的样本。',
  },
  numbered: {
    en: 'Whole numbers from 0 are classes as they are, several columns are one-hot, all else is numbered in its order.',
    zh: '从 0 开始的整数直接作为类别，多列为独热编码，其余按顺序编号。',
  },
  arms: {
    en: 'What is compared, by layer and weight. The others are compared with the first.',
    zh: '比较的方案，按层和权重给出。其他方案都与第一个比较。',
  },
  drawnData: {
    en: 'Replace this by data of your own: `count` examples, inputs and targets, in an order drawn with `random`.',
    zh: '请换成自己的数据：`count` 个样本的输入和目标，顺序由 `random` 决定。',
  },
  fixedData: {
    en: 'Every seed shuffles the same data anew.',
    zh: '每个种子都重新打乱同一份数据。',
  },
  model: {
    en: 'The model as RegLens read it from the code. For your own, give its layers penalty(layer, weight).',
    zh: 'RegLens 从代码中读出的模型。要使用自己的模型，请把 penalty(layer, weight) 传给它的层。',
  },
  load: {
    en: 'Training, validation and test part of one seed, each a pair of inputs and targets.',
    zh: '一个种子的训练、验证和测试部分，每部分都是输入与目标。',
  },
  dataLoss: { en: 'The loss without the penalty, dropout off.', zh: '不含惩罚项的损失，关闭 dropout。' },
  train: {
    en: 'Trains one arm on one seed, from the weights and on the batches that every arm of this seed gets.',
    zh: '用一个种子训练一个方案；该种子的所有方案使用相同的初始权重和批次。',
  },
  proximal: {
    en: 'L1 by soft thresholding after each step, which makes weights exactly 0.',
    zh: '每一步之后用软阈值实现 L1，使权重恰好为 0。',
  },
  quantiles: {
    en: 'The 97.5 % quantiles of Student’s t, by degrees of freedom.',
    zh: '学生 t 分布的 97.5 % 分位数，按自由度。',
  },
  verdict: {
    en: 'The paired difference of the test loss with its 95 % t-interval.',
    zh: '测试损失的配对差及其 95 % t 区间。',
  },
  verdictOfSplits: {
    en: 'The paired difference of the test loss; as the splits overlap, its interval is widened (Nadeau and Bengio, 2003).',
    zh: '测试损失的配对差；由于各次划分重叠，区间已加宽（Nadeau 与 Bengio，2003）。',
  },
  tooFew: {
    en: 'too few seeds for a verdict ({seeds} finished)',
    zh: '种子太少，无法下结论（完成 {seeds} 个）',
  },
  helps: { en: 'helps', zh: '有帮助' },
  hurts: { en: 'hurts', zh: '有害' },
  nothing: { en: 'no detectable difference', zh: '没有可检测到的差异' },
  interval: {
    en: '95 % interval {mean - half:+.3g} to {mean + half:+.3g}',
    zh: '95 % 区间 {mean - half:+.3g} 至 {mean + half:+.3g}',
  },
  difference: {
    en: 'test loss {mean:+.3g} ({interval}; lower on {wins} of {seeds} seeds)',
    zh: '测试损失 {mean:+.3g}（{interval}；{seeds} 个种子中有 {wins} 个更低）',
  },
  seedLine: { en: 'seed {seed}: test loss {losses}', zh: '种子 {seed}：测试损失 {losses}' },
} as const satisfies Readonly<Record<string, Localized>>;
