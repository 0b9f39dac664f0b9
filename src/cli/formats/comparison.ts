import { message, render, type Localized } from '../../analysis/text/localized';
import { earlyStopsTexts } from '../../lab/early-stops-text';
import { furtherArmLines } from '../../lab/further-arms';
import { pairedDifferences } from '../../lab/paired';
import type { ComparisonResult, EpochMetrics, Verdict } from '../../lab/plan';
import { mean, overlapOf, verdictOf } from '../../lab/statistics';
import { sweepText } from '../../lab/sweep-text';
import { verdictText } from '../../lab/verdict-text';
import type { World } from '../world';
import { sparkline, textTable } from './text-table';

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
  arm: { en: 'arm', zh: '方案' },
  strength: { en: 'λ', zh: 'λ' },
  trainLoss: { en: 'train loss', zh: '训练损失' },
  validationLoss: { en: 'validation', zh: '验证损失' },
  testLoss: { en: 'test loss', zh: '测试损失' },
  gap: { en: 'gap', zh: '差距' },
  penalty: { en: 'penalty', zh: '惩罚项' },
  testScore: { en: 'score', zh: '得分' },
  curve: { en: 'test loss by epoch', zh: '测试损失随 epoch 变化' },
  against: { en: 'test loss − without', zh: '测试损失 − 无惩罚' },
  interval: { en: '95 % interval', zh: '95 % 区间' },
  wins: { en: 'lower on', zh: '更低的种子' },
  seedsOf: { en: '{wins} of {seeds}', zh: '{wins} / {seeds}' },
  explained: { en: '{arm}: {text}.', zh: '{arm}：{text}。' },
  difference: {
    en: '{arm} − without, seed by seed: {differences}',
    zh: '{arm} − 无惩罚，逐个种子：{differences}',
  },
} satisfies Record<string, Localized>;

const endings: Readonly<Record<ComparisonResult['ended'], Localized | null>> = {
  all: null,
  stopped: { en: 'Stopped early: only finished seeds count.', zh: '提前停止：只计入已完成的种子。' },
  budget: {
    en: 'The time budget is spent: only finished seeds count.',
    zh: '时间预算已用完：只计入已完成的种子。',
  },
  failed: {
    en: 'It failed before the end: only finished seeds count.',
    zh: '未能训练到底：只计入已完成的种子。',
  },
};

type Say = (text: Localized, values?: Parameters<typeof message>[1]) => string;

/** Tables of what the arms reached, their curves, and the verdict. Losses are data losses, without the penalty. */
export function comparisonText(
  result: ComparisonResult,
  notes: readonly string[],
  { locale, color }: Pick<World, 'locale' | 'color'>,
): string {
  const { plan, verdict, metrics, diverged = [], sweep } = result;
  const say: Say = (text, values = {}) => render(message(text, values), locale);
  const head = say(words.trained, {
    model: plan.model.name,
    arms: plan.arms.length,
    seeds: plan.seeds.length,
    epochs: plan.epochs,
    data: plan.data.file ?? plan.data.name,
    train: plan.data.trainSize,
  });
  const seconds = (result.milliseconds / 1000).toFixed(1);
  const judged = sweep?.points[sweep.chosen ?? -1]?.arm ?? 1;
  const left = new Set(diverged.filter(({ arm }) => arm === 0 || arm === judged).map(({ seed }) => seed))
    .size;
  const sentence = render(verdictText(verdict, left, overlapOf(plan) > 0), locale);
  if (metrics.length === 0) return `${head}\n${sentence}\n`;
  const ending = endings[result.ended];
  const differences = verdict.differences.map(signed).join('  ');
  const lines = [
    head,
    ...notes.map((note) => `  ${note}`),
    ...furtherArmLines(plan).map(([arm, text]) => `  ${say(words.explained, { arm, text })}`),
    '',
    ...armTable(result, say),
    '',
    ...differenceTable(result, say),
    ...sweepTable(result, say),
    ...earlyStopsTexts(result).map((stops) => render(stops, locale)),
    ...(sweep ? [render(sweepText(sweep), locale)] : []),
    ...(differences === ''
      ? []
      : [say(words.difference, { arm: plan.arms[judged]?.name ?? '', differences })]),
    ...(ending ? [say(ending)] : []),
    color ? `\u001b[1m${sentence}\u001b[22m` : sentence,
    say(words.engine, { engine: result.engine, seconds }),
  ];
  return `${lines.join('\n')}\n`;
}

type Measure = Extract<
  keyof EpochMetrics,
  'trainLoss' | 'validationLoss' | 'testLoss' | 'penalty' | 'testScore'
>;

/** The main arms and the further ones; the points of the sweep have a table of their own. */
function shownArms({ plan }: ComparisonResult): readonly number[] {
  return [...plan.arms.keys()].filter((arm) => arm < 2 || plan.arms[arm]?.strength === undefined);
}

function armTable(result: ComparisonResult, say: Say): string[] {
  const { plan, metrics } = result;
  const heads = (
    ['arm', 'trainLoss', 'validationLoss', 'testLoss', 'gap', 'penalty', 'testScore', 'curve'] as const
  ).map((name) => say(words[name]));
  const draw = curvesOf(result);
  const rows = shownArms(result).map((arm) => {
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
          ].map(fourDigits);
    return [plan.arms[arm]?.name ?? '', ...numbers, draw(arm)];
  });
  return textTable(heads, rows, [0, heads.length - 1]);
}

/** Every arm against *without*, where there are more than the two of the verdict. */
function differenceTable(result: ComparisonResult, say: Say): string[] {
  const { plan, metrics } = result;
  const arms = shownArms(result).slice(1);
  if (arms.length < 2) return [];
  const heads = (['arm', 'against', 'interval', 'wins'] as const).map((name) => say(words[name]));
  const rows = arms.map((arm) => {
    const differences = pairedDifferences(plan, metrics, arm);
    return [plan.arms[arm]?.name ?? '', ...differenceCells(verdictOf(differences, overlapOf(plan)), say)];
  });
  return [...textTable(heads, rows, [0]), ''];
}

function sweepTable(result: ComparisonResult, say: Say): string[] {
  const { sweep } = result;
  if (!sweep) return [];
  const heads = (
    ['strength', 'validationLoss', 'testLoss', 'against', 'interval', 'wins', 'curve'] as const
  ).map((name) => say(words[name]));
  const draw = curvesOf(result);
  const rows = sweep.points.map(({ arm, strength, reached }, place) => [
    `${strength}${place === sweep.chosen ? ' *' : ''}`,
    ...(reached
      ? [
          fourDigits(reached.validationLoss),
          fourDigits(reached.testLoss),
          ...differenceCells(reached.difference, say),
        ]
      : ['–', '–', '–', '–', '–']),
    draw(arm),
  ]);
  return [...textTable(heads, rows, [0, heads.length - 1]), ''];
}

function differenceCells({ meanDifference, low, high, wins, seeds }: Verdict, say: Say): string[] {
  if (seeds === 0) return ['–', '–', '–'];
  const interval = seeds < 2 ? '–' : `${signed(low)} … ${signed(high)}`;
  return [signed(meanDifference), interval, say(words.seedsOf, { wins, seeds })];
}

/** Draws the test loss of an arm, all of them on one scale. */
function curvesOf({ plan, metrics }: ComparisonResult): (arm: number) => string {
  const curves = plan.arms.map((_, arm) => curve(metrics, arm, plan.epochs));
  const all = curves.flat().filter(Number.isFinite);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  return (arm) => sparkline(curves[arm] ?? [], low, high);
}

/** The mean test loss of an arm after each epoch, over the seeds that reached it. */
function curve(metrics: readonly EpochMetrics[], arm: number, epochs: number): number[] {
  return Array.from({ length: epochs + 1 }, (_, epoch) => {
    const there = metrics.filter((entry) => entry.arm === arm && entry.epoch === epoch);
    return there.length === 0 ? Number.NaN : mean(there.map(({ testLoss }) => testLoss));
  });
}

function fourDigits(value: number): string {
  return value.toPrecision(4);
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toPrecision(3)}`;
}
