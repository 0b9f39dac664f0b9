import type { ConstantValue, LostFact } from '../facts/facts';
import type { Span } from '../text/span';
import type { InstanceValue, Shape, TensorValue } from './values';

/** A forward pass of one model, followed step by step from its inputs. */
export interface FollowedPass {
  /** Whether it runs as it does in training. */
  readonly training: boolean;
  readonly steps: FollowedStep[];
  /**
   * Which step made a tensor; `-1`, `-2`, … are the model's inputs. A tensor that is not in here is one of which it is
   * not known exactly how it is computed.
   */
  readonly made: Map<TensorValue, number>;
  /** Models and layers of the file that are running, the outermost first. */
  readonly running: InstanceValue[];
  /** What could not be followed last. */
  lost: LostFact | null;
}

/** A layer of Keras called on known tensors, or an operation that does what such a layer does. */
export interface FollowedStep {
  /** Null for an operation, and for a layer without weights that `call` makes anew each time. */
  readonly layer: InstanceValue | null;
  /** Keras class name of the layer that does it. */
  readonly type: string;
  /** What an operation was given, as arguments of that layer; and what the call of a layer was given beside tensors. */
  readonly given: Readonly<Record<string, ConstantValue>>;
  readonly inbound: readonly number[];
  /** As `FollowedPass.running` at that time, without the model itself. */
  readonly inside: readonly InstanceValue[];
  readonly span: Span;
}

/** All steps of a forward pass that its outputs need, or why they are not known. */
export type FollowedModel =
  | {
      readonly inputs: readonly Shape[];
      readonly steps: readonly FollowedStep[];
      /** As `FollowedStep.inbound`. */
      readonly outputs: readonly number[];
    }
  | { readonly lost: LostFact };
