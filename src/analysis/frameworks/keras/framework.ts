import { emptyContent } from '../../interpreter/content';
import type { Call, Framework, Machine } from '../../interpreter/machine';
import { type InstanceValue, type Native, type Value, none, tensor } from '../../interpreter/values';
import { loseCallbacks } from './callbacks';
import { callLayer, customLayer } from './layers';
import { callLoss, customLoss, lossArithmetic } from './losses';
import { callModel, givenModel, newModel } from './models';
import { type GradientFunctionNative, type KerasNative, modelOf, nativeOf } from './natives';
import { LIBRARIES, canonical, isLossClass } from './symbols';
import { backward } from './backward';
import { callGradientFunction, statelessApply } from './gradient-functions';
import { runOnReplicas } from './strategies';
import { applyByHand, applyGradients, applyPending, minimize, scaledLoss } from './tapes';
import { followModel } from './following';
import { followOperator } from './followed-operations';
import { enterScope, leaveScope } from './tracing-scopes';
import { recordAddLoss } from './added-losses';
import { attribute, setAttribute } from './attributes';
import { callSymbol } from './calls';
import type { Span } from '../../text/span';
import { hasAttribute, isInstance, typeOf } from './introspection';
import { callMethod } from './methods';
import { watchLayer, watchModel } from './forward-passes';
import { observeNoisyData } from './noise';
import { observeSquare } from './norms';
import { observeCall } from './observations';
import { observeDivision } from './reductions';
import { starredModule } from './starred';
import { escape, beforeUncalled, exercise } from './unseen';

/** Keras' and TensorFlow's part of the interpreter. `version` and `backend` are null where the file leaves them open. */
export function kerasFramework(version: 2 | 3 | null, backend: Framework['backend'] = null): Framework {
  return {
    version,
    backend,
    subclass: (machine, instance, base) => subclass(machine, instance, canonical(base)),
    callSymbol: (machine, name, call) => callSymbol(machine, canonical(name), call, version),
    isLibrary: (module) => LIBRARIES.test(module),
    starredModule,
    callInstance,
    callMethod: (machine, instance, name, call) => callMethod(machine, instance, name, call, version),
    attribute,
    setAttribute,
    hasAttribute,
    isInstance,
    typeOf,
    unresolved,
    // What is told of a call was told when it was made.
    called: (machine, name, call, value) =>
      machine.followed ? value : observeCall(machine, name, call, value),
    binary: (machine, operator, operands) =>
      (machine.followed && followOperator(machine.followed, operator, operands)) ??
      observeDivision(machine, operator, operands) ??
      observeSquare(machine, operator, operands) ??
      observeNoisyData(machine, operator, operands) ??
      lossArithmetic(machine, operator, operands),
    observe,
    runElsewhere: runOnReplicas,
    escape: (machine, value) => escape(machine, value, 0),
    stored: loseCallbacks,
    bound: (machine, value, name, span) => {
      if (value.kind === 'instance' && modelOf(value))
        machine.events.push({ type: 'bound', value, name, span });
    },
    enterWith: enterScope,
    leaveWith: leaveScope,
    exercise,
    beforeUncalled,
    follow: followModel,
    givenModel,
  };
}

/** Models of the optimizer that a scaler of gradients is given: `scaler.step(optimizer)`. */
function torchModels(value: Value | undefined): readonly object[] {
  const native = nativeOf(value);
  return native?.type === 'torch-optimizer' ? native.models : [];
}

/** A method of something unresolved: optimizers and losses are known by what only they have. */
function observe(machine: Machine, receiver: Value, name: string, call: Call): Value | undefined {
  switch (name) {
    case 'apply_gradients':
    case 'apply':
      applyGradients(machine, call);
      return undefined;
    case 'assign':
    case 'assign_add':
    case 'assign_sub':
      applyByHand(call);
      return undefined;
    case 'step':
      applyPending(machine, torchModels(call.positional[0]?.value));
      return undefined;
    case 'minimize':
      minimize(machine, call);
      return undefined;
    case 'add_loss':
      recordAddLoss(machine, null, call);
      return undefined;
    case 'get_scaled_loss':
      return scaledLoss(machine, call);
    case 'stateless_apply':
      applyGradients(machine, call);
      return statelessApply(call);
    case 'backward':
      if (receiver.kind !== 'tensor' && receiver.kind !== 'unknown') return undefined;
      backward(machine, receiver, call);
      return none;
    default:
      return undefined;
  }
}

/** An attribute of something that is not known was read. */
function unresolved(machine: Machine, name: string, span: Span): void {
  if (name === 'losses' && machine.fromModule) machine.events.push({ type: 'unresolved-read', span });
}

function subclass(machine: Machine, instance: InstanceValue, base: string): void {
  const attached = instance as { native: Native | null };
  if (instance.native) return;
  if (instance.class && (base === 'keras.Model' || base.startsWith('keras.layers.')))
    machine.events.push({ type: 'layer-class', class: instance.class, base });
  if (base === 'keras.Model' || base === 'keras.Sequential') {
    attached.native = newModel(
      machine,
      base === 'keras.Sequential' ? 'sequential' : 'subclass',
      instance.site,
      {},
    );
    machine.events.push({ type: 'model', model: instance });
  } else if (base.startsWith('keras.layers.')) attached.native = customLayer(machine, instance);
  else if (
    base === 'keras.losses.Loss' ||
    (base.startsWith('keras.losses.') && isLossClass(base.slice('keras.losses.'.length)))
  )
    attached.native = customLoss(instance.site);
  else if (base.startsWith('keras.regularizers.'))
    attached.native = {
      type: 'regularizer',
      kind: 'custom',
      l1: null,
      l2: null,
      span: instance.site,
      strengthSpan: null,
    } as Native;
  else if (base.startsWith('keras.callbacks.'))
    attached.native = {
      type: 'callback',
      name: base.slice('keras.callbacks.'.length),
      monitor: null,
    } as Native;
}

function callInstance(machine: Machine, instance: InstanceValue, call: Call): Value | undefined {
  switch ((instance.native as KerasNative | null)?.type) {
    case 'model':
      return watchModel(machine, instance, call, () => callModel(machine, instance, call));
    case 'layer':
      watchLayer(machine, instance, call);
      return callLayer(machine, instance, call);
    case 'loss':
      return callLoss(machine, instance, call);
    case 'regularizer':
      return tensor({ content: { ...emptyContent, fromWeights: true } });
    case 'metric':
      return tensor();
    case 'gradient-function':
      return callGradientFunction(machine, instance.native as GradientFunctionNative, call);
    default:
      return undefined;
  }
}
