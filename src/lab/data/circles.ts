import type { GeneratedDataSet } from './data-set';
import { takesTwoClasses, twoClassTargets } from './samples';

/** Chosen so that the first two inputs have deviation 1, as the noise inputs have: ((1.8² + 0.9²) / 2) / 2 ≈ 1. */
const radii = [1.8, 0.9] as const;

/** Two rings in the first two inputs; every further input is noise that says nothing about the class. */
export const circles: GeneratedDataSet = {
  name: 'circles-with-noise-inputs',
  title: { en: 'Circles with noise inputs', zh: '圆环与噪声输入' },
  description: {
    en: 'An inner ring (radius 0.9) and an outer one (1.8) in the first two inputs; all other inputs are noise. All inputs have deviation 1. Noise: standard deviation of the points on the rings.',
    zh: '前两个输入是内环（半径 0.9）和外环（半径 1.8）；其余输入都是噪声。所有输入的标准差均为 1。噪声：环上点的标准差。',
  },
  defaultNoise: 0.2,
  fits: ({ inputShape, task, vocabulary }) =>
    vocabulary === null && inputShape.length === 1 && (inputShape[0] ?? 0) >= 2 && takesTwoClasses(task),
  generate: (count, noise, { inputShape, task }, random) => {
    const width = inputShape[0] as number;
    const inputs = new Float32Array(count * width);
    const classes: number[] = [];
    for (let example = 0; example < count; example++) {
      const label = random.integer(2) as 0 | 1;
      const angle = random.uniform() * 2 * Math.PI;
      const radius = radii[label];
      for (let input = 0; input < width; input++) inputs[example * width + input] = random.normal();
      inputs[example * width] = radius * Math.cos(angle) + noise * random.normal();
      inputs[example * width + 1] = radius * Math.sin(angle) + noise * random.normal();
      classes.push(label);
    }
    return { count, inputs, targets: twoClassTargets(classes, task) };
  },
};
