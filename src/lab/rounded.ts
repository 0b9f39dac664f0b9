import type { EpochMetrics } from './plan';

const keptDigits = 6;

/** Metrics as they are kept, copied and handed over: more digits say nothing. */
export function roundedMetrics(cell: EpochMetrics): EpochMetrics {
  const { arm, seed, epoch, trainLoss, validationLoss, testLoss, penalty, testScore, stopped } = cell;
  return {
    arm,
    seed,
    epoch,
    trainLoss: rounded(trainLoss),
    validationLoss: rounded(validationLoss),
    testLoss: rounded(testLoss),
    penalty: rounded(penalty),
    testScore: rounded(testScore),
    ...(stopped && { stopped }),
  };
}

function rounded(value: number): number {
  return Number(value.toPrecision(keptDigits));
}
