import type { AdditionPoint } from '../../facts/facts';
import type { Step, TrainingEvent } from '../../facts/events';
import { elementsOf } from '../../interpreter/assignment';
import { callFunction } from '../../interpreter/calls';
import { type Content, emptyContent, mergeContents } from '../../interpreter/content';
import { classMember, noArguments } from '../../interpreter/expressions';
import { type Call, type Machine, argument, currentFrame, withWindow } from '../../interpreter/machine';
import type { Scope } from '../../interpreter/scope';
import {
  type ArgumentValue,
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
import type { Expression } from '../../program/program';
import type { Span } from '../../text/span';
import { evaluateLoss, knownLoss } from './losses';
import { markTrained, updateModel } from './models';
import type { ModelNative, TapeNative } from './natives';
import { modelOf, nativeOf } from './natives';

/** `model.compile(optimizer, loss, …)`. */
export function compile(machine: Machine, instance: InstanceValue, call: Call): Value {
  const native = modelOf(instance) as ModelNative;
  const optimizer = argument(call, 0, 'optimizer') ?? null;
  const loss = argument(call, 1, 'loss') ?? null;
  updateModel(machine, native, { compile: { span: call.span, optimizer, loss } });
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

/** `fit`, `fit_generator`, `train_on_batch`: runs the training step that the model's class defines. */
export function fit(
  machine: Machine,
  instance: InstanceValue,
  kind: 'fit' | 'train_on_batch',
  call: Call,
): Value {
  const data = argument(call, 0, 'x');
  const shape = inputShape(data?.value);
  if (kind === 'fit') tellCallbacks(machine, instance, call);
  if (data && nativeOf(data.value)?.type === 'augmenter')
    machine.events.push({ type: 'mechanism', kind: 'augmentation', model: instance, span: data.valueSpan });
  const trainStep = instance.class ? classMember(instance.class, 'train_step') : undefined;
  if (trainStep?.kind === 'function') {
    runTrainStep(machine, instance, call.span, batchOf(data?.value, argument(call, 1, 'y')?.value));
    return unknown;
  }
  markTrained(machine, instance, shape);
  const loss = trainingLoss(machine, instance, call.span);
  machine.events.push({
    ...loss,
    type: 'training',
    kind,
    span: call.span,
    model: instance,
    targetSpan: null,
    additionPoint: null,
    step: { applied: true },
  });
  return unknown;
}

/** What `train_step` receives for `fit(x, y)`; a data set's elements are not known. */
function batchOf(x: Value | undefined, y: Value | undefined): Value {
  const batch = (value: Value): Value =>
    value.kind === 'tensor' && value.shape.dims
      ? { ...value, shape: { ...value.shape, dims: [null, ...value.shape.dims.slice(1)] } }
      : value;
  return x && y ? { kind: 'tuple', elements: [batch(x), batch(y)] } : unknown;
}

/** Runs `train_step` of a class of the file on one batch. */
export function runTrainStep(
  machine: Machine,
  instance: InstanceValue,
  span: Span,
  batch: Value = unknown,
): void {
  const trainStep = instance.class ? classMember(instance.class, 'train_step') : undefined;
  if (trainStep?.kind !== 'function') return;
  const before = machine.events.length;
  const data: ArgumentValue = { value: batch, valueSpan: span, span };
  withWindow(machine, () =>
    callFunction(machine, trainStep, instance, { ...noArguments(span), positional: [data] }),
  );
  const native = modelOf(instance);
  if (native) updateModel(machine, native, { built: 'yes', called: 'yes', lastPass: 'other' });
  for (let index = before; index < machine.events.length; index++) {
    const event = machine.events[index];
    if (event?.type === 'training' && event.model === instance && event.kind === 'tape')
      machine.events[index] = { ...event, kind: 'train_step' };
  }
}

/** How often the penalty is in the loss that Keras' own training step uses. */
function trainingLoss(
  machine: Machine,
  instance: InstanceValue,
  span: Span,
): Pick<TrainingEvent, 'penaltyTimes' | 'certain' | 'reads' | 'versionDependent'> {
  const compute = instance.class ? classMember(instance.class, 'compute_loss') : undefined;
  if (compute?.kind === 'function') {
    const given = (value: Value): ArgumentValue => ({ value, valueSpan: span, span });
    const prediction = tensor({
      content: { ...emptyContent, rawPrediction: true },
      producer: { by: instance, inputs: [] },
    });
    return withWindow(machine, () => {
      const call: Call = {
        ...noArguments(span),
        positional: [given(unknown), given(tensor()), given(prediction)],
      };
      const window = machine.window;
      return countPenalty(callFunction(machine, compute, instance, call), instance, window);
    });
  }
  const loss = modelOf(instance)?.state.value.compile?.loss;
  const evaluated = loss ? evaluateLoss(machine, loss.value, instance, span) : null;
  if (evaluated && evaluated.reads.length > 0) {
    machine.events.push({ type: 'loss-function', model: instance, reads: evaluated.reads });
    return {
      penaltyTimes: 2,
      certain: loss?.value.kind !== 'join',
      reads: evaluated.reads,
      versionDependent: null,
    };
  }
  const known = !loss || knownLoss(loss) !== null || (evaluated !== null && !evaluated.content.opaque);
  return { penaltyTimes: known ? 1 : null, certain: known, reads: [], versionDependent: null };
}

/** Evaluates the losses of models that are compiled but not trained in the file, as `fit` elsewhere would. */
export function evaluateUntrained(machine: Machine, instance: InstanceValue): void {
  const native = modelOf(instance);
  const compiled = native?.state.value.compile;
  // A loss of Keras' own reads nothing of the model.
  if (!native || !compiled?.loss || knownLoss(compiled.loss)?.name) return;
  machine.store.begin();
  try {
    markTrained(machine, instance, unknownShape);
    const evaluated = evaluateLoss(machine, compiled.loss.value, instance, compiled.span);
    if (evaluated && evaluated.reads.length > 0)
      machine.events.push({ type: 'loss-function', model: instance, reads: evaluated.reads });
  } finally {
    machine.store.undo();
  }
}

function tellCallbacks(machine: Machine, instance: InstanceValue, call: Call): void {
  const given = call.keywords.get('callbacks') ?? call.positional[5];
  if (call.unknownSpread)
    machine.events.push({ type: 'mechanism', kind: 'unknown', model: instance, span: call.span });
  if (!given || (given.value.kind === 'constant' && given.value.value === null)) return;
  const { elements, exact } =
    given.value.kind === 'instance' ? { elements: [given.value], exact: true } : elementsOf(given.value);
  for (const one of elements) {
    const native = nativeOf(one);
    if (native?.type === 'callback' && native.name === 'EarlyStopping')
      machine.events.push({ type: 'mechanism', kind: 'early-stopping', model: instance, span: given.span });
    else if (native?.type !== 'callback')
      machine.events.push({ type: 'mechanism', kind: 'unknown', model: instance, span: given.span });
  }
  if (!exact) machine.events.push({ type: 'mechanism', kind: 'unknown', model: instance, span: given.span });
}

/** The input shape that training data give a model. */
export function inputShape(data: Value | undefined): Shape {
  if (data?.kind !== 'tensor' || !data.shape.dims)
    return { dims: null, last: data?.kind === 'tensor' ? data.shape.last : null };
  return data.shape.dims.length > 1 ? shapeOf([null, ...data.shape.dims.slice(1)]) : unknownShape;
}

/** `tape.gradient(target, sources)`: what the gradients are taken of decides whether the penalty has one. */
export function gradient(machine: Machine, tape: InstanceValue, call: Call): Value {
  const target = argument(call, 0, 'target');
  const sources = argument(call, 1, 'sources');
  if (!target || !sources) return unknown;
  return tellStep(machine, nativeOf(tape) as TapeNative, target, sources, call, false);
}

/** How the models are spelled in `a.trainable_variables + b.trainable_variables`, or in the assignment of a name that holds it. */
function modelTexts(machine: Machine, sources: ArgumentValue): string[] {
  const text = (span: Span) => machine.sources.text.slice(span.start, span.end);
  const written = text(sources.valueSpan);
  const assignment = /^\w+$/.test(written) ? currentFrame(machine).scope.assignments.get(written) : undefined;
  const source = assignment ? text(assignment.value.span) : written;
  return [
    ...source.matchAll(/\b([A-Za-z_][\w.]*)\.(?:trainable_variables|trainable_weights|weights|variables)\b/g),
  ].map((match) => match[1] ?? '');
}

function tellStep(
  machine: Machine,
  tape: TapeNative | null,
  target: ArgumentValue,
  sources: ArgumentValue,
  call: Call,
  applied: boolean,
): Value {
  const steps: Step[] = [];
  const window = tape?.window ?? machine.window;
  const models = contentOf(sources.value).weightsOf as readonly InstanceValue[];
  const spelled = modelTexts(machine, sources);
  for (const [index, model] of models.entries()) {
    const modelText = spelled.length === models.length ? (spelled[index] ?? null) : null;
    const step: Step = { applied };
    steps.push(step);
    machine.events.push({
      ...countPenalty(target.value, model, window),
      type: 'training',
      kind: 'tape',
      span: tape?.span ?? call.span,
      model,
      targetSpan: target.valueSpan,
      additionPoint: modelText && tape ? additionPoint(machine, tape, target, modelText) : null,
      step,
    });
  }
  return { kind: 'unknown', content: { ...emptyContent, opaque: true, gradients: steps } };
}

/** `optimizer.minimize(loss, variables)`. */
export function minimize(machine: Machine, call: Call): Value {
  const target = argument(call, 0, 'loss');
  const sources = argument(call, 1, 'var_list');
  if (!target || !sources) return unknown;
  const tape = nativeOf(call.keywords.get('tape')?.value);
  if (target.value.kind !== 'function' && target.value.kind !== 'partial') {
    return tellStep(machine, tape?.type === 'tape' ? tape : null, target, sources, call, true);
  }
  const callable = target.value;
  return withWindow(machine, () => {
    const value =
      callable.kind === 'function' ? callFunction(machine, callable, null, noArguments(call.span)) : unknown;
    return tellStep(machine, null, { ...target, value }, sources, call, true);
  });
}

/** `optimizer.apply_gradients(zip(gradients, variables))`: the steps these gradients come from update weights. */
export function applyGradients(call: Call): void {
  const content = mergeContents(
    call.positional
      .map((one) => contentOf(one.value))
      .concat([...call.keywords.values()].map((one) => contentOf(one.value))),
  );
  for (const step of content.gradients) step.applied = true;
}

/** How often a model's penalty is in a value; the alternatives of a join must agree. */
function countPenalty(
  value: Value,
  model: InstanceValue,
  window: number,
): Pick<TrainingEvent, 'penaltyTimes' | 'certain' | 'reads' | 'versionDependent'> {
  const counted = alternatives(value).map((one) => countIn(contentOf(one), model, window));
  const times = counted.every((one) => one.times === counted[0]?.times) ? (counted[0]?.times ?? null) : null;
  return {
    penaltyTimes: times,
    certain: times !== null && counted.length === 1,
    reads: counted.flatMap((one) => one.reads),
    versionDependent: counted.some((one) => one.shim) ? 'compiled-loss' : null,
  };
}

function countIn(
  content: Content,
  model: InstanceValue,
  window: number,
): { times: 0 | 1 | 2 | null; reads: Content['reads']; shim: boolean } {
  const reads = content.reads.filter((read) => read.model === model && read.terms !== 0);
  const added = content.additions.filter((one) => one.model === model);
  const shim = added.some((one) => one.by === 'compiled_loss');
  // A value read before the step is a constant in it: counted in the loss, without a gradient.
  if (reads.some((read) => read.window < window)) return { times: null, reads, shim };
  if (shim) return { times: null, reads, shim };
  if (added.length > 0 && reads.length > 0) return { times: 2, reads, shim };
  const whole = reads.filter((read) => read.whole);
  const places = (some: Content['reads']) => new Set(some.map((read) => read.span.start)).size;
  // One place read twice is a sum over several batches, not a penalty counted twice.
  if (whole.length > 1) return { times: places(whole) === whole.length ? 2 : null, reads, shim };
  if (added.length === 0 && places(reads) > 1) return { times: null, reads, shim };
  if (added.length > 0 || reads.length > 0) return { times: 1, reads, shim };
  return { times: content.opaque || content.fromWeights ? null : 0, reads, shim };
}

/** The expression inside the tape that a fix extends by the penalty. */
function additionPoint(
  machine: Machine,
  tape: TapeNative,
  target: ArgumentValue,
  modelText: string,
): AdditionPoint | null {
  const text = machine.sources.text.slice(target.valueSpan.start, target.valueSpan.end);
  const scope: Scope = currentFrame(machine).scope;
  if (!/^\w+$/.test(text)) return null;
  const assignment = scope.assignments.get(text);
  if (
    !assignment ||
    assignment.window !== tape.window ||
    (assignment.operator !== null && assignment.operator !== '+')
  )
    return null;
  return { span: assignment.value.span, parenthesize: needsParentheses(assignment.value), modelText };
}

function needsParentheses(expression: Expression): boolean {
  return (
    ['conditional', 'lambda', 'compare', 'boolean', 'assignment', 'await', 'tuple'].includes(
      expression.kind,
    ) ||
    (expression.kind === 'unary' && expression.operator === 'not')
  );
}
