import type { Certainty } from '../../facts/facts';
import { callFunction, callValue } from '../../interpreter/calls';
import { emptyContent } from '../../interpreter/content';
import { classMember } from '../../interpreter/classes';
import { noArguments } from '../../interpreter/expressions';
import {
  type BinaryOperands,
  type Call,
  type Machine,
  argument,
  repeated,
  tick,
} from '../../interpreter/machine';
import {
  type ArgumentValue,
  type InstanceValue,
  type TensorValue,
  type Value,
  alternatives,
  contentOf,
  madeBy,
  tensor,
} from '../../interpreter/values';
import type { Span } from '../../text/span';
import type { LossNative, Recording } from './natives';
import { modelOf, nativeOf, plain } from './natives';
import { isLossClass, lossClass } from './symbols';
import { openRecording } from './tapes';

/** `keras.losses.CategoricalCrossentropy(…)`. */
export function constructLoss(member: string, call: Call): InstanceValue {
  const given =
    call.keywords.get('from_logits') ??
    (/Sparse|^Categorical|^Binary/.test(member) && !member.includes('Focal')
      ? call.positional[0]
      : undefined);
  const tensors = call.positional.filter(
    (one) => one.value.kind === 'tensor' || contentOf(one.value).rawPrediction,
  );
  return lossObject(call, member, {
    fromLogits: given ? flagged(given) : call.unknownSpread ? 'maybe' : 'no',
    fromLogitsSpan: given && !given.spread ? given.span : null,
    labelSmoothing: smoothing(call, /^(Categorical|Binary)Crossentropy$/.test(member) ? 1 : Infinity),
    calledWithTensors: tensors.length > 0,
  });
}

/** A loss of Keras made at a call; what is not given is off. */
function lossObject(call: Call, name: string, fields: Partial<LossNative>): InstanceValue {
  const off = {
    fromLogits: 'no',
    fromLogitsSpan: null,
    labelSmoothing: 'no',
    calledWithTensors: false,
  } as const;
  const native: LossNative = { type: 'loss', name, span: call.span, ...off, ...fields };
  return { kind: 'instance', class: null, site: call.span, attributes: new Map(), native };
}

function flagged(given: ArgumentValue): Certainty {
  const value = plain(given.value);
  return value === true ? 'yes' : value === false ? 'no' : 'maybe';
}

function smoothing(call: Call, position: number): Certainty {
  const given = argument(call, position, 'label_smoothing');
  const amount = plain(given?.value);
  return !given || amount === 0 ? 'no' : typeof amount === 'number' ? 'yes' : 'maybe';
}

/** The Keras part of an instance whose class derives from `keras.losses.Loss`. */
export function customLoss(span: Span): LossNative {
  return {
    type: 'loss',
    name: null,
    fromLogits: 'maybe',
    fromLogitsSpan: null,
    labelSmoothing: 'no',
    calledWithTensors: false,
    span,
  };
}

/** What is known of a value used as a loss: an object, a string, a function of Keras. */
export interface KnownLoss {
  readonly name: string | null;
  readonly fromLogits: Certainty;
  readonly fromLogitsSpan: Span | null;
  readonly labelSmoothing: Certainty;
  readonly definitionSpan: Span;
}

/** Resolves a loss argument; null when it is nothing of Keras. */
export function knownLoss(given: ArgumentValue): KnownLoss | null {
  const { value } = given;
  const native = nativeOf(value);
  if (native?.type === 'loss') return { ...native, definitionSpan: native.span };
  const identifier =
    value.kind === 'constant' && typeof value.value === 'string'
      ? value.value
      : value.kind === 'symbol' && /^(keras|tensorflow|tf_keras)\b/.test(value.name)
        ? value.name.slice(value.name.lastIndexOf('.') + 1)
        : null;
  const name = identifier === null ? undefined : lossClass(identifier);
  if (name === undefined) return null;
  const definitionSpan = value.kind === 'constant' && value.span ? value.span : given.valueSpan;
  return { name, fromLogits: 'no', fromLogitsSpan: null, labelSmoothing: 'no', definitionSpan };
}

/** `loss(y_true, y_pred)`: the data loss, without any penalty; tells when a model's output meets it. */
export function callLoss(machine: Machine, instance: InstanceValue, call: Call): Value {
  const native = nativeOf(instance) as LossNative;
  const forward = instance.class ? classMember(instance.class, 'call') : undefined;
  if (forward?.kind === 'function') return callFunction(machine, forward, instance, call);
  const loss: ArgumentValue = { value: instance, valueSpan: native.span, span: native.span };
  return applyLoss(machine, loss, argument(call, 1, 'y_pred'), call.span);
}

/** A loss meets a prediction. */
function applyLoss(
  machine: Machine,
  loss: ArgumentValue,
  prediction: ArgumentValue | undefined,
  span: Span,
): Value {
  for (const one of prediction ? alternatives(prediction.value) : []) {
    if (one.kind === 'tensor') tellApplication(machine, loss, one, span, 'call');
  }
  const { reads, additions, predictions } = prediction ? contentOf(prediction.value) : emptyContent;
  if (knownLoss(loss)?.labelSmoothing === 'yes')
    for (const model of predictions as readonly InstanceValue[])
      machine.events.push({ type: 'mechanism', kind: 'label-smoothing', model, span: loss.span });
  return madeBy(tensor({ content: { ...emptyContent, reads, additions, predictions } }), span, tick(machine));
}

/** A function of Keras called directly: `sparse_categorical_crossentropy(y, p, from_logits=True)`. */
export function callLossFunction(machine: Machine, member: string, call: Call): Value | undefined {
  const name = lossClass(member);
  if (!name || isLossClass(member)) return undefined;
  const given = call.keywords.get('from_logits');
  const loss = lossObject(call, name, {
    fromLogits: given ? flagged(given) : 'no',
    fromLogitsSpan: given?.span ?? null,
    labelSmoothing: smoothing(call, name === 'SparseCategoricalCrossentropy' ? Infinity : 3),
  });
  return applyAt(machine, loss, argument(call, 1, 'y_pred') ?? call.keywords.get('output'), call);
}

/** TensorFlow's own functions on logits. */
const ON_LOGITS: Record<string, string> = {
  sparse_softmax_cross_entropy_with_logits: 'SparseCategoricalCrossentropy',
  softmax_cross_entropy_with_logits: 'CategoricalCrossentropy',
  softmax_cross_entropy_with_logits_v2: 'CategoricalCrossentropy',
  sigmoid_cross_entropy_with_logits: 'BinaryCrossentropy',
};

export function callOnLogits(machine: Machine, member: string, call: Call): Value | undefined {
  const name = ON_LOGITS[member];
  if (!name) return undefined;
  return applyAt(machine, lossObject(call, name, { fromLogits: 'yes' }), argument(call, 1, 'logits'), call);
}

function applyAt(
  machine: Machine,
  loss: InstanceValue,
  prediction: ArgumentValue | undefined,
  { span }: Call,
): Value {
  return applyLoss(machine, { value: loss, valueSpan: span, span }, prediction, span);
}

function tellApplication(
  machine: Machine,
  loss: ArgumentValue,
  prediction: TensorValue,
  span: Span,
  via: 'compile' | 'call',
): void {
  const by = prediction.producer?.by;
  if (!by) return;
  if (typeof by === 'string') {
    // An activation between the model and the loss: tf.nn.softmax(model(x)).
    const source = prediction.producer?.inputs[0]?.producer?.by;
    if (source && typeof source !== 'string' && modelOf(source))
      machine.events.push({
        type: 'loss-application',
        span,
        via,
        model: source,
        loss,
        layer: null,
        activation: by,
      });
    return;
  }
  if (modelOf(by))
    machine.events.push({
      type: 'loss-application',
      span,
      via,
      model: by,
      loss,
      layer: null,
      activation: null,
    });
}

/** `Loss(…) + x`. The loss object stays the result, so that what follows is still understood. */
export function lossArithmetic(
  machine: Machine,
  operator: string,
  operands: BinaryOperands,
): Value | undefined {
  const isLoss = (value: Value) =>
    nativeOf(value)?.type === 'loss' &&
    !(value.kind === 'instance' && value.class && classMember(value.class, '__add__'));
  const side = isLoss(operands.left) ? 'left' : isLoss(operands.right) ? 'right' : null;
  if (!side || !['+', '-', '*', '/'].includes(operator)) return undefined;
  const loss = operands[side] as InstanceValue;
  const [lossSpan, otherSpan] =
    side === 'left' ? [operands.leftSpan, operands.rightSpan] : [operands.rightSpan, operands.leftSpan];
  machine.events.push({
    type: 'loss-arithmetic',
    span: operands.span,
    operator,
    loss,
    lossSpan,
    otherSpan,
    reads: operands.content.reads,
  });
  return loss;
}

interface EvaluatedLoss {
  readonly value: Value;
  readonly recording: Recording;
}

/** Runs a loss function of the file on a target and a prediction. Null for anything that is no function of the file. */
export function evaluateLoss(
  machine: Machine,
  loss: Value,
  model: InstanceValue,
  span: Span,
): EvaluatedLoss | null {
  const native = nativeOf(loss);
  const forward =
    loss.kind === 'instance' && loss.class
      ? (classMember(loss.class, 'call') ?? classMember(loss.class, '__call__'))
      : undefined;
  const callable = loss.kind === 'function' || loss.kind === 'partial' || loss.kind === 'method';
  if (
    !callable &&
    !(native?.type === 'loss' && native.name === null && forward?.kind === 'function') &&
    forward?.kind !== 'function'
  )
    return null;
  return repeated(machine, () => {
    const recording = openRecording(machine);
    const given = (value: Value): ArgumentValue => ({ value, valueSpan: span, span });
    const prediction = tensor({
      content: { ...emptyContent, rawPrediction: true, predictions: [model] },
      producer: { by: model, inputs: [] },
    });
    const call: Call = { ...noArguments(span), positional: [given(tensor()), given(prediction)] };
    const value =
      forward?.kind === 'function'
        ? callFunction(machine, forward, loss as InstanceValue, call)
        : callValue(machine, loss, call);
    return { value, recording };
  });
}
