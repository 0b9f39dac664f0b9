/** What scripts/oracle/record.py writes. Lines and columns from 1, columns in UTF-16 units. */
export interface ProgramRecord {
  readonly program: string;
  readonly sha256: string;
  /** What happened, once for all frameworks in which the same happened. */
  readonly results: readonly ResultRecord[];
}

/** Keras 3 on each of its backends, and Keras 2. A program that uses more of one of them than Keras is run with that one only. */
export type FrameworkName = 'keras3-tensorflow' | 'keras3-jax' | 'keras3-torch' | 'tf_keras';
type PerFramework<Value> = Readonly<Partial<Record<FrameworkName, Value>>>;

export interface ResultRecord {
  /** The frameworks and their versions. */
  readonly frameworks: PerFramework<string>;
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
  readonly kind:
    | 'fit'
    | 'train_on_batch'
    | 'evaluate'
    | 'test_on_batch'
    | 'tape'
    | 'minimize'
    | 'grad-function'
    | 'backward';
  /** Null without a penalty, or where executions differ; a fraction where the program scales it. */
  readonly penaltyTimes: number | null;
  /** Of the last execution: the loss, and the loss without the penalty as far as the gradient sees it. */
  readonly losses: PerFramework<readonly [number | null, number | null] | null>;
}
