import type { Certainty } from '../../facts/facts';
import { type Call, type Machine, argument } from '../../interpreter/machine';
import type { ArgumentValue, InstanceValue, Value } from '../../interpreter/values';
import {
  type BoundArgument,
  type CallbackNative,
  type CompileState,
  type ModelNative,
  modelOf,
  nativeOf,
  plain,
  plainNumber,
} from './natives';

/** Parameters in order, of the callbacks that monitor something. */
const PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  EarlyStopping: ['monitor', 'min_delta', 'patience', 'verbose', 'mode', 'baseline', 'restore_best_weights'],
  ModelCheckpoint: ['filepath', 'monitor', 'verbose', 'save_best_only', 'save_weights_only', 'mode'],
  ReduceLROnPlateau: ['monitor', 'factor', 'patience', 'verbose', 'mode', 'min_delta'],
};

/** The metric that a callback watches; `val_loss` where none is given. */
export function monitorOf(name: string, call: Call): string | null {
  const position = PARAMETERS[name]?.indexOf('monitor') ?? -1;
  if (position < 0 || call.unknownSpread) return null;
  const given = argument(call, position, 'monitor');
  const monitor = given ? plain(given.value) : 'val_loss';
  return typeof monitor === 'string' ? monitor : null;
}

/** Notes that a callback of Keras is made. @param name canonical */
export function observeCallback(machine: Machine, name: string, call: Call, value: Value): void {
  if (!name.startsWith('keras.callbacks.')) return;
  const native = nativeOf(value);
  if (native?.type !== 'callback') return;
  const names = PARAMETERS[native.name] ?? [];
  const given = new Map<string, BoundArgument>();
  call.positional.forEach((one, index) =>
    given.set(names[index] ?? `argument ${index}`, { ...one, keyword: false }),
  );
  for (const [key, one] of call.keywords) given.set(key, { ...one, keyword: true });
  for (const one of given.values()) loseCallbacks(machine, one.value);
  if (native.name === 'CallbackList') return;
  withCallbacks.add(machine);
  machine.events.push({
    type: 'callback',
    callback: value as InstanceValue,
    name: native.name,
    argumentsSpan: call.argumentsSpan,
    arguments: given,
    argumentsExact: !call.unknownSpread,
  });
}

/** Programs that have made callbacks: in all others there is nothing to look for. */
const withCallbacks = new WeakSet<Machine>();

/** Where a value goes nobody knows, so what becomes of the callbacks in it is not known either. */
export function loseCallbacks(machine: Machine, value: Value): void {
  if (!withCallbacks.has(machine)) return;
  for (const callback of callbacksIn(value).found) machine.events.push({ type: 'callback-used', callback });
}

/** `fit`: what it gets as callbacks, and whether it validates. */
export function tellFit(machine: Machine, instance: InstanceValue, call: Call): void {
  const given = call.keywords.get('callbacks') ?? call.positional[5];
  const callbacks: Found =
    given && !isNone(given.value) ? callbacksIn(given.value) : { found: [], exact: true };
  const compiled = (modelOf(instance) as ModelNative).state.value.compile;
  const unknown = (span: ArgumentValue['span']) =>
    machine.events.push({ type: 'mechanism', kind: 'unknown', model: instance, span });
  if (call.unknownSpread) unknown(call.span);
  // A callback of one's own may compute what Keras does not.
  const own =
    !callbacks.exact || callbacks.found.some((one) => one.class || nameOf(one) === 'LambdaCallback');
  const validation = own && validationOf(machine, call) === 'no' ? 'maybe' : validationOf(machine, call);
  if (given) {
    for (const one of callbacks.found) {
      if (nameOf(one) === 'EarlyStopping') {
        const monitored = (nativeOf(one) as CallbackNative).monitor ?? '';
        const withoutEffect = validation === 'no' && monitored.startsWith('val_');
        machine.events.push({
          type: 'mechanism',
          kind: 'early-stopping',
          model: instance,
          span: given.span,
          withoutEffect,
        });
      } else if (one.class) unknown(given.span);
    }
    if (!callbacks.exact) unknown(given.span);
  }
  machine.events.push({
    type: 'fit',
    span: call.span,
    model: instance,
    validation,
    metrics: compiled ? metricNames(compiled) : null,
    callbacks: callbacks.found,
    callbacksExact: callbacks.exact && !call.unknownSpread,
    batchSize: plainNumber((call.keywords.get('batch_size') ?? call.positional[2])?.value),
    epochs: plainNumber((call.keywords.get('epochs') ?? call.positional[3])?.value),
    weighted: ['class_weight', 'sample_weight'].some((name) => {
      const weights = call.keywords.get(name);
      return weights !== undefined && !isNone(weights.value);
    }),
  });
}

function nameOf(callback: InstanceValue): string | null {
  const native = nativeOf(callback);
  return native?.type === 'callback' ? native.name : null;
}

function isNone(value: Value): boolean {
  return value.kind === 'constant' && value.value === null;
}

interface Found {
  readonly found: readonly InstanceValue[];
  /** False when there may be others. */
  readonly exact: boolean;
}

/** The callbacks in a value, through lists, tuples, dictionaries and alternatives. */
function callbacksIn(value: Value, depth = 0): Found {
  if (value.kind === 'instance') {
    const isCallback = nativeOf(value)?.type === 'callback';
    return { found: isCallback ? [value] : [], exact: isCallback };
  }
  if (isNone(value)) return { found: [], exact: true };
  const inside =
    value.kind === 'list'
      ? value.cell.value
      : value.kind === 'tuple'
        ? { elements: value.elements, exact: true }
        : value.kind === 'dict'
          ? { elements: [...value.cell.value.entries.values()], exact: value.cell.value.exact }
          : value.kind === 'join'
            ? { elements: value.alternatives, exact: true }
            : null;
  if (!inside || depth > 4) return { found: [], exact: false };
  const parts = inside.elements.map((one) => callbacksIn(one, depth + 1));
  return {
    found: parts.flatMap((one) => one.found),
    exact: inside.exact && parts.every((one) => one.exact),
  };
}

function validationOf(machine: Machine, call: Call): Certainty {
  const data = call.keywords.get('validation_data') ?? call.positional[7];
  const split = call.keywords.get('validation_split') ?? call.positional[6];
  const share = split ? plain(split.value) : 0;
  const every = call.keywords.get('validation_freq');
  if (every && plain(every.value) !== 1 && (data || split)) return 'maybe';
  if (typeof share === 'number' && share > 0) return 'yes';
  const without = !data || isNone(data.value);
  if (without && (share === 0 || share === null)) return call.unknownSpread ? 'maybe' : 'no';
  if (without || !data) return 'maybe';
  // What a function's caller hands over may be None.
  const perhapsNone = data.value.kind === 'join' || (data.value.kind === 'unknown' && !machine.fromModule);
  return perhapsNone ? 'maybe' : 'yes';
}

/** The names under which Keras logs the metrics of `compile`; null where one of them is not a plain string. */
function metricNames({ metrics, argumentsExact }: CompileState): readonly string[] | null {
  if (!argumentsExact) return null;
  if (!metrics || isNone(metrics.value)) return [];
  const names = plain(metrics.value);
  const all = typeof names === 'string' ? [names] : names;
  return Array.isArray(all) && all.every((one) => typeof one === 'string') ? (all as string[]) : null;
}

/** A call of `fit_generator` as the call of `fit` that it is. */
export function asFit(call: Call): Call {
  const names = ['x', 'steps_per_epoch', 'epochs', 'verbose', 'callbacks', 'validation_data'];
  const [data, ...others] = call.positional;
  const keywords = new Map(call.keywords);
  others.forEach((one, index) => keywords.set(names[index + 1] ?? `argument ${index + 1}`, one));
  const generator = argument(call, 0, 'generator');
  return { ...call, positional: data ? [data] : generator ? [generator] : [], keywords };
}
