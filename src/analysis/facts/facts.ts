import type { Span } from '../text/span';

/** What one module says about its models and their penalties: plain data, spans into the document, no references back to the program. */
export interface Facts {
  readonly framework: FrameworkFact;
  readonly models: readonly ModelFact[];
  readonly lossesReads: readonly LossesReadFact[];
  readonly lossArithmetic: readonly LossArithmeticFact[];
  readonly lossApplications: readonly LossApplicationFact[];
  readonly trainings: readonly TrainingFact[];
  /** False when the step budget ran out or broken syntax left a part unanalysed. */
  readonly complete: boolean;
}

export type Certainty = 'yes' | 'no' | 'maybe';
/** How sure a finding is: `certain` holds on every path and in every framework version. */
export type Confidence = 'certain' | 'likely' | 'possible';

export interface FrameworkFact {
  readonly name: 'keras' | 'none';
  /** `2`, `3`, or null where the file leaves it open. */
  readonly version: 2 | 3 | null;
  readonly evidence: 'import' | 'setting' | 'none';
  /** The span of the import that shows it. */
  readonly span: Span | null;
  /** How the file spells `keras`, e.g. `tf.keras`; null if it imports only members. For fixes that need a new reference. */
  readonly spelling: string | null;
}

/** Index into `Facts.models`. */
export type ModelId = number;

export interface ModelFact {
  readonly id: ModelId;
  /** The name it is bound to first; for `self.model` the attribute's name; the class name of a subclassed model nobody binds. */
  readonly name: string;
  /** Where that name is bound: the lens stands on this line. */
  readonly nameSpan: Span;
  /** The expression that makes the model, or the class statement's header. */
  readonly span: Span;
  readonly kind: 'sequential' | 'functional' | 'subclass' | 'loaded' | 'application' | 'unknown';
  readonly layers: readonly LayerFact[];
  /** False when layers may be missing from the list or more may be there than listed. */
  readonly layersExact: boolean;
  /** Without the batch dimension; a null dimension is unknown; null when nothing is known. */
  readonly inputShape: Shape | null;
  readonly outputShape: Shape | null;
  /** Number of parameters known; at least that many when `parametersExact` is false. */
  readonly parameters: number;
  readonly parametersExact: boolean;
  readonly mechanisms: readonly MechanismFact[];
  /** Optimizer and loss of the last `compile`, or null. */
  readonly compile: CompileFact | null;
  /** Indices into `Facts.trainings`. */
  readonly trainings: readonly number[];
  /** Whether all weight penalties together reach the training loss; `unknown` when it is never trained here. */
  readonly penaltyReachesLoss: ReachesLoss;
  /** True when it was handed to code outside the file, which may have changed it. */
  readonly escaped: boolean;
}

export type Shape = readonly (number | null)[];
export type ReachesLoss = 'yes' | 'no' | 'twice' | 'unknown';

export interface LayerFact {
  /** `Dense`, or the class name for a layer class of the file. */
  readonly type: string;
  /** `keras.layers.Dense` after resolving aliases, or null for a class of the file. */
  readonly symbol: string | null;
  /** The constructing call. */
  readonly span: Span;
  /** The whole argument list of that call, parentheses included, for fixes. */
  readonly argumentsSpan: Span;
  readonly inputShape: Shape | null;
  readonly outputShape: Shape | null;
  readonly parameters: number | null;
  readonly weights: readonly WeightFact[];
  readonly penalties: readonly PenaltyFact[];
  /** Every argument by its parameter's name, positional ones too. */
  readonly arguments: readonly ArgumentFact[];
  /** Positions in `ModelFact.layers` of the layers it takes its input from; `-1` is the model's input. Null when not known. */
  readonly inbound: readonly number[] | null;
  readonly trainable: Certainty;
}

export interface WeightFact {
  /** `kernel`, `bias`, `recurrent_kernel`, `embeddings`, `gamma`, … */
  readonly role: string;
  readonly shape: Shape | null;
  readonly trainable: boolean;
}

export interface ArgumentFact {
  readonly name: string;
  /** The argument with its keyword, for removal. */
  readonly span: Span;
  readonly valueSpan: Span;
  readonly keyword: boolean;
  /** A constant, a list of constants, or undefined when it is no constant. */
  readonly value: ConstantValue | undefined;
}
export type ConstantValue = string | number | boolean | null | readonly ConstantValue[];

export interface PenaltyFact {
  /** `kernel`, `bias`, `recurrent`, `embeddings`, `depthwise`, `pointwise`, `beta`, `gamma`, `alpha`, `activity`. */
  readonly on: string;
  readonly kind: 'l1' | 'l2' | 'l1l2' | 'orthogonal' | 'custom' | 'unknown';
  /** Null when the strength is no constant. */
  readonly l1: number | null;
  readonly l2: number | null;
  /** The argument that gives the layer its regularizer. */
  readonly span: Span;
  /** Where the regularizer is made (a shared variable's definition), and the literal strength in it, if any. */
  readonly definitionSpan: Span;
  readonly strengthSpan: Span | null;
  readonly reachesLoss: ReachesLoss;
}

/** Anything that works against overfitting. */
export interface MechanismFact {
  readonly kind:
    | 'penalty'
    | 'activity-penalty'
    | 'add-loss'
    | 'dropout'
    | 'noise'
    | 'augmentation'
    | 'weight-decay'
    | 'early-stopping'
    | 'label-smoothing'
    | 'constraint'
    | 'normalization'
    | 'hand-written-penalty'
    /** Something that may be one: an unresolved callback list, optimizer or layer. Silences `missing-regularization`. */
    | 'unknown';
  readonly span: Span;
  readonly reachesLoss: ReachesLoss;
}

export interface CompileFact {
  readonly span: Span;
  readonly optimizer: OptimizerFact | null;
  readonly loss: LossFact | null;
}

export interface OptimizerFact {
  /** `Adam`, … or null when unresolved. */
  readonly name: string | null;
  /** The default where none is given; null when it is no constant, such as a schedule. */
  readonly learningRate: number | null;
  /** Likewise; 0 for an optimizer without momentum. */
  readonly momentum: number | null;
  /** Null when not set or not constant. */
  readonly weightDecay: number | null;
  readonly span: Span;
}

export interface LossFact {
  /** The class name of the field: `SparseCategoricalCrossentropy`, also for `'sparse_categorical_crossentropy'`; null for a custom or unresolved loss. */
  readonly name: string | null;
  readonly fromLogits: Certainty;
  readonly span: Span;
  /** Where the loss object is made, or the string. */
  readonly definitionSpan: Span;
  /** The `from_logits=…` argument, if written. */
  readonly fromLogitsSpan: Span | null;
  /** Reads of `.losses` (indices into `Facts.lossesReads`) whose value the loss function adds to its result. */
  readonly addedReads: readonly number[];
}

export interface LossesReadFact {
  /** The expression `model.losses`. */
  readonly span: Span;
  readonly model: ModelId | null;
  /** As written: `model`, `self`, `self.model`. */
  readonly modelText: string;
  /** Over all executions of this read. */
  readonly built: Certainty;
  readonly called: Certainty;
  /** The length of the list at every execution, or null when it is not certain. */
  readonly terms: number | null;
  readonly weightTerms: number | null;
  readonly otherTerms: number | null;
  /** True when the emptiness claim depends on Keras 3 (an Embedding-first model is built at once in Keras 2). */
  readonly onlyKeras3: boolean;
  /** `value`: its terms may reach a loss. `inspection`: printed, counted, tested. */
  readonly use: 'value' | 'inspection';
  /** False when the read stands in a function nobody in the file calls. */
  readonly reachedFromModule: boolean;
  /** `+ sum(model.losses)` with its operator where the read is one term of an addition: what a fix removes. Null otherwise. */
  readonly termSpan: Span | null;
  /** Where the whole addition's value goes: a compiled loss, a loss object's arithmetic, a gradient target, elsewhere. */
  readonly flowsTo: 'compile' | 'loss-object' | 'gradient' | 'elsewhere';
}

/** `Loss(...) + x` in any form. */
export interface LossArithmeticFact {
  readonly span: Span;
  readonly operator: string;
  /** The operand that is a loss object, as written in the operation. */
  readonly lossSpan: Span;
  readonly otherSpan: Span;
  /** Where the loss object is made. */
  readonly definitionSpan: Span;
  readonly lossName: string;
  /** True when the loss object was made with tensors (`MeanSquaredError(y, p)`): the function was meant. */
  readonly calledWithTensors: boolean;
  /** Reads of `.losses` inside the other operand. */
  readonly reads: readonly number[];
  /** True when every path that reaches it fails. */
  readonly certain: boolean;
}

/** One loss meeting one model output: by `compile`, or by calling the loss on the model's output. */
export interface LossApplicationFact {
  readonly span: Span;
  readonly via: 'compile' | 'call';
  readonly model: ModelId;
  readonly loss: LossFact;
  /** The activation of the layer that made the output; null when unknown. `linear` when it has none. */
  readonly activation: string | null;
  readonly activationSpan: Span | null;
  /** Index into the model's layers of that layer. */
  readonly layer: number | null;
  /** True when it is the same on every path. */
  readonly certain: boolean;
}

export interface TrainingFact {
  readonly kind: 'fit' | 'train_on_batch' | 'train_step' | 'tape';
  /** The call of `fit`, the `with GradientTape` header, or the `train_step` header. */
  readonly span: Span;
  readonly model: ModelId;
  /** How often each weight penalty is in what the gradients are taken of. */
  readonly penaltyTimes: 0 | 1 | 2 | null;
  /** True when every part of the gradient target is resolved. */
  readonly certain: boolean;
  /** What `gradient` differentiates (the loss expression or name), for custom steps. */
  readonly targetSpan: Span | null;
  /** Where a fix adds `+ sum(model.losses)`: after the expression that last gives the target its value inside the tape. */
  readonly additionPoint: AdditionPoint | null;
  /** Reads of `.losses` inside the target. */
  readonly reads: readonly number[];
  /** `compiled-loss` means Keras 3 adds the penalty and Keras 2 does not. */
  readonly versionDependent: 'compiled-loss' | null;
  /** Gradients applied to weights (`apply_gradients`, `optimizer.apply`), as opposed to saliency or adversarial inputs. */
  readonly updatesWeights: boolean;
}

export interface AdditionPoint {
  /** The expression to extend; wrap it in parentheses when `parenthesize`. */
  readonly span: Span;
  readonly parenthesize: boolean;
  /** How the model is spelled there. */
  readonly modelText: string;
}
