import assert from 'node:assert/strict';
import { render } from '../../src/analysis/text/localized';
import { permutation, randomStream } from '../../src/lab/random';
import { intervalHalfWidth, studentQuantile, verdictOf } from '../../src/lab/statistics';
import { verdictText } from '../../src/lab/verdict-text';

describe('statistics', () => {
  it('knows the quantiles of Student’s t that are printed in tables', () => {
    // NIST/SEMATECH e-Handbook of Statistical Methods, table 1.3.6.7.2.
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

  it('has the closed forms of one and two degrees of freedom', () => {
    assert.ok(Math.abs(studentQuantile(0.9, 1) - Math.tan(Math.PI * 0.4)) < 1e-8);
    const p = 0.99;
    assert.ok(Math.abs(studentQuantile(p, 2) - (2 * p - 1) / Math.sqrt(2 * p * (1 - p))) < 1e-8);
  });

  it('makes the interval of a worked example', () => {
    // Mean 0, deviation √2.5, n = 5: 2.7764 · √2.5 / √5.
    assert.ok(Math.abs(intervalHalfWidth([-2, -1, 0, 1, 2]) - 2.776445 * Math.SQRT1_2) < 1e-5);
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
