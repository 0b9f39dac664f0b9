import { marked, mergeContents } from '../../interpreter/content';
import { type Call, type Machine, argument, tick } from '../../interpreter/machine';
import {
  type InstanceValue,
  type Value,
  inert,
  contentOf,
  madeBy,
  none,
  shapeOf,
  tensor,
  unknown,
  unknownShape,
} from '../../interpreter/values';
import type { Span } from '../../text/span';
import { monitorOf } from './callbacks';
import { cloneModel, fromConfiguration } from './clones';
import { callArrayFunction, loadDataset } from './data';
import { callLayer, constructLayer } from './layers';
import { callLossFunction, callOnLogits, constructLoss } from './losses';
import { constructFunctional, constructSequential, opaqueModel } from './models';
import { followOperation } from './followed-operations';
import { newGradientFunction } from './gradient-functions';
import {
  type InitializerNative,
  type KerasNative,
  type OtherNative,
  type TorchOptimizerNative,
  plain,
} from './natives';
import { constructOptimizer, constructSchedule } from './optimizers';
import { callRegularizers } from './regularizers';
import { newStrategy, perReplica } from './strategies';
import { AUGMENTATION_LAYERS, PATH_DROPPING_LAYERS, isLossClass, layerEntry } from './symbols';
import { applyGradients, newTape } from './tapes';
import { tracingScope } from './tracing-scopes';

/** What calling a name of Keras, TensorFlow or NumPy gives; `name` is canonical. Undefined for anything else. */
export function callSymbol(
  machine: Machine,
  name: string,
  call: Call,
  version: 2 | 3 | null,
): Value | undefined {
  const followed = machine.followed && followOperation(machine.followed, name, call);
  if (followed) return followed;
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
      return newTape(call);
    case 'tensorflow.function':
      return intoGraph(call.positional[0]?.value ?? unknown);
    case 'tensorflow.config.run_functions_eagerly':
    case 'tensorflow.config.experimental_run_functions_eagerly':
      machine.runsEagerly = plain(call.positional[0]?.value) !== false;
      return none;
    case 'jax.jit':
      return call.positional[0]?.value ?? unknown;
    case 'jax.grad':
    case 'jax.value_and_grad':
      return newGradientFunction(call, member === 'value_and_grad');
    case 'torch.no_grad':
    case 'torch.inference_mode':
      return tracingScope('no-gradient', call.span);
    case 'keras.mixed_precision.set_global_policy':
    case 'keras.mixed_precision.set_dtype_policy':
    case 'keras.config.set_dtype_policy':
      if (plain(call.positional[0]?.value) !== 'float32')
        machine.events.push({ type: 'setting', setting: 'otherPrecision' });
      return none;
    case 'keras.StatelessScope':
      return tracingScope('stateless', call.span);
    case 'optax.apply_updates':
      applyGradients(machine, call);
      return undefined;
    case 'tensorflow.nn.compute_average_loss': {
      const value = computed(machine, name, call);
      return { ...value, content: marked(contentOf(value), { kind: 'averaged', span: call.span }) } as Value;
    }
    case 'tensorflow.nn.scale_regularization_loss': {
      const value = computed(machine, name, call);
      return { ...value, content: perReplica(contentOf(value)) } as Value;
    }
    default:
  }
  switch (owner) {
    case 'keras.layers':
      return makeLayer(machine, member, call);
    case 'keras.regularizers':
      return callRegularizers(machine, member, call, version);
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
    case 'keras.optimizers.legacy':
      return member === 'get'
        ? undefined
        : constructOptimizer(machine, member, call, owner === 'keras.optimizers.legacy');
    case 'keras.callbacks':
      return {
        kind: 'instance',
        class: null,
        site: call.span,
        attributes: new Map(),
        native: { type: 'callback', name: member, monitor: monitorOf(member, call) } as KerasNative,
      };
    case 'keras.initializers':
      return {
        kind: 'instance',
        class: null,
        site: call.span,
        attributes: new Map(),
        native: { type: 'initializer', name: member, call } as InitializerNative,
      };
    case 'keras.constraints':
      return other('constraint', member, call.span);
    case 'keras.models':
      if (member === 'clone_model') return cloneModel(machine, call);
      if (/^(load_model|model_from_json|model_from_yaml|model_from_config)$/.test(member))
        return fromConfiguration(machine, call) ?? opaqueModel(machine, 'loaded', call);
      return undefined;
    case 'keras.utils':
      return none;
    case 'tensorflow.nn':
      return callOnLogits(machine, member, call) ?? computed(machine, name, call);
    case 'keras.mixed_precision':
      return member === 'LossScaleOptimizer' ? constructOptimizer(machine, member, call, false) : undefined;
    default:
  }
  if (member === 'from_config' && owner.startsWith('keras.')) return fromConfiguration(machine, call);
  switch (familyOf(name)) {
    case 'application':
      return opaqueModel(machine, 'application', call);
    case 'dataset':
      return loadDataset(owner.slice('keras.datasets.'.length)) ?? tensor();
    case 'schedule':
      return constructSchedule(member, call);
    case 'augmenter': {
      const augments = [...call.keywords.keys()].some((key) => /range$|_flip$|augment/.test(key));
      if (augments || call.unknownSpread) tellAugmentation(machine, call.span);
      return other('augmenter', member, call.span);
    }
    case 'augmentation':
      tellAugmentation(machine, call.span);
      return callArrayFunction(name, call);
    case 'foreign-layer': {
      const known = PATH_DROPPING_LAYERS.has(member) || AUGMENTATION_LAYERS.has(member);
      return known ? makeLayer(machine, member, call) : undefined;
    }
    case 'strategy':
      return newStrategy(call);
    case 'torch-optimizer':
      return newTorchOptimizer(call);
    case 'torch-loss':
      // Its object is called like a function of tensors.
      return { kind: 'symbol', name: 'torch.nn.functional.loss' };
    case 'array':
      // A model handed to TensorFlow itself (saving, tracing, a strategy) is not changed by it.
      return computed(machine, name, call);
    case 'harmless':
      return inert;
    default:
      return undefined;
  }
}

/** `tf.function(step)`. */
function intoGraph(value: Value): Value {
  if (value.kind === 'function') return { ...value, traced: true };
  if (value.kind === 'method' && value.function)
    return { ...value, function: { ...value.function, traced: true } };
  return value;
}

/** `torch.optim.Adam(model.parameters())`, also where `lr_scheduler`s and the like are made of it later. */
function newTorchOptimizer(call: Call): InstanceValue {
  const { weightsOf } = mergeContents(call.positional.map((one) => contentOf(one.value)));
  const native: TorchOptimizerNative = { type: 'torch-optimizer', models: weightsOf };
  return { kind: 'instance', class: null, site: call.span, attributes: new Map(), native };
}

/** The result of an operation, which has no gradient where its tape has ended before. */
function computed(machine: Machine, name: string, call: Call): Value {
  return madeBy(callArrayFunction(name, call), call.span, tick(machine));
}

function tellAugmentation(machine: Machine, span: Span): void {
  machine.events.push({ type: 'mechanism', kind: 'augmentation', model: null, span });
}

/** Families of symbols that behave alike, by what their canonical name looks like; the first that fits. */
const FAMILIES = [
  ['application', /^keras\.applications/],
  ['dataset', /^keras\.datasets\.\w+\.load_data$/],
  ['schedule', /^keras\.optimizers\.schedules/],
  ['augmenter', /(^|\.)ImageDataGenerator$/],
  [
    'augmentation',
    // Shares of a Beta distribution are what MixUp and CutMix mix with.
    /^tensorflow\.image\.(random|stateless_random)_|^numpy\.random\.beta$|^tensorflow\.random\.(stateless_)?gamma$|^tensorflow_addons\.image\.|^(albumentations|imgaug|kornia\.augmentation|torchvision\.transforms)\b|^skimage\.util\.random_noise$|^keras\.preprocessing\.image\.(random_\w+|apply_affine_transform)$/,
  ],
  ['foreign-layer', /^(keras_cv|keras_hub|tensorflow_addons)\.layers\./],
  ['strategy', /^tensorflow\.(compat\.v1\.)?distribute\.(experimental\.)?\w*Strategy$/],
  ['torch-optimizer', /^torch\.optim\.[A-Z]\w*$/],
  ['torch-loss', /^torch\.nn\.\w*Loss$/],
  [
    'array',
    /^(tensorflow|numpy|jax|keras\.ops|keras\.random|math)\b|^keras\.activations\.(?!get$|serialize$|deserialize$)|^torch\.(nn\.functional\.|linalg\.)?[a-z]\w*$/,
  ],
  [
    'harmless',
    /^(matplotlib|logging|os|sys|time|datetime|argparse|json|random|pandas|tqdm|warnings|pprint|pathlib)\b/,
  ],
  ['unseen', /^/],
] as const;
type Family = (typeof FAMILIES)[number][0];
const families = new Map<string, Family>();

function familyOf(name: string): Family {
  let family = families.get(name);
  if (!family) {
    family = FAMILIES.find(([, pattern]) => pattern.test(name))?.[0] ?? 'unseen';
    families.set(name, family);
  }
  return family;
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

function makeLayer(machine: Machine, member: string, call: Call): Value | undefined {
  if (member === 'from_config') return fromConfiguration(machine, call);
  const className = `${member.charAt(0).toUpperCase()}${member.slice(1)}`;
  if (layerEntry(className) && className !== member) {
    // `concatenate([a, b])` makes the layer and calls it.
    const layer = constructLayer(machine, className, { ...call, positional: call.positional.slice(1) });
    return callLayer(machine, layer, {
      ...call,
      positional: call.positional.slice(0, 1),
      keywords: new Map(),
    });
  }
  if (layerEntry(member)) return constructLayer(machine, member, call);
  // A layer that the table does not hold: nothing is known of it.
  return className === member
    ? constructLayer(machine, className, { ...call, unknownSpread: true })
    : undefined;
}
