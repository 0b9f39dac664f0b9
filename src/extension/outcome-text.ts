import { message, type Message } from '../analysis/text/localized';
import type { ComparisonResult, PlanArm } from '../lab/plan';
import { penalizedArm, uniformPenalty } from '../lab/penalized-arm';
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
  const uniform = uniformPenalty(penalties);
  if (uniform) return `${uniform.kind.toUpperCase()} ${Number(uniform.strength.toPrecision(3))}`;
  return name === 'with' ? message(texts.outcomePenalty, {}) : name;
}

/** Two significant digits are enough for a line in passing. */
function rounded(value: number): string {
  return String(Number(value.toPrecision(2)));
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${rounded(Math.abs(value))}`;
}
