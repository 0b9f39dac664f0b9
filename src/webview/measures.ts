import type { Columns } from '../lab/metrics-table';

/** The numbers that curves are of. Each is one function, as drawn curves are kept by it. */
export const measures = {
  training: ({ trainLoss }: Columns, epoch: number) => at(trainLoss, epoch),
  validation: ({ validationLoss }: Columns, epoch: number) => at(validationLoss, epoch),
  test: ({ testLoss }: Columns, epoch: number) => at(testLoss, epoch),
  gap: ({ validationLoss, trainLoss }: Columns, epoch: number) =>
    at(validationLoss, epoch) - at(trainLoss, epoch),
  penalty: ({ penalty }: Columns, epoch: number) => at(penalty, epoch),
  minimized: ({ trainLoss, penalty }: Columns, epoch: number) => at(trainLoss, epoch) + at(penalty, epoch),
  score: ({ testScore }: Columns, epoch: number) => at(testScore, epoch),
};

function at(numbers: Float64Array, epoch: number): number {
  return numbers[epoch] ?? NaN;
}
