import { measured as columns } from '../lab/metrics-table';
import type { ComparisonResult, EpochMetrics, Plan } from '../lab/plan';

/**
 * The metrics of a result in a small text: five numbers of 32 bits for every arm, seed and epoch in this order,
 * NaN where nothing was trained, as base64.
 */
export function packed({ plan, metrics }: ComparisonResult): string {
  const numbers = new Float32Array(cellsOf(plan) * columns.length).fill(NaN);
  for (const cell of metrics) {
    const place = placeOf(plan, cell) * columns.length;
    columns.forEach((column, index) => (numbers[place + index] = cell[column]));
  }
  return toBase64(new Uint8Array(numbers.buffer));
}

/** What of the metrics is not in the packed text: where a training stopped early. */
export function unpackable(metrics: readonly EpochMetrics[]): readonly EpochMetrics[] {
  return metrics.filter(({ stopped }) => stopped !== undefined);
}

/**
 * The metrics that were packed; none where the text is not of this plan.
 *
 * @param others cells that were left out of the packing, which go before
 */
export function unpacked(plan: Plan, text: string, others: readonly EpochMetrics[]): EpochMetrics[] {
  const bytes = fromBase64(text);
  if (bytes.length !== cellsOf(plan) * columns.length * 4) return [...others];
  const numbers = new Float32Array(bytes.buffer);
  const metrics: EpochMetrics[] = [];
  for (const arm of plan.arms.keys())
    for (const seed of plan.seeds.keys())
      for (let epoch = 0; epoch <= plan.epochs; epoch++) {
        const place = placeOf(plan, { arm, seed, epoch }) * columns.length;
        const [trainLoss, validationLoss, testLoss, penalty, testScore] = numbers.subarray(
          place,
          place + columns.length,
        ) as unknown as [number, number, number, number, number];
        if (Number.isNaN(trainLoss)) continue;
        metrics.push({ arm, seed, epoch, trainLoss, validationLoss, testLoss, penalty, testScore });
      }
  const places = new Set(others.map((cell) => placeOf(plan, cell)));
  return [...metrics.filter((cell) => !places.has(placeOf(plan, cell))), ...others];
}

function cellsOf({ arms, seeds, epochs }: Plan): number {
  return arms.length * seeds.length * (epochs + 1);
}

function placeOf(
  { seeds, epochs }: Plan,
  { arm, seed, epoch }: Pick<EpochMetrics, 'arm' | 'seed' | 'epoch'>,
): number {
  return (arm * seeds.length + seed) * (epochs + 1) + epoch;
}

/** Bytes that become text by one call: one by one it would take half of the time that packing takes. */
const atOnce = 4096;

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let from = 0; from < bytes.length; from += atOnce)
    text += String.fromCharCode(...bytes.subarray(from, from + atOnce));
  return btoa(text);
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
