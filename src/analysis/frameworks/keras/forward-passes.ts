import type { ForwardPassFact } from '../../facts/facts';
import { classMember } from '../../interpreter/classes';
import { type Call, type Machine, tick } from '../../interpreter/machine';
import type { ArgumentValue, FunctionValue, InstanceValue, Value } from '../../interpreter/values';
import { sameSpan } from '../../text/span';
import { plain } from './natives';

type Training = ForwardPassFact['training'];

/**
 * Runs a call of a model, and tells what it says about training. Calls of models inside it inherit that, where they
 * say nothing themselves.
 */
export function watchModel<T extends Value | undefined>(
  machine: Machine,
  instance: InstanceValue,
  call: Call,
  run: () => T,
): T {
  const { training: said, written } = trainingOf(instance, call);
  const before = machine.events.length;
  const time = tick(machine);
  const value = run();
  if (value?.kind === 'tensor' && value.symbolic) {
    if (said === 'yes' || said === 'no')
      machine.events.push({ type: 'layer-training', layer: instance, training: said });
    return value;
  }
  const training = settleInner(machine, before, said);
  const { span, argumentsSpan } = call;
  machine.events.push({
    type: 'forward-pass',
    model: instance,
    span,
    argumentsSpan,
    training,
    written,
    time,
  });
  return value;
}

/** Gives what happened inside a pass its meaning, and returns how the pass as a whole trains. */
function settleInner(machine: Machine, before: number, said: Training): Training {
  let training = said;
  const { events } = machine;
  for (let index = before; index < events.length; index++) {
    const event = events[index];
    if (event?.type === 'forward-pass') {
      const passedOn = event.training === 'absent' || (event.training === 'no' && !event.written);
      if (passedOn) events[index] = { ...event, training: said };
      else if (said === 'absent' && event.training === 'no')
        events.push({ type: 'layer-training', layer: event.model, training: 'no' });
      else if (said === 'absent') training = 'unknown';
    } else if (event?.type === 'layer-training' && !event.inherited) {
      if (said !== 'absent') events[index] = { ...event, inherited: true };
      else if (event.training === 'yes') training = 'unknown';
    }
  }
  return training;
}

/** Notes that a layer is told by its caller whether it trains: at the very call, not by what the caller is told. */
export function watchLayer(machine: Machine, layer: InstanceValue, call: Call): void {
  const { training, written } = trainingOf(layer, call);
  if (written && (training === 'yes' || training === 'no'))
    machine.events.push({ type: 'layer-training', layer, training });
}

/** What a call says about training, and whether it is written there. */
function trainingOf(instance: InstanceValue, call: Call): { training: Training; written: boolean } {
  const own = instance.class ? classMember(instance.class, 'call') : undefined;
  const forward = own?.kind === 'function' ? own : null;
  const given = call.keywords.get('training') ?? positional(call, forward);
  if (given) return { training: meaningOf(given.value), written: isWritten(given) };
  if (call.unknownSpread) return { training: 'unknown', written: false };
  const byDefault = forward?.defaults.get('training');
  const training = byDefault ? meaningOf(byDefault) : 'absent';
  // A default of False is nobody's word.
  return { training: training === 'no' ? 'absent' : training, written: false };
}

function isWritten({ value, valueSpan }: ArgumentValue): boolean {
  return value.kind === 'constant' && value.span !== null && sameSpan(value.span, valueSpan);
}

/** The argument for `training` among the positional ones. */
function positional(call: Call, forward: FunctionValue | null): ArgumentValue | undefined {
  if (!forward) return call.positional[1];
  const index = forward.parameters.findIndex(({ name }) => name === 'training');
  return index > 0 ? call.positional[index - 1] : undefined;
}

function meaningOf(value: Value): Training {
  const given = plain(value);
  if (given === null) return 'absent';
  return given === true || given === 1 ? 'yes' : given === false || given === 0 ? 'no' : 'unknown';
}
