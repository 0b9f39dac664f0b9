import assert from 'node:assert/strict';
import { render } from '../../src/analysis/text/localized';
import { permutation, randomStream } from '../../src/lab/random';
import { intervalHalfWidth, mean, studentQuantile, verdictOf } from '../../src/lab/statistics';
import { verdictText } from '../../src/lab/verdict-text';

describe('statistics', () => {
  it('knows the quantiles of Student’s t that are printed in tables', () => {
    // NIST/SEMATECH e-Handbook of Statistical Methods, table 1.3.6.7.2: three digits behind the point.
    const table: readonly [probability: number, degrees: number, value: number][] = [
      [0.975, 1, 12.706],
      [0.975, 2, 4.303],
      [0.975, 4, 2.776],
      [0.975, 7, 2.365],
      [0.975, 19, 2.093],
      [0.975, 30, 2.042],
      [0.975, 100, 1.984],
      [0.95, 7, 1.895],
      [0.995, 9, 3.25],
      [0.999, 3, 10.215],
    ];
    for (const [probability, degrees, value] of table) {
      assert.ok(
        Math.abs(studentQuantile(probability, degrees) - value) < 6e-4,
        `t(${probability}, ${degrees})`,
      );
    }
  });

  it('knows them to four digits behind the point, for every small number of seeds', () => {
    // Student's t at 0.975 for 1 to 30 degrees of freedom: Fisher and Yates, Statistical Tables, table III, in the
    // four digits of later editions and of R's qt(0.975, 1:30).
    const printed = [
      12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.306, 2.2622, 2.2281, 2.201, 2.1788, 2.1604,
      2.1448, 2.1314, 2.1199, 2.1098, 2.1009, 2.093, 2.086, 2.0796, 2.0739, 2.0687, 2.0639, 2.0595, 2.0555,
      2.0518, 2.0484, 2.0452, 2.0423,
    ];
    for (const [index, value] of printed.entries())
      assert.equal(Number(studentQuantile(0.975, index + 1).toFixed(4)), value, `${index + 1} degrees`);
    // With many degrees of freedom: the normal distribution's 1.9600.
    assert.equal(studentQuantile(0.975, 1e6).toFixed(4), '1.9600');
  });

  it('has the closed form of four degrees of freedom', () => {
    // Shaw, Sampling Student's T distribution, Journal of Computational Finance 9 (2006).
    for (const p of [0.9, 0.975, 0.999]) {
      const alpha = 4 * p * (1 - p);
      const q = Math.cos(Math.acos(Math.sqrt(alpha)) / 3) / Math.sqrt(alpha);
      assert.ok(Math.abs(studentQuantile(p, 4) - 2 * Math.sqrt(q - 1)) < 1e-8);
    }
  });

  it('has the closed forms of one and two degrees of freedom', () => {
    assert.ok(Math.abs(studentQuantile(0.9, 1) - Math.tan(Math.PI * 0.4)) < 1e-8);
    const p = 0.99;
    assert.ok(Math.abs(studentQuantile(p, 2) - (2 * p - 1) / Math.sqrt(2 * p * (1 - p))) < 1e-8);
  });

  it('makes the interval of a worked example', () => {
    // Mean 0, deviation √2.5, n = 5: 2.7764 · √2.5 / √5.
    assert.ok(Math.abs(intervalHalfWidth([-2, -1, 0, 1, 2]) - 2.776445 * Math.SQRT1_2) < 1e-5);
  });

  it('makes the corrected interval of Nadeau and Bengio', () => {
    // Their variance of the mean of J resplits, (1/J + n2/n1) · S²: J = 5, S² = 2.5, n1 = 90, n2 = 10.
    const variance = (1 / 5 + 10 / 90) * 2.5;
    const half = intervalHalfWidth([-2, -1, 0, 1, 2], 10 / 90);
    assert.ok(Math.abs(half - 2.776445 * Math.sqrt(variance)) < 1e-5);
  });

  it('counts as a win only what is lower', () => {
    assert.equal(verdictOf([-1, 0, 1, -2, 0.5]).wins, 2);
    assert.equal(verdictOf([0, 0, 0, 0, 0]).wins, 0);
  });

  it('covers the true difference of resplits only with the correction', () => {
    // The mean of the training part against no prediction at all, on examples of N(0, 1): the expected squared
    // error rises by 1/n1.
    const [rows, trainSize, testSize, splits, trials] = [60, 36, 12, 10, 1500];
    const covered = { plain: 0, corrected: 0 };
    for (let trial = 1; trial <= trials; trial++) {
      const random = randomStream(trial, 'resplits');
      const values = Array.from({ length: rows }, () => random.normal());
      const differences = Array.from({ length: splits }, () => {
        const order = [...permutation(rows, random)].map((row) => values[row] as number);
        const centre = mean(order.slice(0, trainSize));
        return mean(
          order.slice(trainSize, trainSize + testSize).map((value) => (value - centre) ** 2 - value ** 2),
        );
      });
      for (const [name, overlap] of [
        ['plain', 0],
        ['corrected', testSize / trainSize],
      ] as const) {
        const { low, high } = verdictOf(differences, overlap);
        covered[name] += Number(low <= 1 / trainSize && high >= 1 / trainSize) / trials;
      }
    }
    assert.ok(covered.plain < 0.9, `plain: ${covered.plain}`);
    assert.ok(covered.corrected > 0.93, `corrected: ${covered.corrected}`);
  });

  it('covers the true mean in about 95 of 100 samples', () => {
    const random = randomStream(1, 'coverage');
    let covered = 0;
    for (let trial = 0; trial < 4000; trial++) {
      const { low, high } = verdictOf(Array.from({ length: 8 }, () => 3 + random.normal()));
      covered += Number(low <= 3 && high >= 3);
    }
    assert.ok(Math.abs(covered / 4000 - 0.95) < 0.012, `${covered / 40} %`);
  });

  it('tells the four kinds of verdict apart', () => {
    assert.equal(verdictOf([-1, -1.1, -0.9, -1, -1.2]).kind, 'helps');
    assert.equal(verdictOf([1, 1.1, 0.9, 1, 1.2]).kind, 'hurts');
    assert.equal(verdictOf([1, -1.1, 0.9, -1, 0.2]).kind, 'no-detectable-difference');
    assert.equal(verdictOf([-1, -1.1, -0.9, -1]).kind, 'too-few-seeds');
    assert.equal(verdictOf([0, 0, 0, 0, 0]).kind, 'no-detectable-difference');
  });

  it('gives finite numbers without any seed and with one', () => {
    for (const verdict of [verdictOf([]), verdictOf([-0.5])]) {
      assert.equal(verdict.low, verdict.meanDifference);
      assert.equal(verdict.high, verdict.meanDifference);
    }
  });

  it('says the verdict with its numbers in both languages', () => {
    const text = verdictText(verdictOf([-0.1, -0.2, -0.15, -0.12, -0.18]), 1);
    const english = render(text, 'en');
    assert.match(english, /lowers the test loss by 0\.15 on average/);
    assert.match(english, /95 % interval −0\.201 to −0\.0988; lower on 5 of 5 seeds/);
    assert.match(english, /other data/);
    assert.match(english, /finite number: 1 of the seeds/);
    assert.match(render(text, 'zh'), /测试损失平均降低 0\.15（95 % 区间 −0\.201 至 −0\.0988/);
    assert.doesNotMatch(english + render(text, 'zh'), /[{}]/);
  });
});

describe('random numbers', () => {
  it('are the same for the same seed and purpose, and others for another', () => {
    const draw = (seed: number, purpose: string) => {
      const random = randomStream(seed, purpose);
      return Array.from({ length: 5 }, () => random.uniform());
    };
    assert.deepEqual(draw(1, 'a'), draw(1, 'a'));
    assert.notDeepEqual(draw(1, 'a'), draw(2, 'a'));
    assert.notDeepEqual(draw(1, 'a'), draw(1, 'b'));
  });

  it('have the moments of their distributions', () => {
    const random = randomStream(3, 'moments');
    const count = 200_000;
    const uniform = Array.from({ length: count }, () => random.uniform());
    const normal = Array.from({ length: count }, () => random.normal());
    const moment = (values: number[], power: number) =>
      values.reduce((sum, value) => sum + value ** power, 0) / count;
    assert.ok(Math.abs(moment(uniform, 1) - 1 / 2) < 0.004);
    assert.ok(Math.abs(moment(uniform, 2) - 1 / 3) < 0.004);
    assert.ok(Math.abs(moment(normal, 1)) < 0.01);
    assert.ok(Math.abs(moment(normal, 2) - 1) < 0.02);
    assert.ok(Math.abs(moment(normal, 4) - 3) < 0.1);
  });

  it('put every number into a permutation once, every order about as often', () => {
    const counts = new Map<string, number>();
    const random = randomStream(4, 'orders');
    for (let trial = 0; trial < 6000; trial++) {
      const order = [...permutation(3, random)].join();
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    assert.equal(counts.size, 6);
    for (const count of counts.values()) assert.ok(Math.abs(count - 1000) < 130);
  });
});
