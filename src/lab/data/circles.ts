import type { GeneratedDataSet } from './data-set';
import { takesTwoClasses, twoClassTargets } from './samples';

/** Two rings in the first two inputs; every further input is noise that says nothing about the class. */
export const circles: GeneratedDataSet = {
  name: 'circles-with-noise-inputs',
  title: { en: 'Circles with noise inputs', zh: '圆环与噪声输入' },
  description: {
    en: 'An inner and an outer ring in the first two inputs; all other inputs are standard normal noise. Noise: standard deviation of the points on the rings.',
    zh: '前两个输入是内环和外环；其余输入都是标准正态噪声。噪声：环上点的标准差。',
  },
  defaultNoise: 0.1,
  fits: ({ inputShape, task, vocabulary }) =>
    vocabulary === null && inputShape.length === 1 && (inputShape[0] ?? 0) >= 2 && takesTwoClasses(task),
  generate: (count, noise, { inputShape, task }, random) => {
    const width = inputShape[0] as number;
    const inputs = new Float32Array(count * width);
    const classes: number[] = [];
    for (let example = 0; example < count; example++) {
      const label = random.integer(2);
      const angle = random.uniform() * 2 * Math.PI;
      const radius = label === 0 ? 1 : 0.5;
      for (let input = 0; input < width; input++) inputs[example * width + input] = random.normal();
      inputs[example * width] = radius * Math.cos(angle) + noise * random.normal();
      inputs[example * width + 1] = radius * Math.sin(angle) + noise * random.normal();
      classes.push(label);
    }
    return { count, inputs, targets: twoClassTargets(classes, task) };
  },
};
