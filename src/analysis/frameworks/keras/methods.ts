import { elementsOf } from '../../interpreter/assignment';
import { type Addition, emptyContent } from '../../interpreter/content';
import { classMember } from '../../interpreter/classes';
import { type Call, type Machine, argument, tick, withPass } from '../../interpreter/machine';
import {
  type InstanceValue,
  type Shape,
  type Value,
  madeBy,
  none,
  shapeOf,
  tensor,
  unknown,
  unknownShape,
} from '../../interpreter/values';
import { recordAddLoss } from './added-losses';
import { asFit, loseCallbacks } from './callbacks';
import { followStructure } from './following';
import { getLayer } from './layer-list';
import { forgetHeld, hold, holdFunction, holdOutside } from './held';
import { callLayer, declareWeight, runLayer, updateLayer } from './layers';
import { configurationOf } from './clones';
import { tellCopy } from './settings';
import { callLoss } from './losses';
import {
  addLayer,
  removeLast,
  callModel,
  initializeFunctional,
  initializeSequential,
  nameModel,
  hasOwnCall,
  markTrained,
  runModel,
  updateModel,
} from './models';
import {
  type BoundArgument,
  type KerasNative,
  type LayerNative,
  type ModelNative,
  modelOf,
  plain,
} from './natives';
import { partsOf } from './parts';
import { tellWeightDecay } from './optimizers';
import { withOwnPass } from './passes';
import { addedLoss, statelessApply, statelessCall, statelessLoss } from './gradient-functions';
import { callStrategyMethod } from './strategies';
import { applyGradients, applyPending, clearPending, gradient, minimize, scaledLoss } from './tapes';
import { tracingScope } from './tracing-scopes';
import { compile, fit, inputShape, tellOwnStep } from './training';
import { escape } from './unseen';

/** A method that Keras provides, also through `super()`. Undefined where it is not known. */
export function callMethod(
  machine: Machine,
  instance: InstanceValue,
  name: string,
  call: Call,
  version: 2 | 3 | null,
): Value | undefined {
  const native = instance.native as KerasNative | null;
  switch (native?.type) {
    case 'model':
      return callModelMethod(machine, instance, native, name, call, version);
    case 'layer':
      return callLayerMethod(machine, instance, native, name, call);
    case 'optimizer':
      tellWeightDecay(machine, native, call);
      if (name === 'exclude_from_weight_decay')
        machine.events.push({ type: 'setting', setting: 'excludesFromDecay' });
      if (name === 'apply_gradients' || name === 'apply') applyGradients(machine, call, instance);
      if (name === 'stateless_apply') {
        applyGradients(machine, call, instance);
        return statelessApply(call);
      }
      if (name === 'minimize') minimize(machine, call, instance);
      if (name === 'get_scaled_loss' || (name === 'scale_loss' && native.name === 'LossScaleOptimizer'))
        return scaledLoss(machine, call);
      // Without mixed precision it is the loss itself.
      if (name === 'scale_loss') return call.positional[0]?.value ?? unknown;
      if (name === 'get_unscaled_gradients') return call.positional[0]?.value ?? unknown;
      return tensor();
    case 'tape':
      if (name === 'gradient') return gradient(machine, instance, call);
      if (name === 'stop_recording') return tracingScope('no-gradient', call.span);
      return none;
    case 'torch-optimizer':
      if (name === 'step') applyPending(machine, native.models);
      if (name === 'zero_grad') clearPending(machine, native.models);
      return none;
    case 'strategy':
      return callStrategyMethod(machine, name, call);
    case 'loss':
      if (name === 'call' || name === '__call__') return callLoss(machine, instance, call);
      return none;
    case 'callback':
      loseCallbacks(machine, instance);
      return name === 'get_config' ? unknown : tensor();
    case 'metric':
    case 'regularizer':
    case 'initializer':
    case 'constraint':
    case 'schedule':
      return name === 'get_config' ? unknown : tensor();
    case 'augmenter':
      return tensor();
    default:
      return undefined;
  }
}

/** Methods that leave a model as it is. */
const HARMLESS =
  /^(summary|save|save_weights|save_spec|export|count_params|get_weights|get_metrics_result|reset_metrics|reset_states|compute_output_shape|compute_mask|evaluate_generator|compute_metrics|compiled_metrics|get_compile_config|_set_inputs|make_train_function|make_test_function|state_dict|eval|train|to|cuda|cpu|named_parameters)$/;

function callModelMethod(
  machine: Machine,
  instance: InstanceValue,
  native: ModelNative,
  name: string,
  call: Call,
  version: 2 | 3 | null,
): Value | undefined {
  switch (name) {
    case '__init__':
      nameModel(native, call);
      if (native.kind === 'sequential') initializeSequential(machine, instance, call, version);
      else if (call.keywords.has('inputs') || call.positional.length >= 2)
        initializeFunctional(machine, instance, call);
      return none;
    case '__call__':
      return callModel(machine, instance, call);
    case 'call':
      if (machine.followed) return followStructure(machine, machine.followed, instance, call);
      return tensor({
        content: { ...emptyContent, rawPrediction: true },
        producer: { by: instance, inputs: [] },
      });
    case 'add':
      addLayer(machine, instance, argument(call, 0, 'layer')?.value ?? unknown, version);
      return none;
    case 'pop':
      removeLast(machine, native);
      return none;
    case 'build':
      build(machine, instance, native, shapeGiven(argument(call, 0, 'input_shape')?.value));
      return none;
    case 'compile':
      return compile(machine, instance, call);
    case 'fit':
      return fit(machine, instance, 'fit', call);
    case 'fit_generator':
      return fit(machine, instance, 'fit', asFit(call));
    case 'train_on_batch':
      return fit(machine, instance, 'train_on_batch', call);
    case 'evaluate':
    case 'test_on_batch':
    case 'predict':
    case 'predict_on_batch':
    case 'predict_generator':
    case 'predict_classes': {
      markTrained(machine, instance, inputShape(argument(call, 0, 'x')?.value), false);
      return tensor({ content: { ...emptyContent, rawPrediction: true } });
    }
    case 'get_layer':
      return (
        getLayer(
          machine,
          instance,
          native,
          argument(call, 0, 'name')?.value,
          argument(call, 1, 'index')?.value,
        ) ?? {
          kind: 'unknown',
          content: emptyContent,
        }
      );
    case 'load_weights':
    case 'set_weights':
      // Loading weights may build a subclassed model in some formats.
      if (native.state.value.built === 'no') updateModel(machine, native, { built: 'maybe' });
      return none;
    case 'add_loss':
      recordAddLoss(machine, instance, call);
      updateModel(machine, native, { addsLoss: true });
      addLoss(machine, instance, call);
      return none;
    case 'compute_loss':
      return madeBy(addedLoss(instance, 'compute_loss', call.span), call.span, tick(machine));
    case 'compiled_loss': {
      const { predictions } = addedLoss(instance, 'compiled_loss', call.span).content;
      const additions = compiledLossAdditions(instance, call, version);
      return madeBy(
        tensor({ content: { ...emptyContent, predictions, additions } }),
        call.span,
        tick(machine),
      );
    }
    case 'stateless_call':
      return statelessCall(machine, instance, call, version);
    case 'stateless_compute_loss':
    case 'compute_loss_and_updates':
      return statelessLoss(machine, instance, call);
    case 'zero_grad':
      clearPending(machine, [instance]);
      return none;
    case 'parameters':
      return tensor({ content: { ...emptyContent, fromWeights: true, weightsOf: [instance] } });
    case 'train_step':
      markTrained(machine, instance, unknownShape, true);
      tellOwnStep(machine, instance, 'train_on_batch', call.span);
      return tensor();
    case 'test_step':
      markTrained(machine, instance, unknownShape, false);
      return tensor();
    case 'add_weight':
      return tensor({ content: { ...emptyContent, fromWeights: true, weightsOf: [instance] } });
    default:
  }
  if (name === 'get_config' || name === 'to_json' || name === 'to_yaml')
    return configurationOf(machine, instance, call.span);
  if (name === 'save' || name === 'export') tellCopy(machine, instance);
  if (HARMLESS.test(name))
    return name === 'get_weights'
      ? tensor({ content: { ...emptyContent, fromWeights: true } })
      : { kind: 'unknown', content: emptyContent };
  escape(machine, instance, 0);
  return undefined;
}

function callLayerMethod(
  machine: Machine,
  instance: InstanceValue,
  native: LayerNative,
  name: string,
  call: Call,
): Value | undefined {
  switch (name) {
    case '__init__': {
      const trainable = plain(call.keywords.get('trainable')?.value);
      if (trainable === false) updateLayer(machine, native, { trainable: 'no' });
      // An activity regularizer handed to the base class is one; the table of a framework layer does not apply here.
      const activity = call.keywords.get('activity_regularizer');
      if (activity)
        updateLayer(machine, native, {
          overrides: new Map([['activity_regularizer', { ...activity, keyword: true }]]),
        });
      // The instance is being made: nothing has read its arguments.
      const bound = native.arguments as Map<string, BoundArgument>;
      for (const name of HANDED_ON) {
        const given = call.keywords.get(name);
        if (given) bound.set(name, { ...given, keyword: true });
      }
      // `**options` of unknown content may hold one.
      if (call.unknownSpread) updateLayer(machine, native, { unseen: true });
      return none;
    }
    case '__call__':
    case 'call':
      return callLayer(machine, instance, call);
    case 'add_weight':
    case 'add_variable':
      return declareWeight(machine, native, call);
    case 'add_loss':
      recordAddLoss(machine, instance, call);
      updateLayer(machine, native, { addsLoss: true });
      addLoss(machine, instance, call);
      return none;
    case 'build':
      if (native.className !== null)
        withPass(machine, 'build', () =>
          runLayer(machine, instance, shapeGiven(argument(call, 0, 'input_shape')?.value)),
        );
      return none;
    case 'get_config':
      return configurationOf(machine, instance, call.span);
    case 'adapt':
    case 'get_weights':
    case 'count_params':
    case 'compute_output_shape':
    case 'set_weights':
    case 'add_metric':
    case 'compute_mask':
      return { kind: 'unknown', content: emptyContent };
    default:
      return undefined;
  }
}

/** What a class of the file hands to its base class that says something about the layer. */
const HANDED_ON = ['input_shape', 'batch_input_shape', 'batch_shape', 'input_dim', 'name'];

/** The shape that `build` is given. */
function shapeGiven(value: Value | undefined): Shape {
  const given = plain(value);
  return Array.isArray(given)
    ? shapeOf(given.map((one) => (typeof one === 'number' ? one : null)))
    : unknownShape;
}

function build(machine: Machine, instance: InstanceValue, native: ModelNative, input: Shape): void {
  const { version } = machine.framework;
  // A graph is built already, and so is one of Keras 2 that a Sequential has become.
  if (native.kind !== 'sequential' && !hasOwnCall(instance)) return;
  if (native.kind === 'sequential' && native.state.value.built === 'yes' && version === 2) return;
  const run = () =>
    withOwnPass(machine, instance, 'symbolic', () => runModel(machine, instance, input, false));
  if (native.kind !== 'subclass' || (instance.class && classMember(instance.class, 'build'))) {
    run();
    return;
  }
  // Keras 3 only warns and builds nothing; Keras 2 traces `call`.
  const before = native.state.value;
  if (version === 2) {
    run();
    // Each layer that is called clears what it holds, and then holds terms of the graph.
    forgetHeld(machine, partsOf(instance).all);
    return;
  }
  machine.store.begin();
  let built;
  try {
    run();
  } finally {
    built = machine.store.undo();
  }
  if (version === null) machine.store.join([built, new Map()]);
  updateModel(machine, native, { built: before.built === 'yes' ? 'yes' : 'maybe' });
}

/** `add_loss(losses)`: tensors belong to the call under way, functions stay. */
function addLoss(machine: Machine, instance: InstanceValue, call: Call): void {
  const given = argument(call, 0, 'losses')?.value ?? argument(call, 0, 'loss')?.value ?? unknown;
  const model = modelOf(instance);
  for (const one of given.kind === 'list' || given.kind === 'tuple' ? elementsOf(given).elements : [given]) {
    if (one.kind === 'function' || one.kind === 'partial') holdFunction(machine, instance);
    else if (machine.pass !== 'none') hold(machine, instance, countOf(one));
    else if (model && one.kind === 'tensor' && one.symbolic) {
      updateModel(machine, model, { graphLosses: model.state.value.graphLosses + 1 });
      withPass(machine, 'symbolic', () => hold(machine, instance, 1));
    } else holdOutside(machine, instance, countOf(one));
  }
  if (given.kind === 'list' && !given.cell.value.exact) holdOutside(machine, instance, null);
}

/** How many terms a value is that is given to `add_loss`. */
function countOf(value: Value): number | null {
  return value.kind === 'tensor' || value.kind === 'constant' ? 1 : null;
}

/** Keras 2 adds the penalties that `compiled_loss` is given, Keras 3 those of the model. */
function compiledLossAdditions(instance: InstanceValue, call: Call, version: 2 | 3 | null): Addition[] {
  const { span } = call;
  if (version === 3 || argument(call, 3, 'regularization_losses'))
    return [{ model: instance, by: 'compute_loss', span }];
  return version === 2 ? [] : [{ model: instance, by: 'compiled_loss', span }];
}
