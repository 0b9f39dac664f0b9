import { message, type Message } from '../analysis/text/localized';
import type { ComparisonResult, PlanArm } from '../lab/plan';
import { penalizedArm } from '../lab/plan-settings';
import { fewestSeeds } from '../lab/statistics';
import { texts } from './messages';

/** A result in few words, `L2 0.01: test loss −0.13 ± 0.04, 8 seeds`; null as long as it says nothing certain. */
export function outcomeText({ plan, verdict, sweep }: ComparisonResult): Message | null {
  const { seeds, meanDifference, low, high } = verdict;
  const chosen = sweep && sweep.chosen !== null ? sweep.points[sweep.chosen]?.arm : undefined;
  const arm = plan.arms[chosen ?? penalizedArm(plan)];
  if (!arm || seeds < fewestSeeds) return null;
  return message(texts.outcome, {
    penalty: penaltyOf(arm),
    mean: signed(meanDifference),
    half: rounded((high - low) / 2),
    seeds,
  });
}

function penaltyOf({ name, penalties }: PlanArm): Message | string {
  const [first] = penalties;
  if (first && penalties.every(({ l1, l2 }) => l1 === first.l1 && l2 === first.l2)) {
    const kinds = [first.l1 > 0 ? 'L1' : '', first.l2 > 0 ? 'L2' : ''].join('');
    return `${kinds} ${Number(Math.max(first.l1, first.l2).toPrecision(3))}`;
  }
  return name === 'with' ? message(texts.outcomePenalty, {}) : name;
}

/** Two significant digits are enough for a line in passing. */
function rounded(value: number): string {
  return String(Number(value.toPrecision(2)));
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${rounded(Math.abs(value))}`;
}
