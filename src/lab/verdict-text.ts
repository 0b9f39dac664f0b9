import { message, type Localized, type Message } from '../analysis/text/localized';
import type { Verdict } from './plan';
import { fewestSeeds } from './statistics';

/** The answer in a word, and what it rests on. */
const answers: Readonly<Record<Verdict['kind'], { readonly word: Localized; readonly because: Localized }>> =
  {
    helps: {
      word: { en: 'The penalty helps:', zh: '惩罚有帮助：' },
      because: {
        en: ' it lowers the test loss by {size} on average {evidence}.',
        zh: '测试损失平均降低 {size}{evidence}。',
      },
    },
    hurts: {
      word: { en: 'The penalty hurts:', zh: '惩罚有害：' },
      because: {
        en: ' it raises the test loss by {size} on average {evidence}.',
        zh: '测试损失平均升高 {size}{evidence}。',
      },
    },
    'no-detectable-difference': {
      word: { en: 'No detectable difference:', zh: '没有可检测到的差异：' },
      because: {
        en: ' the test loss changes by {mean} on average {evidence}, and the interval holds 0. An effect smaller than the interval may still be there.',
        zh: '测试损失平均变化 {mean}{evidence}，区间包含 0。小于该区间的效应仍可能存在。',
      },
    },
    'too-few-seeds': {
      word: { en: 'Too few seeds for a verdict:', zh: '种子太少，无法下结论：' },
      because: {
        en: ' {seeds} finished in both arms, and at least {fewest} are needed to tell an effect from chance.',
        zh: '两个方案都完成的种子有 {seeds} 个，至少需要 {fewest} 个才能区分效应与偶然。',
      },
    },
  };

const evidence: Localized = {
  en: '(95 % interval {low} to {high}; lower on {wins} of {seeds} seeds)',
  zh: '（95 % 区间 {low} 至 {high}；{seeds} 个种子中有 {wins} 个更低）',
};

const limits: Localized = {
  en: ' This holds for these data at this size; other data, other sizes and longer training may answer otherwise.',
  zh: '这只适用于当前规模的这些数据；换用其他数据、其他规模或更长的训练，答案可能不同。',
};

const overlappingLimits: Localized = {
  en: ' Every seed splits the same data anew, so the differences are not independent; the interval is widened for that (Nadeau and Bengio). Other data and longer training may answer otherwise.',
  zh: '每个种子都对同一份数据重新划分，各次差异并不独立；区间已据此加宽（Nadeau 与 Bengio）。换用其他数据或更长的训练，答案可能不同。',
};

const divergedText: Localized = {
  en: ' Left out because the loss stopped being a finite number: {count} of the seeds.',
  zh: '另有 {count} 个种子因损失不再是有限数而未计入。',
};

const nothing: Localized = { en: '', zh: '' };
const whole: Localized = { en: '{word}{because}{limits}', zh: '{word}{because}{limits}' };
const both: Localized = { en: '{limits}{diverged}', zh: '{limits}{diverged}' };

/** A verdict in three steps, each to be put behind the one before as it is. */
export interface VerdictParts {
  /** The answer in a few words, its colon included. */
  readonly word: Localized;
  /** The numbers it rests on. */
  readonly because: Message;
  /** What it does not know, and what was left out. */
  readonly limits: Message;
}

/**
 * The verdict as a sentence with its numbers, and what it does not know.
 *
 * @param divergedSeeds seeds that are not in the verdict because an arm diverged
 * @param overlapping whether the seeds split one data set
 */
export function verdictText(verdict: Verdict, divergedSeeds: number, overlapping = false): Message {
  return message(whole, { ...verdictParts(verdict, divergedSeeds, overlapping) });
}

/** The same in its parts. */
export function verdictParts(verdict: Verdict, divergedSeeds: number, overlapping = false): VerdictParts {
  const { kind, seeds, wins, meanDifference, low, high } = verdict;
  const { word, because } = answers[kind];
  const certain = kind !== 'too-few-seeds';
  return {
    word,
    because: message(because, {
      size: rounded(Math.abs(meanDifference)),
      mean: signed(meanDifference),
      evidence: message(evidence, { low: signed(low), high: signed(high), wins, seeds }),
      seeds,
      fewest: fewestSeeds,
    }),
    limits: message(both, {
      limits: certain ? (overlapping ? overlappingLimits : limits) : nothing,
      diverged: divergedSeeds > 0 ? message(divergedText, { count: divergedSeeds }) : nothing,
    }),
  };
}

/** Three significant digits. */
function rounded(value: number): string {
  return String(Number(value.toPrecision(3)));
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${rounded(Math.abs(value))}`;
}
