import type { ReadExecution } from '../interpreter/content';
import type { ArgumentValue, InstanceValue } from '../interpreter/values';
import type { Span } from '../text/span';
import type {
  Certainty,
  DropoutFact,
  EmptyOutcomes,
  ForwardPassFact,
  ReductionFact,
  SettingsFact,
} from './facts';

/** What happened that no loss depends on directly: reductions, dropouts, callbacks, forward passes, names of TensorFlow 1. */
export type AdviceEvent =
  | ReductionEvent
  | (DropoutFact & { readonly type: 'dropout' })
  | CallbackEvent
  | FitEvent
  | ForwardPassEvent
  | LayerTrainingEvent
  /** A callback was touched by something else than `fit`: what becomes of it is not known. */
  | { readonly type: 'callback-used'; readonly callback: InstanceValue }
  /** `keras.backend.set_learning_phase(1)`: what is not said is training then. */
  | { readonly type: 'learning-phase' }
  /** A read of TensorFlow 1's collection of regularization losses. */
  | {
      readonly type: 'legacy-collection';
      readonly span: Span;
      readonly symbol: string;
      readonly exists: boolean;
    }
  /** A name that only programs in the manner of TensorFlow 1 use: sessions, placeholders, `tf.layers`. */
  | { readonly type: 'graph-mode' }
  /** Something that holds for the training of all models, as `SettingsFact` tells it. */
  | { readonly type: 'setting'; readonly setting: keyof SettingsFact };

export interface ReductionEvent {
  readonly type: 'reduction';
  readonly span: Span;
  readonly kind: ReductionFact['kind'];
  readonly symbol: string;
  readonly argumentSpan: Span;
  readonly read: ReadExecution;
  readonly terms: number | null;
  readonly whenEmpty: EmptyOutcomes;
  readonly guarded: boolean;
}

export interface CallbackEvent {
  readonly type: 'callback';
  readonly callback: InstanceValue;
  readonly name: string;
  readonly argumentsSpan: Span;
  readonly arguments: ReadonlyMap<string, ArgumentValue & { readonly keyword: boolean }>;
  readonly argumentsExact: boolean;
}

export interface FitEvent {
  readonly type: 'fit';
  readonly span: Span;
  readonly model: InstanceValue;
  readonly validation: Certainty;
  readonly metrics: readonly string[] | null;
  readonly callbacks: readonly InstanceValue[];
  /** False when it may get other callbacks of Keras than these. */
  readonly callbacksExact: boolean;
  /** Null where none is given as a constant. */
  readonly batchSize: number | null;
  readonly epochs: number | null;
  /** Whether examples or classes have weights. */
  readonly weighted: boolean;
}

export interface ForwardPassEvent extends Pick<ForwardPassFact, 'span' | 'argumentsSpan' | 'training'> {
  readonly type: 'forward-pass';
  readonly model: InstanceValue;
  /** Whether `training=` stands at the call as a constant. */
  readonly written: boolean;
  /** When it ran, by the machine's clock. */
  readonly time: number;
}

/** A layer or nested model is told by its caller whether it trains, whatever the model is told. */
export interface LayerTrainingEvent {
  readonly type: 'layer-training';
  readonly layer: InstanceValue;
  readonly training: 'yes' | 'no';
  /** Inside a pass that is told so itself. */
  readonly inherited?: true;
}
