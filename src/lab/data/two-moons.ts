import type { GeneratedDataSet } from './data-set';
import { takesTwoClasses, twoClassTargets } from './samples';

/** Two half circles that reach into each other, as scikit-learn's `make_moons`. */
export const twoMoons: GeneratedDataSet = {
  name: 'two-moons',
  title: { en: 'Two moons', zh: '双月' },
  description: {
    en: 'Two interleaved half circles in the plane. Noise: standard deviation of the points.',
    zh: '平面上两个交错的半圆。噪声：点坐标的标准差。',
  },
  defaultNoise: 0.35,
  fits: ({ inputShape, task, vocabulary }) =>
    vocabulary === null && inputShape.length === 1 && inputShape[0] === 2 && takesTwoClasses(task),
  generate: (count, noise, { task }, random) => {
    const inputs = new Float32Array(count * 2);
    const classes: number[] = [];
    for (let example = 0; example < count; example++) {
      const label = random.integer(2);
      const angle = random.uniform() * Math.PI;
      const x = label === 0 ? Math.cos(angle) : 1 - Math.cos(angle);
      const y = label === 0 ? Math.sin(angle) : 0.5 - Math.sin(angle);
      inputs[2 * example] = x + noise * random.normal();
      inputs[2 * example + 1] = y + noise * random.normal();
      classes.push(label);
    }
    return { count, inputs, targets: twoClassTargets(classes, task) };
  },
};
