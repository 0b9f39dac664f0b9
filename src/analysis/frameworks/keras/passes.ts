import { type Call, type Machine, type Pass, withPass } from '../../interpreter/machine';
import type {
  ArgumentValue,
  FunctionValue,
  InstanceValue,
  TensorValue,
  Value,
} from '../../interpreter/values';
import { clearHeld, hold } from './held';
import type { LayerNative } from './natives';
import { layerOf, modelOf, plain } from './natives';
import { partsOf } from './parts';
import { type LayerPenalty, innerLayer, isWrapper, partsInside, penaltiesOf } from './penalties';
import { resolveRegularizer } from './regularizers';

/** What a call with these inputs is, if no other call is under way. */
export function passOf(machine: Machine, given: Value | undefined, inputs: readonly TensorValue[]): Pass {
  if (inputs.some((one) => one.symbolic)) return 'symbolic';
  if (machine.graph !== 'no') return 'graph';
  // Inside a step there are no symbolic calls.
  const data = inputs.length > 0 || machine.recording.length > 0 || given?.kind === 'constant';
  return data ? 'eager' : 'unknown';
}

/**
 * Runs a call of a layer or model: as a part of the pass under way, or as a pass of its own, which first takes away
 * what the last one left.
 */
export function withOwnPass<T>(machine: Machine, instance: InstanceValue, pass: Pass, body: () => T): T {
  if (machine.pass !== 'none') return body();
  return withPass(machine, pass, () => {
    if (pass !== 'build') clearHeld(machine, partsOf(instance).all);
    return body();
  });
}

/** Runs a call whose `training` is given, or null where nothing says it; the calls inside it have the same. */
export function withTraining<T>(machine: Machine, training: Value | null, body: () => T): T {
  const outer = machine.training;
  machine.training = training;
  try {
    return body();
  } finally {
    machine.training = outer;
  }
}

/** What a call says of `training`: the outermost one nothing where it does not give it, another what is around it. */
export function trainingOf(machine: Machine, call: Call): Value | null {
  return call.keywords.get('training')?.value ?? (machine.pass === 'none' ? null : machine.training);
}

/** The call of a function of the file as Keras makes it, with `training` where the function takes it. */
export function withTrainingArgument(machine: Machine, forward: FunctionValue, call: Call): Call {
  const { training } = machine;
  const position = forward.parameters.findIndex((one) => one.name === 'training');
  // The receiver is no argument of the call.
  const given = call.keywords.has('training') || call.unknownSpread || call.positional.length >= position;
  if (training === null || position < 0 || given) return call;
  const value: ArgumentValue = { value: training, valueSpan: call.span, span: call.span };
  return { ...call, keywords: new Map([...call.keywords, ['training', value]]) };
}

/** Adds what a call of a layer of Keras adds for its outputs. */
export function holdActivity(machine: Machine, instance: InstanceValue, native: LayerNative): void {
  if (native.className === 'TimeDistributed') holdInside(machine, native);
  hold(machine, instance, activityTerms(native, machine.framework.version));
}

/** Keras 3 runs the inner layer of `TimeDistributed` without its activity penalty. */
function holdInside(machine: Machine, native: LayerNative): void {
  const { version } = machine.framework;
  const inner = innerLayer(native);
  const [part] = partsInside(native) ?? [];
  if (!inner || !part) return;
  const terms = activityTerms(inner, version);
  if (terms !== 0) hold(machine, part, version === 3 ? 0 : version === 2 ? terms : null);
}

/** Layers that take an activity regularizer and use it in one version only. */
const ACTIVITY_IN_ONE_VERSION: ReadonlyMap<string, 2 | 3> = new Map([
  ['SimpleRNN', 2],
  ['EinsumDense', 3],
]);

/** How many terms a call of a layer of Keras adds for its outputs; null when not known. */
function activityTerms(native: LayerNative, version: 2 | 3 | null): number | null {
  const { className, hiddenArguments, state } = native;
  if (className === 'ActivityRegularization') return 1;
  const only = ACTIVITY_IN_ONE_VERSION.get(className ?? '');
  if (only && mayPenalizeActivity(native) && version !== only) return version === null ? null : 0;
  const own = activityPenalties(native, version);
  if (hiddenArguments || state.value.changed || own.some((one) => one.resolved.present === 'maybe'))
    return mayPenalizeActivity(native) ? null : 0;
  if (className === 'MultiHeadAttention' && own.length > 0)
    return version === 3 ? 4 : version === 2 ? 1 : null;
  // A symbolic call of it gives its input, so that a graph goes past it.
  if (className === 'Equalization' && own.length > 0) return null;
  // Its four inner layers have the regularizer as well.
  if (className === 'GroupQueryAttention' && own.length > 0) return 5;
  const inside = isWrapper(native) ? activityInside(native, version) : 0;
  if (inside === null) return null;
  if (own.length === 0) return inside;
  const outputs = outputsOf(native);
  return outputs === null ? null : own.length * outputs + inside;
}

function activityPenalties(native: LayerNative, version: 2 | 3 | null): LayerPenalty[] {
  // The table tells of Keras 3.
  const given =
    native.state.value.overrides.get('activity_regularizer') ?? native.arguments.get('activity_regularizer');
  const resolved = resolveRegularizer(given, version);
  return given && resolved.present !== 'no' ? [{ on: 'activity', argument: given, resolved }] : [];
}

/** Layers of Keras that the table does not hold may be anything; others were only handed to unseen code. */
function mayPenalizeActivity(native: LayerNative): boolean {
  return native.hiddenArguments || native.state.value.changed || activityPenalties(native, null).length > 0;
}

/** What a wrapper's copies or cells add by themselves. */
function activityInside(native: LayerNative, version: 2 | 3 | null): number | null {
  if (native.className === 'TimeDistributed') {
    const inner = innerLayer(native);
    const [part] = partsInside(native) ?? [];
    return (inner && inner.className !== null) || (part && partsOf(part).all.every(isQuiet)) ? 0 : null;
  }
  const parts = partsInside(native);
  if (!parts) return null;
  const terms = parts.map((one) => {
    const layer = layerOf(one);
    if (!layer || layer.className === null || modelOf(one)) return null;
    return native.className === 'Bidirectional'
      ? activityTerms(layer, version)
      : withoutActivity(layer, version);
  });
  const total = terms.reduce<number | null>(
    (sum, one) => (sum === null || one === null ? null : sum + one),
    0,
  );
  return total !== null && native.className === 'Bidirectional' && parts.length === 1 ? 2 * total : total;
}

/** Whether a call of a layer or model itself adds nothing. */
export function isQuiet(part: InstanceValue): boolean {
  const model = modelOf(part);
  if (model) return !model.state.value.addsLoss && model.state.value.exact;
  const layer = layerOf(part);
  return (
    layer !== null &&
    layer.className !== null &&
    !mayPenalizeActivity(layer) &&
    layer.className !== 'ActivityRegularization'
  );
}

/** Cells are called once a time step, in ways that differ between backends. */
function withoutActivity(layer: LayerNative, version: 2 | 3 | null): 0 | null {
  return penaltiesOf(layer, version).some((one) => one.on === 'activity') ? null : 0;
}

/** Every output of a call is penalised by itself. */
function outputsOf(native: LayerNative): number | null {
  const states = native.arguments.get('return_state') ?? native.arguments.get('return_attention_scores');
  if (!states) return 1;
  const given = plain(states.value);
  if (given === false) return 1;
  if (given !== true) return null;
  if (native.className === 'LSTM') return 3;
  return native.className === 'GRU' || native.className === 'SimpleRNN' ? 2 : null;
}
