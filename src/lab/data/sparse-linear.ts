import type { GeneratedDataSet } from './data-set';

const relevantInputs = 5;

/** A linear function of five inputs; all others have no influence. */
export const sparseLinear: GeneratedDataSet = {
  name: 'sparse-linear',
  title: { en: 'Sparse linear', zh: '稀疏线性' },
  description: {
    en: 'A linear function in which 5 inputs matter and all others do not. Noise: standard deviation added to the target.',
    zh: '只有 5 个输入起作用的线性函数。噪声：加在目标上的标准差。',
  },
  defaultNoise: 1,
  fits: ({ inputShape, task, vocabulary }) =>
    vocabulary === null &&
    inputShape.length === 1 &&
    (inputShape[0] ?? 0) >= 2 * relevantInputs &&
    task.kind === 'numbers' &&
    task.positions * task.width === 1,
  generate: (count, noise, { inputShape }, random) => {
    const width = inputShape[0] as number;
    const coefficients = Array.from(
      { length: relevantInputs },
      () => (random.uniform() < 0.5 ? -1 : 1) * (1 + random.uniform()),
    );
    const inputs = Float32Array.from({ length: count * width }, () => random.normal());
    const targets = Float32Array.from({ length: count }, (_, example) =>
      coefficients.reduce(
        (sum, coefficient, input) => sum + coefficient * (inputs[example * width + input] as number),
        noise * random.normal(),
      ),
    );
    return { count, inputs, targets };
  },
};
