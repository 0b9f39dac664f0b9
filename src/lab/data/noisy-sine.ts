import type { GeneratedDataSet } from './data-set';

/** One period and a half of a sine on [−1, 1]. */
export const noisySine: GeneratedDataSet = {
  name: 'noisy-sine',
  title: { en: 'Noisy sine', zh: '带噪声的正弦' },
  description: {
    en: 'A sine over one input between −1 and 1. Noise: standard deviation added to the target.',
    zh: '一个输入在 −1 到 1 之间的正弦。噪声：加在目标上的标准差。',
  },
  defaultNoise: 0.3,
  fits: ({ inputShape, task, vocabulary }) =>
    vocabulary === null &&
    inputShape.length === 1 &&
    inputShape[0] === 1 &&
    task.kind === 'numbers' &&
    task.positions * task.width === 1,
  generate: (count, noise, _, random) => {
    const inputs = Float32Array.from({ length: count }, () => 2 * random.uniform() - 1);
    const targets = inputs.map((x) => Math.sin(1.5 * Math.PI * x) + noise * random.normal());
    return { count, inputs, targets };
  },
};
