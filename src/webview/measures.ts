import type { EpochMetrics } from '../lab/plan';

/** The numbers that curves are of. Each is one function, as drawn curves are kept by it. */
export const measures = {
  training: (cell: EpochMetrics) => cell.trainLoss,
  validation: (cell: EpochMetrics) => cell.validationLoss,
  test: (cell: EpochMetrics) => cell.testLoss,
  gap: (cell: EpochMetrics) => cell.validationLoss - cell.trainLoss,
  penalty: (cell: EpochMetrics) => cell.penalty,
  minimized: (cell: EpochMetrics) => cell.trainLoss + cell.penalty,
  score: (cell: EpochMetrics) => cell.testScore,
};
