import type { ComparisonResult } from '../lab/plan';

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

export function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function quoted(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
