import type { LossesReadFact } from '../../facts/facts';
import { type Content, type ReadExecution, emptyContent } from '../../interpreter/content';
import { type Machine, tick } from '../../interpreter/machine';
import { type InstanceValue, type Value, list, tensor } from '../../interpreter/values';
import type { Span } from '../../text/span';
import { runModel } from './models';
import { type LayerNative, type ModelNative, modelOf } from './natives';
import { hasUnknownParts, partsOf } from './parts';
import { isQuiet, withOwnPass } from './passes';
import { termsOf } from './terms';

/** `model.losses` or `layer.losses`: an event, and a list as long as it is known to be. */
export function readLosses(
  machine: Machine,
  instance: InstanceValue,
  native: ModelNative | LayerNative,
  span: Span,
): Value {
  const { built } = native.state.value;
  const model = native.type === 'model' ? native.state.value : null;
  // Without the caller's state the present one is only one of those in which the function may run.
  const known = machine.fromModule;
  const terms = known ? termsOf(instance, machine.framework.version) : { weight: null, other: null };
  const execution: ReadExecution = {
    span,
    model: instance,
    terms: terms.weight === null || terms.other === null ? null : terms.weight + terms.other,
    time: tick(machine),
    whole: false,
    detachedBy: machine.tracing.disabledBy,
    untraced: machine.tracing.untraced,
    perReplica: false,
  };
  machine.events.push({
    type: 'read',
    execution,
    modelText: machine.sources.text.slice(span.start, span.end).replace(/\s*\.\s*losses$/, ''),
    model: instance,
    built: built === 'no' && hasUnknownParts(instance) ? 'maybe' : built,
    called: model?.called ?? 'maybe',
    weightTerms: terms.weight,
    otherTerms: terms.other,
    waiting: known ? waitingTerms(machine, instance) : null,
    lastPass: model ? lastPass(machine, model) : 'unknown',
    passInStep: model ? passInStep(machine, model) : null,
    onlyKeras3: model?.builtInKeras2 ?? false,
    inspection: machine.inspecting > 0,
    fromModule: known,
    term: machine.term,
  });
  return asList(machine, native, execution);
}

/**
 * How many activity and `add_loss` terms the first forward pass of a model will add: it is made, and undone.
 * @returns 0 where a pass has been made, and null where it is not known.
 */
function waitingTerms(machine: Machine, instance: InstanceValue): number | null {
  const native = modelOf(instance);
  if (!native || native.state.value.called !== 'no' || native.state.value.built !== 'yes') return 0;
  if (partsOf(instance).all.every(isQuiet)) return 0;
  const told = machine.events.length;
  machine.store.begin();
  try {
    withOwnPass(machine, instance, 'eager', () => runModel(machine, instance, native.state.value.input));
    return termsOf(instance, machine.framework.version).other;
  } finally {
    machine.store.undo();
    machine.events.length = told;
  }
}

/** Inside the graph that a pass belongs to, its terms are as good as those of an eager one. */
function lastPass(machine: Machine, state: ModelNative['state']['value']): LossesReadFact['lastPass'] {
  return state.lastPass === 'graph' && machine.graph !== 'no' ? 'eager' : state.lastPass;
}

/** Whether the last forward pass came after the innermost tape was opened; null outside of tapes and where paths differ. */
function passInStep(machine: Machine, state: ModelNative['state']['value']): boolean | null {
  const opened = machine.recording.at(-1);
  if (opened === undefined || state.lastPassTime === null) return null;
  return state.lastPassTime > opened;
}

function asList(machine: Machine, native: ModelNative | LayerNative, execution: ReadExecution): Value {
  // What one layer adds is a part of the penalty, as if it were written by hand.
  const content: Content = { ...emptyContent, reads: [execution], fromWeights: native.type === 'layer' };
  const length = Math.min(execution.terms ?? 1, MOST_ELEMENTS);
  const elements = Array.from({ length }, () => tensor({ content }));
  const exact = execution.terms !== null && execution.terms <= MOST_ELEMENTS;
  const result = list(machine.store, elements, exact);
  if (native.type === 'layer') return result;
  const guards = execution.terms === null && native.state.value.built === 'yes';
  return { ...result, origin: { ...execution, whole: true }, guards };
}

const MOST_ELEMENTS = 256;
