import { measured as columns, type MetricsTable } from './metrics-table';
import type { ComparisonResult, EpochMetrics, Plan } from './plan';
import { roundedMetrics } from './rounded';

/** A result whose metrics are a small text, to keep and to hand over. */
export interface PackedResult {
  /** Has only those metrics that say more than the text holds: where a training stopped early. */
  readonly result: ComparisonResult;
  /** As of `packedMetrics`. */
  readonly packed: string;
}

/**
 * The metrics of a comparison: five numbers of 32 bits for every arm, seed and epoch in this order, NaN where
 * nothing was trained, as base64.
 */
export function packedMetrics(plan: Plan, table: MetricsTable): string {
  const numbers = new Float32Array(cellsOf(plan) * columns.length).fill(NaN);
  for (const arm of plan.arms.keys())
    for (const seed of plan.seeds.keys()) {
      const known = table.columns(arm, seed);
      if (!known) continue;
      const first = placeOf(plan, { arm, seed, epoch: 0 });
      const epochs = Math.min(plan.epochs + 1, known.trainLoss.length);
      for (const [place, name] of columns.entries()) {
        const column = known[name];
        for (let epoch = 0; epoch < epochs; epoch++)
          numbers[(first + epoch) * columns.length + place] = column[epoch] ?? NaN;
      }
    }
  return toBase64(new Uint8Array(numbers.buffer));
}

/** The result as it was before it was packed, to six digits; without metrics where the text is not of its plan. */
export function unpackedResult({ result, packed }: PackedResult): ComparisonResult {
  return { ...result, metrics: unpackedMetrics(result.plan, packed, result.metrics) };
}

/**
 * @param others cells that say more than the text
 * @returns by arm, seed and epoch
 */
function unpackedMetrics(plan: Plan, text: string, others: readonly EpochMetrics[]): readonly EpochMetrics[] {
  const bytes = fromBase64(text);
  if (bytes.length !== cellsOf(plan) * columns.length * 4) return others;
  const numbers = new Float32Array(bytes.buffer);
  const known = new Map(others.map((cell) => [placeOf(plan, cell), cell]));
  const metrics: EpochMetrics[] = [];
  for (const arm of plan.arms.keys())
    for (const seed of plan.seeds.keys())
      for (let epoch = 0; epoch <= plan.epochs; epoch++) {
        const place = placeOf(plan, { arm, seed, epoch });
        const [trainLoss, validationLoss, testLoss, penalty, testScore] = numbers.subarray(
          place * columns.length,
          (place + 1) * columns.length,
        ) as unknown as [number, number, number, number, number];
        if (Number.isNaN(trainLoss)) continue;
        const cell = { arm, seed, epoch, trainLoss, validationLoss, testLoss, penalty, testScore };
        metrics.push(known.get(place) ?? roundedMetrics(cell));
      }
  return metrics;
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

/** Bytes that become text by one call, which takes them as they are: spread out, they would take six times as long. */
const atOnce = 4096;

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let from = 0; from < bytes.length; from += atOnce)
    text += String.fromCharCode.apply(null, bytes.subarray(from, from + atOnce) as unknown as number[]);
  return btoa(text);
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
