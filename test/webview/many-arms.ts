import { withArms } from '../../src/lab/further-arms';
import type { ComparisonResult, Plan } from '../../src/lab/plan';
import { sweepOf } from '../../src/lab/sweep';
import { sweepPlan } from '../../src/lab/sweep-plan';
import { mainArm } from '../../src/webview/arms';
import { resultWith, seedPlan } from './fixtures';
import { pairedDifferences } from '../../src/lab/paired';
import { verdictOf } from '../../src/lab/statistics';

/** The seed's plan with every further arm. */
export const manyPlan: Plan = withArms(seedPlan, [
  { name: 'l1' },
  { name: 'l2', value: 0.001 },
  { name: 'l1l2' },
  { name: 'l1-proximal' },
  { name: 'dropout' },
  { name: 'decay' },
  { name: 'early-stopping' },
  { name: 'l2', value: 0.1 },
]);

/** The seed's plan with a sweep over its strength. */
export const sweptPlan: Plan = sweepPlan(seedPlan) as Plan;

const effects = [-0.24, 0.2, -0.12, -0.05, 0.02, -0.3, 0.08, -0.18, 0.32];

/** A finished comparison of all arms of `plan`, each of which does something else to the loss. */
export function resultOfMany(plan: Plan): ComparisonResult {
  const base = resultWith(0, { ...plan, arms: plan.arms.slice(0, 2) });
  const others = plan.arms.slice(1).map((arm, place) => {
    const bent = arm.strength === undefined ? undefined : (Math.log10(arm.strength) + 2.4) ** 2 * 0.25 - 0.25;
    const { metrics, histograms } = resultWith(bent ?? effects[place % effects.length] ?? 0, base.plan);
    const own = <Part extends { readonly arm: number }>(parts: readonly Part[]): Part[] =>
      parts.filter((part) => part.arm === 1).map((part) => ({ ...part, arm: place + 1 }));
    return { metrics: own(metrics), histograms: own(histograms) };
  });
  const metrics = [base.metrics.filter(({ arm }) => arm === 0), ...others.map((one) => one.metrics)].flat();
  const sweep = sweepOf(plan, metrics, []);
  return {
    ...base,
    plan,
    metrics,
    histograms: [
      base.histograms.filter(({ arm }) => arm === 0),
      ...others.map((one) => one.histograms),
    ].flat(),
    verdict: verdictOf(pairedDifferences(plan, metrics, mainArm(plan, sweep))),
    ...(sweep && { sweep }),
  };
}
