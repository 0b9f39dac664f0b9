import { type Addition, type ReadExecution, emptyContent } from '../../interpreter/content';
import { classMember } from '../../interpreter/expressions';
import { type Call, type Framework, type Machine, argument } from '../../interpreter/machine';
import {
  type InstanceValue,
  type Native,
  type Value,
  constant,
  list,
  none,
  shapeOf,
  tensor,
  unknown,
  unknownShape,
} from '../../interpreter/values';
import type { Span } from '../../text/span';
import { callArrayFunction, loadDataset } from './data';
import { buildLayer, callLayer, constructLayer, customLayer, declareWeight, updateLayer } from './layers';
import {
  callLoss,
  callLossFunction,
  callOnLogits,
  constructLoss,
  customLoss,
  lossArithmetic,
} from './losses';
import {
  addLayer,
  buildModel,
  callModel,
  constructFunctional,
  constructSequential,
  initializeFunctional,
  initializeSequential,
  leavesOf,
  newModel,
  opaqueModel,
  termsOf,
  updateModel,
} from './models';
import type { KerasNative, LayerNative, ModelNative, OtherNative, TapeNative } from './natives';
import { layerOf, modelOf, nativeOf, plain } from './natives';
import { constructOptimizer } from './optimizers';
import { constructRegularizer } from './regularizers';
import { canonical, isLossClass, layerEntry } from './symbols';
import {
  applyGradients,
  compile,
  evaluateUntrained,
  fit,
  gradient,
  inputShape,
  minimize,
  runTrainStep,
} from './training';

/** Keras' and TensorFlow's part of the interpreter. `version` is null where the file leaves it open. */
export function kerasFramework(version: 2 | 3 | null): Framework {
  return {
    subclass: (machine, instance, base) => subclass(machine, instance, canonical(base)),
    callSymbol: (machine, name, call) => callSymbol(machine, canonical(name), call, version),
    callInstance,
    callMethod: (machine, instance, name, call) => callMethod(machine, instance, name, call, version),
    attribute: (machine, instance, name, span) => attribute(machine, instance, name, span, version),
    setAttribute,
    binary: lossArithmetic,
    observe: (machine, name, call) => {
      if (name === 'apply_gradients' || name === 'apply') applyGradients(call);
      if (name === 'minimize') minimize(machine, call);
    },
    escape: (machine, value) => escape(machine, value, 0),
    bound: (machine, value, name, span) => {
      if (value.kind === 'instance' && modelOf(value))
        machine.events.push({ type: 'bound', value, name, span });
    },
    enterWith: (machine, value) => {
      const tape = tapeOf(value);
      if (!tape) return;
      tape.outerWindow = machine.window;
      tape.window = machine.window = ++machine.windows;
    },
    leaveWith: (machine, value) => {
      const tape = tapeOf(value);
      if (tape) machine.window = tape.outerWindow;
    },
    exercise,
    beforeUncalled,
  };
}

/** Runs a class of the file the way Keras would: its forward pass, then its training step. */
function exercise(machine: Machine, instance: InstanceValue): void {
  const native = nativeOf(instance);
  if (native?.type === 'model' && native.kind === 'subclass') {
    runTrainStep(machine, instance, instance.site);
    buildModel(machine, instance, unknownShape);
  } else if (native?.type === 'layer') buildLayer(machine, instance, unknownShape);
}

function tapeOf(value: Value): TapeNative | null {
  const native = nativeOf(value);
  return native?.type === 'tape' ? native : null;
}

function subclass(machine: Machine, instance: InstanceValue, base: string): void {
  const attached = instance as { native: Native | null };
  if (instance.native) return;
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
    attached.native = { type: 'callback', name: base.slice('keras.callbacks.'.length) } as Native;
}

function other(type: OtherNative['type'], name: string, span: Span): InstanceValue {
  return {
    kind: 'instance',
    class: null,
    site: span,
    attributes: new Map(),
    native: { type, name } as OtherNative,
  };
}

function callSymbol(machine: Machine, name: string, call: Call, version: 2 | 3 | null): Value | undefined {
  const dot = name.lastIndexOf('.');
  const [owner, member] = [name.slice(0, Math.max(dot, 0)), name.slice(dot + 1)];
  switch (name) {
    case 'keras.Sequential':
      return constructSequential(machine, call, version);
    case 'keras.Model':
      return constructFunctional(machine, call);
    case 'keras.Input':
      return inputTensor(call);
    case 'tensorflow.GradientTape':
      return {
        kind: 'instance',
        class: null,
        site: call.span,
        attributes: new Map(),
        native: { type: 'tape', span: call.span, window: 0, outerWindow: 0 } as TapeNative,
      };
    case 'tensorflow.function':
      return call.positional[0]?.value ?? unknown;
    case 'tensorflow.stop_gradient':
      return callArrayFunction(name, call);
    default:
  }
  switch (owner) {
    case 'keras.layers':
      if (!layerEntry(member)) return unseenLayer(machine, call, member);
      return constructLayer(machine, member, call);
    case 'keras.regularizers':
      return constructRegularizer(member, call, version) ?? undefined;
    case 'keras.losses':
      if (isLossClass(member)) return constructLoss(member, call);
      return callLossFunction(machine, member, call);
    case 'keras.metrics':
    case 'keras.backend':
      return (
        callLossFunction(machine, member, call) ??
        (owner === 'keras.metrics' ? other('metric', member, call.span) : callArrayFunction(name, call))
      );
    case 'keras.optimizers':
      return member === 'get' ? undefined : constructOptimizer(member, call);
    case 'keras.callbacks':
      return {
        kind: 'instance',
        class: null,
        site: call.span,
        attributes: new Map(),
        native: { type: 'callback', name: member } as KerasNative,
      };
    case 'keras.initializers':
      return other('initializer', member, call.span);
    case 'keras.constraints':
      return other('constraint', member, call.span);
    case 'keras.models':
      if (/^(load_model|model_from_json|model_from_yaml|model_from_config|clone_model)$/.test(member))
        return opaqueModel(machine, 'loaded', call);
      return undefined;
    case 'keras.utils':
      return none;
    case 'tensorflow.nn':
      return callOnLogits(machine, member, call) ?? callArrayFunction(name, call);
    default:
  }
  if (owner.startsWith('keras.applications')) return opaqueModel(machine, 'application', call);
  if (/^keras\.datasets\.\w+$/.test(owner) && member === 'load_data')
    return loadDataset(owner.slice('keras.datasets.'.length)) ?? tensor();
  if (/^keras\.optimizers\.schedules/.test(owner)) return other('schedule', member, call.span);
  if (member === 'ImageDataGenerator') {
    const augments =
      [...call.keywords.keys()].some((key) => /range$|_flip$|augment/.test(key)) || call.unknownSpread;
    if (augments)
      machine.events.push({ type: 'mechanism', kind: 'augmentation', model: null, span: call.span });
    return other('augmenter', member, call.span);
  }
  if (/^tensorflow\.image\.(random|stateless_random)_/.test(name))
    machine.events.push({ type: 'mechanism', kind: 'augmentation', model: null, span: call.span });
  if (/^(tensorflow|numpy|keras\.ops|keras\.random|math)\b/.test(name)) {
    // A model handed to TensorFlow itself (saving, tracing, a strategy) is not changed by it.
    return callArrayFunction(name, call);
  }
  if (
    /^(matplotlib|logging|os|sys|time|datetime|argparse|json|random|pandas|tqdm|warnings|pprint|pathlib)\b/.test(
      name,
    )
  ) {
    return { kind: 'unknown', content: { ...emptyContent, opaque: false } };
  }
  return undefined;
}

function inputTensor(call: Call): Value {
  const whole = call.keywords.get('batch_shape') ?? call.keywords.get('batch_input_shape');
  const given = whole ?? argument(call, 0, 'shape');
  const value = given?.value;
  const elements =
    value?.kind === 'tuple'
      ? value.elements
      : value?.kind === 'list' && value.cell.value.exact
        ? value.cell.value.elements
        : null;
  const single = plain(value);
  const dims = elements
    ? elements.map((one) => (one.kind === 'constant' && typeof one.value === 'number' ? one.value : null))
    : typeof single === 'number'
      ? [single]
      : null;
  return tensor({ symbolic: true, shape: dims ? shapeOf(whole ? dims : [null, ...dims]) : unknownShape });
}

/** A layer of Keras that the table does not hold: a layer, but nothing is known of it. */
function unseenLayer(machine: Machine, call: Call, className: string): InstanceValue {
  return constructLayer(machine, className, { ...call, unknownSpread: true });
}

function callInstance(machine: Machine, instance: InstanceValue, call: Call): Value | undefined {
  switch ((instance.native as KerasNative | null)?.type) {
    case 'model':
      return callModel(machine, instance, call);
    case 'layer':
      return callLayer(machine, instance, call);
    case 'loss':
      return callLoss(machine, instance, call);
    case 'regularizer':
      return tensor({ content: { ...emptyContent, fromWeights: true } });
    case 'metric':
      return tensor();
    default:
      return undefined;
  }
}

function callMethod(
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
      if (name === 'apply_gradients' || name === 'apply') applyGradients(call);
      if (name === 'minimize') minimize(machine, call);
      if (name === 'get_scaled_loss' || name === 'scale_loss') return call.positional[0]?.value ?? unknown;
      if (name === 'get_unscaled_gradients') return call.positional[0]?.value ?? unknown;
      return tensor();
    case 'tape':
      if (name === 'gradient') return gradient(machine, instance, call);
      return none;
    case 'loss':
      if (name === 'call' || name === '__call__') return callLoss(machine, instance, call);
      return none;
    case 'metric':
    case 'callback':
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

/** Keras 2 adds the penalties that `compiled_loss` is given, Keras 3 those of the model. */
function compiledLossAdditions(instance: InstanceValue, call: Call, version: 2 | 3 | null): Addition[] {
  if (version === 3 || call.keywords.has('regularization_losses'))
    return [{ model: instance, by: 'compute_loss' }];
  return version === 2 ? [] : [{ model: instance, by: 'compiled_loss' }];
}

/** Methods that leave a model as it is. */
const HARMLESS =
  /^(summary|get_config|to_json|to_yaml|save|save_weights|save_spec|export|count_params|get_layer|get_weights|get_metrics_result|reset_metrics|reset_states|compute_output_shape|compute_mask|evaluate_generator|compute_metrics|compiled_metrics|get_compile_config|_set_inputs|make_train_function|make_test_function)$/;

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
    case 'fit_generator':
      return fit(machine, instance, 'fit', call);
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
      updateModel(machine, native, { addsLoss: true });
      return none;
    case 'compute_loss':
      return tensor({ content: { ...emptyContent, additions: [{ model: instance, by: 'compute_loss' }] } });
    case 'compiled_loss':
      return tensor({
        content: {
          ...emptyContent,
          additions: compiledLossAdditions(instance, call, version),
        },
      });
    case 'train_step':
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

const WEIGHTS =
  /^(trainable_variables|trainable_weights|weights|variables|non_trainable_variables|non_trainable_weights|kernel|bias|embeddings|gamma|beta)$/;

function attribute(
  machine: Machine,
  instance: InstanceValue,
  name: string,
  span: Span,
  version: 2 | 3 | null,
): Value | undefined {
  const native = instance.native as KerasNative;
  if (native.type === 'model') {
    const state = native.state.value;
    if (name === 'losses') return readLosses(machine, instance, native, span, version);
    if (WEIGHTS.test(name))
      return tensor({ content: { ...emptyContent, fromWeights: true, weightsOf: [instance] } });
    switch (name) {
      case 'layers':
        return list(
          machine.store,
          state.nodes.map((node) => node.layer),
          state.exact && native.kind !== 'subclass',
        );
      case 'built':
        return state.built === 'maybe' ? unknown : constant(state.built === 'yes');
      case 'output':
        return (
          state.result ??
          tensor({ symbolic: true, shape: state.output, producer: { by: instance, inputs: [] } })
        );
      case 'input':
      case 'inputs':
        return tensor({ symbolic: true, shape: state.input });
      case 'optimizer':
        return state.compile?.optimizer?.value.kind === 'instance'
          ? state.compile.optimizer.value
          : { kind: 'unknown', content: emptyContent };
      case 'loss':
        return state.compile?.loss?.value ?? unknown;
      case 'compiled_loss':
        return { kind: 'method', receiver: instance, name, function: null };
      case 'trainable':
        return state.trainable === 'maybe' ? unknown : constant(state.trainable === 'yes');
      default:
        return undefined;
    }
  }
  if (native.type === 'layer') {
    if (name === 'losses') return tensor({ content: { ...emptyContent, fromWeights: true } });
    if (WEIGHTS.test(name)) return tensor({ content: { ...emptyContent, fromWeights: true } });
    if (name === 'output')
      return tensor({
        symbolic: true,
        shape: native.state.value.output,
        producer: { by: instance, inputs: [] },
      });
  }
  return undefined;
}

function readLosses(
  machine: Machine,
  instance: InstanceValue,
  native: ModelNative,
  span: Span,
  version: 2 | 3 | null,
): Value {
  const state = native.state.value;
  const terms = termsOf(instance, version);
  const total = terms.weight === null || terms.other === null ? null : terms.weight + terms.other;
  // Without the caller's state the present one is only one of those in which the function may run.
  const known = machine.fromModule;
  const execution: ReadExecution = {
    span,
    model: instance,
    terms: known ? total : null,
    window: machine.window,
    whole: false,
  };
  machine.events.push({
    type: 'read',
    execution,
    modelText: machine.text.slice(span.start, span.end).replace(/\s*\.\s*losses$/, ''),
    model: instance,
    built: state.built,
    called: state.called,
    weightTerms: known ? terms.weight : null,
    otherTerms: known ? terms.other : null,
    onlyKeras3: state.builtInKeras2,
    inspection: machine.inspecting > 0,
    fromModule: known,
    term: machine.term,
  });
  const element = tensor({ content: { ...emptyContent, reads: [execution] } });
  const origin = { ...execution, whole: true };
  if (execution.terms === null) return { ...list(machine.store, [element], false), origin };
  const elements = Array.from({ length: Math.min(execution.terms, 256) }, () => element);
  return { ...list(machine.store, elements, execution.terms <= 256), origin };
}

function setAttribute(machine: Machine, instance: InstanceValue, name: string, value: Value): void {
  const native = instance.native as KerasNative;
  if (native.type === 'model' && name === 'trainable') {
    const trainable = plain(value);
    const certainty = trainable === true ? 'yes' : trainable === false ? 'no' : 'maybe';
    updateModel(machine, native, { trainable: certainty });
    for (const leaf of leavesOf(instance).layers) {
      const layer = layerOf(leaf);
      if (layer) updateLayer(machine, layer, { trainable: certainty });
    }
    updateModel(machine, native, { trainable: 'yes' });
  } else if (native.type === 'layer') {
    if (name === 'trainable') {
      const trainable = plain(value);
      updateLayer(machine, native, {
        trainable: trainable === true ? 'yes' : trainable === false ? 'no' : 'maybe',
      });
    } else if (native.className !== null && name.endsWith('_regularizer'))
      updateLayer(machine, native, { changed: true });
    else if (native.className !== null && name === '_losses') updateLayer(machine, native, { changed: true });
  }
}

/** Unseen code may build, call and change what it is given. */
function escape(machine: Machine, value: Value, depth: number): void {
  if (depth > 3) return;
  if (value.kind === 'instance') {
    const native = value.native as KerasNative | null;
    if (native?.type === 'model') {
      const state = native.state.value;
      updateModel(machine, native, {
        escaped: true,
        built: state.built === 'yes' ? 'yes' : 'maybe',
        called: state.called === 'yes' ? 'yes' : 'maybe',
        lastPass: 'other',
      });
      for (const leaf of leavesOf(value).layers) loosen(machine, layerOf(leaf));
    } else if (native?.type === 'layer') {
      updateLayer(machine, native, { changed: true });
      loosen(machine, native);
    }
  } else if (value.kind === 'list')
    for (const one of value.cell.value.elements) escape(machine, one, depth + 1);
  else if (value.kind === 'tuple') for (const one of value.elements) escape(machine, one, depth + 1);
  else if (value.kind === 'dict')
    for (const one of value.cell.value.entries.values()) escape(machine, one, depth + 1);
  else if (value.kind === 'join') for (const one of value.alternatives) escape(machine, one, depth + 1);
}

function loosen(machine: Machine, layer: LayerNative | null): void {
  if (layer && layer.state.value.built === 'no') updateLayer(machine, layer, { built: 'maybe' });
}

/** Before functions that nobody calls: they may run at any time, so what was not built may be by then. */
function beforeUncalled(machine: Machine): void {
  const models = machine.events.flatMap((event) => (event.type === 'model' ? [event.model] : []));
  for (const instance of models) evaluateUntrained(machine, instance);
  for (const instance of models) {
    if (instance.class && !machine.entered.has(trainStepBody(instance))) {
      machine.fromModule = false;
      loosenModel(machine, instance);
      runTrainStep(machine, instance, instance.site);
    }
  }
  machine.fromModule = false;
  for (const instance of models) loosenModel(machine, instance);
}

function loosenModel(machine: Machine, instance: InstanceValue): void {
  const native = modelOf(instance) as ModelNative;
  const state = native.state.value;
  updateModel(machine, native, {
    built: state.built === 'yes' ? 'yes' : 'maybe',
    called: state.called === 'yes' ? 'yes' : 'maybe',
    lastPass: 'other',
  });
  for (const leaf of leavesOf(instance).layers) loosen(machine, layerOf(leaf));
}

function trainStepBody(instance: InstanceValue): unknown {
  const step = instance.class ? classMember(instance.class, 'train_step') : undefined;
  return step?.kind === 'function' ? step.body : undefined;
}
