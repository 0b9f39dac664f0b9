import type { Step } from '../../facts/events';
import { noteTrained } from './trained';
import { callFunction, callValue } from '../../interpreter/calls';
import { type ReadExecution, emptyContent } from '../../interpreter/content';
import { type Call, type Machine, argument, tick, traced } from '../../interpreter/machine';
import {
  type ArgumentValue,
  type FunctionValue,
  type InstanceValue,
  type TensorValue,
  type Value,
  contentOf,
  list,
  tensor,
  unknown,
} from '../../interpreter/values';
import type { Expression, Statement } from '../../program/program';
import type { Span } from '../../text/span';
import { watchModel } from './forward-passes';
import { callModel } from './models';
import { forgetHeld } from './held';
import { partsOf } from './parts';
import { termsOf } from './terms';
import { type GradientFunctionNative, plain } from './natives';
import { countPenalty } from './penalty-count';
import { between, openRecording } from './tapes';
import { computeLossOf } from './training';

/** `jax.grad(f, argnums)` and `jax.value_and_grad(f, argnums, has_aux)`. */
export function newGradientFunction(call: Call, withValue: boolean): Value {
  const target = argument(call, 0, 'fun');
  if (!target || call.unknownSpread) return unknown;
  const position = plain(argument(call, 1, 'argnums')?.value);
  const rest = argument(call, 2, 'has_aux');
  const restGiven = plain(rest?.value);
  const native: GradientFunctionNative = {
    type: 'gradient-function',
    span: call.span,
    target: target.value,
    withValue,
    withRest: rest ? (typeof restGiven === 'boolean' ? restGiven : null) : false,
    position: typeof position === 'number' ? position : 0,
  };
  return { kind: 'instance', class: null, site: call.span, attributes: new Map(), native };
}

/** Calls one: it runs the function with respect to its argument, not to the weights that models store. */
export function callGradientFunction(machine: Machine, native: GradientFunctionNative, call: Call): Value {
  const recording = openRecording(machine);
  const value = traced(machine, { untraced: true }, () => callValue(machine, native.target, call));
  const target =
    native.withRest === true && value.kind === 'tuple' && value.elements[0]
      ? value.elements[0]
      : native.withRest === false
        ? value
        : unknown;
  const sources = call.positional[native.position];
  const given = sources ? contentOf(sources.value).weightsOf : [];
  // Where the weights come from is not always to be seen; the models called in the function are those that are trained.
  const models = (given.length > 0 ? given : contentOf(target).predictions) as readonly InstanceValue[];
  const steps: Step[] = [];
  for (const model of models) {
    const step: Step = { applied: false };
    steps.push(step);
    noteTrained(machine, model);
    machine.events.push({
      ...countPenalty(target, model, recording),
      ...between(machine, recording),
      type: 'training',
      kind: 'grad-function',
      span: native.span,
      model,
      targetSpan: lossSpan(native) ?? native.span,
      additionPoint: null,
      step,
    });
  }
  const gradients: Value = { kind: 'unknown', content: { ...emptyContent, opaque: true, gradients: steps } };
  if (!native.withValue)
    return native.withRest === true ? { kind: 'tuple', elements: [gradients, unknown] } : gradients;
  return native.withRest === null ? unknown : { kind: 'tuple', elements: [value, gradients] };
}

/** The expression of the loss that the differentiated function returns. */
function lossSpan({ target, withRest }: GradientFunctionNative): Span | null {
  const callee = target.kind === 'method' ? target.function : target;
  const returned = callee?.kind === 'function' ? returnedBy(callee) : null;
  if (withRest && returned?.kind === 'tuple') return returned.elements[0]?.span ?? null;
  return returned?.span ?? null;
}

function returnedBy({ body }: FunctionValue): Expression | null {
  if (!Array.isArray(body)) return body as Expression;
  const last = (body as readonly Statement[]).at(-1);
  return last?.kind === 'return' ? last.value : null;
}

/** `model.stateless_call(weights, others, x, …, return_losses=…)`. */
export function statelessCall(
  machine: Machine,
  instance: InstanceValue,
  call: Call,
  version: 2 | 3 | null,
): Value {
  const weights = argument(call, 0, 'trainable_variables');
  const others = argument(call, 1, 'non_trainable_variables');
  const inner: Call = { ...call, positional: call.positional.slice(2) };
  const prediction = traced(machine, { untraced: false }, () =>
    watchModel(machine, instance, inner, () => callModel(machine, instance, inner)),
  );
  const returns = call.keywords.get('return_losses');
  const wanted = returns ? plain(returns.value) : false;
  if (typeof wanted !== 'boolean') return unknown;
  const variables = contentOf(others?.value ?? weights?.value ?? unknown);
  const elements: Value[] = [prediction, tensor({ content: variables })];
  if (wanted) elements.push(returnedLosses(machine, instance, call, version));
  // The layers themselves keep what they had.
  forgetHeld(machine, partsOf(instance).all);
  return { kind: 'tuple', elements };
}

/** The list of losses that a stateless forward pass returns: a read of the model's losses under another name. */
function returnedLosses(machine: Machine, instance: InstanceValue, call: Call, version: 2 | 3 | null): Value {
  const { weight, other } = termsOf(instance, version);
  const terms = weight === null || other === null || !machine.fromModule ? null : weight + other;
  const execution: ReadExecution = {
    span: call.span,
    model: instance,
    time: tick(machine),
    terms,
    whole: false,
    detachedBy: null,
    untraced: false,
    perReplica: false,
  };
  machine.events.push({ type: 'returned-losses', execution });
  const element = tensor({ content: { ...emptyContent, reads: [execution] } });
  const origin = { ...execution, whole: true };
  if (terms === null || terms > 64) return { ...list(machine.store, [element], false), origin, guards: true };
  return {
    ...list(
      machine.store,
      Array.from({ length: terms }, () => element),
    ),
    origin,
  };
}

/** `model.stateless_compute_loss(…)` and `compute_loss_and_updates(…)`: the compiled loss with the penalties of the traced weights. */
export function statelessLoss(machine: Machine, instance: InstanceValue, call: Call): Value {
  const own = computeLossOf(instance);
  const loss: Value = own
    ? traced(machine, { untraced: false }, () =>
        callFunction(machine, own, instance, { ...call, positional: call.positional.slice(3) }),
      )
    : addedLoss(instance, 'compute_loss', call.span);
  return { kind: 'tuple', elements: [loss, unknownVariables] };
}

const unknownVariables: TensorValue = tensor();

/** A loss to which Keras has added the model's penalties. */
export function addedLoss(
  instance: InstanceValue,
  by: 'compute_loss' | 'compiled_loss',
  span: Span,
): TensorValue {
  return tensor({
    content: { ...emptyContent, predictions: [instance], additions: [{ model: instance, by, span }] },
  });
}

/** `optimizer.stateless_apply(state, gradients, weights)`: the new weights, and the new state. */
export function statelessApply(call: Call): Value {
  const weights: ArgumentValue | undefined = argument(call, 2, 'trainable_variables');
  const content = weights ? contentOf(weights.value) : emptyContent;
  return {
    kind: 'tuple',
    elements: [
      tensor({ content: { ...emptyContent, fromWeights: true, weightsOf: content.weightsOf } }),
      tensor(),
    ],
  };
}
