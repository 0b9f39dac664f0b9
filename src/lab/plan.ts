import type { OptimizerArgument } from './optimizer-arguments';
import type { ScheduleArgument } from './schedule-arguments';

/**
 * The plan of a comparison: one plain JSON object. The same plan always gives the same numbers.
 * Layer configurations are Keras' (snake_case keys, as `get_config` gives them), so that the plan
 * reads the same in Python.
 */
export interface Plan {
  readonly version: 1;
  readonly model: PlanModel;
  readonly optimizer: PlanOptimizer;
  /** Keras' snake_case loss name, e.g. `sparse_categorical_crossentropy`. */
  readonly loss: PlanLoss;
  readonly data: PlanData;
  readonly arms: readonly PlanArm[];
  /** One training per arm and seed. */
  readonly seeds: readonly number[];
  readonly epochs: number;
  readonly batchSize: number;
  /** The comparison ends after this long with what it has reached; no limit when absent. */
  readonly budgetSeconds?: number;
}

export interface PlanModel {
  readonly name: string;
  /** Without the batch dimension, all known. */
  readonly inputShape: readonly number[];
  readonly outputShape: readonly number[];
  readonly layers: readonly PlanLayer[];
}

export interface PlanLayer {
  /** Keras class name: `Dense`, `Conv2D`, … */
  readonly className: string;
  readonly name: string;
  /** Without regularizers: those are in the arms. */
  readonly config: Readonly<Record<string, unknown>>;
  /** Names of the layers it takes its input from; `input` is the model's input. */
  readonly inbound: readonly string[];
  /** Name of an earlier layer of the same class and configuration whose weights it uses: the same layer, called again. */
  readonly shares?: string;
}

/** A penalty on one weight of one layer, as written in the code. */
export interface PlanPenalty {
  readonly layer: string;
  /** `kernel`, `bias`, `recurrent`, `embeddings`, …; `activity` for what the layer gives out. */
  readonly on: string;
  readonly l1: number;
  readonly l2: number;
  /** Keras' orthogonal regularizer, on a matrix; none when absent. */
  readonly orthogonal?: OrthogonalPenalty;
}

/** What pushes the rows, or columns, of a matrix towards right angles. */
export interface OrthogonalPenalty {
  readonly factor: number;
  readonly mode: 'rows' | 'columns';
}

export interface PlanArm {
  /** `without`, `with`, or a name of the reader's. */
  readonly name: string;
  readonly penalties: readonly PlanPenalty[];
  /** L1 by soft thresholding after each step instead of by its subgradient: weights become exactly 0. */
  readonly proximal?: boolean;
  /** Rate, from 0 to below 1, of a dropout after every hidden activation; none when absent. */
  readonly dropout?: number;
  /** Decoupled weight decay that takes the place of the optimizer's in this arm. */
  readonly weightDecay?: number;
  /** Epochs without a lower validation loss after which training stops; the weights of the best epoch are kept. */
  readonly patience?: number;
  /** This arm is the point of a sweep at this strength. */
  readonly strength?: number;
}

export interface PlanOptimizer {
  /** Keras class name. */
  readonly className: string;
  readonly learningRate: number;
  readonly momentum: number;
  /** Decoupled weight decay of every trained weight, in every arm that has none of its own; 0 when absent. */
  readonly weightDecay?: number;
  /** Further constant arguments by Keras' names, such as `beta_1` or `clipnorm`; Keras' defaults where absent. */
  readonly arguments?: Readonly<Record<string, OptimizerArgument>>;
  /** How the learning rate changes from `learningRate` on, step by step; it stays when absent. */
  readonly schedule?: PlanSchedule;
}

export interface PlanSchedule {
  /** Class name in `keras.optimizers.schedules`. */
  readonly className: string;
  /** By Keras' names, without the initial learning rate. */
  readonly arguments: Readonly<Record<string, ScheduleArgument>>;
}

export interface PlanLoss {
  readonly name: string;
  readonly fromLogits: boolean;
}

export interface PlanData {
  /** Key of a built-in data set, see `data/`; `file` for data of the reader's. */
  readonly name: string;
  /** With `file`: where it is. */
  readonly file?: string;
  /** With `file`: the columns to predict; none is the last one. */
  readonly targets?: readonly string[];
  readonly trainSize: number;
  readonly validationSize: number;
  readonly testSize: number;
  /** Standard deviation of the noise on the inputs or targets, in units of the data set; nothing to real data. */
  readonly noise: number;
  /** Share from 0 to below 1 of the classes and labels of generated data that are wrong; 0 when absent. */
  readonly labelNoise?: number;
}

/** What one arm of one seed has reached after an epoch. All losses are data losses with dropout off, without the penalty. */
export interface EpochMetrics {
  readonly arm: number;
  /** Index into `Plan.seeds`. */
  readonly seed: number;
  /** From 0 (before training) to `Plan.epochs`. */
  readonly epoch: number;
  readonly trainLoss: number;
  readonly validationLoss: number;
  readonly testLoss: number;
  /**
   * Penalty term of this arm at the current weights: what Keras' `model.losses` sum up to for the training data,
   * dropout off.
   */
  readonly penalty: number;
  /** Accuracy from 0 to 1 for classification, R² for regression, on the test data. */
  readonly testScore: number;
  /**
   * Of a training with early stopping, in the entries of the weights that it kept: after how many epochs it
   * stopped, and which of them was the best.
   */
  readonly stopped?: { readonly after: number; readonly best: number };
}

/** Weights of one arm after training on its first seed. */
export interface WeightHistogram {
  readonly arm: number;
  readonly layer: string;
  /** Edges of the bins: one more than counts. Equal for all arms of a layer. */
  readonly edges: readonly number[];
  readonly counts: readonly number[];
  /** Euclidean norm of the kernel. */
  readonly norm: number;
  /** Share from 0 to 1 with |w| below `nearZero`. */
  readonly shareNearZero: number;
  readonly nearZero: number;
}

/** What one arm predicts after training on its first seed, over a grid of the model's two inputs. */
export interface Surface {
  readonly arm: number;
  /** From the lowest to the highest grid point, for the first input and the second. Equal for all arms. */
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  /** Grid points a side. */
  readonly size: number;
  /** The output itself, the probability from 0 to 1 of the second of two classes, or the likeliest class. */
  readonly shows: 'value' | 'probability' | 'class';
  /** size × size, rows from the lowest y on, rounded. */
  readonly values: readonly number[];
}

/** The answer, from paired differences (with − without) of the test data loss over the seeds. */
export interface Verdict {
  readonly kind: 'helps' | 'hurts' | 'no-detectable-difference' | 'too-few-seeds';
  readonly seeds: number;
  readonly meanDifference: number;
  /** 95 % interval of the mean difference; both equal the mean when fewer than two seeds have finished. */
  readonly low: number;
  readonly high: number;
  /** Seeds on which the penalty had the lower test loss. */
  readonly wins: number;
  readonly differences: readonly number[];
}

/** A training whose loss stopped being a finite number. */
export interface Divergence {
  readonly arm: number;
  /** Index into `Plan.seeds`. */
  readonly seed: number;
  /** The first epoch without a finite loss; there are no metrics from it on. */
  readonly epoch: number;
}

/** A comparison of strengths, of which the one with the lowest validation loss is chosen. */
export interface Sweep {
  /** Seeds that it is about: those that *without* and every strength that did not diverge have finished. */
  readonly seeds: number;
  /** From the lowest strength to the highest. */
  readonly points: readonly SweepPoint[];
  /** Index into the points; null as long as there is no seed. */
  readonly chosen: number | null;
  /** Where the chosen strength is the lowest or highest of the points, a better one may lie beyond. */
  readonly edge: 'lowest' | 'highest' | null;
}

export interface SweepPoint {
  readonly arm: number;
  readonly strength: number;
  /** A training with it diverged; it is out of the choice. */
  readonly diverged: boolean;
  /** After the last epoch, over the seeds of the sweep; null without any, and where a training diverged. */
  readonly reached: {
    readonly validationLoss: number;
    readonly testLoss: number;
    /** Of the test loss, against *without*. */
    readonly difference: Verdict;
  } | null;
}

export interface ComparisonResult {
  readonly plan: Plan;
  readonly metrics: readonly EpochMetrics[];
  readonly histograms: readonly WeightHistogram[];
  /** For a model of two inputs and an output that one number can show. */
  readonly surfaces?: readonly Surface[];
  /** Of the chosen strength where there is a sweep, else of the second arm; against the first one. */
  readonly verdict: Verdict;
  /** Absent without arms that have a `strength`. */
  readonly sweep?: Sweep;
  /** Trainings that diverged; their seeds are left out of the verdict. None when absent. */
  readonly diverged?: readonly Divergence[];
  /** Everything was trained. False when it ended before: only finished seed pairs count in the verdict. */
  readonly finished: boolean;
  /** What ended it: all was trained, a stop, the time budget, or a failure that left these partial results. */
  readonly ended: 'all' | 'stopped' | 'budget' | 'failed';
  /** With `failed`: what went wrong, in English; empty where a worker ended and nobody knows why. */
  readonly failure?: string;
  readonly engine: string;
  readonly milliseconds: number;
}
