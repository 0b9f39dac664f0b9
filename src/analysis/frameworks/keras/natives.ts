import type { Certainty, ConstantValue as Constant } from '../../facts/facts';
import type {
  ArgumentValue,
  InstanceValue,
  Native,
  Shape,
  TensorValue,
  Value,
} from '../../interpreter/values';
import type { Call } from '../../interpreter/machine';
import type { Cell } from '../../interpreter/store';
import type { Span } from '../../text/span';

/** What Keras attaches to an instance. */
export type KerasNative =
  | LayerNative
  | ModelNative
  | RegularizerNative
  | OptimizerNative
  | LossNative
  | CallbackNative
  | TapeNative
  | InitializerNative
  | StrategyNative
  | TorchOptimizerNative
  | GradientFunctionNative
  | TracingScopeNative
  | ConfigurationNative
  | ScheduleNative
  | OtherNative;

export interface LayerNative extends Native {
  readonly type: 'layer';
  /** `Dense`; null for a class of the file. */
  readonly className: string | null;
  readonly span: Span;
  readonly argumentsSpan: Span;
  /** By parameter name; of a class of the file what it hands to the base class. */
  readonly arguments: ReadonlyMap<string, BoundArgument>;
  /** True when `**config` or the like hides arguments. */
  readonly hiddenArguments: boolean;
  /** Weights that a class of the file declares with `add_weight`, in order. */
  readonly declared: Cell<readonly DeclaredWeight[]>;
  readonly state: Cell<LayerState>;
}

export interface BoundArgument extends ArgumentValue {
  readonly keyword: boolean;
}

export interface DeclaredWeight {
  readonly role: string;
  readonly shape: readonly (number | null)[] | null;
  readonly trainable: boolean;
  readonly regularizer: ArgumentValue | null;
  readonly inBuild: boolean;
}

export interface LayerState {
  readonly built: Certainty;
  readonly input: Shape;
  readonly output: Shape;
  /** What its last symbolic call gave. */
  readonly result: TensorValue | null;
  readonly trainable: Certainty;
  /** Whether it was trained while it was not frozen. */
  readonly trained: boolean;
  /** `add_loss` was called in it. */
  readonly addsLoss: boolean;
  /** The layer was handed to unseen code, or set in a way that is not understood. */
  readonly changed: boolean;
  /** Its `build` or `call` runs code that cannot be seen. */
  readonly unseen: boolean;
  /** Regularizers set after construction, while they still could take effect. */
  readonly overrides: ReadonlyMap<string, BoundArgument>;
  /** Those set too late: they are in the configuration only. */
  readonly configured: ReadonlyMap<string, BoundArgument>;
  readonly held: Held;
}

/** The activity and `add_loss` terms that a layer or model itself has at a moment; null where their number is not known. */
export interface Held {
  /** Of the last forward pass. */
  readonly now: number | null;
  /** Keras 2 keeps those of symbolic calls, and shows them until a forward pass has others. */
  readonly symbolic: number | null;
  /** Functions given to `add_loss`, which only Keras 2 takes. */
  readonly functions: number | null;
}

export interface ModelNative extends Native {
  readonly type: 'model';
  /** `unknown` for one that a function of the file is given. */
  readonly kind: 'sequential' | 'functional' | 'subclass' | 'loaded' | 'application' | 'unknown';
  readonly span: Span;
  /** `name=`, where one is given. */
  name: string | null;
  readonly state: Cell<ModelState>;
}

export interface ModelState {
  /** In order; for a subclass those found in its attributes are added when asked for. */
  readonly nodes: readonly LayerNode[];
  readonly exact: boolean;
  readonly built: Certainty;
  readonly called: Certainty;
  /** The last forward pass decides what activity terms there are. */
  readonly lastPass: 'none' | 'eager' | 'graph' | 'unknown';
  /** When that was, by the machine's clock; null where paths differ. */
  readonly lastPassTime: number | null;
  readonly held: Held;
  /** Symbolic losses given to `add_loss` of a functional model of Keras 2: every pass has them. */
  readonly graphLosses: number;
  /** In Keras 2 built already, in Keras 3 not: an Embedding first. */
  readonly builtInKeras2: boolean;
  readonly input: Shape;
  /** The symbolic inputs, where there are any. */
  readonly inputs: readonly TensorValue[];
  readonly output: Shape;
  /** The symbolic outputs of a graph. */
  readonly outputs: readonly TensorValue[];
  /** The symbolic output of a graph, or the last value of a subclass' `call`. */
  readonly result: TensorValue | null;
  readonly compile: CompileState | null;
  /** Stands for any layer of a model that is not made in this file, once one was asked for. */
  readonly anyLayer: InstanceValue | null;
  readonly escaped: boolean;
  readonly addsLoss: boolean;
  readonly trainable: Certainty;
}

export interface LayerNode {
  readonly layer: InstanceValue;
  /** Indices of nodes; -1 is the model's input; null when not known. */
  readonly inbound: readonly number[] | null;
  /** How often one forward pass calls it. */
  readonly calls: number;
}

export interface CompileState {
  readonly span: Span;
  readonly optimizer: ArgumentValue | null;
  readonly loss: ArgumentValue | null;
  readonly metrics: ArgumentValue | null;
  /** False when arguments are hidden, or stand where the versions of Keras differ. */
  readonly argumentsExact: boolean;
  /** Whether its loops run step by step instead of in a graph: `run_eagerly=True`. */
  readonly eagerly: Certainty;
  /** Whether the losses of several outputs are weighted. */
  readonly weighted: boolean;
}

/** What an orthogonal regularizer is given, or its defaults; null where that is no constant, or none it takes. */
export interface OrthogonalSetting {
  readonly factor: number | null;
  readonly mode: 'rows' | 'columns' | null;
}

export interface RegularizerNative extends Native {
  readonly type: 'regularizer';
  readonly kind: 'l1' | 'l2' | 'l1l2' | 'orthogonal' | 'custom';
  readonly l1: number | null;
  readonly l2: number | null;
  readonly orthogonal?: OrthogonalSetting;
  readonly span: Span;
  readonly strengthSpan: Span | null;
}

/** Written arguments by their parameters' names; undefined is no constant. */
export type ConstantArguments = Readonly<Record<string, Constant | undefined>>;

export interface OptimizerNative extends Native {
  readonly type: 'optimizer';
  readonly name: string;
  /** The default where none is given; null when it is no constant. */
  readonly learningRate: number | null;
  readonly momentum: number | null;
  readonly weightDecay: number | null;
  /** The schedule that is the learning rate. */
  readonly schedule: ScheduleNative | null;
  readonly arguments: ConstantArguments;
  /** Whether weights decay: `maybe` when the argument is no constant. */
  readonly decays: Certainty;
  /** `decay=` changes the learning rate, not the weights. */
  readonly learningRateDecaySpan: Span | null;
  readonly legacy: boolean;
  readonly span: Span;
}

export interface LossNative extends Native {
  readonly type: 'loss';
  /** Null for a class of the file. */
  readonly name: string | null;
  readonly fromLogits: Certainty;
  readonly fromLogitsSpan: Span | null;
  readonly labelSmoothing: Certainty;
  readonly calledWithTensors: boolean;
  readonly span: Span;
}

export interface CallbackNative extends Native {
  readonly type: 'callback';
  readonly name: string;
  /** The metric it watches; null where it watches none or that is not known. */
  readonly monitor: string | null;
}

/** What is computed in a stretch of time and differentiated. */
export interface Recording {
  /** Moments of the machine's clock; without an end while it goes on. */
  readonly opened: number;
  readonly closed: number;
  /** When what repeats the recording began, and when the step began that it belongs to. */
  readonly repeatedSince: number;
  readonly stepSince: number;
}

/** A gradient tape; steps are told apart by this object. */
export interface TapeNative extends Native {
  readonly type: 'tape';
  readonly span: Span;
  /** Null until a `with` statement opens it. */
  recording: Recording | null;
}

/** An optimizer of PyTorch. */
export interface TorchOptimizerNative extends Native {
  readonly type: 'torch-optimizer';
  /** Models whose weights it was given. */
  readonly models: readonly object[];
}

/** A distribution strategy of TensorFlow. */
export interface StrategyNative extends Native {
  readonly type: 'strategy';
}

/** `jax.grad(f)`, `jax.value_and_grad(f)`. */
export interface GradientFunctionNative extends Native {
  readonly type: 'gradient-function';
  readonly span: Span;
  readonly target: Value;
  /** Whether it returns the value too. */
  readonly withValue: boolean;
  /** Whether `target` returns something beside the loss; null when that is not known. */
  readonly withRest: boolean | null;
  /** Position of the argument that it differentiates with respect to. */
  readonly position: number;
}

/** A context manager that changes how what is computed in it has gradients. */
export interface TracingScopeNative extends Native {
  readonly type: 'tracing-scope';
  readonly effect: 'no-gradient' | 'stateless';
  readonly span: Span;
  /** How it was before, while the block runs. */
  before: { readonly untraced: boolean; readonly disabledBy: Span | null } | null;
}

export interface InitializerNative extends Native {
  readonly type: 'initializer';
  readonly name: string;
  readonly call: Call;
}

/** Anything of Keras that only has to be told from something unknown. */
/** A learning rate that changes, of `keras.optimizers.schedules`. */
export interface ScheduleNative extends Native {
  readonly type: 'schedule';
  readonly name: string;
  readonly arguments: ConstantArguments;
}

export interface OtherNative extends Native {
  readonly type: 'constraint' | 'metric' | 'augmenter';
  readonly name: string;
}

/** What `get_config()` and `to_json()` give. */
export interface ConfigurationNative extends Native {
  readonly type: 'configuration';
  readonly of: InstanceValue;
}

export function nativeOf(value: Value | undefined): KerasNative | null {
  return value?.kind === 'instance' ? (value.native as KerasNative | null) : null;
}

export function layerOf(value: Value | undefined): LayerNative | null {
  const native = nativeOf(value);
  return native?.type === 'layer' ? native : null;
}

export function modelOf(value: Value | undefined): ModelNative | null {
  const native = nativeOf(value);
  return native?.type === 'model' ? native : null;
}

/** The plain constant in a value, through lists and tuples; undefined where it is none. */
export function plain(value: Value | undefined): Constant | undefined {
  if (value?.kind === 'constant') return value.value;
  const elements =
    value?.kind === 'tuple'
      ? value.elements
      : value?.kind === 'list' && value.cell.value.exact
        ? value.cell.value.elements
        : null;
  if (!elements) return undefined;
  const constants = elements.map(plain);
  return constants.every((one) => one !== undefined) ? (constants as Constant[]) : undefined;
}

export function plainNumber(value: Value | undefined): number | null {
  const constant = plain(value);
  return typeof constant === 'number' ? constant : null;
}
