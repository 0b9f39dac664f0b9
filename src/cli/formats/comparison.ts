import { message, render, type Locale, type Localized } from '../../analysis/text/localized';
import type { ComparisonResult, EpochMetrics } from '../../lab/plan';
import { mean, overlapOf } from '../../lab/statistics';
import { verdictText } from '../../lab/verdict-text';
import type { World } from '../world';

/** The whole result: the plan, every number of every epoch, the weights and the verdict. */
export function comparisonJson(result: ComparisonResult): string {
  return `${JSON.stringify({ version: 1, ...result }, null, 2)}\n`;
}

const words = {
  trained: {
    en: '{model}: {arms} arms × {seeds} seeds × {epochs} epochs on {data}, {train} training examples a seed',
    zh: '{model}：{arms} 个方案 × {seeds} 个种子 × {epochs} 个 epoch，数据为 {data}，每个种子 {train} 个训练样本',
  },
  engine: { en: '{engine}, {seconds} s', zh: '{engine}，{seconds} 秒' },
  stopped: { en: 'Stopped early: only finished seeds count.', zh: '提前停止：只计入已完成的种子。' },
  arm: { en: 'arm', zh: '方案' },
  trainLoss: { en: 'train loss', zh: '训练损失' },
  validationLoss: { en: 'validation', zh: '验证损失' },
  testLoss: { en: 'test loss', zh: '测试损失' },
  gap: { en: 'gap', zh: '差距' },
  penalty: { en: 'penalty', zh: '惩罚项' },
  testScore: { en: 'score', zh: '得分' },
  curve: { en: 'test loss by epoch', zh: '测试损失随 epoch 变化' },
  difference: {
    en: 'with − without, seed by seed: {differences}',
    zh: '有惩罚 − 无惩罚，逐个种子：{differences}',
  },
} satisfies Record<string, Localized>;

/** A table of what the arms reached, their curves, and the verdict. Losses are data losses, without the penalty. */
export function comparisonText(
  result: ComparisonResult,
  notes: readonly string[],
  { locale, color }: Pick<World, 'locale' | 'color'>,
): string {
  const { plan, verdict, metrics, diverged = [] } = result;
  const say = (text: Localized, values: Parameters<typeof message>[1] = {}) =>
    render(message(text, values), locale);
  const head = say(words.trained, {
    model: plan.model.name,
    arms: plan.arms.length,
    seeds: plan.seeds.length,
    epochs: plan.epochs,
    data: plan.data.file ?? plan.data.name,
    train: plan.data.trainSize,
  });
  const seconds = (result.milliseconds / 1000).toFixed(1);
  const left = new Set(diverged.map(({ seed }) => seed)).size;
  const sentence = render(verdictText(verdict, left, overlapOf(plan) > 0), locale);
  const lines = [
    head,
    ...notes.map((note) => `  ${note}`),
    '',
    ...table(result, locale),
    '',
    ...(verdict.differences.length > 0
      ? [say(words.difference, { differences: verdict.differences.map(signed).join('  ') })]
      : []),
    ...(result.finished ? [] : [say(words.stopped)]),
    color ? `\u001b[1m${sentence}\u001b[22m` : sentence,
    say(words.engine, { engine: result.engine, seconds }),
  ];
  return metrics.length === 0 ? `${head}\n${sentence}\n` : `${lines.join('\n')}\n`;
}

type Measure = Extract<
  keyof EpochMetrics,
  'trainLoss' | 'validationLoss' | 'testLoss' | 'penalty' | 'testScore'
>;

function table(result: ComparisonResult, locale: Locale): string[] {
  const { plan, metrics } = result;
  const heads = (
    ['arm', 'trainLoss', 'validationLoss', 'testLoss', 'gap', 'penalty', 'testScore', 'curve'] as const
  ).map((name) => words[name][locale]);
  const curves = plan.arms.map((_, arm) => curve(metrics, arm, plan.epochs));
  const all = curves.flat().filter(Number.isFinite);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const rows = plan.arms.map(({ name }, arm) => {
    const last = metrics.filter((entry) => entry.arm === arm && entry.epoch === plan.epochs);
    const of = (measure: Measure) => mean(last.map((entry) => entry[measure]));
    const numbers =
      last.length === 0
        ? ['–', '–', '–', '–', '–', '–']
        : [
            of('trainLoss'),
            of('validationLoss'),
            of('testLoss'),
            of('testLoss') - of('trainLoss'),
            of('penalty'),
            of('testScore'),
          ].map((value) => value.toPrecision(4));
    return [name, ...numbers, sparkline(curves[arm] ?? [], low, high)];
  });
  const widths = heads.map((head, column) =>
    Math.max(width(head), ...rows.map((row) => width(row[column] ?? ''))),
  );
  return [heads, ...rows].map((row) =>
    row
      .map((cell, column) => padded(cell, widths[column] ?? 0, column === 0 || column === 7))
      .join('  ')
      .trimEnd(),
  );
}

/** The mean test loss of an arm after each epoch, over the seeds that reached it. */
function curve(metrics: readonly EpochMetrics[], arm: number, epochs: number): number[] {
  return Array.from({ length: epochs + 1 }, (_, epoch) => {
    const there = metrics.filter((entry) => entry.arm === arm && entry.epoch === epoch);
    return there.length === 0 ? Number.NaN : mean(there.map(({ testLoss }) => testLoss));
  });
}

const bars = '▁▂▃▄▅▆▇█';
const longestCurve = 40;

function sparkline(values: readonly number[], low: number, high: number): string {
  const length = Math.min(values.length, longestCurve);
  return Array.from({ length }, (_, place) => {
    const value = values[Math.round((place * (values.length - 1)) / Math.max(1, length - 1))] as number;
    if (!Number.isFinite(value)) return ' ';
    const share = high > low ? (value - low) / (high - low) : 0;
    return bars[Math.min(bars.length - 1, Math.floor(share * bars.length))];
  }).join('');
}

/** Columns a terminal needs: Chinese characters take two. */
function width(text: string): number {
  return [...text].reduce((sum, character) => sum + (/\p{Script=Han}/u.test(character) ? 2 : 1), 0);
}

function padded(cell: string, columns: number, left: boolean): string {
  const space = ' '.repeat(Math.max(0, columns - width(cell)));
  return left ? cell + space : space + cell;
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toPrecision(3)}`;
}
