import type { ReadExecution } from '../interpreter/content';
import type { Call } from '../interpreter/machine';
import type { ArgumentValue, ClassValue, InstanceValue, Value } from '../interpreter/values';
import type { PenaltyCount } from '../frameworks/keras/penalty-count';
import type { Span } from '../text/span';
import type { AdviceEvent } from './advice-events';
import type { AdditionPoint, Certainty, LossesReadFact, TrainingFact } from './facts';

/** What happened while the program ran abstractly, in order. Facts are a fold of these. */
export type Event =
  | { readonly type: 'model'; readonly model: InstanceValue }
  | { readonly type: 'bound'; readonly value: InstanceValue; readonly name: string; readonly span: Span }
  | ReadEvent
  | UnresolvedReadEvent
  | {
      readonly type: 'loss-arithmetic';
      readonly span: Span;
      readonly operator: string;
      readonly loss: InstanceValue;
      readonly lossSpan: Span;
      readonly otherSpan: Span;
      readonly reads: readonly ReadExecution[];
    }
  | RegularizerSettingEvent
  /** A configuration was taken of layers on which regularizers have been set. */
  | { readonly type: 'configuration-copied'; readonly layers: readonly InstanceValue[] }
  | LossApplicationEvent
  | {
      readonly type: 'loss-function';
      readonly model: InstanceValue;
      readonly reads: readonly ReadExecution[];
    }
  | TrainingEvent
  /** A layer of Keras was made with an argument whose name ends in `regularizer`. */
  | { readonly type: 'regularized-layer'; readonly layer: InstanceValue }
  /** `keras.regularizers.…(…)`; `name` is the constructor's, without module. */
  | {
      readonly type: 'regularizer';
      readonly name: string;
      readonly call: Call;
      readonly regularizer: InstanceValue;
    }
  | { readonly type: 'optimizer'; readonly optimizer: InstanceValue }
  | AddLossEvent
  /** An object was made of a class of the file that derives from this class of Keras. */
  | { readonly type: 'layer-class'; readonly class: ClassValue; readonly base: string }
  | AdviceEvent
  /** `stateless_call` returned the losses of its forward pass. */
  | { readonly type: 'returned-losses'; readonly execution: ReadExecution }
  /** Something that works against overfitting outside of the layers. */
  | {
      readonly type: 'mechanism';
      readonly kind:
        | 'augmentation'
        | 'dropout'
        | 'early-stopping'
        | 'label-smoothing'
        | 'noise'
        | 'weight-decay'
        | 'unknown';
      readonly model: InstanceValue | null;
      readonly span: Span;
      readonly withoutEffect?: boolean;
    };

/** A read of `.losses` of something that is not known. */
export interface UnresolvedReadEvent {
  readonly type: 'unresolved-read';
  readonly span: Span;
}

export interface ReadEvent {
  readonly type: 'read';
  readonly execution: ReadExecution;
  readonly modelText: string;
  readonly model: InstanceValue;
  readonly built: Certainty;
  readonly called: Certainty;
  readonly weightTerms: number | null;
  readonly otherTerms: number | null;
  readonly waiting: number | null;
  readonly lastPass: LossesReadFact['lastPass'];
  readonly passInStep: boolean | null;
  readonly onlyKeras3: boolean;
  readonly inspection: boolean;
  readonly fromModule: boolean;
  readonly term: Span | null;
}

/** A call of `add_loss`. */
export interface AddLossEvent {
  readonly type: 'add-loss';
  readonly span: Span;
  readonly argumentSpan: Span;
  readonly value: Value;
  /** Null for a layer or model that is not known. */
  readonly receiver: InstanceValue | null;
  /** Whether a method `call` of the file is running, or one of the receiver that may run during it. */
  readonly insideCall: boolean;
  /** Names that the added function reads later, when the loop around the call has given them another value. */
  readonly lateBound: readonly string[];
  readonly fromModule: boolean;
}

/** A regularizer set on a layer or on its variable after the layer was made. */
export interface RegularizerSettingEvent {
  readonly type: 'regularizer-setting';
  readonly layer: InstanceValue;
  /** `kernel_regularizer`, or `kernel.regularizer`. */
  readonly name: string;
  readonly span: Span;
  readonly built: Certainty;
}

export interface LossApplicationEvent {
  readonly type: 'loss-application';
  readonly span: Span;
  readonly via: 'compile' | 'call';
  readonly model: InstanceValue;
  readonly loss: ArgumentValue;
  /** The layer whose output meets the loss. */
  readonly layer: InstanceValue | null;
  /** An activation applied by an operation instead of a layer. */
  readonly activation: string | null;
}

/** One step of a training; the gradients that come out of it refer to it. */
export interface Step {
  /** Set when its gradients are applied to weights. */
  applied: boolean;
  /** The application itself: gradients of several targets that one applies are added up. */
  by?: { readonly optimizer: InstanceValue | null };
}

export interface TrainingEvent extends PenaltyCount {
  readonly type: 'training';
  readonly kind: TrainingFact['kind'];
  readonly span: Span;
  readonly model: InstanceValue;
  readonly targetSpan: Span | null;
  readonly additionPoint: AdditionPoint | null;
  readonly step: Step;
  /** From when the step's reads of losses may be meant for its target, and until when. */
  readonly since: number;
  readonly until: number;
  /** What ran in this stretch of time is recorded. */
  readonly recorded: { readonly from: number; readonly to: number };
  /** Whether a distribution strategy runs it on every replica. */
  readonly replica: boolean;
}
