import type { Certainty } from '../../facts/facts';
import type { TrainingEvent } from '../../facts/events';
import { callFunction } from '../../interpreter/calls';
import { emptyContent } from '../../interpreter/content';
import { classMember } from '../../interpreter/classes';
import { noArguments } from '../../interpreter/expressions';
import { type Call, type Machine, argument, repeated } from '../../interpreter/machine';
import {
  type ArgumentValue,
  type FunctionValue,
  type InstanceValue,
  type Shape,
  type Value,
  alternatives,
  contentOf,
  none,
  shapeOf,
  tensor,
  unknown,
  unknownShape,
} from '../../interpreter/values';
import type { Statement } from '../../program/program';
import type { Span } from '../../text/span';
import { tellFit } from './callbacks';
import { evaluateLoss, knownLoss } from './losses';
import { markTrained, settleBackend, updateModel, withLoop } from './models';
import { type ModelNative, modelOf, nativeOf, plain } from './natives';
import { isNoisy } from './noise';
import { type PenaltyCount, countPenalty, uncounted } from './penalty-count';
import { noteTrained } from './trained';
import { between, needsParentheses, openRecording } from './tapes';

/** `model.compile(optimizer, loss, …)`. */
export function compile(machine: Machine, instance: InstanceValue, call: Call): Value {
  const native = modelOf(instance) as ModelNative;
  const optimizer = argument(call, 0, 'optimizer') ?? null;
  const loss = argument(call, 1, 'loss') ?? null;
  const metrics = call.keywords.get('metrics') ?? null;
  const argumentsExact = !call.unknownSpread && call.positional.length < 3;
  const eagerly = isSet(call.keywords.get('run_eagerly'));
  const weighted = call.keywords.has('loss_weights') || !argumentsExact;
  updateModel(machine, native, {
    compile: { span: call.span, optimizer, loss, metrics, argumentsExact, eagerly, weighted },
  });
  for (const one of loss ? alternatives(loss.value) : []) {
    const given: ArgumentValue = { ...(loss as ArgumentValue), value: one };
    if (knownLoss(given))
      machine.events.push({
        type: 'loss-application',
        span: call.span,
        via: 'compile',
        model: instance,
        loss: given,
        layer: null,
        activation: null,
      });
  }
  return none;
}

/** A flag that is off unless it is given. */
function isSet(flag: ArgumentValue | undefined): Certainty {
  const value = flag ? plain(flag.value) : false;
  return value === true ? 'yes' : value === false || value === null ? 'no' : 'maybe';
}

/** `fit`, `fit_generator`, `train_on_batch`: runs the training step that the model's class defines. */
export function fit(
  machine: Machine,
  instance: InstanceValue,
  kind: 'fit' | 'train_on_batch',
  call: Call,
): Value {
  const data = argument(call, 0, 'x');
  const shape = inputShape(data?.value);
  if (kind === 'fit') tellFit(machine, instance, call);
  if (data && nativeOf(data.value)?.type === 'augmenter')
    machine.events.push({ type: 'mechanism', kind: 'augmentation', model: instance, span: data.valueSpan });
  if (data && isNoisy(data.value))
    machine.events.push({ type: 'mechanism', kind: 'noise', model: instance, span: data.valueSpan });
  if (trainStepOf(instance)) {
    runTrainStep(
      machine,
      instance,
      { span: call.span, kind },
      batchOf(data?.value, argument(call, 1, 'y')?.value),
    );
    return unknown;
  }
  markTrained(machine, instance, shape, true);
  tellOwnStep(machine, instance, kind, call.span);
  return unknown;
}

/** The `train_step` that a class of the file defines. */
function trainStepOf(instance: InstanceValue): FunctionValue | null {
  const step = instance.class ? classMember(instance.class, 'train_step') : undefined;
  return step?.kind === 'function' ? step : null;
}

/** Tells of a training by Keras' own step, which minimises the compiled loss or what `compute_loss` of the class gives. */
export function tellOwnStep(
  machine: Machine,
  instance: InstanceValue,
  kind: TrainingEvent['kind'],
  span: Span,
): void {
  const own = computeLossOf(instance);
  const wholeStep = instance.class ? classMember(instance.class, 'compute_loss_and_updates') : undefined;
  const recording = openRecording(machine);
  const count = withLoop(machine, modelOf(instance) as ModelNative, () =>
    wholeStep
      ? uncounted
      : own
        ? countComputed(machine, instance, own, span)
        : countCompiled(machine, instance, span),
  );
  noteTrained(machine, instance);
  machine.events.push({
    ...count,
    ...between(machine, recording),
    type: 'training',
    kind,
    span,
    model: instance,
    ...(own ? returned(own) : { targetSpan: null, additionPoint: null }),
    step: { applied: true },
  });
}

/** What `train_step` receives for `fit(x, y)`; a data set's elements are not known. */
function batchOf(x: Value | undefined, y: Value | undefined): Value {
  const batch = (value: Value): Value =>
    value.kind === 'tensor' && value.shape.dims
      ? { ...value, shape: { ...value.shape, dims: [null, ...value.shape.dims.slice(1)] } }
      : value;
  return x && y ? { kind: 'tuple', elements: [batch(x), batch(y)] } : unknown;
}

/**
 * Runs `train_step` of a class of the file on one batch.
 * @param fitted the call that trains; null where it is not in the file.
 */
export function runTrainStep(
  machine: Machine,
  instance: InstanceValue,
  fitted: { readonly span: Span; readonly kind: 'fit' | 'train_on_batch' } | null,
  batch: Value = unknown,
): void {
  const trainStep = trainStepOf(instance);
  if (!trainStep) return;
  const span = fitted?.span ?? instance.site;
  const before = machine.events.length;
  const given = (value: Value): ArgumentValue => ({ value, valueSpan: span, span });
  // With JAX it takes the state of the model, its variables, beside the batch.
  const required = trainStep.parameters.filter((one) => one.kind === 'plain' && !one.default);
  const values = required.length > 2 ? [stateOf(instance), batch] : [batch];
  const native = modelOf(instance);
  const run = () =>
    callFunction(machine, trainStep, instance, { ...noArguments(span), positional: values.map(given) });
  repeated(machine, () => (native ? withLoop(machine, native, run) : run()));
  if (native) {
    updateModel(machine, native, { built: 'yes', called: 'yes' });
    settleBackend(machine, instance);
  }
  for (let index = before; index < machine.events.length; index++) {
    const event = machine.events[index];
    if (event?.type !== 'training' || event.model !== instance) continue;
    if (event.kind === 'tape') machine.events[index] = { ...event, kind: 'train_step' };
    // `super().train_step(data)` is what `fit` would have done by itself.
    else if (event.kind === 'train_on_batch' && fitted) machine.events[index] = { ...event, ...fitted };
  }
}

/** What `train_step` gets with JAX: trainable, other, optimizer's and metrics' variables. */
function stateOf(instance: InstanceValue): Value {
  const weights = tensor({ content: { ...emptyContent, fromWeights: true, weightsOf: [instance] } });
  return { kind: 'tuple', elements: [weights, tensor(), tensor(), tensor()] };
}

/** The `compute_loss` that a class of the file defines. */
export function computeLossOf(instance: InstanceValue): FunctionValue | null {
  const compute = instance.class ? classMember(instance.class, 'compute_loss') : undefined;
  return compute?.kind === 'function' ? compute : null;
}

/** The loss that a `compute_loss` of the file returns, where its last statement shows it. */
function returned(compute: FunctionValue): Pick<TrainingEvent, 'targetSpan' | 'additionPoint'> {
  const last = Array.isArray(compute.body) ? (compute.body as readonly Statement[]).at(-1) : undefined;
  const self = compute.parameters[0]?.name;
  if (last?.kind !== 'return' || !last.value || self === undefined)
    return { targetSpan: compute.span, additionPoint: null };
  const { span } = last.value;
  return {
    targetSpan: span,
    additionPoint: { span, parenthesize: needsParentheses(last.value), modelText: self },
  };
}

/** How often the penalty is in what the `compute_loss` of a class gives. */
function countComputed(
  machine: Machine,
  instance: InstanceValue,
  compute: FunctionValue,
  span: Span,
): PenaltyCount {
  const given = (value: Value): ArgumentValue => ({ value, valueSpan: span, span });
  const prediction = tensor({
    content: { ...emptyContent, rawPrediction: true, predictions: [instance] },
    producer: { by: instance, inputs: [] },
  });
  return repeated(machine, () => {
    const recording = openRecording(machine);
    const names = ['x', 'y', 'y_pred', 'sample_weight'];
    const values: readonly Value[] = [unknown, tensor(), prediction, none];
    const byName = compute.parameters.some(({ name, kind }) => name === 'y_pred' || kind === 'keyword-rest');
    const call: Call = {
      ...noArguments(span),
      positional: byName ? [] : values.map(given),
      keywords: new Map(byName ? names.map((name, index) => [name, given(values[index] as Value)]) : []),
    };
    return countPenalty(callFunction(machine, compute, instance, call), instance, recording);
  });
}

/** How often the penalty is in the compiled losses together with what Keras adds to them. */
function countCompiled(machine: Machine, instance: InstanceValue, span: Span): PenaltyCount {
  const loss = modelOf(instance)?.state.value.compile?.loss;
  const counts = (loss ? lossesIn(loss) : []).map((one) => countLoss(machine, instance, one, span));
  if (counts.some(({ penaltyTimes }) => penaltyTimes === null))
    return counts.length === 1 ? (counts[0] as PenaltyCount) : uncounted;
  const [added, more] = counts.filter(({ penaltyTimes }) => penaltyTimes === 2);
  // Three times is none of the counts that are told.
  if (added && more) return { ...added, penaltyTimes: null, certain: false };
  return added ?? counts[0] ?? { ...uncounted, penaltyTimes: 1, certain: true };
}

/** The losses of all outputs: a model of several takes a list or a dictionary of them. */
function lossesIn(loss: ArgumentValue): readonly ArgumentValue[] {
  const { value } = loss;
  const within = (values: readonly Value[], exact: boolean) =>
    exact ? values.filter((one) => !isNone(one)).map((one) => ({ ...loss, value: one })) : [loss];
  if (value.kind === 'list') return within(value.cell.value.elements, value.cell.value.exact);
  if (value.kind === 'tuple') return within(value.elements, true);
  if (value.kind === 'dict') return within([...value.cell.value.entries.values()], value.cell.value.exact);
  return isNone(value) ? [] : [loss];
}

function isNone(value: Value): boolean {
  return value.kind === 'constant' && value.value === null;
}

function countLoss(machine: Machine, instance: InstanceValue, loss: ArgumentValue, span: Span): PenaltyCount {
  const evaluated = evaluateLoss(machine, loss.value, instance, span);
  const weighted = modelOf(instance)?.state.value.compile?.weighted ?? false;
  if (!evaluated) {
    const known = knownLoss(loss) !== null;
    return { ...uncounted, penaltyTimes: known ? 1 : null, certain: known };
  }
  const count = countPenalty(evaluated.value, instance, evaluated.recording);
  const added = tellAdded(machine, instance, count);
  // What a loss function computes from weights is a penalty of its own.
  const opaque = added ? count.penaltyTimes !== 1 || weighted : contentOf(evaluated.value).opaque;
  const byHand = contentOf(evaluated.value).fromWeights;
  const stale = count.lost.some(({ read }) => read.terms !== 0) && mayBeTorch(machine);
  const times = opaque ? null : added ? 2 : byHand || stale ? null : 1;
  return { ...count, penaltyTimes: times, certain: times !== null && loss.value.kind !== 'join' };
}

/** With PyTorch the value of an earlier read still has its gradient, in the first step. */
function mayBeTorch({ framework: { version, backend } }: Machine): boolean {
  return version !== 2 && (backend === 'torch' || backend === null);
}

/** Tells which reads a compiled loss function adds to its result, and whether it does so at all. */
function tellAdded(machine: Machine, instance: InstanceValue, { reads, lost }: PenaltyCount): boolean {
  const constants = new Set(lost.map(({ read }) => read));
  const added = reads.filter((read) => !constants.has(read));
  if (added.length > 0) machine.events.push({ type: 'loss-function', model: instance, reads: added });
  return added.length > 0;
}

/** Evaluates the losses of models that are compiled but not trained in the file, as `fit` elsewhere would. */
export function evaluateUntrained(machine: Machine, instance: InstanceValue): void {
  const native = modelOf(instance);
  const compiled = native?.state.value.compile;
  const own = computeLossOf(instance);
  if (own && !machine.entered.has(own.body) && !trainStepOf(instance)) {
    tellOwnStep(machine, instance, 'train_step', own.span);
    return;
  }
  // A loss of Keras' own reads nothing of the model.
  if (!native || !compiled?.loss || knownLoss(compiled.loss)?.name) return;
  machine.store.begin();
  try {
    markTrained(machine, instance, unknownShape, true);
    const { loss } = compiled;
    const evaluated = withLoop(machine, native, () =>
      evaluateLoss(machine, loss.value, instance, compiled.span),
    );
    if (evaluated) tellAdded(machine, instance, countPenalty(evaluated.value, instance, evaluated.recording));
  } finally {
    machine.store.undo();
  }
}

/** The input shape that training data give a model. */
export function inputShape(data: Value | undefined): Shape {
  if (data?.kind !== 'tensor' || !data.shape.dims)
    return { dims: null, last: data?.kind === 'tensor' ? data.shape.last : null };
  return data.shape.dims.length > 1 ? shapeOf([null, ...data.shape.dims.slice(1)]) : unknownShape;
}
