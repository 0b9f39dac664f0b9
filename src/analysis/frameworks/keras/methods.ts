import { type Addition, emptyContent } from '../../interpreter/content';
import { classMember } from '../../interpreter/expressions';
import { type Call, type Machine, argument, tick } from '../../interpreter/machine';
import {
  type InstanceValue,
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
import { callLayer, declareWeight, updateLayer } from './layers';
import { callLoss } from './losses';
import {
  addLayer,
  buildModel,
  callModel,
  initializeFunctional,
  initializeSequential,
  updateModel,
} from './models';
import { type KerasNative, type LayerNative, type ModelNative, plain } from './natives';
import { addedLoss, statelessApply, statelessCall, statelessLoss } from './gradient-functions';
import { callStrategyMethod } from './strategies';
import { applyGradients, gradient, minimize, scaledLoss } from './tapes';
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
      if (name === 'apply_gradients' || name === 'apply') applyGradients(machine, call);
      if (name === 'stateless_apply') {
        applyGradients(machine, call);
        return statelessApply(call);
      }
      if (name === 'minimize') minimize(machine, call);
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
  /^(summary|get_config|to_json|to_yaml|save|save_weights|save_spec|export|count_params|get_layer|get_weights|get_metrics_result|reset_metrics|reset_states|compute_output_shape|compute_mask|evaluate_generator|compute_metrics|compiled_metrics|get_compile_config|_set_inputs|make_train_function|make_test_function|zero_grad|state_dict|eval|train|to|cuda|cpu|named_parameters)$/;

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
      if (native.kind === 'sequential') initializeSequential(machine, instance, call, version);
      else if (call.keywords.has('inputs') || call.positional.length >= 2)
        initializeFunctional(machine, instance, call);
      return none;
    case '__call__':
      return callModel(machine, instance, call);
    case 'call':
      return tensor({
        content: { ...emptyContent, rawPrediction: true },
        producer: { by: instance, inputs: [] },
      });
    case 'add':
      addLayer(machine, instance, argument(call, 0, 'layer')?.value ?? unknown, version);
      return none;
    case 'pop':
      updateModel(machine, native, { exact: false, nodes: native.state.value.nodes.slice(0, -1) });
      return none;
    case 'build': {
      const given = plain(argument(call, 0, 'input_shape')?.value);
      const dims = Array.isArray(given) ? given.map((one) => (typeof one === 'number' ? one : null)) : null;
      if (native.kind === 'subclass' && !(instance.class && classMember(instance.class, 'build'))) {
        // Keras 3 only warns and builds nothing; Keras 2 traces `call`.
        const before = native.state.value;
        if (version === 2) buildModel(machine, instance, dims ? shapeOf(dims) : unknownShape);
        else {
          machine.store.begin();
          let built;
          try {
            buildModel(machine, instance, dims ? shapeOf(dims) : unknownShape);
          } finally {
            built = machine.store.undo();
          }
          if (version === null) machine.store.join([built, new Map()]);
          updateModel(machine, native, { built: before.built === 'yes' ? 'yes' : 'maybe' });
        }
        return none;
      }
      buildModel(machine, instance, dims ? shapeOf(dims) : unknownShape);
      return none;
    }
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
      buildModel(machine, instance, inputShape(argument(call, 0, 'x')?.value));
      updateModel(machine, native, { built: 'yes', called: 'yes', lastPass: 'other' });
      return tensor({ content: { ...emptyContent, rawPrediction: true } });
    }
    case 'load_weights':
    case 'set_weights':
      // Loading weights may build a subclassed model in some formats.
      if (native.state.value.built === 'no') updateModel(machine, native, { built: 'maybe' });
      return none;
    case 'add_loss':
      recordAddLoss(machine, instance, call);
      updateModel(machine, native, { addsLoss: true });
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
    case 'parameters':
      return tensor({ content: { ...emptyContent, fromWeights: true, weightsOf: [instance] } });
    case 'train_step':
      tellOwnStep(machine, instance, 'train_on_batch', call.span);
      updateModel(machine, native, { built: 'yes', called: 'yes', lastPass: 'other' });
      return tensor();
    case 'test_step':
      updateModel(machine, native, { built: 'yes', called: 'yes', lastPass: 'other' });
      return tensor();
    case 'add_weight':
      return tensor({ content: { ...emptyContent, fromWeights: true, weightsOf: [instance] } });
    default:
  }
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
      if (call.keywords.has('activity_regularizer')) updateLayer(machine, native, { addsLoss: true });
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
      return none;
    case 'build':
      if (native.className !== null) {
        const dims = plain(call.positional[0]?.value);
        updateLayer(machine, native, {
          built: 'yes',
          input: Array.isArray(dims)
            ? shapeOf(dims.map((one) => (typeof one === 'number' ? one : null)))
            : unknownShape,
        });
      }
      return none;
    case 'adapt':
    case 'get_config':
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

/** Keras 2 adds the penalties that `compiled_loss` is given, Keras 3 those of the model. */
function compiledLossAdditions(instance: InstanceValue, call: Call, version: 2 | 3 | null): Addition[] {
  const { span } = call;
  if (version === 3 || argument(call, 3, 'regularization_losses'))
    return [{ model: instance, by: 'compute_loss', span }];
  return version === 2 ? [] : [{ model: instance, by: 'compiled_loss', span }];
}
