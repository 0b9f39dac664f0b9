import type { ComparisonResult } from './plan';

/** One row per variant, seed and epoch; the plan's seeds and names instead of indexes. */
export function toCsv({ plan, metrics }: ComparisonResult): string {
  const header = 'variant,seed,epoch,train_loss,validation_loss,test_loss,penalty,test_score';
  const rows = metrics.map((cell) =>
    [
      quoted(plan.arms[cell.arm]?.name ?? ''),
      plan.seeds[cell.seed],
      cell.epoch,
      cell.trainLoss,
      cell.validationLoss,
      cell.testLoss,
      cell.penalty,
      cell.testScore,
    ].join(','),
  );
  return [header, ...rows, ''].join('\n');
}

function quoted(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
