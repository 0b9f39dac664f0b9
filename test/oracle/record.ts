/** What scripts/oracle/record.py writes: one program under both frameworks. Lines and columns from 1, columns in UTF-16 units. */
export interface ProgramRecord {
  readonly program: string;
  readonly sha256: string;
  readonly frameworks: { readonly keras3: FrameworkRecord; readonly tf_keras: FrameworkRecord };
}

export interface FrameworkRecord {
  readonly version: string;
  readonly reads: readonly ReadRecord[];
  readonly trainings: readonly TrainingRecord[];
  /** What ended the program early, at the innermost of its own lines. */
  readonly exception: {
    readonly type: string;
    readonly line: number | null;
    readonly message: string;
  } | null;
  /** Per global name of a model; null where it is not built at the end. */
  readonly parameters: Readonly<Record<string, number | null>>;
}

export interface ReadRecord {
  readonly line: number;
  readonly column: number;
  /** The list's length at every execution, in order. */
  readonly lengths: readonly number[];
}

export interface TrainingRecord {
  readonly line: number;
  readonly kind: 'fit' | 'train_on_batch' | 'evaluate' | 'test_on_batch' | 'tape';
  readonly lossReported: number | null;
  /** Null without a penalty, or where executions differ; a fraction where the program scales it. */
  readonly penaltyTimes: number | null;
}
