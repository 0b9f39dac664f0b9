import type { Span } from '../text/span';

/** What one module says about its models and their penalties: plain data, spans into the document, no references back to the program. */
export interface Facts {
  readonly framework: FrameworkFact;
  readonly models: readonly ModelFact[];
  readonly lossesReads: readonly LossesReadFact[];
  readonly lossArithmetic: readonly LossArithmeticFact[];
  readonly lossApplications: readonly LossApplicationFact[];
  readonly trainings: readonly TrainingFact[];
  /** What is computed of a list of losses as a whole: its sum, its mean. */
  readonly reductions: readonly ReductionFact[];
  /** Every argument of a layer whose name ends in `regularizer`. */
  readonly regularizerArguments: readonly RegularizerArgumentFact[];
  /** Regularizers set on a layer or variable after the layer was made. */
  readonly regularizerSettings: readonly RegularizerSettingFact[];
  /** Constructors of regularizers, wherever they stand. */
  readonly regularizers: readonly RegularizerFact[];
  readonly addedLosses: readonly AddedLossFact[];
  readonly optimizers: readonly OptimizerFact[];
  readonly callbacks: readonly CallbackFact[];
  readonly dropouts: readonly DropoutFact[];
  readonly legacyCollections: readonly LegacyCollectionFact[];
  /** What the program sets for the training of all its models. */
  readonly settings: SettingsFact;
  /** Layer classes of the file with a regularizer parameter that nothing uses. */
  readonly unusedRegularizerParameters: readonly UnusedRegularizerParameterFact[];
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
  /** What Keras 3 computes with, where the file shows it; Keras 2 has only TensorFlow. */
  readonly backend: 'tensorflow' | 'jax' | 'torch' | null;
  readonly evidence: 'import' | 'dependency' | 'setting' | 'none';
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
  /** What its calls of `fit` are given; null where there are none. */
  readonly fitted: FittedFact | null;
  /** Indices into `Facts.trainings`. */
  readonly trainings: readonly number[];
  /** Whether all weight penalties together reach the training loss; `unknown` when it is never trained here. */
  readonly penaltyReachesLoss: ReachesLoss;
  /** True when it was handed to code outside the file, which may have changed it. */
  readonly escaped: boolean;
  /** What a forward pass computes, or where it could not be followed. It is followed when first asked for. */
  graph(): GraphFact | LostFact;
}

/** A forward pass of a model, in training: nested models, layer classes of the file and functions resolved. */
export interface GraphFact {
  /** Shapes of the inputs; null where nothing is known. */
  readonly inputs: readonly (Shape | null)[];
  /** In the order of computation; only what the outputs need. */
  readonly steps: readonly GraphStepFact[];
  /** Positions in `steps`; `-1`, `-2`, … are the inputs. */
  readonly outputs: readonly number[];
}

/** A layer of Keras called on tensors, or an operation such as `x + y` as the layer that does the same. */
export interface GraphStepFact {
  /** Position in `ModelFact.layers`; null for an operation, and for a layer that `call` makes anew. The same layer may be called in several steps. */
  readonly layer: number | null;
  /** Keras class name: `Dense`, `Add`. */
  readonly type: string;
  /** For an operation the arguments of the layer that does the same; else what the call is given beside tensors. */
  readonly given: Readonly<Record<string, ConstantValue | undefined>>;
  /** As `GraphFact.outputs`. */
  readonly inbound: readonly number[];
  /** Names of the models and layers of the file that it is a part of, the outermost first: `['encoder']`. */
  readonly path: readonly string[];
  readonly span: Span;
}

/** Where a forward pass could not be followed. */
export interface LostFact {
  /**
   * `operation` of a library, `layer` of which nothing is known, `model` likewise, `layers` of a
   * model that are not all known, `argument` of a layer that is no known
   * tensor, `application` and `loaded` where a part of it is such a model, `weights` of a layer class that it uses by itself, `training` where training and use differ in more than
   * dropout, `inputs` where it takes several as one, `output` where it returns something else than known tensors.
   */
  readonly what:
    | 'operation'
    | 'layer'
    | 'model'
    | 'layers'
    | 'application'
    | 'loaded'
    | 'argument'
    | 'weights'
    | 'training'
    | 'inputs'
    | 'output';
  /** Of the operation, layer or argument; empty where there is none. */
  readonly name: string;
  readonly span: Span;
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
  /** What a wrapper such as `Bidirectional` wraps; absent for other layers, and where it is not known. */
  readonly inside?: readonly InsideFact[];
}

/** A layer or cell that is an argument of a wrapper. Its penalties are among those of the wrapper too. */
export interface InsideFact {
  /** The wrapper's parameter: `layer`, `backward_layer`, `cell`. */
  readonly parameter: string;
  readonly layer: LayerFact;
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
  /** It came out of `*x` or `**x`: it is not written there, so no edit can change it. */
  readonly spread: boolean;
  /** A constant, a list of constants, or undefined when it is no constant. */
  readonly value: ConstantValue | undefined;
  /** The initializer that is made there, with its arguments by name; absent where there is none or they are not known. */
  readonly initializer?: InitializerFact;
}

export interface InitializerFact {
  /** `HeNormal`, as in `keras.initializers`. */
  readonly name: string;
  readonly arguments: Readonly<Record<string, ConstantValue>>;
}
export type ConstantValue = string | number | boolean | null | readonly ConstantValue[];

export interface PenaltyFact {
  /** `kernel`, `bias`, `recurrent`, `embeddings`, `depthwise`, `pointwise`, `beta`, `gamma`, `alpha`, `activity`. */
  readonly on: string;
  readonly kind: 'l1' | 'l2' | 'l1l2' | 'orthogonal' | 'custom' | 'unknown';
  /** Null when the strength is no constant. */
  readonly l1: number | null;
  readonly l2: number | null;
  /** Of an orthogonal regularizer; null where a part is no constant. Absent for the others, or when nothing is known. */
  readonly orthogonal?: { readonly factor: number | null; readonly mode: 'rows' | 'columns' | null };
  /** The argument that gives the layer its regularizer. */
  readonly span: Span;
  /** Where the regularizer is made (a shared variable's definition), and the literal strength in it, if any. */
  readonly definitionSpan: Span;
  readonly strengthSpan: Span | null;
  readonly reachesLoss: ReachesLoss;
  /** The penalty's expected value before training, from the initializer and the shapes; null when one of them is not known. */
  readonly atStart: number | null;
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
  /** True where it is there and certainly does nothing: a rate of 0, a layer that is never told that it trains. */
  readonly withoutEffect?: true;
}

export interface CompileFact {
  readonly span: Span;
  /** False when arguments are hidden in `**options`, or stand where the versions of Keras differ. */
  readonly argumentsExact: boolean;
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
  /** The schedule of Keras that is given as learning rate; null for anything else. */
  readonly schedule: ScheduleFact | null;
  /** Every argument by its parameter's name; undefined where it is no constant. */
  readonly arguments: Readonly<Record<string, ConstantValue | undefined>>;
  /** The `decay=` argument, which changes the learning rate, not the weights; null when there is none, or it is 0. */
  readonly learningRateDecaySpan: Span | null;
  /** Whether it is one of `keras.optimizers.legacy`, or called by their names (`lr=`), which Keras 3 refuses. */
  readonly legacy: boolean;
  readonly span: Span;
  /** Where it is made: the constructing call, or the string. */
  readonly definitionSpan: Span;
}

export interface SettingsFact {
  /** Whether layers compute in anything but 32 bits: `keras.mixed_precision.set_global_policy('mixed_float16')`. */
  readonly otherPrecision: boolean;
  /** Whether `exclude_from_weight_decay` is called on an optimizer. */
  readonly excludesFromDecay: boolean;
}

export interface ScheduleFact {
  /** `ExponentialDecay`, … */
  readonly name: string;
  readonly arguments: OptimizerFact['arguments'];
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

/** A read of `.losses`, of a model or of one layer. */
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
  /** Activity and `add_loss` terms that the model's first forward pass will add: 0 where one has been made, null when it is not known. */
  readonly waitingTerms: number | null;
  /** How activity and `add_loss` terms came to be at that time: `graph` where they are left over from `fit`, `evaluate`, `predict` or a `tf.function`. */
  readonly lastPass: 'none' | 'eager' | 'graph' | 'unknown';
  /** Whether the model's last forward pass came after the innermost tape was opened; null outside of tapes and where executions differ. */
  readonly passInStep: boolean | null;
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
  readonly kind: 'fit' | 'train_on_batch' | 'train_step' | 'tape' | 'grad-function' | 'backward';
  /** The call of `fit`, the `with GradientTape` header, or the `train_step` header. */
  readonly span: Span;
  /** -1 for a model that a function of the file is given, of which nothing else is known. */
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
  /** Reads whose value is in the target without a gradient, so that the penalty does not act. */
  readonly withoutGradient: readonly LostReadFact[];
  /** Reads of the model's losses that this step makes and whose value never reaches the target. */
  readonly unusedReads: readonly number[];
  /** The call of `stateless_call` whose returned losses never reach the target; null when there is none. */
  readonly unusedReturnedLosses: Span | null;
  /** The operation behind the tape's end that makes the target's gradients None; null when there is none. */
  readonly addedAfterTape: Span | null;
  /** The addition of a penalty to a loss that mixed precision has scaled already; null when there is none. */
  readonly addedAfterScaling: Span | null;
  /** Reads that are in the target as they are while a distribution strategy runs the step on every replica and the data loss is averaged over the global batch. */
  readonly unscaledReplicaReads: readonly number[];
  /** Calls of the model inside the step. */
  readonly forwardPasses: readonly ForwardPassFact[];
  /** Whether the target holds a penalty computed from the weights themselves. */
  readonly handWrittenPenalty: boolean;
  /** What applies the gradients of a step that is written out; null where it is not known, or Keras' own step does. */
  readonly optimizer: OptimizerFact | null;
  /** `tf.norm(w)`, not squared, of weights in the target. */
  readonly norms: readonly Span[];
}

export interface LostReadFact {
  /** Index into `Facts.lossesReads`. */
  readonly read: number;
  /**
   * `captured-once`: read before the loop or function that repeats the step. `before-tape`: read in the step, before the
   * tape records; `after-tape`: when it records no more. `detached`: turned into a number on its way. `not-traced`: read inside a function that JAX differentiates.
   */
  readonly why: 'captured-once' | 'before-tape' | 'after-tape' | 'detached' | 'not-traced';
  /** The call that detaches it, else the read. */
  readonly span: Span;
}

export interface ForwardPassFact {
  readonly span: Span;
  readonly argumentsSpan: Span;
  /** The `training=` argument: `absent` where none is written and nothing else says it. */
  readonly training: 'yes' | 'no' | 'absent' | 'unknown';
  /** Positions in `ModelFact.layers` of the layers that do something else in training. */
  readonly layers: readonly number[];
}

/** What an operation does with an empty list. */
export type EmptyOutcome = 'raises' | 'not-a-number' | 'harmless';
export type EmptyOutcomes = Readonly<Record<'tensorflow' | 'jax' | 'torch', EmptyOutcome>>;

/** One operation on a whole list of losses. */
export interface ReductionFact {
  /** The call, or the division. */
  readonly span: Span;
  readonly kind: 'sum' | 'add-n' | 'mean' | 'stack' | 'divided-by-count';
  /** `tensorflow.add_n`, `numpy.mean`, `builtins.sum`. */
  readonly symbol: string;
  /** The list in it; what is divided, for a division. */
  readonly argumentSpan: Span;
  /** Index into `Facts.lossesReads`. */
  readonly read: number;
  /** Length of the list at every execution, or null. */
  readonly terms: number | null;
  /** By the backend of Keras. */
  readonly whenEmpty: EmptyOutcomes;
  /** True inside `try`, where somebody may wait for the failure. */
  readonly guarded: boolean;
  /** Where a mean goes. */
  readonly flowsTo: LossesReadFact['flowsTo'];
}

/** One `…_regularizer=` argument of a layer of Keras. */
export interface RegularizerArgumentFact {
  /** `DepthwiseConv2D` */
  readonly layer: string;
  /** The constructing call of the layer. */
  readonly layerSpan: Span;
  readonly name: string;
  /** With the keyword. */
  readonly span: Span;
  readonly valueSpan: Span;
  readonly keyword: boolean;
  /** It came out of `*x` or `**x`: it is not written there, so no edit can change it. */
  readonly spread: boolean;
  /** What the layer does with an argument of that name: penalise, drop it silently, or refuse it. */
  readonly inKeras2: 'penalises' | 'ignores' | 'raises';
  readonly inKeras3: 'penalises' | 'ignores' | 'raises';
  /** Regularizer arguments that the layer does take. */
  readonly accepted: readonly string[];
  readonly value: RegularizerValueFact;
}

/** What a regularizer argument is given. */
export interface RegularizerValueFact {
  /** `works`, has no effect (`no-op`), `raises`, or null when it is not known; `none` for `None`. */
  readonly inKeras2: 'works' | 'no-op' | 'raises' | 'none' | null;
  readonly inKeras3: 'works' | 'no-op' | 'raises' | 'none' | null;
  /** The string, number or class that was given in place of a regularizer; null for an object. */
  readonly given: string | number | null;
  readonly kind: 'object' | 'string' | 'number' | 'class' | 'other';
}

/** A call such as `keras.regularizers.L2(0.01)`. */
export interface RegularizerFact {
  readonly kind: PenaltyFact['kind'];
  /** As spelled, without module: `l1_l2`. */
  readonly name: string;
  readonly span: Span;
  readonly argumentsSpan: Span;
  readonly l1: number | null;
  readonly l2: number | null;
  readonly strengthSpan: Span | null;
  /** What the constructor does with its arguments; null when it is not known. */
  readonly inKeras2: 'works' | 'no-op' | 'raises' | null;
  readonly inKeras3: 'works' | 'no-op' | 'raises' | null;
  /** Why it raises: a negative or infinite strength, an unknown parameter name, text in place of a number. */
  readonly problem: 'negative' | 'not-finite' | 'parameter' | 'type' | null;
  /** The argument that is wrong, with its keyword. */
  readonly problemSpan: Span | null;
  /** `l1_l2` with one strength: the other is 0.01 in Keras 2 and 0 in Keras 3. */
  readonly hiddenStrength: 'l1' | 'l2' | null;
}

/** `layer.kernel_regularizer = …`, `setattr(layer, 'kernel_regularizer', …)` or `layer.kernel.regularizer = …` outside the class of the layer. */
export interface RegularizerSettingFact {
  readonly span: Span;
  /** `kernel_regularizer`, or `kernel.regularizer` for the variable's attribute. */
  readonly name: string;
  /** Layer class; null where layers of several classes are set. */
  readonly layer: string | null;
  readonly model: ModelId | null;
  /** Whether the layer's weights existed. */
  readonly built: Certainty;
  /** Whether a model is made anew from the configuration later (`clone_model`, `from_config`, `to_json`…), which makes the setting effective. */
  readonly copiedLater: boolean;
}

/** A call of `add_loss`, of any layer or model. */
export interface AddedLossFact {
  readonly span: Span;
  readonly argumentSpan: Span;
  /** What is added. */
  readonly value: 'tensor' | 'symbolic' | 'function' | 'number' | 'unknown';
  /** Whether it runs inside `call` of a class of the file, or inside another method of the receiver that may run during one. */
  readonly insideCall: boolean;
  readonly receiver: 'layer' | ModelFact['kind'];
  readonly model: ModelId | null;
  /** Names that the added function reads when it runs, and that the loop around the call gives a new value at each turn. */
  readonly lateBound: readonly string[];
  /** False when it stands in a function nobody in the file calls. */
  readonly reachedFromModule: boolean;
}

/** A callback of Keras. */
export interface CallbackFact {
  readonly name: string;
  readonly span: Span;
  readonly argumentsSpan: Span;
  readonly arguments: readonly ArgumentFact[];
  /** False when arguments are hidden in `**options`. */
  readonly argumentsExact: boolean;
  /** Trainings it is handed to; empty when it is certain that none gets it, null when that is not known. */
  readonly fits: readonly FitFact[] | null;
}

/** All calls of `fit` of one model. */
export interface FittedFact {
  /** Null where none is given, it is no constant, or the calls differ. */
  readonly batchSize: number | null;
  readonly epochs: number | null;
  /** Whether examples or classes have weights. */
  readonly weighted: boolean;
  /** Class names of the callbacks of Keras. */
  readonly callbacks: readonly string[];
}

/** A call of `fit`, as callbacks see it. */
export interface FitFact {
  readonly span: Span;
  readonly model: ModelId | null;
  /** Whether validation data are given. */
  readonly validation: Certainty;
  /** Metrics of `compile`; null when not known. */
  readonly metrics: readonly string[] | null;
}

/** A dropout layer, a `dropout=` argument of a layer, or a function such as `tf.nn.dropout`. */
export interface DropoutFact {
  readonly span: Span;
  /** `Dropout`, `LSTM.recurrent_dropout`, `tensorflow.nn.dropout` */
  readonly name: string;
  readonly argument: ArgumentFact | null;
  /** The number given, a share kept where `keeps`; null when it is no constant or not the same at every execution. */
  readonly rate: number | null;
  /** Whether the number stands at the very place. */
  readonly literal: boolean;
  /** The name of the variable that gives the rate, as written: `keep_prob`. */
  readonly rateText: string | null;
  /** TensorFlow 1's `nn.dropout` takes the share that is kept. */
  readonly keeps: boolean;
}

/** A read of TensorFlow 1's collection of regularization losses, which layers of Keras never fill. */
export interface LegacyCollectionFact {
  readonly span: Span;
  /** `tensorflow.compat.v1.losses.get_regularization_loss` */
  readonly symbol: string;
  /** Whether the name exists in TensorFlow 2. */
  readonly exists: boolean;
  /** Whether the file makes layers or variables that do fill the collection, or runs sessions. */
  readonly fillsCollection: boolean;
}

export interface UnusedRegularizerParameterFact {
  readonly className: string;
  readonly classSpan: Span;
  /** `kernel_regularizer` */
  readonly name: string;
  readonly span: Span;
}

export interface AdditionPoint {
  /** The expression to extend; wrap it in parentheses when `parenthesize`. */
  readonly span: Span;
  readonly parenthesize: boolean;
  /** How the model is spelled there. */
  readonly modelText: string;
}

/** What is known of a file that has nothing of Keras in it. */
export function noFacts(framework: FrameworkFact): Facts {
  return {
    framework,
    models: [],
    lossesReads: [],
    lossArithmetic: [],
    lossApplications: [],
    trainings: [],
    reductions: [],
    regularizerArguments: [],
    regularizerSettings: [],
    regularizers: [],
    addedLosses: [],
    optimizers: [],
    callbacks: [],
    dropouts: [],
    legacyCollections: [],
    settings: { otherPrecision: false, excludesFromDecay: false },
    unusedRegularizerParameters: [],
    complete: true,
  };
}
