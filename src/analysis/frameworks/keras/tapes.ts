import type { AdditionPoint } from '../../facts/facts';
import type { Step, TrainingEvent } from '../../facts/events';
import { noteTrained } from './trained';
import { callFunction } from '../../interpreter/calls';
import { emptyContent, marked, mergeContents } from '../../interpreter/content';
import { noArguments } from '../../interpreter/expressions';
import { type Call, type Machine, argument, currentFrame, tick } from '../../interpreter/machine';
import {
  type ArgumentValue,
  type InstanceValue,
  type Value,
  contentOf,
  madeBy,
  tensor,
  unknown,
} from '../../interpreter/values';
import type { Expression } from '../../program/program';
import type { Span } from '../../text/span';
import type { Recording, TapeNative } from './natives';
import { nativeOf } from './natives';
import { countPenalty, uncounted } from './penalty-count';

/** `tf.GradientTape()`. */
export function newTape(call: Call): InstanceValue {
  const native: TapeNative = { type: 'tape', span: call.span, recording: null };
  return { kind: 'instance', class: null, site: call.span, attributes: new Map(), native };
}

/** A recording that begins now and has no end yet. */
export function openRecording(machine: Machine): Recording {
  const { repeatedSince, stepSince } = machine;
  return { opened: tick(machine), closed: Infinity, repeatedSince, stepSince };
}

/** `with tape:`, also for the second time: then it goes on. */
export function openTape(machine: Machine, tape: TapeNative): void {
  tape.recording = tape.recording ? { ...tape.recording, closed: Infinity } : openRecording(machine);
  machine.recording.push(tape.recording.opened);
  machine.taped = true;
}

export function closeTape(machine: Machine, tape: TapeNative): void {
  machine.recording.pop();
  if (tape.recording) tape.recording = { ...tape.recording, closed: tick(machine) };
}

/** `tape.gradient(target, sources)`: what the gradients are taken of decides whether the penalty has one. */
export function gradient(machine: Machine, tape: InstanceValue, call: Call): Value {
  const target = argument(call, 0, 'target');
  const sources = argument(call, 1, 'sources');
  if (!target || !sources) return unknown;
  const native = nativeOf(tape) as TapeNative;
  return tellSteps(machine, {
    span: native.span,
    recording: native.recording,
    target,
    sources,
    applied: false,
  });
}

/** `optimizer.minimize(loss, variables)`. */
export function minimize(machine: Machine, call: Call, optimizer: InstanceValue | null = null): Value {
  const target = argument(call, 0, 'loss');
  const sources = argument(call, 1, 'var_list');
  if (!target || !sources) return unknown;
  const given = nativeOf(call.keywords.get('tape')?.value);
  const tape = given?.type === 'tape' ? given : null;
  const span = tape?.span ?? call.span;
  const callable = target.value;
  if (callable.kind !== 'function' && callable.kind !== 'partial') {
    // Without a tape it is a graph, where everything before has gradients.
    const recording = tape ? tape.recording : { opened: 0, closed: Infinity, repeatedSince: 0, stepSince: 0 };
    return tellSteps(machine, { span, recording, target, sources, applied: true, by: { optimizer } });
  }
  const recording = openRecording(machine);
  const value =
    callable.kind === 'function' ? callFunction(machine, callable, null, noArguments(call.span)) : unknown;
  const differentiated = { ...target, value };
  return tellSteps(machine, {
    span,
    recording,
    target: differentiated,
    sources,
    applied: true,
    by: { optimizer },
  });
}

/** `optimizer.get_scaled_loss(loss)`: multiplied by mixed precision's scale, which the gradients are divided by later. */
export function scaledLoss(machine: Machine, call: Call): Value {
  const given = call.positional[0] ?? [...call.keywords.values()][0];
  if (!given) return unknown;
  const content = marked(contentOf(given.value), { kind: 'scaled', span: call.span });
  return madeBy(tensor({ content }), call.span, tick(machine));
}

interface Differentiation {
  readonly span: Span;
  /** Null where it is not known what was recorded. */
  readonly recording: Recording | null;
  readonly target: ArgumentValue;
  readonly sources: ArgumentValue;
  readonly applied: boolean;
  readonly by?: Step['by'];
}

function tellSteps(
  machine: Machine,
  { span, recording, target, sources, applied, by }: Differentiation,
): Value {
  const steps: Step[] = [];
  const models = contentOf(sources.value).weightsOf as readonly InstanceValue[];
  const spelled = modelTexts(machine, sources);
  for (const [index, model] of models.entries()) {
    const modelText =
      spelled.length === models.length ? (spelled[index] ?? null) : spellingOf(machine, model);
    const step: Step = by ? { applied, by } : { applied };
    steps.push(step);
    noteTrained(machine, model);
    machine.events.push({
      ...(recording ? countPenalty(target.value, model, recording) : uncounted),
      ...between(machine, recording),
      type: 'training',
      kind: 'tape',
      span,
      model,
      targetSpan: target.valueSpan,
      additionPoint:
        modelText !== null && recording ? additionPoint(machine, recording, target, modelText) : null,
      step,
    });
  }
  return { kind: 'unknown', content: { ...emptyContent, opaque: true, gradients: steps } };
}

/** The stretch of time in which the step may have read losses for its target. */
export function between(
  machine: Machine,
  recording: Recording | null,
): Pick<TrainingEvent, 'since' | 'until' | 'recorded' | 'replica'> {
  const until = tick(machine);
  const since = recording?.stepSince ?? until;
  const recorded = {
    from: Math.max(since, recording?.opened ?? until),
    to: Math.min(until, recording?.closed ?? until),
  };
  return { since, until, recorded, replica: machine.tracing.replica };
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

/** A name that holds the model where the program is now; null when there is none. */
export function spellingOf(machine: Machine, model: InstanceValue): string | null {
  const { scope, self } = currentFrame(machine);
  if (self === model && machine.frames.at(-1)?.function) {
    const parameter = machine.frames.at(-1)?.function?.parameters[0]?.name;
    if (parameter !== undefined) return parameter;
  }
  for (const one of [scope, scope.module])
    for (const [name, cell] of one.cells) if (cell.value === model) return name;
  return null;
}

/** `optimizer.apply_gradients(zip(gradients, variables))`: the steps these gradients come from update weights. */
export function applyGradients(machine: Machine, call: Call, optimizer: InstanceValue | null = null): void {
  const given = [...call.positional, ...call.keywords.values()];
  const { gradients, weightsOf } = mergeContents(given.map((one) => contentOf(one.value)));
  const by = { optimizer };
  for (const step of gradients) Object.assign(step, { applied: true, by });
  if (gradients.length === 0) applyPending(machine, weightsOf);
}

/** `variable.assign_sub(0.1 * gradient)`. */
export function applyByHand(call: Call): void {
  const { gradients } = mergeContents(call.positional.map((one) => contentOf(one.value)));
  for (const step of gradients) step.applied = true;
}

/** `optimizer.step()`, or an optimizer that is given gradients stored in the weights. */
export function applyPending(machine: Machine, models: readonly object[] = []): void {
  const { pending } = machine.tracing;
  const involved = new Set(pending.map(({ model }) => model));
  // Of several models an optimizer that is not known updates nobody knows which.
  const updated = models.length > 0 ? models : involved.size === 1 ? [...involved] : [];
  for (const { step, model } of pending) if (updated.includes(model)) step.applied = true;
  machine.tracing.pending = pending.filter(({ model }) => !updated.includes(model));
}

/** `zero_grad()`: gradients that no optimizer has used are gone. */
export function clearPending(machine: Machine, models: readonly object[]): void {
  const { tracing } = machine;
  tracing.pending = tracing.pending.filter(({ model }) => !models.includes(model));
}

/** The expression inside the recording that a fix extends by the penalty. */
export function additionPoint(
  machine: Machine,
  recording: Recording,
  target: ArgumentValue,
  modelText: string,
): AdditionPoint | null {
  const text = machine.sources.text.slice(target.valueSpan.start, target.valueSpan.end);
  if (!/^\w+$/.test(text)) return null;
  const assignment = currentFrame(machine).scope.assignments.get(text);
  if (
    !assignment ||
    assignment.time < recording.opened ||
    assignment.time > recording.closed ||
    (assignment.operator !== null && assignment.operator !== '+')
  )
    return null;
  return { span: assignment.value.span, parenthesize: needsParentheses(assignment.value), modelText };
}

/** Whether `+ x` behind an expression would not extend the whole of it. */
export function needsParentheses(expression: Expression): boolean {
  return (
    ['conditional', 'lambda', 'compare', 'boolean', 'assignment', 'await', 'tuple'].includes(
      expression.kind,
    ) ||
    (expression.kind === 'unary' && expression.operator === 'not')
  );
}
